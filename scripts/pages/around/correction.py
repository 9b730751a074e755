"""A correction beside the post that it corrects: what was wrong and what is right, and both texts, differences marked."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from itertools import zip_longest
from unicodedata import normalize
from xml.etree.ElementTree import Element

from scripts.content.post import Correction, Post
from scripts.messages.facts import event_facts
from scripts.pages.around.change import sentences
from scripts.pages.html import Fact, Node, section, tag
from scripts.text.dates import JAPAN, day_in_words, moment_in_words

_NOT_SAID = "書かれていません"
_MISSING = "（もとの投稿の文章に、このとおりの言葉は見当たりません）"


def correction_facts(post: Post, corrected: Post | None, sent_at: datetime | None) -> Iterator[Fact]:
    """Which post is corrected, each 誤 with its 正, the event's facts, and how the author knows."""
    yield from _what_changes(post, corrected, sent_at)
    for name, answer in answers(post):
        yield name, answer or _NOT_SAID


def _what_changes(post: Post, corrected: Post | None, sent_at: datetime | None) -> Iterator[Fact]:
    if corrected is None:
        yield "もとの投稿", f"{post.corrects}（配信した投稿の中に、見つかりません）"
        return
    when = f"{moment_in_words(sent_at)}に配信" if sent_at else "配信の記録がありません"
    yield "もとの投稿", f"「{corrected.title}」（{when}）"
    original = _flat("".join(sentences(corrected)))
    for number, pair in enumerate(post.correction, 1):
        missing = "" if _flat(pair.wrong) in original else _MISSING
        yield f"正すところ {number}", f"誤「{pair.wrong}」{missing}\n正「{pair.right}」"
    for name, before, after in _event_beside(post, corrected):
        if before == after:
            yield f"催しの{name}", f"{before}（もとのとおり）"
        elif not _is_told(_flat(before), _flat(after), post.correction):
            yield f"催しの{name}", f"{before} → {after}"


def answers(post: Post) -> Iterator[tuple[str, str]]:
    """What an approver asks about a correction, and the author's answer; no page is asked after where none is linked."""
    yield "正しいと確かめた根拠", post.correction_ground.strip()
    yield "すでに申し込んだ方などへの影響", post.correction_affected.strip()
    if post.links or post.correction_page_now:
        yield "リンク先のページのいまの表示", post.correction_page_now.strip()


def left_unanswered(post: Post) -> list[str]:
    """The names of those answers that the author has not given; none for a post that corrects nothing."""
    return [name for name, answer in answers(post) if post.corrects and not answer]


def _event_beside(post: Post, corrected: Post) -> Iterator[tuple[str, str, str]]:
    """Each fact of the event by its name, as it was and as it is now."""
    was, now = dict(event_facts(corrected)), dict(event_facts(post))
    for name in dict.fromkeys([*was, *now]):
        before, after = (" ".join(rows.get(name, "なし").split()) for rows in (was, now))
        yield name, before, after


def left_unsaid(post: Post, corrected: Post | None, sent_at: datetime | None) -> Iterator[str]:
    """A sentence for each fact that changes and of which no pair tells, and for each page read before the first send."""
    if corrected is None:
        return
    for name, before, after in _event_beside(post, corrected):
        if _flat(before) != _flat(after) and not _is_told(_flat(before), _flat(after), post.correction):
            yield (
                f"催しの{name}が「{before}」から「{after}」に変わりますが、誤と正の組にありません。"
                "投稿者が組に書き足すか、もとのとおりに戻すまで、承認しないでください。"
            )
    sent_on = sent_at.astimezone(JAPAN).date() if sent_at else None
    for number, link in enumerate(post.links, 1):
        if sent_on and link.checked_on and link.checked_on < sent_on:
            yield (
                f"リンク {number} のページを読んだのは{day_in_words(link.checked_on)}で、もとの投稿を配信する前です。"
                "投稿者が、正しい内容がそのページに出ているかを読み直し、読んだ日を書き直すまで、承認しないでください。"
            )


def _is_told(before: str, after: str, pairs: Sequence[Correction]) -> bool:
    """True where a pair holds the new value, or the pairs together make the new of the old."""
    for pair in pairs:
        wrong, right = _flat(pair.wrong), _flat(pair.right)
        if after in right:
            return True
        before = before.replace(wrong, right) if wrong else before
    return before == after


def correction_section(post: Post, corrected: Post | None, sent_at: datetime | None) -> Element:
    """The same, and both texts side by side in a table."""
    rows = correction_facts(post, corrected, sent_at)
    facts = [tag("tr", tag("th", name, scope="row"), tag("td", value)) for name, value in rows]
    return section(
        "correction",
        "訂正: もとの投稿と、正す内容",
        _table("もとの投稿と、正す内容", [], facts),
        _side_by_side(corrected, post) if corrected else None,
    )


def _side_by_side(corrected: Post, post: Post) -> Element:
    before, after = sentences(corrected), sentences(post)
    rows = [tag("tr", tag("td", was), tag("td", now)) for was, now in _aligned(before, after)]
    return _table("もとの文章と、今回の文章", ["もとの文章", "今回の文章"], rows)


def _table(name: str, columns: Sequence[str], rows: Sequence[Element]) -> Element:
    """A table that scrolls by itself where it has to, and that the keyboard reaches."""
    head = (
        tag("thead", tag("tr", [tag("th", column, scope="col") for column in columns])) if columns else None
    )
    table = tag("table", tag("caption", name), head, tag("tbody", rows))
    return tag("div", table, class_="scroll", tabindex="0", role="group", aria_label=name)


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[list[Node], list[Node]]]:
    """Both texts line beside line, with what only one of them says in `del` and `ins`."""
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for was, now in zip_longest(before[first:last], after[start:end], fillvalue=""):
            yield ([was], [now]) if kind == "equal" else _marked(was, now)


def _marked(was: str, now: str) -> tuple[list[Node], list[Node]]:
    left: list[Node] = []
    right: list[Node] = []
    for kind, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for words, side, mark in ((was[first:last], left, "del"), (now[start:end], right, "ins")):
            if words:
                side.append(words if kind == "equal" else tag(mark, words))
    return left, right


def _flat(words: str) -> str:
    """Without blanks and years, which the event's own lines have and an author leaves out."""
    return re.sub(r"\s|\d{4}年", "", normalize("NFKC", words))
