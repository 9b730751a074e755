"""`incidents/<incident_id>.yml`: trouble with the account, who was told when, and what was done (第6第3項・第4項)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import Stored, read

INCIDENTS = "content/incidents"

TROUBLE_NAMES: dict[str, str] = {
    "defamation": "誹謗中傷",
    "public_order": "公序良俗に反する書き込み",
    "wrong_content": "内容の誤り",
    "mis_send": "誤配信",
    "duplicate_send": "二重配信",
    "rights_claim": "権利侵害の指摘",
    "impersonation": "なりすまし",
    "account_takeover": "乗っ取り",
    "personal_data": "個人情報",
    "link_hijack": "リンク先の変質",
    "other": "その他",
}


@dataclass(frozen=True)
class Action:
    """One thing that was done about it. People by title, never by name."""

    at: datetime | None
    what: str
    by: str
    approved_by: str
    index: int


@dataclass(frozen=True)
class Incident(Form):
    """One case of trouble; `trouble` is its kind. `correction` and `takes_down` are post_ids, or empty."""

    kind = "incident"

    id: str
    trouble: Annotated[str, Stored("kind")]
    detected_at: datetime | None
    detected_side: str
    reported_at: Annotated[datetime | None, Stored("reported_to_division_at")]
    reported_how: str
    received_by: str
    summary: str
    evidence: str
    actions: tuple[Action, ...]
    guideline_section_ref: str
    correction: str
    takes_down: str
    closed_on: date | None

    @property
    def about(self) -> frozenset[str]:
        """The posts that the record names: the correction, and what is taken down."""
        return frozenset({self.correction, self.takes_down} - {""})


def read_incident(document: Document) -> Incident:
    """The incident of a document; its id is the file's name."""
    name = document.path.rpartition("/")[2].rpartition(".")[0]
    return read(Incident, document.data, document=document, id=name)
