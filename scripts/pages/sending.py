"""Sections of the approval form: what is sent, when and to how many; what its author declares."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.checking.context import RuleContext
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES
from scripts.pages.html import Fact, facts, section, tag
from scripts.pages.schedule import begins, hours_in_words, if_late, start_and_why, until
from scripts.text.dates import JAPAN
from scripts.text.terms import CATEGORY, DECLARATIONS, label

_ANSWERS = {True: "はい", False: "いいえ（未確認）"}
_SIDES = {**SIDE_NAMES, "contractor": "運営者。地域政策課から運営を受託した事業者"}
WHY_OTHER = "「その他」で送りたい理由（投稿者の説明）"
_QUOTED_PERSON = "本文にある、取材した人の言葉"
_SHOWN_PERSON = "画像に写っている、だれであるかが分かる人"

_MACHINE = "承認、点検で見る誤り、了解・許諾・同意の期限と撤回、月の残りの通数。合わなければ、配信せずに止めて知らせます"


def sending_section(post: Post, context: RuleContext, sets_off: str) -> Element:
    """What the approval sets off; what is sent, by whom it was written, when it goes out."""
    promised = tag("p", sets_off, class_="sets-off")
    return section(
        "sending", "配信", promised, facts(*sending_facts(post, context), *last_look(post, context))
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
    yield "投稿内容の区分", label(CATEGORY, post.category).partition("（")[0]
    yield WHY_OTHER, post.reason
    yield "見せ方", _looks_like(post)
    yield (
        "載る所",
        "LINE。配信のあとは、ホームページの「配信した投稿」にも" if context.account.archive else "LINEだけ",
    )
    yield from _when(post, context)


def _looks_like(post: Post) -> str:
    """How it is shown, naming no more than the post has."""
    if post.layout == "text":
        return "文章（画像のあとに文章）" if post.images else "文章だけ"
    if post.layout != "card":
        return post.layout
    parts = ("見出し", "画像" if post.images else "", "文章", "リンク" if post.links else "")
    return f"カード（{'と'.join(filter(None, parts))}）"


def _when(post: Post, context: RuleContext) -> Iterator[Fact]:
    send, hours = post.send, context.account.hours
    yield "配信の開始", start_and_why(post, context)
    yield "配信の期限", until(post, context)
    yield "取り込みが遅れたとき", if_late(post, context)
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
    """The statements as names and values; beside a person in a picture or a quotation it is said that one does not speak of them."""
    apart = [_SHOWN_PERSON] * any(image.people == "identifiable" for image in post.images)
    apart += [_QUOTED_PERSON] * bool(post.interviewees)
    words = f"（{'と、'.join(apart)}は、ここでは数えません。同意は、それぞれの表にあります）" if apart else ""
    besides = {DECLARATIONS["no_personal_information"]: words}
    return ((words, _ANSWERS[stated] + besides.get(words, "")) for words, stated in declared(post))
