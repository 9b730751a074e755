"""What a send costs: messages of this send, used and left in its month, yen above the plan."""

from collections.abc import Iterator, Sequence

from scripts.content.account import Account
from scripts.delivery.audience import Audience
from scripts.delivery.month import MonthUse
from scripts.pages.around.neighbours import Neighbour, starts_in_words
from scripts.pages.html import Fact
from scripts.text.dates import JAPAN, day_in_words, moment_in_words, short_day

_NO_FIGURE = "分かりません。配信の直前にLINEへ問い合わせ、足りなければ配信せずに止めます。"
_NO_PLAN = "分かりません。アカウントの設定に、契約の通数と料金がありません。"


def cost_facts(
    account: Account, reach: Audience | None, month: MonthUse | None, planned: int = 0
) -> Iterator[Fact]:
    """Each figure with its source and its day. `planned` are the month's other posts that are still to go out."""
    yield "今回の通数", _this_send(reach)
    if month is None:
        yield "この月に使った通数", _NO_FIGURE
        return
    yield "この月に使った通数", _used(month)
    yield "送ったあとの残り", _left(account, reach, month)
    if planned and reach:
        yield "この月のほかの予定", _the_planned(reach, month, planned)
    yield "追加の料金", _extra(account, reach, month) + _with_the_planned(account, reach, month, planned)


def too_little_left(account: Account, reach: Audience | None, month: MonthUse | None) -> Iterator[str]:
    """A warning where the month's messages will not do, or cost more."""
    if reach is None or month is None:
        return
    if month.limit is not None and month.limit - month.used < reach.people:
        yield f"この月の残りの通数では足りない見込みです。{_left(account, reach, month)}"
    elif account.plan and account.plan.above(month.used + reach.people):
        yield f"契約の通数を超える見込みです。追加の料金は{_extra(account, reach, month)}"


def over_the_limit(
    reach: Audience | None, month: MonthUse | None, queue: Sequence[Neighbour]
) -> Iterator[str]:
    """A warning where LINE's limit does for this post and not for the month's others; `queue` holds them all.

    They go out in the order of their start, so the last ones are those for which nothing is left.
    """
    if reach is None or month is None or month.limit is None or not reach.people:
        return
    left = month.limit - month.used
    fit = max(0, left) // reach.people
    if fit < 1 or len(queue) <= fit:
        return
    in_order = sorted(queue, key=lambda other: (other.at, other.post_id))
    stopped = "、".join(starts_in_words(other) for other in in_order[fit:])
    whole = len(queue) * reach.people
    yield (
        f"この月の残りは約{left:,}通で、この投稿とほかの予定{len(queue) - 1}件の約{whole:,}通に、約{whole - left:,}通足りません。"
        f"このままでは、{stopped}が配信されません。どれを送るか、LINEの契約のプランを上げるかを、移住交流担当課長が決めます。"
    )


def _the_planned(reach: Audience, month: MonthUse, planned: int) -> str:
    """The month's other posts, and what is left after them where LINE's limit is known."""
    words = f"{planned}件、約{planned * reach.people:,}通"
    if month.limit is None:
        return f"{words}（上の残りから、まだ引いていません）"
    left = month.limit - month.used - (planned + 1) * reach.people
    return f"{words}（これも引くと、{f'残りは約{left:,}通' if left >= 0 else f'約{-left:,}通足りません'}）"


def _this_send(reach: Audience | None) -> str:
    if reach is None:
        return _NO_FIGURE
    return f"約{reach.people:,}通（1人に1通。{day_in_words(reach.on)}の配信のときの人数）"


def _used(month: MonthUse) -> str:
    """The figure and the send at which it was true."""
    last = month.last_send or month.asked_at
    as_of = f"{short_day(last.astimezone(JAPAN).date())}の配信の時点。" if last else ""
    if month.asked_at:
        since = "" if last == month.asked_at else "と、その後の配信の合計"
        return f"約{month.used:,}通（{moment_in_words(month.asked_at)}にLINEが答えた数{since}）"
    if not month.sends:
        return "0通（この月の配信はまだありません。LINEの管理画面からの配信は含みません）"
    return f"約{month.used:,}通（{as_of}台帳にある{month.sends}件の配信の合計。LINEの管理画面からの配信は含みません）"


def _left(account: Account, reach: Audience | None, month: MonthUse) -> str:
    limit, source = month.limit, "LINEがこの月に送らせる上限は{:,}通（追加の料金の分を含みます）"
    if limit is None and account.plan:
        limit, source = account.plan.messages_a_month, "契約は月{:,}通"
    if limit is None or reach is None:
        return _NO_FIGURE
    left = limit - month.used - reach.people
    words = f"約{left:,}通" if left >= 0 else f"約{-left:,}通足りません"
    return f"{words}。{source.format(limit)}。"


def _extra(account: Account, reach: Audience | None, month: MonthUse) -> str:
    plan = account.plan
    if plan is None:
        return _NO_PLAN
    if reach is None:
        return _NO_FIGURE
    more = plan.above(month.used + reach.people) - plan.above(month.used)
    if not more:
        used = month.used + reach.people
        return f"この投稿までなら、かかりません（約{used:,}通。契約は月{plan.messages_a_month:,}通）。"
    yen = more * plan.price_of_one_more
    return f"約{yen:,}円（契約の月{plan.messages_a_month:,}通を超える約{more:,}通、1通{plan.price_of_one_more}円）。"


def _with_the_planned(account: Account, reach: Audience | None, month: MonthUse, planned: int) -> str:
    """What the month's other posts would add above the plan."""
    plan = account.plan
    if plan is None or reach is None or not planned:
        return ""
    used = month.used + reach.people
    whole = used + planned * reach.people
    more = plan.above(whole) - plan.above(used)
    if not more or (month.limit is not None and whole > month.limit):  # which stops them
        return ""
    return (
        f"ほかの予定{planned}件も送ると約{whole:,}通になり、"
        f"あと約{more * plan.price_of_one_more:,}円かかります。"
    )
