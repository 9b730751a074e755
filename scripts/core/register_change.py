"""A register before a change and after it: what must never be taken out of it again."""

from dataclasses import dataclass

from scripts.core.credentials import Credentials
from scripts.core.roster import Roster


@dataclass(frozen=True)
class CredentialsChange:
    """The log of credentials, which is only ever added to."""

    before: Credentials
    after: Credentials

    @property
    def path(self) -> str:
        """The path of the log, from the root."""
        return self.after.path


@dataclass(frozen=True)
class RosterChange:
    """The roster, in which an appointment ends and never disappears."""

    before: Roster
    after: Roster

    @property
    def path(self) -> str:
        """The path of the roster, from the root."""
        return self.after.path
