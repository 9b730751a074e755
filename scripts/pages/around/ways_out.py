"""Where the month's messages will not do, or cost more: which post is the first to stay, and what can be decided."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from scripts.content.account import Account, Plan
from scripts.content.roster import ROLE_NAMES
from scripts.delivery.clicks import MONEY
from scripts.pages.around.cost import yen
from scripts.pages.around.neighbours import Neighbour, starts_in_words
from scripts.pages.around.to_weigh import ToWeigh
from scripts.pages.around.turns import Turn, movable, turn_of
from scripts.text.dates import moment_in_words, month_in_words, month_of

_NAMED = 3
_WAITS = "期限や催しの日に間に合います"
_CHIEF = ROLE_NAMES["section_chief"]


def money_matters(
    post_id: str, account: Account, turns: Sequence[Turn], opens: datetime | None
) -> Iterator[ToWeigh]:
    """Where LINE's limit stops a planned send, and what can be done about it; where this post costs more than the plan.

    `opens`: the first open moment of the next month.
    """
    if not turns:
        return
    plan, own, held = account.plan, turn_of(post_id, turns), [turn for turn in turns if turn.held]
    if held:
        decides = f"{_CHIEF}が、{_until(post_id, held[0])}次から決め、決めたことをこの画面のコメントに書いてください。"
        stays = f"決まらないまま順番が来た投稿は、送られずに止まります。{account.late_after_hours}時間のうちに（配信しない日は数えません）足りるようになれば自動で配信され、過ぎたものは人が判断します。"
        ways = [f"({number}) {way}" for number, way in enumerate(_ways_out(post_id, plan, turns, opens), 1)]
        yield ToWeigh(_first_to_stay(own, held) + decides, ways=(*ways, stays))
    if plan and own.above(plan):
        others = "この投稿の前に届く予定のものも送ると、" if turns[0] is not own else ""
        yield ToWeigh(
            f"{others}この投稿には、追加の料金が約{yen(plan, [own]):,}円かかります（契約の月{plan.messages_a_month:,}通を超える"
            f"約{own.above(plan):,}通、1通{plan.price_of_one_more}円）。送ってよいかは、{_CHIEF}が決めます。課長が承認する投稿では、承認がその記録になります。"
        )


def _first_to_stay(own: Turn, held: Sequence[Turn]) -> str:
    """What becomes of this post, then which is the first that does not go out, and how many follow it."""
    first = held[0]
    left = f"上限までの残りが約{first.left:,}通で" if first.left > 0 else "上限までの残りがなく"
    lacks = f"{left}、約{first.lacking:,}通足りません"
    if first is own:
        words = f"この投稿の順番が来たとき、{lacks}。"
    elif own.held:
        words = f"この投稿より先に送る{starts_in_words(first.planned)}のときに、もう{lacks}。"
    else:
        words = f"この投稿は、承認して取り込めば配信されます。そのあとの{starts_in_words(first.planned)}は、{lacks}。このままでは配信されません。"
    after = len(held) - 1 - (own.held and first is not own)
    return words + (f"ほかにもう{after}件、配信されません。" if after else "")


def _until(post_id: str, first: Turn) -> str:
    if not first.planned.at_once:
        return f"{moment_in_words(first.planned.at)}までに"
    return "取り込む前に" if first.planned.proposed or first.planned.post_id == post_id else "すぐに"


def _ways_out(
    post_id: str, plan: Plan | None, turns: Sequence[Turn], opens: datetime | None
) -> Iterator[str]:
    """One later, more messages, or one less, and who does it where."""
    held = sum(turn.held for turn in turns)
    whole = turns[0].used + sum(turn.people for turn in turns)
    more = (plan.above(whole) - plan.above(turns[0].used)) * plan.price_of_one_more if plan else 0
    cost = f"。ふやして全部送ると、この月の追加の料金は合わせて約{more:,}円" if more else ""
    yield from _later(post_id, movable(turns, opens), held, opens)
    yield f"LINEで送れる上限を約{whole - (turns[0].limit or 0):,}通ふやす（{ROLE_NAMES['maintainer']}が、{MONEY}{cost}）"
    yield f"どれか{held}件をやめる（取り込む前なら閉じ、取り込んだあとなら Actions → 届いていた・止める で止める）"


def _later(post_id: str, others: Sequence[Neighbour], most: int, opens: datetime | None) -> Iterator[str]:
    """Which can go out in the next month."""
    names = [
        "この投稿" if other.post_id == post_id else f"「{other.title or other.post_id}」" for other in others
    ]
    if not names or opens is None:
        return
    which = "と".join(names[:_NAMED]) + ("など" if len(names) > _NAMED else "")
    some = f"のうち{most}件" if len(names) > most else ""
    lack = f"。それでも{most - len(names)}件は足りません" if len(names) < most else ""
    yield f"{which}{some}を{month_in_words(month_of(opens))}に送る（{_WAITS}。投稿者が日時を直し、承認を受け直す{lack}）"
