"""Condition 1: the commit is GitHub's own merge of exactly one pull request of this repository into `main`."""

from collections.abc import Iterator
from datetime import timedelta

from scripts.core.judgement import Reason
from scripts.core.snapshot import Landing, Snapshot
from scripts.core.testimony import WEB_FLOW, Commit, PullRequest, Testimony

MAIN = "main"
INDEX_LAG = timedelta(minutes=10)


def merged_by_github(landing: Landing, snapshot: Snapshot) -> Iterator[Reason]:
    """One merged pull request has this commit as its merge commit, and nobody but GitHub wrote the commit."""
    if not isinstance(landing.testimony, Testimony):
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


def _without_pull_request(landing: Landing, snapshot: Snapshot) -> Iterator[Reason]:
    young = snapshot.now - landing.committed_at <= INDEX_LAG
    if len(landing.parents) == 2 and young:
        say = f"{_name(landing)}のプルリクエストが、GitHubの索引にまだ現れません。"
        yield Reason("no_pull_request", say, holds=True)
    else:
        say = f"{_name(landing)}は、プルリクエストを通らずに main に入りました。"
        yield Reason("no_pull_request", say)


def _wrongly_merged(landing: Landing, merge: Commit | None, found: PullRequest) -> Iterator[Reason]:
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


def proposed_for_main(landing: Landing, snapshot: Snapshot | None) -> Iterator[Reason]:
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


def _name(landing: Landing) -> str:
    return f"コミット {landing.sha[:7]}"
