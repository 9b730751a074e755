"""`replies/<side>/<reply_id>.md`: whether a comment is answered, why, and the approved answer (第6第2項)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scripts.content.form import Form
from scripts.content.sent_text import text_lines
from scripts.reading.document import Document, read_markdown_file
from scripts.reading.fields import day, read, text
from scripts.text.text_line import TextLine

REPLIES = "content/replies"

CHANNEL_NAMES: dict[str, str] = {"voom_comment": "LINE VOOMのコメント", "chat": "チャット"}
DECISION_NAMES: dict[str, str] = {"reply": "返信する", "no_reply": "返信しない"}
_SENDING = ("sent_on", "sent_by")


@dataclass(frozen=True)
class Reply(Form):
    """One decision on one comment. The answer is the body; side and id come from the path."""

    kind = "reply"

    side: str
    id: str
    received_on: date | None
    channel: str
    post: str
    inquiry: str
    decision: str
    reason: str
    author: str
    sent_on: date | None
    sent_by: str

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        """The answer line by line: it is sent by hand, as it is written."""
        return tuple(text_lines(self.document.body_line, self.document.body))

    @property
    def waits(self) -> bool:
        """True for an answer of which nobody has recorded that it was sent."""
        return self.decision == "reply" and self.sent_on is None


def read_reply(document: Document) -> Reply:
    """The reply of a document; side and id are those of its path."""
    parts = document.path.split("/")
    side = parts[2] if len(parts) == 4 else ""
    return read(Reply, document.data, document=document, side=side, id=parts[-1].rpartition(".")[0])


def only_sending_recorded(before: bytes, after: bytes) -> bool:
    """True if a reply file was changed in one way only: who sent it by hand, and when, was added.

    That addition alone needs no new approval.
    """
    old, new = read_markdown_file("", before), read_markdown_file("", after)
    if old.mistakes or new.mistakes or old.data.get("decision") != "reply":
        return False
    if any(name in old.data for name in _SENDING) or old.body != new.body:
        return False
    kept = {name: value for name, value in new.data.items() if name not in _SENDING}
    return (
        kept == old.data and day(new.data.get("sent_on")) is not None and bool(text(new.data.get("sent_by")))
    )
