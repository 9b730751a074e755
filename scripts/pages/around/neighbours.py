"""What else goes out near a post: the same day, the same week; and who is there to watch it afterwards (第6第3項)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scripts.checking.context import RuleContext
from scripts.content.hours import next_closure
from scripts.content.post import Post
from scripts.pages.html import Fact
from scripts.pages.schedule import begins
from scripts.text.dates import JAPAN, day_in_words, moment_in_words, short_day

_OVERNIGHT = timedelta(hours=24)  # a closure longer than this is a weekend or more
_CLOSE_BY = timedelta(hours=1)
_WATCHED = timedelta(hours=4)  # office hours after a send in which mistakes and comments mostly show


@dataclass(frozen=True)
class Neighbour:
    """Another post of `main`, or of another open pull request (its number): when it went out, or will.

    `correction`: the post itself where it corrects another.
    """

    post_id: str
    title: str
    at: datetime
    sent: bool
    proposed: int = 0
    correction: Post | None = None


def neighbour_facts(post: Post, context: RuleContext, neighbours: Sequence[Neighbour]) -> Iterator[Fact]:
    """The day's and the week's other sends, and how long the office is open after this one."""
    first = begins(post, context)
    if first is None:
        return
    day = first.astimezone(JAPAN).date()
    monday = day - timedelta(days=day.weekday())
    dated = [(other.at.astimezone(JAPAN).date(), other) for other in neighbours]
    same_day = [other for on, other in dated if on == day]
    same_week = [other for on, other in dated if on != day and monday <= on < monday + timedelta(days=7)]
    until = day_in_words(monday + timedelta(days=6))
    yield f"同じ日（{day_in_words(day)}）", _listed(same_day)
    yield f"同じ週のほかの日（{until}まで）", _listed(same_week)
    yield "1日の上限", f"{context.account.max_per_day}件まで（訂正は数えません）"
    if not any(unwatched(post, context)):  # which says the same, and more
        yield "配信のあとに見守れる時間", _watched(context, first)


def unwatched(post: Post, context: RuleContext) -> Iterator[str]:
    """第6第3項: a warning before a send after which nobody is there to read a comment.

    Also on a Friday morning: friends read and answer in the evening, and that evening's comments wait until Monday.
    """
    first = begins(post, context)
    if first is None:
        return
    closure = next_closure(context.account.hours, first)
    if closure.length is not None and closure.length <= _OVERNIGHT:
        return
    short = closure.since - first < _WATCHED
    begins_with = (
        "配信のあと、見守れる時間が短くなります。"
        if short
        else "配信した日の夜から、次に開く日まで、間があきます。"
    )
    yield (
        f"{begins_with}{_watched(context, first)}"
        "その間に来た誤りの指摘やコメントには、気づけません（運営要領 第6第3項）。承認する方は、急がなければ、休みの前の日を避けるよう投稿者に差し戻してください。"
    )


def crowded(post: Post, context: RuleContext, neighbours: Sequence[Neighbour]) -> Iterator[str]:
    """A warning where the day has no room left: the post would wait for the next one."""
    first, most = begins(post, context), context.account.max_per_day
    if first is None or post.corrects:
        return
    day = first.astimezone(JAPAN).date()
    others = sum(other.at.astimezone(JAPAN).date() == day for other in neighbours)
    if others >= most:
        yield f"{day_in_words(day)}には、ほかに{others}件の配信があります。1日{most}件までなので、次の配信日になるかもしれません。その日でなければならないなら、投稿者がほかの投稿の日をずらします。"


def close_by(post: Post, context: RuleContext, neighbours: Sequence[Neighbour]) -> Iterator[str]:
    """A warning where friends would get another post within the hour; a correction follows its original anyway."""
    first = begins(post, context)
    if first is None:
        return
    near = [
        other for other in neighbours if abs(other.at - first) < _CLOSE_BY and other.post_id != post.corrects
    ]
    if near:
        yield f"前後1時間のうちに、ほかの投稿も届きます: {'、'.join(_lines(near))}。続けて届いてよいかを、承認する方が判断してください。"


def corrected_beside(post: Post, neighbours: Sequence[Neighbour]) -> Iterator[str]:
    """A warning for each correction nearby that leads to the same page, or calls this post's deadline wrong."""
    pages = {link.url for link in post.links}
    deadline = short_day(post.event.deadline).partition("（")[0] if post.event and post.event.deadline else ""
    for other in neighbours:
        if not other.correction or other.post_id == post.corrects:
            continue
        same = sorted(pages & {link.url for link in other.correction.links})
        wrong = any(deadline and deadline in pair.wrong for pair in other.correction.correction)
        if same or wrong:
            why = (
                "と同じページにリンクしています"
                if same
                else f"が誤りとする日（{deadline}）を、締切にしています"
            )
            pairs = "、".join(f"誤「{pair.wrong}」正「{pair.right}」" for pair in other.correction.correction)
            yield (
                f"この投稿は、ほかの投稿の訂正{starts_in_words(other)}{why}。{f'その訂正は、{pairs}です。' if pairs else ''}"
                "同じ誤りがこの投稿にないことを、投稿者に確かめてもらってください。返事があるまで承認しません。"
            )


def _watched(context: RuleContext, first: datetime) -> str:
    closure = next_closure(context.account.hours, first)
    opens = f"次に開くのは{moment_in_words(closure.until)}" if closure.until else "次に開く日がありません"
    gap = f"（約{closure.length // timedelta(hours=1)}時間、だれも見ません）" if closure.length else ""
    if closure.since == first:
        return f"配信は時間帯の外です。{opens}です{gap}。"
    minutes = (closure.since - first) // timedelta(minutes=1)
    span = f"{minutes // 60}時間{minutes % 60}分" if minutes >= 60 else f"{minutes}分"
    until = f"{closure.since.astimezone(JAPAN):%H:%M}"
    return f"{moment_in_words(first)}に配信すると、{until}までの{span}です。そのあと、{opens}です{gap}。"


def starts_in_words(other: Neighbour) -> str:
    """A post by its title, with when it starts and, where it is not merged yet, its pull request."""
    request = f"、#{other.proposed}" if other.proposed else ""
    return f"「{other.title or other.post_id}」（{moment_in_words(other.at)}{'に配信済み' if other.sent else 'から'}{request}）"


def _listed(others: Sequence[Neighbour]) -> str:
    """Each on a line of its own."""
    return "\n".join(_lines(others)) or "ほかの配信はありません。"


def _lines(others: Sequence[Neighbour]) -> list[str]:
    return [
        f"{moment_in_words(other.at)}{'に配信済み' if other.sent else 'から'} {other.title or other.post_id}"
        + (f"（#{other.proposed}、まだ取り込まれていません）" if other.proposed else "")
        for other in sorted(others, key=lambda other: (other.at, other.post_id))
    ]
