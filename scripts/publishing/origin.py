"""What a run last read of origin: `main` and the ledger, read again, and written to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from scripts.content.places import POST_FILE
from scripts.delivery.damage import line_damage
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import IllegalEvent, fold, latest_claim, state_of
from scripts.delivery.reconcile import originals_first, spoken_of
from scripts.effects.content.load import post_in
from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_branch import Ledger, append_if_unmoved, read_whole
from scripts.effects.git.ledger_history import FileHistory, file_histories
from scripts.effects.git.main_branch import Main, main_on_origin


@dataclass
class Origin:
    """`main` and the ledger as they were last read; whatever is decided is decided from these."""

    root: Path
    main: Main
    ledger: Ledger
    clock: Callable[[], datetime]

    def lines(self, post_id: str) -> tuple[Entry, ...]:
        """The ledger's lines of one post."""
        return self.ledger.of(post_id)

    @cached_property
    def due(self) -> Sequence[str]:
        """The posts that are not at rest, in the order of delivery: claims under way first, and a correction after the
        post that it corrects.
        """
        due = [name for name in self._spoken_of if name not in self.given_up]
        due.sort(key=lambda name: state_of(self.lines(name)) != "claimed")
        folders = self.main.view.survey.folders
        posts = [
            post_in(self.main.tree, f"{folders[name][0]}/{POST_FILE}") for name in due if name in folders
        ]
        return originals_first(due, {post.post_id: post.corrects for post in posts if post and post.corrects})

    @cached_property
    def _spoken_of(self) -> Sequence[str]:
        return spoken_of(self.main.view, self.ledger.posts, self.clock())

    @cached_property
    def given_up(self) -> Mapping[str, str]:
        """Posts that people took back from `main` and whose record is damaged, and how: nobody waits for them any more.

        Raises GitFailed.
        """
        main = self.main.view
        withdrawn = [
            name
            for name in self._spoken_of
            if name in main.deleted and name not in main.survey.folders and name not in main.survey.odd
        ]
        histories = file_histories(self.root, self.ledger.commit, withdrawn)
        forgot = {name: history.forgot for name, history in histories.items()}
        damages = {
            name: forgot.get(name) or line_damage(self.lines(name), self.clock()) for name in withdrawn
        }
        return {name: damage for name, damage in damages.items() if damage}

    @cached_property
    def histories(self) -> Mapping[str, FileHistory]:
        """The history of the file of each post that is due. Raises GitFailed."""
        return file_histories(self.root, self.ledger.commit, self.due)

    def forgotten(self, post_id: str) -> str:
        """What the post's file once held and holds no more. Raises GitFailed."""
        history = self.histories.get(post_id)
        return history.forgot if history else ""

    def claimed_by(self, post_id: str) -> str:
        """The commit of the ledger that brought the post's latest claim; nothing where that cannot be told."""
        claims = [place for place, line in enumerate(self.lines(post_id)) if line.event == "claimed"]
        history = self.histories.get(post_id)
        brought = history.brought_by if history else ()
        return brought[claims[-1]] if claims and claims[-1] < len(brought) else ""

    def is_spoken_of(self, post_id: str) -> bool:
        """False for a post that was withdrawn before anything was claimed."""
        survey = self.main.view.survey
        return bool(self.lines(post_id)) or post_id in survey.folders or post_id in survey.odd

    def read_again(self) -> bool:
        """Fetch both; True where one of them moved. Raises GitFailed."""
        fetch(self.root)
        before, self.ledger = self.ledger.commit, read_whole(self.root)
        return self._renew() or before != self.ledger.commit

    def append(self, post_id: str, entry: Entry) -> None:
        """Push a line. If somebody else was first, what no longer fits is dropped. Raises GitFailed."""
        claim, moved = latest_claim(self.lines(post_id)), []

        def still_fits(ledger: Ledger) -> bool:
            moved.append(ledger.commit)
            lines = ledger.of(post_id)
            try:
                fold([*lines, entry])
            except IllegalEvent:
                return False
            return entry.event != "claimed" and latest_claim(lines) == claim

        self.ledger = append_if_unmoved(self.root, self.ledger, post_id, entry, still_fits)
        if moved:
            self._renew()

    def _renew(self) -> bool:
        """Take `main` as it was fetched; True where it moved."""
        for name in ("_spoken_of", "due", "given_up", "histories"):
            self.__dict__.pop(name, None)
        before, fetched = self.main, main_on_origin(self.root)
        self.main = before if fetched == before else fetched  # what was read of it is kept
        return fetched != before
