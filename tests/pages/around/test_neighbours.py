"""What goes out near a post, and who is there afterwards: Friday evening, 63 hours, the end of the year (第6第3項)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from scripts.checking.context import RuleContext
from scripts.content.post import Post, Send
from scripts.pages.around.neighbours import (
    Neighbour,
    close_by,
    crowded,
    neighbour_facts,
    planned,
    starts_in_words,
    unwatched,
)
from tests.goldens.golden import case, setting


def at(local: str) -> datetime:
    return datetime.fromisoformat(f"{local}+09:00")


def planned_for(when: str, now: str = "2026-12-08T10:00", urgent: str = "") -> tuple[Post, RuleContext]:
    around = setting()
    hours = replace(around.account.hours, weekdays_only=True)
    account = replace(around.account, hours=hours, max_per_day=3)
    send = Send(at(when) if when else None, None, urgent, "")
    return replace(case("everything"), send=send), replace(around, account=account, now=at(now))


@pytest.mark.parametrize(
    ("when", "urgent", "warning", "row"),
    [
        ("2026-12-11T10:00", "", "2026年12月11日（金） 17:30に閉まり、次に開くのは2026年12月14日（月） 08:45です（約63時間）。", ""),
        ("2026-12-11T17:05", "", "2026年12月11日（金） 17:30に閉まり、次に開くのは2026年12月14日（月） 08:45です（約63時間）。", ""),
        ("2026-12-28T16:00", "", "次に開くのは2027年1月4日（月） 08:45です（約159時間）。", ""),
        ("2026-12-12T20:00", "吹雪のため", "配信は時間帯の外です。次に開くのは2026年12月14日（月） 08:45です（約36時間）。", ""),
        ("2026-12-10T20:00", "吹雪のため", "", "ありません（時間帯の外）。次に開くのは2026年12月11日（金） 08:45です（約12時間）"),
        ("2026-12-10T17:05", "", "", "17:30までの25分。次に開くのは2026年12月11日（金） 08:45です（約15時間）"),
        ("2026-12-10T16:30", "", "", ""),
        ("2026-12-10T10:00", "", "", ""),
        ("2026-12-12T10:00", "", "", ""),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_send_that_nobody_will_watch_is_warned_of_and_every_other_night_goes_without_saying(
    when: str, urgent: str, warning: str, row: str
) -> None:
    post, context = planned_for(when, urgent=urgent)
    facts = dict(neighbour_facts(post, context, ()))
    assert facts["配信のあとに見守れる時間"] == row
    warnings = list(unwatched(post, context))
    assert len(warnings) == bool(warning)
    assert all(warning in sentence and "第6第3項" in sentence for sentence in warnings)


def test_merged_on_a_friday_evening_it_is_warned_of_too() -> None:
    assert [*unwatched(*planned_for("", now="2026-12-11T16:50"))]


def test_the_days_and_the_weeks_sends_are_listed_by_day() -> None:
    post, context = planned_for("2026-12-10T10:00")
    others = (
        Neighbour("20261210-c", "三つ目", at("2026-12-10T15:00"), False),
        Neighbour("20261210-a", "一つ目", at("2026-12-10T09:00"), True),
        Neighbour("20261213-d", "", at("2026-12-13T23:59"), False),
        Neighbour("20261206-e", "前の週", at("2026-12-06T23:59"), True),
        Neighbour("20261214-f", "次の週", at("2026-12-14T00:00"), False),
    )
    facts = {name: str(value) for name, value in neighbour_facts(post, context, others)}
    assert facts["同じ日"] == (
        "2026年12月10日（木） 09:00に配信済み 一つ目\n2026年12月10日（木） 15:00から 三つ目"
    )
    assert facts["同じ週のほかの日"] == "2026年12月13日（日） 23:59から 20261213-d"
    assert facts["1日の上限"] == "3件まで（訂正は数えません）"


def test_what_goes_out_as_soon_as_it_is_merged_has_no_moment_that_moves() -> None:
    post, context = planned_for("")
    soon = planned(post, context.now, context.now, 5)
    assert starts_in_words(soon) == f"「{post.title}」（#5。取り込むとすぐ届く予定）"
    assert starts_in_words(replace(soon, proposed=0)) == f"「{post.title}」（まもなく届く予定）"
    later = planned(post, context.now, context.now - timedelta(minutes=1), 5)
    assert "（#5。2026年12月8日（火） 10:00から届く予定）" in starts_in_words(later)


def test_a_day_and_a_week_without_another_send_are_named() -> None:
    facts = dict(neighbour_facts(*planned_for("2026-12-10T10:00"), ()))
    assert facts["同じ日"] == "12月10日（木）に、ほかの配信はありません。"
    assert facts["同じ週のほかの日"] == "12月13日（日）までに、ほかの配信はありません。"


def test_a_post_is_of_use_until_its_window_its_deadline_or_its_event_ends() -> None:
    post, context = planned_for("")
    assert post.event
    starts, deadline = at("2026-12-20T13:00"), date(2026, 12, 15)
    open_one = replace(post, event=replace(post.event, starts=starts, deadline=None))
    assert planned(open_one, context.now, context.now).until == starts
    dated = replace(post, event=replace(post.event, starts=starts, deadline=deadline))
    assert planned(dated, context.now, context.now).until == at("2026-12-15T23:59:59.999999")
    window = replace(dated, send=Send(None, at("2026-12-11T17:00"), "", ""))
    assert planned(window, context.now, context.now).until == at("2026-12-11T17:00")
    assert planned(replace(post, event=None), context.now, context.now).until is None


def test_a_day_without_room_is_warned_of_but_not_to_a_correction() -> None:
    post, context = planned_for("2026-12-10T10:00")
    others = [Neighbour(f"20261210-{n}", "", at("2026-12-10T09:00"), True) for n in range(3)]
    assert "ほかに3件" in next(crowded(post, context, others))
    assert not [*crowded(post, context, others[:2])]
    assert not [*crowded(replace(post, corrects="20261201-x"), context, others)]
    corrections = [replace(other, post=replace(post, corrects="20261201-x")) for other in others]
    assert not [*crowded(post, context, corrections)]


@pytest.mark.parametrize(
    ("other", "warned"),
    [("10:00", True), ("09:01", True), ("10:59", True), ("11:00", False), ("09:00", False)],
)
def test_two_posts_within_the_hour_are_warned_of(other: str, warned: bool) -> None:
    post, context = planned_for("2026-12-10T10:00")
    near = Neighbour("20261210-a", "となりの投稿", at(f"2026-12-10T{other}"), False)
    assert [*close_by(post, context, ())] == []
    said = [*close_by(post, context, (near,))]
    assert len(said) == warned
    assert all("となりの投稿" in sentence and other in sentence for sentence in said)
    correction = replace(post, corrects=near.post_id)
    assert not [*close_by(correction, context, (near,))]
