"""The archive's lists: the newest posts with the search, one page a month, one a category."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from xml.etree.ElementTree import Element

from scripts.content.account import Account
from scripts.messages.facts import KINDS
from scripts.pages.archive.collection import FOLDER, Archive, SentPost, category_of
from scripts.pages.archive.frame import INDEX, SCRIPT, UP, framed, rows_of
from scripts.pages.html import section, tag
from scripts.text.dates import month_in_words

_NEWEST = 20


def list_pages(archive: Archive) -> Iterator[tuple[str, str]]:
    """Path below the site's address, and file, of every list."""
    months, categories = _by_month(archive), _by_category(archive)
    yield INDEX, _index(archive, months, categories)
    for month, posts in months.items():
        yield f"{FOLDER}{month}.html", _list(archive, month, f"{_month(month)}に配信した投稿", posts)
    for category, posts in categories.items():
        yield f"{FOLDER}{category}.html", _list(archive, category, f"「{KINDS[category]}」の投稿", posts)


def not_now(account: Account) -> dict[str, str]:
    """What stands where the links to the archive lead while it cannot be made."""
    archive = Archive(account, ())
    title = f"{archive.name}　配信した投稿"
    note = tag("p", "ただいま、配信した投稿を表示できません。しばらくしてから、もう一度お開きください。")
    return {INDEX: framed(archive, INDEX, title, title, tag("h1", title), note)}


def taken_down(account: Account, post_id: str) -> tuple[str, str]:
    """Path and file of what stands in the place of a post that was taken down: that it was, and none of its words."""
    archive, path, title = Archive(account, ()), f"{FOLDER}{post_id}.html", "取り下げた投稿"
    note = tag(
        "p", "この投稿は取り下げました。お問合せは、アカウントの運用ポリシーにある窓口へお願いします。"
    )
    return path, framed(archive, path, f"{title}｜{archive.name}", title, tag("h1", title), note)


def _by_month(archive: Archive) -> dict[str, list[SentPost]]:
    return {month: list(posts) for month, posts in groupby(archive.posts, key=lambda sent: sent.month)}


def _by_category(archive: Archive) -> dict[str, list[SentPost]]:
    """In the order in which the regulation names the categories; those without a post are left out."""
    posts_of: dict[str, list[SentPost]] = {category: [] for category in KINDS}
    for sent in archive.posts:
        posts_of[category_of(sent)].append(sent)
    return {category: posts for category, posts in posts_of.items() if posts}


def _index(
    archive: Archive, months: Mapping[str, list[SentPost]], categories: Mapping[str, list[SentPost]]
) -> str:
    title, about = f"{archive.name}　配信した投稿", f"{archive.name}がLINEで配信した投稿の一覧です。"
    if not archive.posts:
        return framed(
            archive, INDEX, title, about, tag("h1", title), tag("p", "配信した投稿は、まだありません。")
        )
    return framed(
        archive,
        INDEX,
        title,
        about,
        tag("h1", title),
        tag("p", about, "LINEをお使いでない方も、ここで読めます。"),
        _search(archive),
        section("newest", "新しい投稿", rows_of(archive.posts[:_NEWEST])),
        section(
            "categories",
            "区分から探す",
            _links({name: (KINDS[name], posts) for name, posts in categories.items()}),
        ),
        section(
            "months", "月から探す", _links({month: (_month(month), posts) for month, posts in months.items()})
        ),
        tag("script", src=SCRIPT, defer="defer"),
    )


def _search(archive: Archive) -> Element:
    """The field, which the script shows: without JavaScript it would promise too much."""
    years = " ".join(dict.fromkeys(sent.month[:4] for sent in archive.posts))
    return section(
        "search",
        "ことばで探す",
        tag(
            "p",
            "ことばで探すには、JavaScriptが要ります。区分と月の一覧からもお探しになれます。",
            id="without",
        ),
        tag(
            "form",
            tag("label", "件名と本文にあることば", for_="words"),
            tag("input", id="words", type="search", autocomplete="off", aria_describedby="how"),
            tag("p", "間を空けて並べると、すべてを含む投稿を探します。", id="how", class_="note"),
            id="finder",
            role="search",
            hidden="hidden",
            data_years=years,
        ),
        tag("p", id="count", role="status"),
        tag("ol", id="results", class_="posts", hidden="hidden"),
    )


def _links(lists: Mapping[str, tuple[str, list[SentPost]]]) -> Element:
    rows = [
        tag("li", tag("a", words, href=f"{UP}{FOLDER}{name}.html"), f"（{len(posts)}件）")
        for name, (words, posts) in lists.items()
    ]
    return tag("ul", rows, class_="lists")


def _list(archive: Archive, name: str, title: str, posts: list[SentPost]) -> str:
    about = f"{archive.name}がLINEで配信した投稿のうち、{title}です（{len(posts)}件）。"
    whole = f"{title}｜{archive.name}"
    return framed(archive, f"{FOLDER}{name}.html", whole, about, tag("h1", title), rows_of(posts))


def _month(month: str) -> str:
    return month_in_words(date.fromisoformat(f"{month}-01"))
