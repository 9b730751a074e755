"""GitHub's REST API, asked politely: one version, time-outs, every page, and no doubt left about a failure."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from scripts.effects.local.environment import GitHub

TIMEOUT = (5, 10)  # seconds to connect, seconds between two bytes
VERSION = "2022-11-28"
MOST_PAGES = 50


class Unanswered(Exception):
    """GitHub could not be asked, or said no; the message is for people."""


class Api:
    """One repository's part of the API."""

    def __init__(self, github: GitHub) -> None:
        import requests

        self.repository = github.repository
        self._root = f"{github.api_url}/repos/{quote(github.repository)}"
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update(
            {
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {github.token}",
                "User-Agent": "hokkaido-cafe",
                "X-GitHub-Api-Version": VERSION,
            }
        )

    def get(self, path: str) -> Any:
        """The JSON value at a path."""
        return self._ask("GET", f"{self._root}/{path}", None, None)[0]

    def pages(self, path: str, **query: str) -> list[Any]:
        """All entries of a list, to its last page."""
        url, asked = f"{self._root}/{path}", {"per_page": "100", **query}
        entries: list[Any] = []
        for _ in range(MOST_PAGES):
            value, following = self._ask("GET", url, asked, None)
            if not isinstance(value, list):
                raise Unanswered(f"{path}: 一覧ではない答え")
            entries += value
            if not following:
                return entries
            if urlsplit(following)[:2] != urlsplit(self._root)[:2]:
                raise Unanswered(f"{path}: 別の宛先への続き")
            url, asked = following, {}
        raise Unanswered(f"{path}: {MOST_PAGES}ページを超える一覧")

    def send(self, method: str, path: str, value: Mapping[str, Any]) -> Any:
        """Write something."""
        return self._ask(method, f"{self._root}/{path}", None, value)[0]

    def _ask(
        self, method: str, url: str, query: Mapping[str, str] | None, value: Mapping[str, Any] | None
    ) -> tuple[Any, str]:
        """The JSON value and the address of the next page. Redirects are not followed: they would be a surprise."""
        import requests

        what = url.removeprefix(self._root + "/").partition("?")[0]
        try:
            answer = self._session.request(
                method, url, params=query, json=value, timeout=TIMEOUT, allow_redirects=False
            )
            parsed = answer.json() if answer.ok else None
        except (requests.RequestException, ValueError, RecursionError) as error:
            raise Unanswered(f"{what}: {type(error).__name__}") from error
        if not 200 <= answer.status_code < 300:
            raise Unanswered(f"{what}: HTTP {answer.status_code}")
        return parsed, answer.links.get("next", {}).get("url", "")
