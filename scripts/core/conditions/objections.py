"""Condition 6: nobody on the roster, then or today, has an open request for changes."""

from collections.abc import Iterator

from scripts.core.conditions.opinions import opinions
from scripts.core.judgement import Reason
from scripts.core.snapshot import Landing, Snapshot
from scripts.core.testimony import Testimony


def no_open_objection(landing: Landing, snapshot: Snapshot) -> Iterator[Reason]:
    """A request for changes stands until its author approves or it is dismissed, even after the merge."""
    if not isinstance(landing.testimony, Testimony) or not landing.pull_request:
        return
    for review in landing.testimony.reviews:
        if review.user is None and review.state == "CHANGES_REQUESTED":
            say = "退会したアカウントが変更を求めたままです(Request changes)。その人の意見が残るなら従い、残らないならGitHubで取り消して(Dismiss)ください。"
            yield Reason("open_objection", say)
    for opinion in opinions(landing.testimony.reviews, landing.merged_at):
        if opinion.now.state != "CHANGES_REQUESTED":
            continue
        persons = (
            *landing.registers.roster.by_github(opinion.user.id),
            *snapshot.today.roster.by_github(opinion.user.id),
        )
        if persons:
            who = f"「{persons[0].title}」(@{opinion.user.login})"
            yield Reason("open_objection", f"{who}が変更を求めたままです(Request changes)。")
