"""A link as its author declares it: the linked party, who read the page, the party's consent (了解)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LinkConsent:
    """The linked party's consent (了解) to the link; `given_by` is a title, never a name."""

    basis: str
    granted_on: date | None
    given_by: str
    method: str
    evidence: str
    valid_until: date | None
    withdrawn_on: date | None
    policy_url: str
    policy_checked_on: date | None
    policy_words: str
    scope: str
    id: str


@dataclass(frozen=True)
class DeclaredLink:
    """A link as the author declares it; `own_group`: the page sells something of the author's own group, `own_group_about` what and who."""

    url: str
    party: str
    relevance: str
    own_group: bool
    own_group_about: str
    checked_on: date | None
    checked_by: str
    consent: LinkConsent
    index: int
