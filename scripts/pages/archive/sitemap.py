"""The list of the archive's pages for search engines (sitemaps.org)."""

from xml.etree.ElementTree import Element, tostring

from scripts.pages.archive.collection import Archive
from scripts.pages.archive.frame import INDEX
from scripts.pages.html import tag

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = b"<?xml version='1.0' encoding='utf-8'?>\n"
_MOST = 49_999  # of a file, the index beside them


def sitemap(archive: Archive) -> bytes:
    """The file: the index, and every post with the day on which what it says last changed."""
    site = f"{archive.account.site_base_url}/"
    pages = [_page(site + INDEX, None)]
    pages += [
        _page(site + sent.path, f"{archive.updated_at(sent):%Y-%m-%d}") for sent in archive.posts[:_MOST]
    ]
    return _HEAD + tostring(tag("urlset", pages, xmlns=_SCHEMA), encoding="unicode").encode()


def _page(address: str, changed_on: str | None) -> Element:
    return tag("url", tag("loc", address), tag("lastmod", changed_on) if changed_on else None)
