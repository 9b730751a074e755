"""The newest posts as an Atom feed (RFC 4287)."""

from datetime import datetime

from scripts.pages.archive.collection import Archive
from scripts.pages.archive.frame import FEED, INDEX
from scripts.pages.archive.post_page import content
from scripts.pages.html import as_html, without_controls

_ENTRIES = 50
_BEGINNING = datetime.fromisoformat("2000-01-01T00:00:00+09:00")


def feed(archive: Archive, lasting_id: str) -> str:
    """The file; `lasting_id` is the feed's own. What a post says now counts: a correction updates the corrected one."""
    from feedgenerator import Atom1Feed

    class Feed(Atom1Feed):  # type: ignore[misc]
        def latest_post_date(self) -> datetime:
            """The library would take the clock for a feed without posts."""
            return max(map(archive.updated_at, archive.posts), default=_BEGINNING)

    site = f"{archive.account.site_base_url}/"
    whole = Feed(
        title=f"{archive.name}　配信した投稿",
        link=site + INDEX,
        description="",
        language="ja",
        author_name=archive.name,
        feed_url=site + FEED,
        feed_guid=lasting_id,
    )
    for sent in archive.posts[:_ENTRIES]:
        whole.add_item(
            title=without_controls(sent.title),
            link=site + sent.path,
            description=None,
            pubdate=sent.sent_at,
            updateddate=archive.updated_at(sent),
            unique_id=sent.lasting_id,
            content="".join(map(as_html, content(sent, archive, site))),
            categories=[sent.kind] if sent.kind else [],
        )
    return str(whole.writeString("utf-8"))
