"""The frame of every page of the archive: its head, the way through it, its foot. All links are relative."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from scripts.pages.archive.collection import FOLDER, Archive, SentPost
from scripts.pages.html import Node, as_page, tag
from scripts.text.dates import JAPAN, day_in_words

UP = "../"  # from a page of the archive to the site's address
INDEX, FEED, CALENDAR = (FOLDER + name for name in ("index.html", "feed.atom", "events.ics"))
STYLE, SCRIPT = "archive.css", "search.js"
_POLICY = "policy.html"
_ALLOWED = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


def framed(archive: Archive, path: str, title: str, about: str, *inside: Node | Iterable[Node] | None) -> str:
    """A page of the archive. `path` is its own, below the site's address; `about` says what it is in one sentence."""
    address = archive.account.site_base_url
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        Element("meta", {"http-equiv": "Content-Security-Policy", "content": _ALLOWED}),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="description", content=about),
        tag("title", title),
        tag("link", rel="canonical", href=f"{address}/{path}"),
        feed_link(archive.name, UP),
        tag("link", rel="stylesheet", href=STYLE),
    )
    body = tag(
        "body",
        tag("a", "本文へ", href="#main", class_="skip"),
        tag("header", tag("p", tag("a", archive.name, "　配信した投稿", href=UP + INDEX))),
        tag("main", *inside, id="main"),
        _foot(archive),
    )
    return as_page(tag("html", head, body, lang="ja"))


def feed_link(name: str, up: str = "") -> Element:
    """What a feed reader looks for in a page's head. `up` leads from the page to the site's address."""
    kind = "application/atom+xml"
    return tag("link", rel="alternate", type=kind, title=f"{name}　配信した投稿", href=up + FEED)


def _foot(archive: Archive) -> Element:
    links = [("一覧", INDEX), ("フィード（Atom）", FEED), ("イベントのカレンダー（iCalendar）", CALENDAR)]
    rows = [tag("li", tag("a", words, href=UP + path)) for words, path in [*links, ("運用ポリシー", _POLICY)]]
    account = archive.account.basic_id
    whence = f"LINE公式アカウント「{archive.name}」" + (f"（{account}）" if account else "")
    origin = f"{whence}で配信した投稿です。内容は、配信した時点のものです。"
    return tag("footer", tag("nav", tag("ul", rows), aria_label="このサイトのページ"), tag("p", origin))


def rows_of(posts: Iterable[SentPost]) -> Element:
    """Posts as a list: day, kind and title of each."""
    return tag("ol", [_row(sent) for sent in posts], class_="posts")


def _row(sent: SentPost) -> Element:
    return tag(
        "li",
        tag("p", sent_on(sent), tag("span", sent.kind, class_="kind") if sent.kind else None),
        tag("p", tag("a", sent.title, href=UP + sent.path)),
    )


def sent_on(sent: SentPost) -> Element:
    """The day of the send, for people and for machines."""
    local = sent.sent_at.astimezone(JAPAN)
    return tag("time", day_in_words(local.date()), datetime=local.isoformat(timespec="minutes"))
