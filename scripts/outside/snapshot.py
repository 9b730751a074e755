"""The snapshot that the matters look at: GitHub's settings, LINE's account, the site, and `main`'s own registers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scripts.checking.context import RuleContext
from scripts.content.credentials import Credentials
from scripts.delivery.guards import Quota
from scripts.delivery.reasons import Stop
from scripts.outside.settings import Ruleset, Settings, Unseen


@dataclass(frozen=True)
class LineSeen:
    """What LINE says of the account behind the token: whether it is the wrong one, the month, the readers."""

    wrong: Stop | None
    quota: Quota | Unseen
    audience: int | None


@dataclass(frozen=True)
class Outside:
    """One moment. `wanted` are the rulesets of `main`'s own files, `code_owners` is its CODEOWNERS; `unserved`: address →
    what is wrong with it."""

    context: RuleContext
    credentials: Credentials
    wanted: tuple[Ruleset, ...]
    code_owners: str | Unseen
    settings: Settings
    line: LineSeen | Unseen
    unserved: Mapping[str, str] | Unseen

    @property
    def now(self) -> datetime:
        """The moment."""
        return self.context.now

    @property
    def today(self) -> date:
        """The day in Japan."""
        return self.context.today
