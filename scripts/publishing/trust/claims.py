"""May a claim that another run wrote be asked again? The ledger is no authority: everything is judged once more."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scripts.approvals.verdict import Verdict
from scripts.content.places import POST_FILE
from scripts.delivery.damage import CLOCKS_DIFFER
from scripts.delivery.guards import breaker
from scripts.delivery.ledger import LEFT_ALONE, ended_by, since_claim, state_of
from scripts.delivery.next_step import is_own
from scripts.delivery.reasons import Stop, damaged, stop
from scripts.effects.content.load import post_in
from scripts.effects.git.commands import GitFailed
from scripts.effects.git.main_branch import Main, merges_since
from scripts.effects.github.api import Unanswered
from scripts.publishing.judging import (
    Posts,
    account_on,
    asks_again,
    broken_rules,
    merged_since,
    rule_findings,
    verdict_on,
)
from scripts.publishing.origin import Origin
from scripts.publishing.trust.branch import seen_by_github
from scripts.publishing.trust.counted import main_at, sends_counted
from scripts.publishing.trust.full_days import timing_in_turn
from scripts.reading.fields import moment
from scripts.text.dates import format_datetime

_A_MOMENT = timedelta(minutes=1)


@dataclass
class Claims:
    """The claims under way, as one run judges them. `seen`: commit of the ledger → when GitHub saw it pushed.

    `pull_requests`: post_id → the number by which GitHub knows its merge, of posts that were judged.
    """

    origin: Origin
    seen: dict[str, datetime] = field(default_factory=dict)
    made_up: dict[str, bool] = field(default_factory=dict)
    pull_requests: dict[str, int] = field(default_factory=dict)

    def stopped(self, post_id: str, own: bool) -> Stop | None:
        """What keeps the post's claim from being asked again. `own`: this run made it and knows when."""
        origin = self.origin
        claim = since_claim(origin.lines(post_id))[0]
        seen_at = claim.at if own else self._seen_at(post_id)
        if isinstance(seen_at, Stop):
            return seen_at
        posts = origin.ledger.posts
        verdict = judge_claim(post_id, origin.main, posts, origin.clock(), seen_at)
        self.made_up[post_id] = isinstance(verdict, Stop) and _is_nobodys(verdict)
        if isinstance(verdict, Stop):
            return verdict
        self.note(post_id, verdict)
        return None if own else beyond_the_guards(post_id, origin.main, self.countable(own_ones=()))

    def note(self, post_id: str, verdict: Verdict) -> None:
        """Keep the number of the pull request that GitHub itself named; the ledger's word for it is none."""
        if isinstance(named := verdict.evidence.get("pull_request"), int):
            self.pull_requests[post_id] = named

    def countable(self, own_ones: Collection[str]) -> Posts:
        """The ledger's lines without the claims under way that nobody could have made. `own_ones`: nonces of this run."""
        for post_id in self.origin.due:
            lines = self.origin.lines(post_id)
            under_way = since_claim(lines) if state_of(lines) == "claimed" else ()
            old = under_way and self.origin.clock() - under_way[0].at >= LEFT_ALONE
            if old and post_id not in self.made_up and not is_own(under_way[0], own_ones):
                self.made_up[post_id] = False  # counts, while it is judged
                self.stopped(post_id, own=False)
        return {name: lines for name, lines in self.origin.ledger.posts.items() if not self.made_up.get(name)}

    def _seen_at(self, post_id: str) -> datetime | Stop:
        commit = self.origin.claimed_by(post_id)
        try:
            if commit not in self.seen:
                self.seen = seen_by_github(self.origin.root, self.origin.ledger, "day")
        except (GitFailed, Unanswered) as failure:
            return stop("evidence_unavailable", failure)
        return self.seen.get(commit) or stop(
            "evidence_unavailable", "配信を始めた行のプッシュの記録が、GitHubにありません"
        )


def _is_nobodys(kept: Stop) -> bool:
    """True for a claim that no run of ours makes; an objection may come after an honest one."""
    codes = {reason.code for reason in kept.reasons}
    return "ledger_damaged" in codes or (kept.outcome == "rejected" and "open_objection" not in codes)


def judge_claim(post_id: str, main: Main, posts: Posts, now: datetime, seen_at: datetime) -> Verdict | Stop:
    """The approval on which a claim rests, or what keeps it from being asked again. `seen_at`: when GitHub saw it pushed (of our own, when it was made).

    Approval as `main` stood at the claim (which the line says, and today's history must bear out), rules, window and
    hours as of its time; and for the claimed bytes, no others. An objection that came later holds it, also by somebody
    who came onto the roster later.
    """
    lines = posts[post_id]
    claim = since_claim(lines)[0]
    if abs(seen_at - claim.at) > CLOCKS_DIFFER:
        return damaged(
            f"配信を始めた日時({format_datetime(claim.at)})が、GitHubが受け取った日時({format_datetime(seen_at)})と合いません"
        )
    seen = main_at(main, claim)
    folder = seen.folder_of(post_id)
    verdict = verdict_on(seen, folder, now, main)
    if verdict.outcome != "approved":
        return Stop(verdict.outcome, verdict.reasons)
    if verdict.evidence.get("content_sha") != claim.carries["content_sha"]:
        return stop("body_changed", "承認された内容ではありません")
    if broken := broken_rules(rule_findings(seen, folder, posts, claim.at, verdict.approved_at)):
        return broken
    post = post_in(seen.tree, f"{folder}/{POST_FILE}")
    ended = ended_by(lines)
    if post is None or (ended and not (asks_again(post) and merged_since(ended, verdict))):
        return damaged("承認された「送り直し」(send の again)がないのに、もう一度配信を始めています")
    if _main_was_older(main, seen, folder, seen_at):
        return damaged("配信を始めたときの main より古い main で、承認を確かめています")
    merged_at = moment(verdict.evidence.get("merged_at")) or seen_at
    if seen_at < merged_at or timing_in_turn(post, account_on(seen), claim.at, merged_at, main, posts):
        return damaged("配信してよい日時の外で、配信を始めています")
    return verdict


def beyond_the_guards(post_id: str, main: Main, posts: Posts) -> Stop | None:
    """A claim that the day's limit or the interval should have kept, as the ledger stood when it was made."""
    lines = posts[post_id]
    claim = since_claim(lines)[0]
    seen = main_at(main, claim)
    post = post_in(seen.tree, f"{seen.folder_of(post_id)}/{POST_FILE}")
    earlier = {
        name: tuple(entry for entry in others if entry.at < claim.at) for name, others in posts.items()
    }
    earlier[post_id] = tuple(lines[: len(lines) - len(since_claim(lines))])
    if post and breaker(post, account_on(seen), claim.at, sends_counted(main, earlier, claim.at)):
        return damaged("1日の上限か、前の配信との間隔を守らずに、配信を始めています")
    return None


def _main_was_older(main: Main, seen: Main, folder: str, seen_at: datetime) -> bool:
    """True if `main` had moved on before the claim: nobody may choose an earlier text, or an earlier roster.

    Both times are GitHub's. What touched the post itself counts at once; for the rest, a run needs a moment between
    reading `main` and pushing its claim.
    """
    moves = [at + _A_MOMENT for at in merges_since(main, seen.commit)]
    moves += merges_since(main, seen.commit, folder)
    return any(at < seen_at for at in moves)
