"""Conditions 1 to 4: GitHub's own merge of one pull request of this repository into `main`, of what was approved, by its author."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from scripts.approvals.github_record import WEB_FLOW, Actor, Commit, GitHubRecord, PullRequest
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.verdict import Reason
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.content.roster import SIDE_NAMES, Person
from scripts.text.dates import format_day

MAIN = "main"
INDEX_LAG = timedelta(minutes=10)
ORDINARY = "100644"
_SHOWN = 3


def merged_as(sha: str, parents: Sequence[str], candidates: Sequence[PullRequest]) -> list[PullRequest]:
    """Of the pull requests that GitHub connects with a commit those that it merged into `main`.

    GitHub marks every open pull request as merged whose commits the merge brings along, and names the same commit:
    the one whose head is the second parent was merged, the others came with it. A fork cannot be that one as long
    as a branch of the repository itself is.
    """
    into_main = [pull for pull in candidates if pull.merge_commit == sha and pull.base == MAIN]
    direct = [pull for pull in into_main if pull.head in parents[1:2]]
    return [pull for pull in direct if pull.at_home] or direct or into_main


def merged_by_github(merge: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """One merged pull request has this commit as its merge commit, and nobody but GitHub wrote the commit."""
    if not isinstance(merge.github, GitHubRecord):
        return
    candidates = merge.github.candidates
    merged = merged_as(merge.sha, merge.parents, candidates)
    elsewhere = [pull for pull in candidates if pull.merge_commit == merge.sha]
    if len(merged) > 1:
        yield Reason("no_pull_request", f"{_name(merge)}のプルリクエストが1つに定まりません。")
    elif not merged and elsewhere:
        yield from _bound_elsewhere(elsewhere[0])
    elif not merged:
        yield from _without_pull_request(merge, snapshot)
    elif not merge.pull_request:
        message = f"プルリクエスト#{merged[0].number}の詳しい記録がありません。"
        yield Reason("evidence_unavailable", message, holds=True)
    else:
        yield from _wrongly_merged(merge, merge.github.merge, merge.pull_request)


def _without_pull_request(merge: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    young = snapshot.now - merge.committed_at <= INDEX_LAG
    if len(merge.parents) == 2 and young:
        message = f"{_name(merge)}のプルリクエストが、GitHubの索引にまだ現れません。"
        yield Reason("no_pull_request", message, holds=True)
    elif (
        len(merge.parents) == 2 and isinstance(merge.github, GitHubRecord) and _is_githubs(merge.github.merge)
    ):
        message = f"{_name(merge)}のプルリクエストが、10分たってもGitHubの索引に現れません(遅れて現れたときは、承認を確かめ直します)。"
        yield Reason("no_pull_request", message)
    else:
        message = f"{_name(merge)}は、プルリクエストを通らずに main に入りました。"
        yield Reason("no_pull_request", message)


def _wrongly_merged(merge: MergeRecord, commit: Commit | None, pull: PullRequest) -> Iterator[Reason]:
    number = f"プルリクエスト#{pull.number}"
    yield from proposed_for_main(pull)
    if len(merge.parents) != 2:
        message = f"{number}は「Create a merge commit」以外の方法でマージされました(squash や rebase など)。"
        yield Reason("not_githubs_merge", message)
    elif merge.parents[1] != pull.head or merge.sha != pull.merge_commit or pull.merged_at is None:
        message = f"{_name(merge)}は、{number}の最後のコミットをマージしたものではありません。"
        yield Reason("not_githubs_merge", message)
    if not _is_githubs(commit):
        message = f"{_name(merge)}は、GitHubのボタンで作られた(GitHubの署名がある)マージではありません。"
        yield Reason("not_githubs_merge", message)


def _is_githubs(commit: Commit | None) -> bool:
    """GitHub's own account and its signature: either alone can be forged."""
    return bool(commit and commit.verified and commit.committer and commit.committer.id == WEB_FLOW)


def proposed_for_main(pull: PullRequest) -> Iterator[Reason]:
    """A pull request leads from a branch of this repository to `main`."""
    if pull.base != MAIN:
        yield from _bound_elsewhere(pull)
    if not pull.at_home:
        message = f"プルリクエスト#{pull.number}は、このリポジトリの外(フォーク)から出されています。"
        yield Reason("fork", message)


def _bound_elsewhere(pull: PullRequest) -> Iterator[Reason]:
    message = f"プルリクエスト#{pull.number}は main ではなく「{pull.base}」へのマージです。"
    yield Reason("wrong_base", message)


def _name(merge: MergeRecord) -> str:
    return f"コミット {merge.sha[:7]}"


def only_what_was_approved(merge: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """Only the post's folder changed, it holds ordinary files, and it equals the folder at the approved head.

    The whole folder is compared, not only what changed: an approval is for the text and pictures together. A reply is
    sent by hand and may be merged beside other files.
    """
    outside = [path for path in merge.changed if not path.startswith(snapshot.path + "/")]
    if outside and not snapshot.is_reply:
        yield Reason("mixed_change", f"投稿のほかに {_listed(outside)} も同じマージで変わっています。")
    odd = [path for path, file in merge.files.items() if file.mode != ORDINARY or "\\" in path]
    if odd:
        message = f"{_listed(odd)} は普通のファイルではありません(リンク、実行形式、読めない名前など)。"
        yield Reason("mixed_change", message)
    if len(merge.parents) == 2 and merge.approved_tree != merge.tree:
        message = f"main に入った{snapshot.noun}の内容が、承認されたもの(プルリクエストの最後のコミット)と違います。"
        yield Reason("content_differs", message)


def _listed(paths: list[str]) -> str:
    more = f" ほか{len(paths) - _SHOWN}件" if len(paths) > _SHOWN else ""
    return "、".join(paths[:_SHOWN]) + more


def author_is_the_rosters(merge: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """The person on the post is on the roster, appointed, of the folder's side, and opened the pull request."""
    if merge.content and merge.pull_request:
        why = _no_author(merge.content, merge.author, merge.pull_request.author, merge.day)
        if why:
            yield Reason("author_not_on_roster", f"{snapshot.noun}の author{why}")


def _no_author(content: Post | Reply, author: Person | None, opener: Actor | None, day: date) -> str:
    if author is None:
        name = " ".join(content.author.split())
        return f"「{name}」が、マージの前の名簿にいません。"
    if author.side != content.side:
        side = SIDE_NAMES.get(content.side, content.side)
        return f"「{author.id}」は、{side}の投稿者ではありません。"
    if not author.holds("poster", day):
        return f"「{author.id}」は、{format_day(day)}には投稿者に任じられていません。"
    if opener is None or opener.id != author.github_id:
        who = f"@{opener.login}" if opener else "退会した人"
        return f"「{author.id}」(@{author.login})ではなく、{who}がプルリクエストを開いています。"
    return ""


def config_is_readable(merge: MergeRecord) -> Iterator[Reason]:
    """No pull request appoints its own approver: who may approve is read at the merge's first parent.

    Before the merge (without a `sha`) `main` can still be mended; the first parent of a merge stays as it is.
    """
    for document in (merge.config.roster.document, merge.config.account.document):
        if document.mistakes:
            message = f"マージの直前の {document.path} が読めません。だれが承認できるかを確かめられません。"
            message += "そのファイルをあとから直しても、確かめられないままです。" if merge.sha else ""
            yield Reason("evidence_unavailable", message, holds=True, lasts=bool(merge.sha))
