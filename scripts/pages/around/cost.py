"""What a send costs: the month's messages in the order of the sends, LINE's limit, yen above the plan."""

from collections.abc import Iterator, Sequence

from scripts.content.account import Plan
from scripts.delivery.audience import Audience
from scripts.delivery.month import MonthUse
from scripts.pages.around.neighbours import soon_in_words
from scripts.pages.around.turns import Turn, turn_of
from scripts.pages.html import Fact
from scripts.text.dates import JAPAN, day_in_words, moment_in_words, short_day

MOST_ROWS = 12  # of the month's planned sends; those after them are counted
_NO_FIGURE = "分かりません。配信の直前にLINEへ問い合わせ、足りなければ配信せずに止めます。"
_NO_PLAN = "分かりません。アカウントの設定に、契約の通数と料金がありません。"


def cost_facts(
    post_id: str, plan: Plan | None, reach: Audience | None, month: MonthUse | None, turns: Sequence[Turn]
) -> Iterator[Fact]:
    """Whether the messages do for this post, then each planned send of its month with what is left after it.

    `turns` are empty where the audience or the month's use is unknown, or the post's hours leave it no day.
    """
    yield "この投稿の通数", _this_send(post_id, reach, turns)
    yield "この月に使った通数", _used(month) if month else _NO_FIGURE
    shown = listed(post_id, turns)
    for turn in shown:
        yield _when(turn, post_id), _in_turn(turn, post_id, plan)
    if more := len(turns) - len(shown):
        yield "ここに載せていない予定", f"{more}件"
    if month:
        yield "追加の料金", _extra(post_id, plan, turns)


def listed(post_id: str, turns: Sequence[Turn]) -> list[Turn]:
    """Those that stand in the table: the first ones, the post itself, and the first that is held."""
    first_held = next((turn for turn in turns if turn.held), None)
    return [
        turn
        for place, turn in enumerate(turns)
        if place < MOST_ROWS or turn is first_held or turn.planned.post_id == post_id
    ]


def _this_send(post_id: str, reach: Audience | None, turns: Sequence[Turn]) -> str:
    if reach is None:
        return _NO_FIGURE
    words = f"約{reach.people:,}通（1人に1通。{day_in_words(reach.on)}の配信のときの人数）"
    if not turns or turns[0].limit is None:
        return words
    enough = not turn_of(post_id, turns).held
    return f"{words}。{'足ります' if enough else '足りません'}"


def _used(month: MonthUse) -> str:
    """The figure, the send at which it was true, and what LINE's limit leaves."""
    used = f"約{month.used:,}通"
    if month.limit is None:
        return f"{used}（{_source(month)}）"
    left = month.limit - month.used
    rest = f"上限まで残り約{left:,}通" if left >= 0 else f"上限を約{-left:,}通超えています"
    return f"{used}、{rest}（{_source(month)}）。上限は月{month.limit:,}通（追加の料金で送る分を含みます）"


def _source(month: MonthUse) -> str:
    if month.asked_at:
        return f"{moment_in_words(month.asked_at)}にLINEが答えた数と、そのときからの配信の合計"
    if not month.sends:
        return "この月の配信はまだありません。LINEの管理画面からの配信は含みません"
    last = month.last_send
    as_of = f"{short_day(last.astimezone(JAPAN).date())}の配信の時点。" if last else ""
    return f"{as_of}台帳にある{month.sends}件の配信の合計。LINEの管理画面からの配信は含みません"


def _when(turn: Turn, post_id: str) -> str:
    other, at = turn.planned, turn.planned.at.astimezone(JAPAN)
    if other.at_once and other.post_id == post_id:
        return "この投稿を取り込むとすぐ"
    if other.at_once and other.proposed:
        return f"#{other.proposed} が取り込まれるとすぐ"
    return soon_in_words(other) or f"{short_day(at.date())} {at:%H:%M}から"


def _in_turn(turn: Turn, post_id: str, plan: Plan | None) -> str:
    """One planned send: which it is, and what it leaves."""
    other = turn.planned
    open_one = f"#{other.proposed}、取り込み前" if other.proposed else "取り込み済み"
    name = "この投稿" if other.post_id == post_id else f"{other.title or other.post_id}（{open_one}）"
    if turn.held:
        return f"{name}\n約{turn.people:,}通に約{turn.lacking:,}通足りず、配信されません"
    rest = (
        f"合わせて約{turn.used_after:,}通"
        if turn.limit is None
        else f"上限まで残り約{turn.left - turn.people:,}通"
    )
    above = turn.above(plan) if plan else 0
    extra = f"（約{above:,}通は追加の料金）" if above else ""
    return f"{name}\n約{turn.people:,}通{extra}、{rest}"


def _extra(post_id: str, plan: Plan | None, turns: Sequence[Turn]) -> str:
    if plan is None:
        return _NO_PLAN
    if not turns:
        return _NO_FIGURE
    own, whole = yen(plan, [turn_of(post_id, turns)]), yen(plan, turns)
    plan_in_words = (
        f"契約の月{plan.messages_a_month:,}通までは料金に含まれ、超えた分は1通{plan.price_of_one_more}円"
    )
    if not whole:
        as_it_is = "いまの上限のままなら、" if any(turn.held for turn in turns) else ""
        return f"{as_it_is}かかりません（{plan_in_words}。この月に送るのは合わせて約{turns[-1].used_after:,}通）。"
    others = f"。この月の予定をすべて送ったときの合計は約{whole:,}円" if len(turns) > 1 else ""
    return f"{f'この投稿の分は約{own:,}円' if own else 'この投稿の分はかかりません'}{others}（{plan_in_words}）。"


def yen(plan: Plan, turns: Sequence[Turn]) -> int:
    """What those sends cost above the plan, tax aside."""
    return sum(turn.above(plan) for turn in turns) * plan.price_of_one_more
