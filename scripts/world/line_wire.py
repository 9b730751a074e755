"""The connection under line-bot-sdk: one try, no redirect followed, compact UTF-8 on the wire, the reply kept."""

import json
from typing import Any

import urllib3


class OneTry(urllib3.PoolManager):
    """Keeps the last reply as it arrived. The SDK would escape every Japanese letter and double the body's size."""

    reply: urllib3.BaseHTTPResponse | None = None

    def request(self, method: str, url: str, body: Any = None, **given: Any) -> urllib3.BaseHTTPResponse:  # type: ignore[override]
        """Send once and remember what came back."""
        if body is not None:
            body = json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":")).encode()
        self.reply = None
        self.reply = super().request(method, url, body=body, retries=False, redirect=False, **given)
        return self.reply
