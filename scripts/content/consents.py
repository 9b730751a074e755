"""`consents.yml`: standing link consents (第4第1項・第4項の第3号ウ), each for a URL prefix."""

from dataclasses import dataclass
from datetime import date

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import day, mapping, sequence, text
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
    place: int

    def covers(self, url: str) -> bool:
        """True if the URL lies under the prefix: the same origin, and cut at a path boundary."""
        return lies_under(url, self.url_prefix)


@dataclass(frozen=True)
class Consents(Form):
    """All standing consents."""

    kind = "consents"

    entries: tuple[StandingConsent, ...]

    def find(self, consent_id: str) -> StandingConsent | None:
        """The consent of that id."""
        return next((each for each in self.entries if each.id == consent_id), None)


def read_consents(document: Document) -> Consents:
    """Take the consents as they are; the schema and the rules say what is wrong."""
    entries = sequence(document.data.get("consents"))
    return Consents(document, tuple(_consent(mapping(entry), place) for place, entry in enumerate(entries)))


def _consent(data: object, place: int) -> StandingConsent:
    entry = mapping(data)
    return StandingConsent(
        id=text(entry.get("id")),
        party=text(entry.get("party")),
        url_prefix=text(entry.get("url_prefix")),
        granted_on=day(entry.get("granted_on")),
        method=text(entry.get("method")),
        evidence=text(entry.get("evidence")),
        valid_until=day(entry.get("valid_until")),
        withdrawn_on=day(entry.get("withdrawn_on")),
        place=place,
    )
