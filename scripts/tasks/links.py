"""Choose the links to visit today (posts to come, of the last 90 days, old ones monthly), and judge the visits.

A page that has passed into other hands years later misleads a reader all the same; so every sent post has its turn
once in 30 days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit
from zlib import crc32

from scripts.content.post import Post
from scripts.tasks.issue_plan import Task
from scripts.text.address import read_address
from scripts.text.quote import in_code, inert

_FRESH = timedelta(days=90)
_TURNS = 30


@dataclass(frozen=True)
class LinkStatus:
    """State of the page behind a URL: `wrong` in words, empty when all is well; `confirmed` is false when unknown."""

    confirmed: bool
    wrong: str = ""


def looked_at_today(post_id: str, sent_on: date | None, today: date) -> bool:
    """True for a post whose links have their turn today. `sent_on` is None for a post to come."""
    if sent_on is None or today - sent_on <= _FRESH:
        return True
    return crc32(post_id.encode()) % _TURNS == today.toordinal() % _TURNS


def is_example(url: str) -> bool:
    """True for a host that exists in samples alone and has no page to look at."""
    address = read_address(url)
    return address is not None and address.is_example


def arrived(url: str, outcome: str, at: str, seen: str) -> LinkStatus:
    """The link's status after a visit that ended at URL `at` as `outcome` ("page", "broken", "unconfirmed")."""
    if outcome == "unconfirmed":
        return LinkStatus(confirmed=False, wrong=seen)
    if outcome == "broken":
        return LinkStatus(confirmed=True, wrong=seen)
    declared, reached = urlsplit(url).hostname, urlsplit(at).hostname
    if declared != reached:
        return LinkStatus(confirmed=True, wrong=f"別のサイト({reached})に転送されます")
    return LinkStatus(confirmed=True)


def link_tasks(posts: Iterable[Post], sights: Mapping[str, LinkStatus]) -> list[Task]:
    """One task a post with a link that is not what its author saw."""
    tasks = []
    for post in posts:
        wrong = {
            link.url: sight.wrong
            for link in post.links
            if (sight := sights.get(link.url)) and sight.confirmed and sight.wrong
        }
        if wrong:
            rows = "".join(f"- {in_code(url)}: {inert(why)}\n" for url, why in wrong.items())
            tasks.append(
                Task(
                    f"links/{post.post_id}",
                    f"第4第3号 リンク先を確かめてください: {post.post_id}",
                    f"投稿「{inert(post.title)}」({in_code(post.post_id)})のリンク先が、確かめたときと違います。\n\n{rows}\n"
                    "まだ配信していない投稿なら、リンクを直して承認を受け直してください。配信した投稿なら、相手方に確かめ、"
                    "必要なら訂正の投稿を作ってください。中身が変わってしまったときは `content/incidents/` に "
                    "`link_hijack` として記録します。リンク先が元に戻れば、この件は自動で閉じます。",
                )
            )
    return tasks


def unconfirmed_task(sights: Mapping[str, LinkStatus]) -> Task | None:
    """One task for all pages whose state is unknown."""
    rows = sorted(
        f"- {in_code(url)}: {inert(sight.wrong)}\n" for url, sight in sights.items() if not sight.confirmed
    )
    if not rows:
        return None
    return Task(
        "unconfirmed",
        "確認できず: 人が開いて確かめるページ",
        "次のページは、機械では確かめられませんでした(混雑、通信の不調、機械の閲覧を断るサイトなど)。"
        "続くときは、ブラウザで開いて確かめてください。\n\n" + "".join(rows),
    )
