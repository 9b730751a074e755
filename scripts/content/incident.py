"""`incidents/<incident_id>.yml`: trouble with the account, who was told when, and what was done (第6第3項・第4項)."""

from dataclasses import dataclass
from datetime import date, datetime

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import day, mapping, moment, sequence, text

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
    place: int


@dataclass(frozen=True)
class Incident(Form):
    """One case of trouble; `trouble` is its kind. `correction` and `takes_down` are post_ids, or empty."""

    kind = "incident"

    id: str
    trouble: str
    detected_at: datetime | None
    detected_side: str
    reported_at: datetime | None
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
    """Take the fields as they are; the schema and the rules say what is wrong."""
    data = document.data
    return Incident(
        document=document,
        id=document.path.rpartition("/")[2].rpartition(".")[0],
        trouble=text(data.get("kind")),
        detected_at=moment(data.get("detected_at")),
        detected_side=text(data.get("detected_side")),
        reported_at=moment(data.get("reported_to_division_at")),
        reported_how=text(data.get("reported_how")),
        received_by=text(data.get("received_by")),
        summary=text(data.get("summary")),
        evidence=text(data.get("evidence")),
        actions=tuple(
            _action(mapping(entry), place) for place, entry in enumerate(sequence(data.get("actions")))
        ),
        guideline_section_ref=text(data.get("guideline_section_ref")),
        correction=text(data.get("correction")),
        takes_down=text(data.get("takes_down")),
        closed_on=day(data.get("closed_on")),
    )


def _action(data: object, place: int) -> Action:
    entry = mapping(data)
    return Action(
        at=moment(entry.get("at")),
        what=text(entry.get("what")),
        by=text(entry.get("by")),
        approved_by=text(entry.get("approved_by")),
        place=place,
    )
