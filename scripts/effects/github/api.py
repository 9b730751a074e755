"""GitHub REST client: one API version, time-outs, bounded answers, all pages of a list, one kind of exception."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from scripts.effects.local.environment import GitHub
from scripts.text.causes import Failed

TIMEOUT = (5, 10)  # seconds to connect, seconds between two bytes
VERSION = "2022-11-28"
_FULL = 100  # entries of a page, the most that GitHub gives
_BY_CURSOR = ("activity",)
MOST_PAGES = 10  # of 100 entries: nobody reads a pull request with more, and the hour has 1,000 calls for all
MOST_PAGES_OF_ALL = 100  # of lists that grow with the years
LARGEST = 30_000_000  # bytes of one list or value
LARGEST_PAGE = (
    45_000_000  # bytes: 100 entries of 65,536 letters, each in six bytes, and what stands around them
)


class Unanswered(Failed):
    """GitHub could not be asked, or said no."""


class Refused(Unanswered):
    """GitHub understood and said no (`status` 4xx): nothing was done."""

    def __init__(self, technical: str, status: int) -> None:
        super().__init__(technical)
        self.status = status


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
        """The JSON value at a path, without one the repository itself. Raises Unanswered."""
        return self._value(self._ask("GET", f"{self._root}/{path}".rstrip("/"), None, None)[0], path)

    def pages(self, path: str, most: int = MOST_PAGES, **query: str) -> list[Any]:
        """All entries of a list, to its last page. Raises Unanswered, also where it has no end within reason."""
        entries: list[Any] = []
        read = 0
        for page, size in self.page_by_page(path, most, **query):
            read += size
            if read > LARGEST:
                raise Unanswered(f"{path}: too large", "答えが大きすぎます")
            entries += page
        return entries

    def page_by_page(self, path: str, most: int, **query: str) -> Iterator[tuple[list[Any], int]]:
        """The entries of each page, and its bytes: for what many people write, of whom none may use up the room of all."""
        url, parameters = f"{self._root}/{path}", {"per_page": str(_FULL), **query}
        for number in range(1, most + 1):
            raw, following = self._ask("GET", url, parameters, None, LARGEST_PAGE)
            page = self._value(raw, path)
            if not isinstance(page, list):
                raise Unanswered(f"{path}: no list", "答えが一覧ではありません")
            yield page, len(raw)
            if not following:
                if len(page) >= _FULL:
                    self._require_end(path, page, number, {"per_page": str(_FULL), **query})
                return
            if not self._is_own(following):
                raise Unanswered(f"{path}: next page elsewhere", "一覧の続きが別の宛先にあります")
            url, parameters = following, {}
        raise Unanswered(f"{path}: too many pages", f"一覧が{most * _FULL:,}件を超えています")

    def _require_end(self, path: str, last: list[Any], number: int, query: Mapping[str, str]) -> None:
        """A full page without a next one is the last only where nothing comes after it: the header may have been lost.

        Where GitHub pages by a cursor only the header could name the next page; so the list is asked for from its other
        end, where the last page comes first. Raises Unanswered.
        """
        further = {"direction": "asc"} if path in _BY_CURSOR else {"page": str(number + 1)}
        raw, _ = self._ask("GET", f"{self._root}/{path}", {**query, **further}, None, LARGEST_PAGE)
        beyond = self._value(raw, path)
        known = last if path in _BY_CURSOR else []
        if not isinstance(beyond, list) or any(entry not in known for entry in beyond):
            raise Unanswered(f"{path}: full page without a next one", "一覧の続きが示されていません")

    def _is_own(self, url: str) -> bool:
        """True for an address at the same server; what is no address at all is not one."""
        try:
            return urlsplit(url)[:2] == urlsplit(self._root)[:2]
        except ValueError:
            return False

    def send(self, method: str, path: str, value: Mapping[str, Any]) -> Any:
        """Write something; what GitHub answers, if anything. Raises Unanswered, Refused where nothing was written."""
        raw = self._ask(method, f"{self._root}/{path}", None, value)[0]
        return self._value(raw, path) if raw else None

    def _ask(
        self,
        method: str,
        url: str,
        query: Mapping[str, str] | None,
        value: Mapping[str, Any] | None,
        room: int = LARGEST,
    ) -> tuple[bytes, str]:
        """The bytes of the answer and the address of the next page. Redirects are not followed: none is expected."""
        import requests

        what = url.removeprefix(self._root + "/").partition("?")[0]
        try:
            with self._session.request(
                method, url, params=query, json=value, timeout=TIMEOUT, allow_redirects=False, stream=True
            ) as answer:
                raw = bytearray()
                for part in answer.iter_content(65_536):
                    raw += part
                    if len(raw) > room:
                        raise Unanswered(f"{what}: too large", "答えが大きすぎます")
        except (requests.RequestException, ValueError) as error:
            raise Unanswered(f"{what}: {type(error).__name__}") from error
        if not 200 <= answer.status_code < 300:
            no = f"{what}: HTTP {answer.status_code}"
            refused = 400 <= answer.status_code < 500
            raise Refused(no, answer.status_code) if refused else Unanswered(no)
        return bytes(raw), answer.links.get("next", {}).get("url", "")

    def _value(self, raw: bytes, path: str) -> Any:
        try:
            return json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise Unanswered(f"{path}: {type(error).__name__}") from error
