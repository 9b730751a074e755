"""The connection under line-bot-sdk: one try, no redirect followed, the body's bytes as given, the reply kept."""

from typing import Any

import urllib3


class OneTry(urllib3.PoolManager):
    """What the SDK asks goes out once. It would escape every Japanese letter; `exact` goes over the wire instead."""

    exact: bytes | None = None
    reply: urllib3.BaseHTTPResponse | None = None

    def request(self, method: str, url: str, body: Any = None, **given: Any) -> urllib3.BaseHTTPResponse:  # type: ignore[override]
        """Send once and remember what came back."""
        self.reply = None
        self.reply = super().request(
            method, url, body=self.exact or body, retries=False, redirect=False, **given
        )
        return self.reply
