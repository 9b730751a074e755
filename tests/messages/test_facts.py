"""What stands beside the body: kind, title, the event's rows, what a correction corrects."""

from dataclasses import replace

import pytest

from scripts.content.post import CorrectedPost
from scripts.messages.facts import corrected_in_words, deadline_is_near, event_rows, kind_of, title_of
from tests.messages.subjects import account, post

ACCOUNT = account()


def written(*front):
    return post("---\ntitle: 件名\n" + "\n".join(front) + "\n---\n一。")


@pytest.mark.parametrize(
    ("front", "kind"),
    [
        ("category: relocation", "移住・定住"),
        ("category: other", "お知らせ"),
        ("category: event\ncorrects: 20261110-x", "訂正"),
        ("category: そのほか", ""),
        ("", ""),
    ],
)
def test_the_kind_as_readers_know_it(front, kind):
    assert kind_of(written(front)) == kind


def test_a_correction_is_called_one_once():
    assert title_of(written("corrects: 20261201-x")) == "【訂正】件名"
    assert title_of(replace(written("corrects: 20261201-x"), title="訂正とお詫び")) == "訂正とお詫び"


@pytest.mark.parametrize(
    ("event", "rows"),
    [
        ('starts: "2027-01-23T13:00+09:00"', ["日時", "2027年1月23日（土）\n13:00から"]),
        (
            'starts: "2027-01-23T04:00Z", ends: "2027-01-23T16:00+09:00"',
            ["日時", "2027年1月23日（土）\n13:00〜16:00"],
        ),
        (
            'starts: "2026-12-31T13:00+09:00", ends: "2027-01-01T12:00+09:00", place: 町',
            ["日時", "2026年12月31日（木）\n13:00から\n2027年1月1日（金）12:00まで", "場所", "町"],
        ),
        (
            'starts: "2027-01-23T13:00+09:00", ends: "2027-01-24T12:00+09:00"',
            ["日時", "2027年1月23日（土）\n13:00から\n1月24日（日）12:00まで"],
        ),
        (
            'deadline: "2027-01-15", place: 町, fee: 無料, capacity: 20組',
            ["場所", "町", "費用", "無料", "定員", "20組", "締切", "2027年1月15日（金）"],
        ),
        ('place: " ", fee: "　"', []),
        ("", []),
    ],
)
def test_the_rows_of_an_event_and_their_order(event, rows):
    shown = event_rows(written(f"event: {{{event}}}"))
    assert [words for row in shown for words in row] == rows
    assert list(event_rows(written())) == []


@pytest.mark.parametrize(
    ("not_before", "deadline", "near"),
    [
        ("2027-01-08T10:00+09:00", "2027-01-15", True),
        ("2027-01-07T23:59+09:00", "2027-01-15", False),
        ("2027-01-07T15:00Z", "2027-01-15", True),
        ("2027-01-15T10:00+09:00", "2027-01-15", True),
        ("2027-01-16T10:00+09:00", "2027-01-15", False),
        (None, "2026-12-08", True),
        (None, "2026-12-09", False),
    ],
)
def test_a_deadline_is_near_by_what_the_post_itself_says(not_before, deadline, near):
    send = f'send: {{not_before: "{not_before}"}}' if not_before else ""
    made = written(send, f'event: {{deadline: "{deadline}"}}')
    assert made.post_id == "20261201-test"
    assert deadline_is_near(made) is near
    assert ("近づいて" in dict(event_rows(made))["締切"]) is near


@pytest.mark.parametrize(
    ("corrected", "words"),
    [
        (CorrectedPost("相談会"), "先にお送りした「相談会」を改めます。"),
        (CorrectedPost(""), "先にお送りした投稿を改めます。"),
        (None, "先にお送りした投稿を改めます。"),
    ],
)
def test_a_correction_names_the_post_and_no_day_as_nobody_knows_yet_when_it_went_out(corrected, words):
    made = replace(written("corrects: 20261210-soudan"), corrected=corrected)
    assert corrected_in_words(made) == words


def test_no_other_post_names_a_post():
    assert corrected_in_words(written()) == ""
