"""A request to the stand-in for LINE, what goes back, and what reaches the followers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class LineRequest:
    """A request as it came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    status: int
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, status: int, data: object, **headers: str) -> "Reply":
        """A JSON answer; header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, json.dumps(data, ensure_ascii=False).encode(), named)


@dataclass(frozen=True)
class Delivery:
    """One broadcast that reached every follower."""

    request_id: str
    retry_key: str
    messages: list[dict[str, Any]]
    body: bytes
    at: datetime
    reach: int
