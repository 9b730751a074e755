"""Writes `archive/` and `sitemap.xml`. Whatever goes wrong here keeps no picture from being served."""

import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.effects.local.cli import why
from scripts.messages.media import Hidden, media_name
from scripts.pages.archive.calendar import calendar
from scripts.pages.archive.collection import FOLDER, Archive, SentPost, archive_of
from scripts.pages.archive.feed import feed
from scripts.pages.archive.frame import CALENDAR, FEED, SCRIPT, STYLE
from scripts.pages.archive.lists import list_pages, not_now, taken_down
from scripts.pages.archive.post_page import post_page
from scripts.pages.archive.search import search_files
from scripts.pages.archive.sitemap import sitemap

_STATIC = Path(__file__).parents[2] / "pages/archive/static"
_SITEMAP = "sitemap.xml"


@dataclass(frozen=True)
class Sources:
    """What `main` holds: the posts' texts, the files beside them by post and name, the pictures that may not be shown."""

    account: Account
    texts: tuple[Post, ...]
    files: Mapping[str, Mapping[str, bytes]]
    hidden: Mapping[bytes, Hidden]
    taken_down: frozenset[str]


def take_archive_away(out: Path) -> None:
    """What an earlier run left: a post that was taken down must not stay."""
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    (out / _SITEMAP).unlink(missing_ok=True)


def write_not_now(out: Path, account: Account) -> None:
    """One page that says that the archive is not there for the moment. Raises OSError."""
    take_archive_away(out)
    (out / FOLDER).mkdir(parents=True)
    for path, page in not_now(account).items():
        (out / path).write_text(page, "utf-8")
    (out / FOLDER / STYLE).write_bytes((_STATIC / STYLE).read_bytes())


def write_archive(out: Path, sources: Sources, sent: Mapping[str, datetime]) -> list[str]:
    """Write the archive below `out`; what could not be made, each in a sentence. Raises OSError.

    Each post and each list is made by itself: one that fails is left out and named.
    """
    pages, archive, failures = _pages(archive_of(sources.account, _sent_posts(sources, sent)))
    whole_id = _lasting_id(sources.account, "")
    made = {FOLDER + name: (_STATIC / name).read_bytes() for name in (STYLE, SCRIPT)} | pages
    gone = sent.keys() & sources.taken_down
    made |= _encoded(taken_down(sources.account, post_id) for post_id in sorted(gone))
    lists: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
        "一覧": lambda: _encoded(list_pages(archive)),
        "検索": lambda: _encoded(search_files(archive)),
        "フィード": lambda: _encoded([(FEED, feed(archive, whole_id))]),
        "カレンダー": lambda: {CALENDAR: calendar(archive)},
        "サイトマップ": lambda: {_SITEMAP: sitemap(archive)},
    }
    for name, make in lists.items():
        try:
            made |= make()
        except Exception as error:
            failures.append(_failure(name, error))
    _put(out, made)
    return failures


def _put(out: Path, made: Mapping[str, bytes]) -> None:
    """What lies there already stays as it is, and whatever is not among these files goes."""
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    there = {f"{FOLDER}{file.name}": file for file in (out / FOLDER).iterdir()}
    there |= {_SITEMAP: out / _SITEMAP} if (out / _SITEMAP).exists() else {}
    for path, file in there.items():
        if path not in made:
            file.unlink()
    for path, raw in made.items():
        if path not in there or there[path].read_bytes() != raw:
            (out / path).write_bytes(raw)


def _sent_posts(sources: Sources, sent: Mapping[str, datetime]) -> Iterator[SentPost]:
    for post in sources.texts:
        post_id = post.post_id
        if post_id in sent and post_id not in sources.taken_down:
            pictures = {
                name: sources.hidden.get(raw) or media_name(raw)
                for name, raw in sources.files.get(post_id, {}).items()
            }
            yield SentPost(post, sent[post_id], _lasting_id(sources.account, post_id), pictures)


def _pages(archive: Archive) -> tuple[dict[str, bytes], Archive, list[str]]:
    """The posts' pages, and the archive without those posts whose page could not be made."""
    pages: dict[str, bytes] = {}
    failures = {}
    for sent in archive.posts:
        try:
            pages[sent.path] = post_page(sent, archive).encode()
        except Exception as error:
            failures[sent.post_id] = _failure(sent.post_id, error)
    if not failures:
        return pages, archive, []
    rest = archive_of(archive.account, (sent for sent in archive.posts if sent.post_id not in failures))
    pages, rest, more = _pages(rest)  # none of them may lead to a page that is not there
    return pages, rest, [*failures.values(), *more]


def _encoded(files: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files}


def _failure(what: str, error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"{error.name} がないため、{what}を作れません。「make .venv/site」を実行してから、もう一度実行してください。"
    return f"公開する一覧に {what} を載せられませんでした（{why(error)}）。保守担当者に知らせてください。"


def _lasting_id(account: Account, post_id: str) -> str:
    """The same wherever the site moves to: made of the account and the post alone."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://line.me/R/ti/p/{account.basic_id}#{post_id}").urn
