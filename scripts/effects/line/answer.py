"""What an answer of LINE's broadcast means: the table, applied to status, headers and text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Meaning = Literal["accepted", "refused", "token", "rate", "unanswered"]
_REQUEST_ID = "x-line-request-id"
_ACCEPTED_ID = "x-line-accepted-request-id"
_MONTHLY = "monthly limit"  # the two kinds of 429 differ in their text alone


@dataclass(frozen=True)
class HttpReply:
    """An answer as it came over the wire; header names are looked up in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def message(self) -> str:
        """LINE's own words, with the place of each detail; the status where there are none."""
        try:
            data = json.loads(self.body)
            details = [
                f"{detail.get('property', '')} {detail['message']}".strip()
                for detail in data.get("details", [])
            ]
            return " / ".join([str(data["message"]), *details])
        except (ValueError, LookupError, TypeError, AttributeError):
            return f"HTTP {self.status}"


@dataclass(frozen=True)
class LineAnswer:
    """What became of one try to broadcast."""

    meaning: Meaning
    request_id: str | None = None
    status: int = 0
    message: str = ""


def read_answer(reply: HttpReply) -> LineAnswer:
    """The meaning of a reply. Whatever is not surely one thing or the other is `unanswered`."""
    status, message = reply.status, reply.message
    if status == 200:
        request_id = reply.headers.get(_REQUEST_ID)
        if request_id:
            return LineAnswer("accepted", request_id, status)
        return LineAnswer("unanswered", None, status, "200 without x-line-request-id")
    if status == 409:
        return LineAnswer("accepted", reply.headers.get(_ACCEPTED_ID), status)
    if status == 401:
        return LineAnswer("token", None, status, message)
    if status == 429 and _MONTHLY not in message:
        return LineAnswer("rate", None, status, message)
    if status in (400, 403, 413, 429):
        return LineAnswer("refused", None, status, message)
    return LineAnswer("unanswered", None, status, f"HTTP {status} {message}")
