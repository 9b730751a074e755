"""`consents.yml`: standing link consents (第4第1項・第4項の第3号ウ), each for a URL prefix."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import Stored, read
from scripts.text.address import lies_under


@dataclass(frozen=True)
class StandingConsent:
    """What one linked party has agreed to once for all its pages under a prefix."""

    id: str
    party: str
    url_prefix: str
    granted_on: date | None
    method: str
    evidence: str
    valid_until: date | None
    withdrawn_on: date | None
    index: int

    def covers(self, url: str) -> bool:
        """True if the URL lies under the prefix: the same origin, and cut at a path boundary."""
        return lies_under(url, self.url_prefix)


@dataclass(frozen=True)
class Consents(Form):
    """All standing consents."""

    kind = "consents"

    entries: Annotated[tuple[StandingConsent, ...], Stored("consents")]

    def find(self, consent_id: str) -> StandingConsent | None:
        """The consent of that id."""
        return next((consent for consent in self.entries if consent.id == consent_id), None)


def read_consents(document: Document) -> Consents:
    """The standing consents of a document."""
    return read(Consents, document.data, document=document)
