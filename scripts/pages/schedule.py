"""When a post goes out, in words: its start and end, the hours, what becomes of it when the approval is late."""

from datetime import date, datetime, timedelta

from scripts.checking.context import RuleContext
from scripts.content.account import Hours
from scripts.content.hours import first_allowed, last_open, next_closure
from scripts.content.post import Post
from scripts.delivery.audience import Audience
from scripts.text.dates import JAPAN, day_in_words, moment_in_words

_RUNS = timedelta(minutes=30)  # between a merge and the send
OVERNIGHT = timedelta(hours=24)  # a closure longer than this is a weekend or more
_SOON = 14  # closures that are looked at: two weeks of nights


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


def merged_late(post: Post, context: RuleContext) -> str:
    """第6第3項: of a post that goes out as soon as it is merged, the day on which a merge leaves it unwatched.

    Who merges comes after who reads: nobody draws the comment anew on a Friday evening. No correction is to wait.
    """
    if post.corrects or (post.send.not_before and post.send.not_before > context.now):
        return ""
    closure = next_closure(context.account.hours, context.now)
    for _ in range(_SOON):
        if closure.until is None or closure.length is None:
            return ""
        if closure.length > OVERNIGHT and closure.since.astimezone(JAPAN).date() == context.today:
            return ""  # today's is a matter of its own, which is weighed
        if closure.length > OVERNIGHT:
            day = day_in_words(closure.since.astimezone(JAPAN).date())
            hours = closure.length // timedelta(hours=1)
            return (
                f"承認が遅れて{day}に取り込むと、そのあと約{hours}時間、誤りの指摘にだれも気づけません（運営要領 第6第3項）。"
                "急がなければ、その日の取り込みを避けてください。"
            )
        closure = next_closure(context.account.hours, closure.until)
    return ""


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


def if_late(post: Post, context: RuleContext) -> str:
    """What becomes of a post that is merged after its start, or near the end of the day."""
    send, first = post.send, begins(post, context)
    waits = bool(send.not_before and send.not_before > context.now)
    if send.urgent or first is None:
        return "配信の開始を過ぎてから取り込むと、すぐに配信します" if waits else ""
    if waits:
        return "配信の開始を過ぎてから取り込むと、時間帯の中ならすぐに、外なら次の時間帯が始まったときに配信します"
    closure = next_closure(context.account.hours, first)
    if closure.until is None:
        return ""
    last, end = (moment.astimezone(JAPAN) for moment in (closure.since - _RUNS, closure.since))
    return (
        f"{last:%H:%M}から{end:%H:%M}のあいだに取り込むと、その日に間に合わないことがあります。"
        f"間に合わないときと、{end:%H:%M}を過ぎて取り込んだときは、{moment_in_words(closure.until)}から配信します"
    )


def until(post: Post, context: RuleContext) -> str:
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
