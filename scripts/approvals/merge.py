"""Condition 1: the commit is GitHub's own merge of exactly one pull request of this repository into `main`."""

from collections.abc import Iterator
from datetime import timedelta

from scripts.approvals.github_record import WEB_FLOW, Commit, GitHubRecord, PullRequest
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.verdict import Reason

MAIN = "main"
INDEX_LAG = timedelta(minutes=10)


def merged_by_github(landing: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """One merged pull request has this commit as its merge commit, and nobody but GitHub wrote the commit."""
    if not isinstance(landing.testimony, GitHubRecord):
        return
    fitting = [each for each in landing.testimony.candidates if each.merge_commit == landing.sha]
    into_main = [each for each in fitting if each.base == MAIN]
    if len(into_main) > 1:
        yield Reason("no_pull_request", f"{_name(landing)}のプルリクエストが1つに定まりません。")
    elif not into_main and fitting:
        yield Reason(
            "wrong_base",
            f"プルリクエスト#{fitting[0].number}は main ではなく「{fitting[0].base}」へのマージです。",
        )
    elif not into_main:
        yield from _without_pull_request(landing, snapshot)
    elif not landing.pull_request:
        say = f"プルリクエスト#{into_main[0].number}の詳しい記録がありません。"
        yield Reason("evidence_unavailable", say, holds=True)
    else:
        yield from _wrongly_merged(landing, landing.testimony.merge, landing.pull_request)


def _without_pull_request(landing: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    young = snapshot.now - landing.committed_at <= INDEX_LAG
    if len(landing.parents) == 2 and young:
        say = f"{_name(landing)}のプルリクエストが、GitHubの索引にまだ現れません。"
        yield Reason("no_pull_request", say, holds=True)
    else:
        say = f"{_name(landing)}は、プルリクエストを通らずに main に入りました。"
        yield Reason("no_pull_request", say)


def _wrongly_merged(landing: MergeRecord, merge: Commit | None, found: PullRequest) -> Iterator[Reason]:
    number = f"プルリクエスト#{found.number}"
    yield from proposed_for_main(landing, snapshot=None)
    if len(landing.parents) != 2:
        say = f"{number}は「Create a merge commit」以外の方法でマージされました(squash や rebase など)。"
        yield Reason("not_githubs_merge", say)
    elif landing.parents[1] != found.head or landing.sha != found.merge_commit or found.merged_at is None:
        say = f"{_name(landing)}は、{number}の最後のコミットをマージしたものではありません。"
        yield Reason("not_githubs_merge", say)
    if not (merge and merge.verified and merge.committer and merge.committer.id == WEB_FLOW):
        say = f"{_name(landing)}は、GitHubのボタンで作られた(GitHubの署名がある)マージではありません。"
        yield Reason("not_githubs_merge", say)


def proposed_for_main(landing: MergeRecord, snapshot: Snapshot | None) -> Iterator[Reason]:
    """Condition 1 as far as it can be known of a pull request that is still open."""
    found = landing.pull_request
    if found and found.base != MAIN:
        yield Reason(
            "wrong_base", f"プルリクエスト#{found.number}は main ではなく「{found.base}」へのマージです。"
        )
    if found and found.head_repository != found.base_repository:
        yield Reason(
            "fork", f"プルリクエスト#{found.number}は、このリポジトリの外(フォーク)から出されています。"
        )


def _name(landing: MergeRecord) -> str:
    return f"コミット {landing.sha[:7]}"


ORDINARY = "100644"
_SHOWN = 3


def one_post_as_approved(landing: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """Only the post's folder changed, it holds ordinary files, and it equals the folder at the approved head.

    The whole folder is compared, not only what changed: an approval is for the text and pictures together.
    """
    outside = [path for path in landing.changed if not path.startswith(snapshot.folder + "/")]
    if outside:
        yield Reason("mixed_change", f"投稿のほかに {_listed(outside)} も同じマージで変わっています。")
    odd = [path for path, file in landing.files.items() if file.mode != ORDINARY or "\\" in path]
    if odd:
        yield Reason(
            "mixed_change",
            f"{_listed(odd)} は普通のファイルではありません(リンク、実行形式、読めない名前など)。",
        )
    if len(landing.parents) == 2 and landing.approved_tree != landing.tree:
        say = "main に入った投稿の文章か画像が、承認されたもの(プルリクエストの最後のコミット)と違います。"
        yield Reason("content_differs", say)


def _listed(paths: list[str]) -> str:
    more = f" ほか{len(paths) - _SHOWN}件" if len(paths) > _SHOWN else ""
    return "、".join(paths[:_SHOWN]) + more


def registers_before_the_merge(landing: MergeRecord, snapshot: Snapshot) -> Iterator[Reason]:
    """No pull request appoints its own approver: who may approve is read at the merge's first parent."""
    for document in (landing.registers.roster.document, landing.registers.account.document):
        if document.mistakes:
            say = f"マージの直前の {document.path} が読めません。だれが承認できるかを確かめられません。"
            yield Reason("evidence_unavailable", say, holds=True)
