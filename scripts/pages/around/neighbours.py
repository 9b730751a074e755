"""What else goes out near a post: the same day, the same week; and who is there to watch it afterwards (第6第3項)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from scripts.checking.context import RuleContext
from scripts.content.hours import Closure, next_closure
from scripts.content.post import Post
from scripts.pages.html import Fact
from scripts.pages.schedule import OVERNIGHT, begins
from scripts.text.dates import JAPAN, day_in_words, moment_in_words, short_day

_CLOSE_BY = timedelta(hours=1)
_SHORT = timedelta(hours=1)  # of office hours after a send


@dataclass(frozen=True)
class Neighbour:
    """Another post of `main`, or of another open pull request (its number): when it went out, or will.

    `post`: what it says, where that has been read. `until`: after that it is of no use (None: always).
    `at_once`: it would go out at the very moment at which somebody looks.
    """

    post_id: str
    title: str
    at: datetime
    sent: bool
    proposed: int = 0
    post: Post | None = None
    until: datetime | None = None
    at_once: bool = False

    @property
    def corrects(self) -> str:
        """The post_id that it corrects; empty for any other post, and where it has not been read."""
        return self.post.corrects if self.post else ""


def planned(post: Post, at: datetime, now: datetime, proposed: int = 0) -> Neighbour:
    """A post that is still to go out."""
    event, ends = post.event, [post.send.not_after]
    if event:
        ends += [event.starts, datetime.combine(event.deadline, time.max, JAPAN) if event.deadline else None]
    until = min((end for end in ends if end), default=None)
    return Neighbour(post.post_id, post.title, at, False, proposed, post, until, at <= now)


def neighbour_facts(post: Post, context: RuleContext, neighbours: Sequence[Neighbour]) -> Iterator[Fact]:
    """The day's and the week's other sends, and where the office closes soon after this one."""
    first = begins(post, context)
    if first is None:
        return
    day = first.astimezone(JAPAN).date()
    monday = day - timedelta(days=day.weekday())
    dated = [(other.at.astimezone(JAPAN).date(), other) for other in neighbours]
    same_day = [other for on, other in dated if on == day]
    same_week = [other for on, other in dated if on != day and monday <= on < monday + timedelta(days=7)]
    until = short_day(monday + timedelta(days=6))
    none = "に、ほかの配信はありません。"
    yield "同じ日", "\n".join(_lines(same_day)) or short_day(day) + none
    yield "同じ週のほかの日", "\n".join(_lines(same_week)) or f"{until}まで{none}"
    yield "1日の上限", f"{context.account.max_per_day}件まで（訂正は数えません）"
    yield "配信のあとに見守れる時間", _soon_closed(context, first)


def unwatched(post: Post, context: RuleContext) -> Iterator[str]:
    """第6第3項: a warning before a send after which nobody is there to read a comment for more than a night.

    Also on a Friday morning: friends read and answer in the evening, and that evening's comments wait until Monday.
    """
    first = begins(post, context)
    if first is None:
        return
    closure = next_closure(context.account.hours, first)
    if closure.length is not None and closure.length <= OVERNIGHT:
        return
    when = (
        "配信は時間帯の外です。" if closure.since == first else f"{moment_in_words(closure.since)}に閉まり、"
    )
    yield (
        f"{when}{_opens(closure)}。その間に来た誤りの指摘やコメントには、だれも気づけません（運営要領 第6第3項）。"
        "承認する方は、それでも急いで送るかを判断してください。急がなければ差し戻し、投稿者が休みの前でない日にします。"
    )


def crowded(post: Post, context: RuleContext, neighbours: Sequence[Neighbour]) -> Iterator[str]:
    """A warning where the day has no room left: the post would wait for the next one."""
    first, most = begins(post, context), context.account.max_per_day
    if first is None or post.corrects:
        return
    day = first.astimezone(JAPAN).date()
    counted = (other for other in neighbours if not other.corrects)
    others = sum(other.at.astimezone(JAPAN).date() == day for other in counted)
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


def _opens(closure: Closure) -> str:
    if closure.until is None or closure.length is None:
        return "次に開く日がありません"
    hours = closure.length // timedelta(hours=1)
    return f"次に開くのは{moment_in_words(closure.until)}です（約{hours}時間）"


def _soon_closed(context: RuleContext, first: datetime) -> str:
    """How little time is left before a night; every other night goes without saying, a longer closure is a warning."""
    closure = next_closure(context.account.hours, first)
    if closure.length is None or closure.length > OVERNIGHT or closure.since - first >= _SHORT:
        return ""
    if closure.since == first:
        return f"ありません（時間帯の外）。{_opens(closure)}"
    minutes = (closure.since - first) // timedelta(minutes=1)
    return f"{closure.since.astimezone(JAPAN):%H:%M}までの{minutes}分。{_opens(closure)}"


def starts_in_words(other: Neighbour) -> str:
    """A post by its title, with when it starts and, where it is not merged yet, its pull request."""
    request = f"#{other.proposed}。" if other.proposed else ""
    planned_for = "" if other.sent else "届く予定"
    return f"「{other.title or other.post_id}」（{request}{_when(other)}{planned_for}）"


def _when(other: Neighbour) -> str:
    if other.sent:
        return f"{moment_in_words(other.at)}に配信済み"
    return soon_in_words(other) or f"{moment_in_words(other.at)}から"


def soon_in_words(other: Neighbour) -> str:
    """Of one that waits for nothing but its merge, or for the next run; else nothing."""
    return ("取り込むとすぐ" if other.proposed else "まもなく") if other.at_once else ""


def _lines(others: Sequence[Neighbour]) -> list[str]:
    return [
        f"{_when(other)} {other.title or other.post_id}"
        + (f"（#{other.proposed}、取り込み前）" if other.proposed else "")
        for other in sorted(others, key=lambda other: (other.at, other.post_id))
    ]
