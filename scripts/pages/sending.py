"""Sections of the approval form: what is sent, when and to how many; what its author declares."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element

from scripts.checking.context import RuleContext
from scripts.content.account import Hours
from scripts.content.hours import first_allowed, last_open, next_closure
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES
from scripts.delivery.audience import Audience
from scripts.pages.html import Fact, facts, section, tag
from scripts.text.dates import JAPAN, day_in_words, moment_in_words
from scripts.text.terms import CATEGORY, DECLARATIONS, label

_ANSWERS = {True: "はい", False: "いいえ（未確認）"}
_SIDES = {**SIDE_NAMES, "contractor": "運営者。地域政策課から運営を受託した事業者"}
_SHOWN_PERSON = "。ただし、画像にだれか分かる人が写っています。同意は、画像の表にあります"

_MACHINE = "承認、点検の決まり、了解・許諾・同意の期限と撤回、月の残りの通数。合わなければ、配信せずに止めて知らせます"
_RUNS = timedelta(minutes=30)  # between a merge and the send


def sending_section(post: Post, context: RuleContext, reach: Audience | None) -> Element:
    """What the approval sets off; what is sent, by whom it was written, when it goes out."""
    sets_off = tag("p", promise(post, context, reach), class_="sets-off")
    return section(
        "sending", "配信", sets_off, facts(*sending_facts(post, context), *last_look(post, context))
    )


def side_in_words(side: str) -> str:
    """Whose post it is, for somebody who does not know the regulation's words."""
    return _SIDES.get(side, side)


def sending_facts(post: Post, context: RuleContext) -> Iterator[Fact]:
    """The same as names and values."""
    author = context.roster.person(post.author)
    writer = author.title if author else f"{post.author}（名簿にありません）"
    yield "件名", post.title
    yield "投稿者", f"{writer}（{side_in_words(post.side)}）"
    yield "投稿内容の区分", label(CATEGORY, post.category)
    yield "「その他」で送りたい理由（投稿者の説明）", post.reason
    yield "見せ方", _looks_like(post)
    yield from _when(post, context)


def _looks_like(post: Post) -> str:
    """How it is shown, naming no more than the post has."""
    if post.layout == "text":
        return "文章（画像のあとに文章）" if post.images else "文章だけ"
    if post.layout != "card":
        return post.layout
    parts = ("見出し", "画像" if post.images else "", "文章", "リンク" if post.links else "")
    return f"カード（{'と'.join(filter(None, parts))}）"


def begins(post: Post, context: RuleContext) -> datetime | None:
    """The first moment at which the post goes out if it is merged by then; None where its hours leave none."""
    return first_allowed(post, context.account, context.now)


def promise(post: Post, context: RuleContext, reach: Audience | None) -> str:
    """What the approval sets off: when it goes out, and to how many."""
    first = begins(post, context)
    if first is None:
        return "承認しても、配信できる日がありません。"
    people = f"約{reach.people:,}人" if reach else "友だち全員"
    send = post.send
    if send.not_before and send.not_before > context.now:
        wanted = (
            f"（指定の {moment_in_words(send.not_before)} は時間帯の外です）"
            if first != send.not_before
            else ""
        )
        when = f"{moment_in_words(first)}から30分のうちに{wanted}"
    elif first > context.now:
        when = f"すぐに（いまは時間帯の外なので、{moment_in_words(first)}から）"
    else:
        when = "すぐに（30分のうちに）"
    return f"承認のあと取り込む（Merge）と、{when}、{people}に届きます。"


def start_in_words(post: Post, context: RuleContext) -> str:
    """The first moment at which the post really goes out, if it is approved and merged by then.

    A window that begins outside the sending hours, or on a closed day, begins when they open.
    """
    first = begins(post, context)
    if first is None:
        return "配信できる日がありません"
    waits = post.send.not_before and post.send.not_before > context.now
    return f"{moment_in_words(first)}から" if waits else "承認のあと、取り込むとすぐ"


def start_and_why(post: Post, context: RuleContext) -> str:
    """The same, with why it is later than its author or its approver would think."""
    return start_in_words(post, context) + _why_later(post, context)


def _why_later(post: Post, context: RuleContext) -> str:
    """Why it goes out later than its author or its approver would think."""
    wanted, first = post.send.not_before, begins(post, context)
    if first is None or first in (wanted, context.now):
        return ""
    if wanted and wanted > context.now:
        return f"（指定の {moment_in_words(wanted)} は、配信する時間帯の外です）"
    return f"（いま取り込むと、時間帯の外のため {moment_in_words(first)}から）"


def _when(post: Post, context: RuleContext) -> Iterator[Fact]:
    send, hours = post.send, context.account.hours
    yield "配信の開始", start_and_why(post, context)
    yield "配信の期限", _until(post, context)
    yield "承認が間に合わないとき", _if_late(post, context)
    yield (
        "配信する時間帯",
        "時間帯によらず配信します" if send.urgent else hours_in_words(hours, context.today),
    )
    yield "時間外に配信する理由", send.urgent


def last_look(post: Post, context: RuleContext) -> Iterator[Fact]:
    """What the machine checks once more before the send, and who looks at what it cannot."""
    yield "配信の直前に機械が確かめること", _MACHINE
    if post.links:
        first = begins(post, context)
        waits = first is not None and first.astimezone(JAPAN).date() > context.today
        again = "投稿者が配信の前の日までに読み直し、変わっていたら止めます"
        last = "最後に読んだ人と日は、リンクの表にあります"
        yield "機械が確かめないこと", f"リンク先のページの中身。{again if waits else last}"


def _if_late(post: Post, context: RuleContext) -> str:
    """What becomes of a post that is merged after its start, or near the end of the day."""
    send, first = post.send, begins(post, context)
    waits = bool(send.not_before and send.not_before > context.now)
    if send.urgent or first is None:
        return "配信の開始を過ぎてから取り込むと、すぐに配信します" if waits else ""
    if waits:
        return "配信の開始を過ぎてから取り込むと、時間帯の中ならすぐに、外なら次に開いたときに配信します"
    closure = next_closure(context.account.hours, first)
    if closure.until is None:
        return ""
    last, end = (moment.astimezone(JAPAN) for moment in (closure.since - _RUNS, closure.since))
    return (
        f"{last:%H:%M}から{end:%H:%M}のあいだに取り込むと、その日に間に合わないことがあります。"
        f"間に合わないときと、{end:%H:%M}を過ぎて取り込んだときは、{moment_in_words(closure.until)}から配信します"
    )


def _until(post: Post, context: RuleContext) -> str:
    """The end of the window, and the last moment at which the hours let it go before that."""
    end = post.send.not_after
    if end is None:
        return "なし"
    last = end if post.send.urgent else last_open(context.account.hours, end)
    first = begins(post, context)
    if last is None or first is None or last < first:
        return f"{moment_in_words(end)}まで（それまでに、配信できる時間がありません）"
    if last == end:
        return f"{moment_in_words(end)}まで（過ぎたら配信しません）"
    return f"{moment_in_words(end)}まで（時間帯の外なので、実際に配信するのは {moment_in_words(last)}まで）"


def hours_in_words(hours: Hours, today: date) -> str:
    """When the account sends, and on which of the coming days it does not."""
    days = "平日（土日・祝日・年末年始を除く）" if hours.weekdays_only else "毎日"
    closed = "、".join(day_in_words(day) for day in sorted(hours.closed_on) if day >= today)
    return f"{days}の{hours.opens:%H:%M}から{hours.closes:%H:%M}まで" + (
        f"（{closed}は休み）" if closed else ""
    )


def declarations_section(post: Post) -> Element:
    """What the author states (第3)."""
    rows = [
        tag(
            "li",
            tag("strong", _ANSWERS[stated], class_="good" if stated else "bad"),
            f"　{words}{answer.removeprefix(_ANSWERS[stated])}",
        )
        for (words, stated), (_, answer) in zip(declared(post), declaration_facts(post), strict=True)
    ]
    return section("declarations", "投稿者の確認（第3）", tag("ul", rows, class_="plain"))


def declared(post: Post) -> Iterator[tuple[str, bool]]:
    """Each statement that is asked of an author, and whether this one has made it."""
    return ((words, post.declarations.get(name) is True) for name, words in DECLARATIONS.items())


def declaration_facts(post: Post) -> Iterator[tuple[str, str]]:
    """The statements as names and values; beside a person in a picture it is said that one does not speak of them."""
    shown = any(image.people == "identifiable" for image in post.images)
    besides = {DECLARATIONS["no_personal_information"]: _SHOWN_PERSON} if shown else {}
    return ((words, _ANSWERS[stated] + besides.get(words, "")) for words, stated in declared(post))
