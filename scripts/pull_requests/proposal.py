"""An open pull request before the same judge: which approvals it needs, which it has, whom to ask for the rest."""

from dataclasses import dataclass

from scripts.approvals.advice import BEFORE_MERGE, AdviceContext, advised
from scripts.approvals.author import author_is_the_rosters
from scripts.approvals.contributors import contributors
from scripts.approvals.github_record import GitHubRecord
from scripts.approvals.merge import one_post_as_approved, proposed_for_main, registers_before_the_merge
from scripts.approvals.needs import Need, joined
from scripts.approvals.opinions import no_open_objection, opinions
from scripts.approvals.post_needs import holders
from scripts.approvals.snapshot import MergeRecord, Snapshot
from scripts.approvals.tally import Tally, approvals_missing, count
from scripts.approvals.verdict import Verdict
from scripts.content.roster import Person
from scripts.pull_requests.change_needs import Part
from scripts.text.dates import JAPAN


@dataclass(frozen=True)
class Proposal:
    """A pull request as if it were merged now. `snapshot` has one landing; its folder is empty without a post."""

    number: int
    snapshot: Snapshot
    parts: tuple[Part, ...]

    @property
    def landing(self) -> MergeRecord:
        """The merge that the pull request proposes."""
        return self.snapshot.landings[0]

    @property
    def head(self) -> str:
        """The commit that is judged."""
        return self.landing.parents[1]

    @property
    def is_open(self) -> bool:
        """False once it is merged or closed."""
        return bool(self.landing.pull_request and self.landing.pull_request.open)

    @property
    def needs(self) -> tuple[Need, ...]:
        """All approvals that it needs."""
        return joined(*(part.needs for part in self.parts))

    @property
    def tally(self) -> Tally:
        """Who has approved, and what is missing."""
        return count(self.landing, self.needs)


def judge_proposal(proposal: Proposal) -> Verdict:
    """The judge's conditions, as far as they can be known before the merge."""
    landing, snapshot = proposal.landing, proposal.snapshot
    reasons = [*proposed_for_main(landing, snapshot)]
    if snapshot.folder:
        reasons += [*one_post_as_approved(landing, snapshot), *author_is_the_rosters(landing, snapshot)]
    reasons += registers_before_the_merge(landing, snapshot)
    if landing.pull_request:
        reasons += approvals_missing(landing, proposal.needs)
    reasons += no_open_objection(landing, snapshot)
    around = AdviceContext(
        snapshot.today,
        snapshot.now.astimezone(JAPAN).date(),
        landing.author,
        proposal.needs,
        contributors(landing),
    )
    told = dict.fromkeys(advised(each, BEFORE_MERGE, around) for each in reasons)
    return Verdict(
        outcome="approved" if not told else "held" if all(each.holds for each in told) else "rejected",
        reasons=tuple(told),
        approvals=proposal.tally.approvals,
        passed_over=proposal.tally.passed_over,
    )


def whom_to_ask(proposal: Proposal) -> tuple[Person, ...]:
    """Everybody who can give a missing approval, has not been asked, and is not waiting for a change."""
    landing = proposal.landing
    if not isinstance(landing.testimony, GitHubRecord) or not landing.pull_request:
        return ()
    objecting = {
        each.user.id
        for each in opinions(landing.testimony.reviews, landing.merged_at)
        if each.now.state == "CHANGES_REQUESTED"
    }
    beyond = {*contributors(landing), *landing.pull_request.requested, *objecting}
    able = [person for need in proposal.tally.missing for person in may_approve(proposal, need)]
    return tuple(dict.fromkeys(person for person in able if person.github_id not in beyond))


def may_approve(proposal: Proposal, need: Need) -> tuple[Person, ...]:
    """Everybody in that office today who took no part in writing."""
    today = proposal.snapshot.today
    wrote = contributors(proposal.landing)
    able = holders(need, today.roster, today.account, proposal.landing.day)
    return tuple(person for person in able if person.github_id not in wrote)
