"""Show a change's posts and replies in its pull request, and mark its head with the required status `preview`.

Runs on the default branch's code with the right to comment. From the pull request it takes pictures, which are checked
as bytes, and the files that the merge would make, which are read and never executed. The words are the program's own:
where they stand in the comment, the status is green, even without a picture, which must not stop a withdrawal.
"""

import argparse
import re
import sys
from dataclasses import replace
from pathlib import Path

from scripts.approvals.github_record import PullRequest, Unavailable
from scripts.content.incident import INCIDENTS
from scripts.content.reply import REPLIES
from scripts.effects.content.company import Heads, with_proposed
from scripts.effects.content.in_words import by_hand, previewed_as, taken_away
from scripts.effects.content.previewed import previewed
from scripts.effects.content.scope import Scope, merged_into
from scripts.effects.git.commands import GitFailed, checkout_root
from scripts.effects.git.main_branch import MAIN_ON_ORIGIN
from scripts.effects.git.previews_branch import keep
from scripts.effects.github.api import Api, Unanswered
from scripts.effects.github.looks import seen_by, with_looks
from scripts.effects.github.proposal import open_pull_requests
from scripts.effects.github.writes import set_status, write_comment
from scripts.effects.local import environment
from scripts.effects.local.cli import print_words, run, why
from scripts.pages.preview import words_of
from scripts.pull_requests.looks import Looks
from scripts.pull_requests.preview_comment import (
    MARK,
    MOST_BYTES,
    MOST_POSTS,
    ROOM,
    PreviewedPost,
    Version,
    comment,
    not_shown,
    status_of,
    unfit,
    unshown,
)

_PROPER = re.compile(
    r".*/\d{8}-[a-z0-9-]+|content/replies/(division|contractor)/[a-zA-Z0-9-]+\.md|content/incidents/[a-zA-Z0-9-]+\.yml",
    re.ASCII,
)
_SENT_BY_NONE = (REPLIES, INCIDENTS)  # a person acts on them by hand
_UNREAD = "承認する方が前に見たときからの変更は、GitHubの答えを読めず、確かめられません。"
_OTHERS_UNREAD = "承認を待つほかの依頼（{}）は、いつ何が届くかを読み取れず、近い日の配信に載せていません。"
_FAILED = "プレビューを掲示できませんでした。あとでもう一度動かしてください。"


def main(argv: list[str] | None = None) -> int:
    """0 shown or nothing to show, 1 GitHub or origin did not take it."""
    args = _parser().parse_args(argv)
    return run(lambda: _comment(args))


def _comment(args: argparse.Namespace) -> int:
    root, api = checkout_root(), Api(environment.github())
    try:
        pulls = open_pull_requests(api)
        if isinstance(pulls, Unavailable):
            raise Unanswered(pulls.technical, pulls.what)
        pull = next((pull for pull in pulls if _is_shown(pull, args.head)), None)
        if pull is None:
            print_words("この版のプルリクエストは開いていません。掲示するものはありません。")
            return 0
        state, description = _show(root, api, pull, pulls, args)
    except (GitFailed, Unanswered) as failure:
        print_words(f"{_FAILED}({why(failure)})", file=sys.stderr)
        set_status(api, "preview", args.head, "error", _FAILED, environment.run_url())
        return 1
    print_words(f"#{pull.number}: {description}")
    troubles = set_status(api, "preview", args.head, state, description, environment.run_url())
    for trouble in troubles:
        print_words(trouble, file=sys.stderr)
    return int(bool(troubles))


def _is_shown(pull: PullRequest, head: str) -> bool:
    """True for a pull request of that version from this repository to `main`."""
    return pull.head == head and pull.at_home and pull.base == "main"


def _show(
    root: Path, api: Api, pull: PullRequest, open_ones: list[PullRequest], args: argparse.Namespace
) -> tuple[str, str]:
    """Write the comment; the state and the sentence of the status. Raises GitFailed, Unanswered."""
    scope = merged_into(root, "refs/remotes/origin/main", args.head)
    version = Version(environment.repository_url(), pull.number, args.head, _page(args.page))
    if isinstance(scope, str):
        write_comment(api, pull.number, MARK, comment(version, [], [scope]))
        return "failure", scope
    hands = [path for path in filter(_PROPER.fullmatch, scope.changed) if path.startswith(_SENT_BY_NONE)]
    folders = tuple(filter(_PROPER.fullmatch, scope.folders))
    gone = [*filter(_PROPER.fullmatch, scope.gone)]
    most = ROOM // max(1, min(MOST_POSTS, len(folders) + len(hands) + len(gone)))
    seen = seen_by(api, pull) if folders else Looks({}, None)
    beyond = [other for other in open_ones if other != pull and _is_shown(other, other.head)]
    others = {other.number: other.head for other in beyond}
    posts, unread = _posts(root, pull, replace(scope, folders=folders), seen, most, others)
    drawn = {post.post_id: _drawn(args.pictures, post.post_id) for post in posts}
    notes = [
        f"{f'{post_id}: ' * (len(drawn) > 1)}届く画面の見本の絵は{why}。届く内容は、上の「届く文章」のとおりです。"
        for post_id, raw in drawn.items()
        if (why := unfit(raw))
    ]
    fit = {post.picture: drawn[post.post_id] for post in posts if not unfit(drawn[post.post_id])}
    notes += [*([_UNREAD] if seen is None else []), *unread]
    kept = keep(root, pull.number, fit, [other.number for other in open_ones]) if fit else {}
    shown = [replace(post, picture=kept.get(post.picture, "")) for post in posts]
    shown += by_hand(scope, hands, environment.now(), most)
    shown += taken_away(root, scope, gone, environment.now(), most)
    hidden = unshown(scope.changed, shown)
    notes += [not_shown(hidden)] if hidden else []
    version = replace(version, as_of=seen.as_of if seen else None)
    write_comment(api, pull.number, MARK, comment(version, shown, notes) if shown or notes else "")
    return status_of(shown, hidden)


def _page(address: str) -> str:
    """The page's address, if it is one of this run's own; else that of the run, whose artifacts hold it."""
    run_url = environment.run_url()
    proper = re.fullmatch(re.escape(run_url) + r"/artifacts/\d{1,20}", address, re.ASCII)
    return address if proper else run_url if run_url.startswith("https://") else ""


def _posts(
    root: Path, pull: PullRequest, scope: Scope, seen: Looks | None, most: int, others: Heads
) -> tuple[list[PreviewedPost], list[str]]:
    """The posts as the merge would make them, and a sentence where `others` cannot be read."""
    posts, alone, context = previewed(root, scope, environment.now())
    company, unread = with_proposed(root, MAIN_ON_ORIGIN, others, alone, context)
    shown = []
    for folder, post in posts.items():
        if post is None:
            continue
        around = company[folder]
        if seen is not None:
            around = with_looks(root, seen.by_account, post, around, context)
        form = words_of(post, around, context, most)
        shown.append(previewed_as(post.post_id, f"{pull.head}-{post.post_id}.png", form, post.folder))
    return shown, [_OTHERS_UNREAD.format("、".join(f"#{number}" for number in unread))] if unread else []


def _drawn(folder: Path, post_id: str) -> bytes:
    """The picture of a post, no more of it than we would look at; nothing where there is none."""
    file = folder / post_id / "phone.png"
    if file.is_symlink() or not file.is_file():
        return b""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.comment",
        description="プルリクエストにプレビューを掲示し、しるし preview を付けます(自動で使います)。",
    )
    parser.add_argument("--head", required=True, metavar="SHA", help="プルリクエストの最新のコミット")
    parser.add_argument(
        "--pictures",
        required=True,
        type=Path,
        metavar="DIR",
        help="python -m scripts.preview が作ったフォルダー",
    )
    parser.add_argument(
        "--page", default="", metavar="URL", help="承認票のページ(page.html)の、この実行の中の宛先"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
