"""What a send costs, from the ledger's own lines: every figure with its source, and none that nobody gave."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from scripts.content.account import Account, Plan
from scripts.delivery.audience import Audience
from scripts.delivery.entry import Entry
from scripts.delivery.month import MonthUse, month_use
from scripts.pages.around.cost import cost_facts, over_the_limit, too_little_left
from scripts.pages.around.neighbours import Neighbour
from scripts.text.dates import JAPAN
from tests.goldens.golden import setting

DAY = date(2026, 12, 18)
REACH = Audience(date(2026, 12, 10), 1_180)
KEY = {"retry_key": "k"}


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=JAPAN)


def sent(
    when: datetime,
    estimate: int | None = 1_180,
    quota: object = None,
    delivered: object = None,
    yes: bool = True,
) -> tuple[Entry, ...]:
    claim = {**KEY, "audience_estimate": estimate} | ({"quota": quota} if quota is not None else {})
    lines = [Entry("claimed", when, "local", claim)]
    lines += [Entry("accepted", when, "local", KEY)] if yes else []
    if delivered is not None:
        lines.append(
            Entry("measured", when + timedelta(days=1), "local", {"overview": {"delivered": delivered}})
        )
    return tuple(lines)


@pytest.mark.parametrize(
    ("posts", "use"),
    [
        ([], MonthUse(0, 0, None, None)),
        ([sent(at(12, 1)), sent(at(12, 3))], MonthUse(2_360, 2, None, None, at(12, 3))),
        ([sent(at(12, 1), delivered=1_100), sent(at(12, 3))], MonthUse(2_280, 2, None, None, at(12, 3))),
        ([sent(at(11, 30)), sent(at(12, 3), yes=False)], MonthUse(0, 0, None, None)),
        ([sent(at(12, 1)), sent(at(12, 3), quota={"limit": 30_000, "used": 4_210}), sent(at(12, 5))],
         MonthUse(6_570, 3, 30_000, at(12, 3), at(12, 5))),
        ([sent(at(11, 30), quota={"limit": 5_000, "used": 4_000})], MonthUse(0, 0, 5_000, None)),
        ([sent(at(12, 3), quota={"limit": None, "used": 5})], MonthUse(1_185, 1, None, at(12, 3), at(12, 3))),
        *[([sent(at(12, 3), quota=odd)], MonthUse(1_180, 1, None, None, at(12, 3)))
          for odd in ("x", {}, {"used": "5"}, {"used": True}, {"used": None}, [])],
        ([sent(at(12, 3), estimate=None, delivered={"x": 1})], MonthUse(0, 1, None, None, at(12, 3))),
    ],
)  # fmt: skip
def test_a_months_use_is_what_line_said_and_what_was_sent_since(
    posts: list[tuple[Entry, ...]], use: MonthUse
) -> None:
    assert month_use(posts, DAY) == use
    assert month_use(reversed(posts), DAY) == use


def account(plan: Plan | None) -> Account:
    return replace(setting().account, plan=plan)


def said(
    month: MonthUse | None, plan: Plan | None, reach: Audience | None = REACH, planned: int = 0
) -> dict[str, str]:
    return {name: str(value) for name, value in cost_facts(account(plan), reach, month, planned)}


LIGHT = Plan(5_000, 3)


def test_each_figure_names_its_source_and_its_day() -> None:
    facts = said(MonthUse(4_500, 3, 30_000, at(12, 10), at(12, 14)), LIGHT, planned=2)
    assert facts == {
        "今回の通数": "約1,180通（1人に1通。2026年12月10日（木）の配信のときの人数）",
        "この月に使った通数": "約4,500通（2026年12月10日（木） 10:00にLINEが答えた数と、その後の配信の合計）",
        "送ったあとの残り": "約24,320通。LINEがこの月に送らせる上限は30,000通（追加の料金の分を含みます）。",
        "この月のほかの予定": "2件、約2,360通（これも引くと、残りは約21,960通）",
        "追加の料金": "約2,040円（契約の月5,000通を超える約680通、1通3円）。"
        "ほかの予定2件も送ると約8,040通になり、あと約7,080円かかります。",
    }


@pytest.mark.parametrize(
    ("used", "yen"),
    [
        (0, "この投稿までなら、かかりません（約1,180通。"),
        (3_820, "この投稿までなら、かかりません（約5,000通。"),
        (3_821, "約3円"),
        (5_000, "約3,540円"),
        (9_000, "約3,540円"),
    ],
)
def test_only_what_this_send_adds_above_the_plan_costs(used: int, yen: str) -> None:
    assert said(MonthUse(used, 1, None, None), LIGHT)["追加の料金"].startswith(yen)


def test_the_months_other_posts_may_cost_where_this_one_does_not() -> None:
    within = said(MonthUse(3_540, 3, None, None), LIGHT, planned=1)["追加の料金"]
    assert within.startswith("この投稿までなら、かかりません（約4,720通。契約は月5,000通）。")
    assert within.endswith("ほかの予定1件も送ると約5,900通になり、あと約2,700円かかります。")
    assert "ほかの予定" not in said(MonthUse(0, 0, None, None), LIGHT, planned=3)["追加の料金"]


def test_what_the_limit_stops_costs_nothing() -> None:
    use = MonthUse(3_540, 3, 5_900, at(12, 10))
    assert "ほかの予定1件も送ると約5,900通になり、" in said(use, LIGHT, planned=1)["追加の料金"]
    assert "ほかの予定" not in said(use, LIGHT, planned=2)["追加の料金"]


def test_what_nobody_knows_is_said_and_not_made_up() -> None:
    unknown = said(MonthUse(4_500, 3, None, None, at(12, 14)), None)
    assert "約4,500通（12月14日（月）の配信の時点。台帳にある3件の配信の合計" in unknown["この月に使った通数"]
    assert "アカウントの設定に、契約の通数と料金がありません" in unknown["追加の料金"]
    assert "分かりません" in unknown["送ったあとの残り"]
    for facts in (said(None, LIGHT), said(MonthUse(0, 0, None, None), LIGHT, reach=None)):
        assert "分かりません" in facts["今回の通数"] or "分かりません" in facts["この月に使った通数"]
    assert "円" not in str([said(None, None), said(MonthUse(0, 0, None, None), LIGHT, reach=None)])


@pytest.mark.parametrize(
    ("month", "plan", "words"),
    [
        (MonthUse(29_000, 9, 30_000, at(12, 10)), None, "足りない見込みです。約180通足りません"),
        (
            MonthUse(4_900, 9, 30_000, at(12, 10)),
            LIGHT,
            "契約の通数を超える見込みです。追加の料金は約3,240円",
        ),
        (MonthUse(28_820, 9, 30_000, at(12, 10)), None, None),
        (MonthUse(3_820, 9, None, None), LIGHT, None),
        (None, LIGHT, None),
    ],
)
def test_what_will_not_do_or_costs_more_is_a_warning(
    month: MonthUse | None, plan: Plan | None, words: str | None
) -> None:
    warned = list(too_little_left(account(plan), REACH, month))
    assert len(warned) == (words is not None)
    assert words is None or words in warned[0]


@pytest.mark.parametrize(
    ("used", "others", "stopped"),
    [
        (1_180, 3, []),
        (1_181, 3, ["その3"]),
        (3_000, 3, ["その2", "その3"]),
        (4_721, 3, []),  # not even this one: another warning says so
        (0, 0, []),
    ],
)
def test_the_posts_that_the_months_limit_stops_are_named(used: int, others: int, stopped: list[str]) -> None:
    month = MonthUse(used, 1, 5_900, at(12, 10))
    queue = [
        Neighbour(f"20261220-{n}", f"その{n}", at(12, 20 + n), False, 7 + n) for n in range(others, -1, -1)
    ]
    warned = list(over_the_limit(REACH, month, queue))
    assert len(warned) == bool(stopped)
    for n in range(others + 1):
        named = f"「その{n}」（2026年12月{20 + n}日" in "".join(warned)
        assert named == (f"その{n}" in stopped)
    if warned:
        lacking = 4 * 1_180 - (5_900 - used)
        assert (
            f"約{lacking:,}通足りません" in warned[0] and f"この月の残りは約{5_900 - used:,}通" in warned[0]
        )
        row = said(month, None, planned=others)["この月のほかの予定"]
        assert f"約{lacking:,}通足りません" in row


def test_without_a_limit_of_lines_nothing_is_stopped() -> None:
    queue = [Neighbour("20261220-x", "x", at(12, 20), False)] * 9
    assert list(over_the_limit(REACH, MonthUse(9_000, 1, None, at(12, 10)), queue)) == []
    assert list(over_the_limit(None, MonthUse(9_000, 1, 9_000, at(12, 10)), queue)) == []
