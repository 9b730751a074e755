"""An open pull request before the same judge: which approvals it needs, which it has, whom to ask for the rest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from scripts.approvals.advice import BEFORE_MERGE, AdviceContext, advised
from scripts.approvals.contributors import contributors, settled_at
from scripts.approvals.doubts import gave
from scripts.approvals.github_record import GitHubRecord, PullRequest
from scripts.approvals.judge import judge
from scripts.approvals.merge import (
    author_is_the_rosters,
    config_is_readable,
    only_what_was_approved,
    proposed_for_main,
)
from scripts.approvals.needs import Need, joined, needs_for
from scripts.approvals.opinions import no_open_objection, opinions
from scripts.approvals.required import may_give
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.tally import Tally, every_role_approved, tally_of
from scripts.approvals.verdict import Reason, Verdict, outcome_of
from scripts.content.roster import Person
from scripts.pull_requests.change_needs import ROSTER, Part
from scripts.text.dates import JAPAN


@dataclass(frozen=True)
class Proposal:
    """A pull request as if it were merged now: a snapshot with that one merge for each post and reply in it.

    Where there is neither, one with an empty path. `earlier`: its posts as `main` has them, with the merges so far.
    """

    number: int
    snapshots: tuple[Snapshot, ...]
    parts: tuple[Part, ...]
    earlier: tuple[Snapshot, ...] = ()

    @property
    def snapshot(self) -> Snapshot:
        """The first, for what is the same in all: who wrote, reviewed and may approve."""
        return self.snapshots[0]

    @property
    def merge(self) -> MergeRecord:
        """The merge that the pull request proposes."""
        return self.snapshot.merges[0]

    @property
    def head(self) -> str:
        """The commit that is judged."""
        return self.merge.parents[1]

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """All approvals that it needs."""
        return joined(*(part.needs for part in self.parts))

    @cached_property
    def tally(self) -> Tally:
        """Who has approved, and what is missing."""
        return tally_of(self.merge, self.needs)

    @property
    def chief_besides(self) -> bool:
        """True where GitHub itself demands a section chief's review (CODEOWNERS) on top of the matrix."""
        roster = any(ROSTER in part.paths for part in self.parts)
        return roster and all(need.role != "section_chief" for need in self.needs)

    @property
    def owners_of_records(self) -> tuple[str, ...]:
        """The roles whose review GitHub itself waits for (CODEOWNERS), where that a reply was sent is recorded and no more."""
        if self.needs:
            return ()
        sides = {path.split("/")[2] for part in self.parts for path in part.paths}
        return tuple(need.role for side in sorted(sides) for need in needs_for("reply", side))

    @cached_property
    def wrote(self) -> Collection[int]:
        """The accounts of everybody who took part in writing."""
        return contributors(self.merge)


@dataclass(frozen=True)
class Refusal:
    """A pull request of which nothing is read, and why. `head` is empty where its commit gets no status."""

    number: int
    reason: Reason
    head: str = ""


def refused_unread(pull: PullRequest, open_ones: Iterable[PullRequest]) -> Refusal | None:
    """The reason to read nothing of a pull request: a fork, another base, another pull request for the same commit.

    A commit has one status, whoever points a branch at it: only a pull request from a branch of this repository to
    `main` may set it. Two of those for one commit would both count as merged, and the post could never be sent.
    """
    for reason in proposed_for_main(pull):
        return Refusal(pull.number, _advised_unread(reason))
    twins = [other.number for other in open_ones if _twins(other, pull)]
    if not twins:
        return None
    message = (
        f"プルリクエスト#{twins[0]}も、同じ最後のコミットから main に出されています。このままマージすると、"
        "どちらの承認によるものか決められず、投稿は配信できなくなります。どちらかを閉じて(Close)ください。"
    )
    return Refusal(pull.number, Reason("no_pull_request", message, holds=True), pull.head)


def _twins(other: PullRequest, pull: PullRequest) -> bool:
    return other.number != pull.number and other.head == pull.head and not [*proposed_for_main(other)]


def _advised_unread(reason: Reason) -> Reason:
    step = BEFORE_MERGE.by_code[reason.code].format(author="")
    return Reason(reason.code, reason.message + step)


def judge_proposal(proposal: Proposal) -> Verdict:
    """The judge's conditions, as far as they can be known before the merge; and what it says of the merges so far.

    A post that was once merged without its approval is never sent, whoever approves what comes after.
    """
    merge, snapshot = proposal.merge, proposal.snapshot
    reasons: list[Reason] = []
    for part in filter(lambda snapshot: snapshot.path, proposal.snapshots):
        reasons += only_what_was_approved(part.merges[0], part)
        reasons += author_is_the_rosters(part.merges[0], part)
    reasons += config_is_readable(merge)
    reasons += every_role_approved(merge, proposal.tally)
    reasons += no_open_objection(merge, snapshot)
    day = snapshot.now.astimezone(JAPAN).date()
    context = AdviceContext(snapshot.today, day, merge.author, proposal.needs, proposal.wrote)
    new = [advised(reason, BEFORE_MERGE, context) for reason in reasons]
    old = [reason for earlier in proposal.earlier for reason in judge(earlier).reasons]
    known = tuple(dict.fromkeys([*new, *old]))
    return Verdict(
        outcome=outcome_of(known),
        reasons=known,
        approvals=proposal.tally.approvals,
        passed_over=proposal.tally.passed_over,
    )


def whom_to_ask(proposal: Proposal) -> tuple[Person, ...]:
    """Everybody who can give a missing approval, has not been asked, and has not reviewed this head in that office."""
    merge = proposal.merge
    if not isinstance(merge.github, GitHubRecord) or not merge.pull_request:
        return ()
    objecting = {
        opinion.user.id
        for opinion in opinions(merge.github.reviews, merge.merged_at)
        if opinion.now.state == "CHANGES_REQUESTED"
    }
    settled = settled_at(merge)
    reviews = [
        review
        for review in merge.github.reviews
        if review.commit == proposal.head and settled and review.submitted_at > settled
    ]
    beyond = {*merge.pull_request.requested, *objecting}
    able = [
        person
        for need in proposal.tally.missing
        for person in may_approve(proposal, need)
        if not any(gave(person, merge, need, review) for review in reviews)
    ]
    return tuple(dict.fromkeys(person for person in able if person.github_id not in beyond))


def may_approve(proposal: Proposal, need: Need) -> tuple[Person, ...]:
    """Everybody who may give that approval today."""
    today = proposal.snapshot.today
    return may_give(need, today.roster, today.account, proposal.merge.day, proposal.wrote)
