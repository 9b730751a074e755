"""What a send costs, from the ledger's own lines: every figure with its source, and none that nobody gave."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape

import pytest

from scripts.content.account import Account, Plan
from scripts.content.post import Send
from scripts.delivery.audience import Audience
from scripts.delivery.entry import Entry
from scripts.delivery.guards import Quota, quota
from scripts.delivery.month import MonthUse, month_use
from scripts.messages.render import render
from scripts.pages.approval_form import page
from scripts.pages.around.beside import PreviewContext, notes_around, warnings_around
from scripts.pages.around.cost import MOST_ROWS, cost_facts, listed
from scripts.pages.around.neighbours import Neighbour
from scripts.pages.around.to_weigh import ToWeigh
from scripts.pages.around.turns import Turn, in_turn, movable
from scripts.pages.around.ways_out import money_matters
from scripts.pages.words.form import form_in_words
from scripts.text.dates import JAPAN
from tests.goldens.golden import card, setting

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


LIGHT = Plan(5_000, 3)
OWN = "20261218-own"
UNTIL = r"約([\d,]+)通"


def turns(
    month: MonthUse, before: int = 0, after: int = 0, people: int = 1_180, **own: object
) -> tuple[Turn, ...]:
    """The post itself among others of its month, so many before it and after it."""
    own_one = replace(Neighbour(OWN, "これ", at(12, 18), False), **own)  # type: ignore[arg-type]
    others = [Neighbour(f"20261217-{n}", f"前{n}", at(12, 17), False, 40 + n) for n in range(before)]
    others += [Neighbour(f"20261219-{n}", f"後{n}", at(12, 19), False, 0) for n in range(after)]
    out = [
        Neighbour("20261210-x", "配信済み", at(12, 10), True),
        Neighbour("20270105-y", "次の月", datetime(2027, 1, 5, tzinfo=JAPAN), False),
        Neighbour("20261219-z", "期限切れ", at(12, 19), False, until=at(12, 18)),
    ]
    return in_turn(own_one, [*out, *reversed(others)], month.used, people, month.limit)


def said(
    month: MonthUse | None, plan: Plan | None, planned: tuple[Turn, ...] = (), reach: Audience | None = REACH
) -> dict[str, str]:
    return {name: str(value) for name, value in cost_facts(OWN, plan, reach, month, planned)}


def test_each_figure_names_its_source_and_its_day() -> None:
    month = MonthUse(4_500, 3, 30_000, at(12, 10), at(12, 14))
    assert said(month, LIGHT, turns(month, 1, 1)) == {
        "この投稿の通数": "約1,180通（1人に1通。2026年12月10日（木）の配信のときの人数）。足ります",
        "この月に使った通数": "約4,500通、上限まで残り約25,500通（2026年12月10日（木） 10:00にLINEが答えた数と、そのときからの配信の合計）"
        "。上限は月30,000通（追加の料金で送る分を含みます）",
        "12月17日（木） 10:00から": "前0（#40、取り込み前）\n約1,180通（約680通は追加の料金）、上限まで残り約24,320通",
        "12月18日（金） 10:00から": "この投稿\n約1,180通（約1,180通は追加の料金）、上限まで残り約23,140通",
        "12月19日（土） 10:00から": "後0（取り込み済み）\n約1,180通（約1,180通は追加の料金）、上限まで残り約21,960通",
        "追加の料金": "この投稿の分は約3,540円。この月の予定をすべて送ったときの合計は約9,120円（契約の月5,000通までは料金に含まれ、超えた分は1通3円）。",
    }


@pytest.mark.parametrize(
    ("used", "yen"),
    [
        (
            0,
            "かかりません（契約の月5,000通までは料金に含まれ、超えた分は1通3円。この月に送るのは合わせて約1,180通）。",
        ),
        (
            3_820,
            "かかりません（契約の月5,000通までは料金に含まれ、超えた分は1通3円。この月に送るのは合わせて約5,000通）。",
        ),
        (3_821, "この投稿の分は約3円（"),
        (5_000, "この投稿の分は約3,540円（"),
        (9_000, "この投稿の分は約3,540円（"),
    ],
)
def test_only_what_this_send_adds_above_the_plan_costs(used: int, yen: str) -> None:
    month = MonthUse(used, 1, None, None)
    assert said(month, LIGHT, turns(month))["追加の料金"].startswith(yen)


def test_a_send_costs_what_is_above_the_plan_at_its_turn() -> None:
    month = MonthUse(3_540, 3, None, None)
    first, second = said(month, LIGHT, turns(month, 0, 1)), said(month, LIGHT, turns(month, 1, 0))
    assert first["追加の料金"].startswith(
        "この投稿の分はかかりません。この月の予定をすべて送ったときの合計は約2,700円"
    )
    assert second["追加の料金"].startswith(
        "この投稿の分は約2,700円。この月の予定をすべて送ったときの合計は約2,700円"
    )
    assert first["12月18日（金） 10:00から"] == "この投稿\n約1,180通、合わせて約4,720通"


def test_what_the_limit_stops_costs_nothing() -> None:
    month = MonthUse(3_540, 3, 5_900, at(12, 10))
    assert "すべて送ったときの合計は約2,700円" in said(month, LIGHT, turns(month, 0, 1))["追加の料金"]
    assert "すべて送ったときの合計は約2,700円" in said(month, LIGHT, turns(month, 0, 2))["追加の料金"]


def test_what_nobody_knows_is_said_and_not_made_up() -> None:
    month = MonthUse(4_500, 3, None, None, at(12, 14))
    unknown = said(month, None, turns(month))
    assert "約4,500通（12月14日（月）の配信の時点。台帳にある3件の配信の合計" in unknown["この月に使った通数"]
    assert "アカウントの設定に、契約の通数と料金がありません" in unknown["追加の料金"]
    assert "足り" not in str(unknown)
    for facts in (said(None, LIGHT), said(MonthUse(0, 0, None, None), LIGHT, reach=None)):
        assert "分かりません" in facts["この投稿の通数"] or "分かりません" in facts["この月に使った通数"]
    assert "円" not in str([said(None, None), said(MonthUse(0, 0, None, None), LIGHT, reach=None)])


def numbers(pattern: str, text: str) -> tuple[int, ...]:
    """The figures of a sentence that must be there."""
    match = re.search(pattern, text)
    assert match, (pattern, text)
    return tuple(int(figure.replace(",", "")) for figure in match.groups())


@pytest.mark.parametrize("used", [0, 1_179, 1_180, 1_181, 3_000, 4_720, 4_721, 5_900, 7_000])
@pytest.mark.parametrize(("before", "after"), [(0, 0), (0, 3), (1, 2), (3, 0)])
def test_every_number_is_the_one_by_which_publish_would_hold_the_post(
    used: int, before: int, after: int
) -> None:
    month = MonthUse(used, 1, 5_900, at(12, 10))
    queue = turns(month, before, after)
    rows = [row for _, row in cost_facts(OWN, LIGHT, REACH, month, queue)][2:-1]
    assert len(rows) == before + 1 + after
    stops = []
    for row in map(str, rows):
        stopped = quota(Quota(month.limit, used), REACH.people)
        if stopped:
            people, lacking = numbers(f"{UNTIL}に{UNTIL}足りず、配信されません", row)
            stops.append(numbers(r"残り(-?\d+)通では、約(\d+)人", stopped.reasons[0].message))
            assert (people - lacking, people) == stops[-1]
            continue
        people, left = numbers(f"{UNTIL}.*、上限まで残り{UNTIL}", row)
        assert (people, left) == (REACH.people, 5_900 - used - REACH.people)
        used += REACH.people
    assert (own_row := str(rows[before])).startswith("この投稿\n")
    enough = said(month, LIGHT, queue)["この投稿の通数"]
    assert enough.endswith("足ります") == ("配信されません" not in own_row)
    sentences = [matter.words for matter in money_matters(OWN, account(None), queue, None)]
    ways = ways_in_words(queue, None, None)
    assert len(sentences) == bool(stops)
    if stops:
        (lacking,) = numbers(f"、{UNTIL}足りません", sentences[0])
        assert (REACH.people - lacking, REACH.people) == stops[0]
        assert (
            f"上限までの残りが約{stops[0][0]:,}通で" if stops[0][0] > 0 else "上限までの残りがなく、"
        ) in sentences[0]
        (raised,) = numbers(f"上限を{UNTIL}ふやす", ways)
        assert quota(Quota(5_900 + raised, used + (len(stops) - 1) * REACH.people), REACH.people) is None
        assert quota(Quota(5_900 + raised - 1, used + (len(stops) - 1) * REACH.people), REACH.people)
        assert f"どれか{len(stops)}件をやめる" in ways


@pytest.mark.parametrize(
    ("used", "begins", "also"),
    [
        (3_540, "この投稿は、承認して取り込めば配信されます。そのあとの「後0」（2026年12月19日（土） 10:00から届く予定）は、上限までの残りがなく、約1,180通", "ほかにもう1件、"),
        (4_720, "この投稿の順番が来たとき、上限までの残りがなく、", "ほかにもう2件、"),
        (5_800, "この投稿より先に送る「前0」（#40。2026年12月17日（木） 10:00から届く予定）のときに、もう上限までの残りが約100通で、", "ほかにもう2件、"),
    ],
)  # fmt: skip
def test_what_becomes_of_this_post_is_said_before_who_is_the_first_to_stay(
    used: int, begins: str, also: str
) -> None:
    month = MonthUse(used, 1, 5_900, at(12, 10))
    matter = next(money_matters(OWN, account(None), turns(month, 1, 2), None))
    assert matter.words.startswith(begins) and also in matter.words
    assert matter.ways[-1] == (
        "決まらないまま順番が来た投稿は、送られずに止まります。24時間のうちに（配信しない日は数えません）足りるようになれば自動で配信され、過ぎたものは人が判断します。"
    )


def account(plan: Plan | None) -> Account:
    return replace(setting().account, plan=plan, late_after_hours=24)


def ways_in_words(queue: tuple[Turn, ...], plan: Plan | None, opens: datetime | None) -> str:
    """The ways alone, of the sentence about what stays."""
    told = next(iter(money_matters(OWN, account(plan), queue, opens)), ToWeigh(""))
    return "\n".join(line for line in told.ways if line.startswith("("))


def test_the_ways_out_name_who_does_what_until_when_and_where() -> None:
    month, opens = MonthUse(4_720, 1, 5_900, at(12, 10)), datetime(2027, 1, 4, 8, 45, tzinfo=JAPAN)
    queue = turns(month, 1, until=opens + timedelta(hours=1))
    (sentence,) = money_matters(OWN, account(LIGHT), queue, opens)
    assert (
        "移住交流担当課長が、2026年12月18日（金） 10:00までに次から決め、決めたことをこの画面のコメントに書いてください。"
        in sentence.words
    )
    assert ways_in_words(queue, LIGHT, opens) == (
        "(1) 「前0」とこの投稿のうち1件を2027年1月に送る（期限や催しの日に間に合います。投稿者が日時を直し、承認を受け直す）\n"
        "(2) LINEで送れる上限を約1,180通ふやす（保守担当者が、LINE公式アカウントの管理画面の「設定」→「利用と請求」で"
        "。ふやして全部送ると、この月の追加の料金は合わせて約6,240円）\n"  # 7,080 − 5,000 above the plan
        "(3) どれか1件をやめる（取り込む前なら閉じ、取り込んだあとなら Actions → 届いていた・止める で止める）"
    )
    assert "(1) 「前0」を2027年1月に送る" in ways_in_words(turns(month, 1, until=opens), LIGHT, opens)
    full = replace(month, used=5_900)
    alone = ways_in_words(turns(full, until=opens), LIGHT, opens)
    assert "1月に" not in alone and "(1) LINEで送れる上限を" in alone
    both = ways_in_words(turns(full, 1, until=opens), LIGHT, opens)
    assert (
        "(1) 「前0」を2027年1月に送る（期限や催しの日に間に合います。投稿者が日時を直し、承認を受け直す。それでも1件は足りません）"
        in both
    )
    (soon,) = money_matters(OWN, account(LIGHT), turns(full, at_once=True), opens)
    assert "移住交流担当課長が、取り込む前に次から決め、" in soon.words
    assert ways_in_words(turns(MonthUse(0, 1, 5_900, at(12, 10)), 1), LIGHT, opens) == ""


def test_a_post_that_costs_more_is_told_so_where_another_stays() -> None:
    month = MonthUse(4_720, 1, 5_900, at(12, 10))
    stays, costs = money_matters(OWN, account(LIGHT), turns(month, 0, 1), None)
    assert "「後0」" in stays.words and "追加の料金が約2,700円" in costs.words


def test_a_correction_is_never_the_one_to_wait() -> None:
    month, opens = MonthUse(4_720, 1, 5_900, at(12, 10)), datetime(2027, 1, 4, 8, 45, tzinfo=JAPAN)
    queue = turns(month, 1, post=card("correction"))
    assert [other.title for other in movable(queue, opens)] == ["前0"]


@pytest.mark.parametrize(
    ("used", "words"), [(3_820, []), (4_900, ["約3,240円", "移住交流担当課長が決めます"])]
)
def test_what_costs_more_than_the_plan_is_told(used: int, words: list[str]) -> None:
    month = MonthUse(used, 9, 30_000, at(12, 10))
    told = "".join(matter.words for matter in money_matters(OWN, account(LIGHT), turns(month), None))
    assert bool(told) == bool(words) and all(word in told for word in words)
    assert list(money_matters(OWN, account(None), turns(month), None)) == []


def test_a_long_month_names_the_first_the_post_itself_and_the_first_that_stays() -> None:
    month = MonthUse(0, 1, 1_180 * (MOST_ROWS + 4), at(12, 10))
    queue = turns(month, MOST_ROWS + 1, 5)
    rows = said(month, None, queue)
    assert [turn.planned.title for turn in listed(OWN, queue)][MOST_ROWS:] == ["これ", "後2"]
    assert rows["ここに載せていない予定"] == "5件"


def test_without_a_limit_of_lines_nothing_is_stopped() -> None:
    month = MonthUse(9_000, 1, None, at(12, 10))
    assert list(money_matters(OWN, account(None), turns(month, 9, 9), None)) == []
    assert list(money_matters(OWN, account(LIGHT), (), None)) == []


@pytest.mark.parametrize(
    ("name", "used", "decides"),
    [("event", 4_721, True), ("event", 4_000, True), ("story", 4_000, False), ("story", 4_721, True), ("story", 0, None)],
)  # fmt: skip
def test_only_a_chief_and_the_approver_of_a_post_that_stays_have_it_to_weigh(
    name: str, used: int, decides: bool | None
) -> None:
    """A contractor's manager cannot raise the plan: of others' posts that stay, they are only told."""
    post, context = replace(card(name), send=Send(at(12, 18), None, "", "")), setting()
    after = Neighbour("20261219-x", "後", at(12, 19), False)
    month = MonthUse(used, 1, 5_900, at(12, 10))
    beside = PreviewContext(reach=REACH, month=month, neighbours=(after,))
    weighed = [matter for matter in warnings_around(post, context, beside) if "足りません" in matter.words]
    notes = list(notes_around(post, context, beside))
    assert (len(weighed), len(notes)) == {True: (1, 0), False: (0, 1), None: (0, 0)}[decides]
    words = form_in_words(post, render(post, context.account), context, [], beside).text
    html = page(post, render(post, context.account), context, [], beside)
    short = "に届きます。ただし、この月の通数が足りず、このままでは配信されません（要確認にあります）。"
    for told in (words.partition("**通知の表示**")[0], html):
        assert (short in told) == (used == 4_721)
    for told in (words, html):
        assert told.count("(3) どれか") == bool(used)
    for matter in (*weighed, *notes):
        assert f"- **{'要確認' if decides else '注意'}** " in words
        assert "<br>".join(matter.lines) in unescape(words).replace("\u200b", "")
        assert all(line in html for line in matter.lines)


def test_nothing_urgent_is_offered_to_wait_and_what_nobody_has_merged_takes_its_turn_last() -> None:
    month, opens = MonthUse(4_720, 1, 5_900, at(12, 10)), datetime(2027, 1, 4, 8, 45, tzinfo=JAPAN)
    urgent = replace(card("story"), send=Send(None, None, "吹雪のため", ""))
    assert movable(turns(month, post=urgent), opens) == []
    own, other = (
        Neighbour(OWN, "これ", at(12, 18), False),
        Neighbour("20261101-a", "依頼", at(12, 18), False, 7),
    )
    assert [turn.planned.title for turn in in_turn(own, [other], 0, 1, None)] == ["これ", "依頼"]
    merged = replace(other, proposed=0)
    assert [turn.planned.title for turn in in_turn(own, [merged], 0, 1, None)] == ["依頼", "これ"]


def test_while_the_account_is_paused_nothing_is_promised() -> None:
    context = setting()
    paused = replace(context, account=replace(context.account, paused=True))
    post = card("event")
    for around, said_so in ((context, False), (paused, True)):
        lead = form_in_words(post, render(post, around.account), around, [], PreviewContext()).lead
        assert ("すべての配信を止めています。止めているあいだは届きません。" in lead) == said_so
