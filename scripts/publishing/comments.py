"""What the pull requests of a run's posts are told. Each comment is written once a post, and changed where more is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from scripts.content.hours import first_allowed
from scripts.content.places import POST_FILE
from scripts.delivery import comments
from scripts.delivery.entry import Entry
from scripts.delivery.outcome import Result
from scripts.effects.content.load import post_in
from scripts.effects.git.main_branch import Main
from scripts.effects.github.api import Api
from scripts.effects.github.merges import touching
from scripts.effects.github.writes import add_comment, comments_of
from scripts.effects.local import environment
from scripts.publishing.judging import account_on, spares_github
from scripts.reading.fields import integer

_SET_BY_THE_CLOCK = ("before_window", "outside_hours")


@dataclass(frozen=True)
class Teller:
    """Tells the pull request of each post of one run what became of it."""

    main: Main
    now: datetime

    @cached_property
    def api(self) -> Api:
        """GitHub's API."""
        return Api(environment.github())

    def tell(self, result: Result, lines: Sequence[Entry]) -> None:
        """One call for a post that went out: only the run that holds LINE's yes says it, and only once.

        Else one to list the comments, one to write where there is something new. Raises Unanswered, GitFailed.
        """
        planned = result.outcome == "waiting" and not result.midway
        if _sending_elsewhere(result) or (planned and spares_github(self.main, self.now)):
            return
        number = self._number(result)
        if number is None:
            return
        if result.outcome == "sent":
            add_comment(self.api, number, comments.sent_comment(result.post_id, lines))
            return
        there = comments_of(self.api, number)
        if planned:
            mark, url = comments.planned_mark(result.post_id), environment.repository_url()
            there.write(mark, comments.planned_comment(result, self._when(result), url))
        else:
            there.write(comments.unsent_mark(result.post_id), comments.unsent_comment(result))

    def _number(self, result: Result) -> int | None:
        """The pull request by which GitHub says that the post came; the ledger's word for it is none.

        What another run has sent, that run says; of a name that `main` does not hold there is nobody to tell.
        """
        if result.pull_request or result.outcome == "sent" or not self._is_on_main(result.post_id):
            return result.pull_request
        brought = touching(self.main.root, self.main.commit, [self.main.folder_of(result.post_id)])[-1:]
        pulls = self.api.pages(f"commits/{brought[0]}/pulls") if brought else []
        numbers = [pull["number"] for pull in pulls if pull.get("merge_commit_sha") == brought[0]]
        return integer(numbers[0]) if len(numbers) == 1 else None

    def _is_on_main(self, post_id: str) -> bool:
        survey = self.main.view.survey
        return post_id in survey.folders or post_id in survey.odd

    def _when(self, result: Result) -> datetime | None:
        """The moment that was promised before the merge, while nothing but the clock keeps the post."""
        if not any(reason.code in _SET_BY_THE_CLOCK for reason in result.reasons):
            return None
        post = post_in(self.main.tree, f"{self.main.folder_of(result.post_id)}/{POST_FILE}")
        return first_allowed(post, account_on(self.main), self.now) if post else None


def _sending_elsewhere(result: Result) -> bool:
    """True while another run may be sending the post at this moment: that run says what became of it."""
    return any(reason.code == "claimed_elsewhere" for reason in result.reasons)
