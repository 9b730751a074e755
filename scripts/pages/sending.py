"""Sections of the approval form: what is sent, when and to how many; what its author declares."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.checking.context import RuleContext
from scripts.content.account import Account, Hours
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES
from scripts.delivery.audience import Audience
from scripts.pages.html import Fact, Node, facts, section, tag
from scripts.text.dates import day_in_words, moment_in_words
from scripts.text.terms import CATEGORY, DECLARATIONS, LAYOUT, said


def sending_section(post: Post, setting: RuleContext, reach: Audience | None) -> Element:
    """What is sent, by whom it was written, when it goes out and to how many."""
    author = setting.roster.person(post.author)
    writer = author.title if author else f"{post.author}（名簿にありません）"
    return section(
        "sending",
        "配信",
        facts(
            ("件名", post.title),
            ("投稿者", f"{writer}（{said(SIDE_NAMES, post.side)}）"),
            ("投稿内容の区分", said(CATEGORY, post.category)),
            ("適当と認める理由", post.reason),
            ("見せ方", said(LAYOUT, post.layout)),
            ("訂正する投稿", post.corrects),
            *_when(post, setting.account),
            ("配信する相手", reach_in_words(reach)),
        ),
    )


def _when(post: Post, account: Account) -> Iterator[Fact]:
    send = post.send
    yield "配信の開始", moment_in_words(send.not_before) if send.not_before else "承認の後、取り込まれしだい"
    yield (
        "配信の期限",
        f"{moment_in_words(send.not_after)}まで（過ぎたら配信しません）" if send.not_after else "なし",
    )
    yield "配信する時間帯", "時間帯によらず配信します" if send.urgent else _hours(account.hours)
    yield "時間外に配信する理由", send.urgent


def _hours(hours: Hours) -> str:
    days = "平日（土日と祝日を除く）" if hours.weekdays_only else "毎日"
    return f"{days}の{hours.opens:%H:%M}から{hours.closes:%H:%M}まで"


def declarations_section(post: Post) -> Element:
    """What the author states (第3)."""
    rows: list[Node] = []
    for name, words in DECLARATIONS.items():
        stated = post.declarations.get(name) is True
        mark = tag("strong", "はい" if stated else "いいえ（未確認）", class_="good" if stated else "bad")
        rows.append(tag("li", mark, f"　{words}"))
    return section("declarations", "投稿者の確認（第3）", tag("ul", rows, class_="plain"))


def reach_in_words(reach: Audience | None) -> str:
    """The audience in one sentence; without a figure it is said to be unknown."""
    later = "今回の人数は、配信の直前にLINEへ問い合わせて確かめます。"
    if reach is None:
        return f"友だち全員。この画面では人数は分かりません。{later}"
    return f"友だち全員。前回（{day_in_words(reach.on)}）は約{reach.people:,}人でした。{later}"
