"""What ends or is withdrawn after the send is said a month before and on the day, and at once."""

from datetime import date

import pytest

from scripts.content.consents import read_consents
from scripts.content.post import read_post
from scripts.messages.media import shown_until
from scripts.reading.document import read_yaml_file
from scripts.tasks.sent_terms import picture_reminders, withdrawn_links
from tests.messages.test_media import (
    CHILD,
    FIRST,
    FOREVER,
    ONE_MORE_YEAR,
    PERMISSION,
    SECOND,
    WITHDRAWN,
    incident,
    post,
)


def keys(image: str, on: str, *incidents: object) -> list[str]:
    tasks = picture_reminders([post(FIRST, image)], incidents, date.fromisoformat(on), {})  # type: ignore[arg-type]
    return [task.key.split("/")[0] for task in tasks]


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2026-11-30", []),
        ("2026-12-01", ["picture-ends"]),  # a month before
        ("2026-12-31", ["picture-ends"]),  # its last day
        ("2027-01-01", ["picture-ended"]),  # the day on which it is gone
        ("2027-01-14", ["picture-ended"]),
        ("2027-01-15", []),
    ],
)
def test_a_right_that_ends_is_said_a_month_before_and_on_the_day(on: str, told: list[str]) -> None:
    assert keys(PERMISSION, on) == told


def test_the_earliest_end_counts_and_what_nothing_ends_is_never_said() -> None:
    assert keys(CHILD, "2027-03-15") == ["picture-ends"]
    assert keys(FOREVER, "2027-03-15") == []


def test_a_longer_right_in_another_post_puts_it_off_whatever_the_file_is_called() -> None:
    """The site goes on showing the picture: nobody is told that it does not."""
    posts = [post(FIRST, PERMISSION), post(SECOND, ONE_MORE_YEAR), post("20261212-third", PERMISSION)]
    files = {FIRST: {"photo.jpg": b"1"}, SECOND: {"photo.jpg": b"1"}, "20261212-third": {"photo.jpg": b"2"}}
    until = shown_until(files, posts)
    assert until[FIRST, "photo.jpg"] == until[SECOND, "photo.jpg"] == date(2027, 12, 31)
    told = [task.key for task in picture_reminders(posts, [], date(2027, 1, 1), until)]
    assert told == ["picture-ended/20261212-third/photo.jpg/2026-12-31"]
    later = picture_reminders(posts, [], date(2028, 1, 1), until)
    assert [task.key.split("/")[:2] for task in later] == [
        ["picture-ended", FIRST],
        ["picture-ended", SECOND],
    ]
    assert shown_until(files, [post(FIRST, PERMISSION), post(SECOND, FOREVER)])[FIRST, "photo.jpg"] is None


def test_the_task_says_from_when_the_picture_is_gone() -> None:
    (task,) = picture_reminders([post(FIRST, PERMISSION)], [], date(2026, 12, 14), {})
    assert "2026年12月31日" in task.body and "2027年1月1日から、サイトはこの画像を出しません" in task.body
    assert FIRST in task.title


def test_a_withdrawn_consent_is_said_at_once_until_the_record_of_trouble_is_there() -> None:
    assert keys(WITHDRAWN, "2027-01-07") == []
    assert keys(WITHDRAWN, "2027-01-08") == ["picture-withdrawn"]
    assert keys(WITHDRAWN, "2028-01-08") == ["picture-withdrawn"]
    assert keys(WITHDRAWN, "2027-01-09", incident(SECOND)) == ["picture-withdrawn"]
    assert keys(WITHDRAWN, "2027-01-09", incident(FIRST)) == []
    (task,) = picture_reminders([post(FIRST, WITHDRAWN)], [], date(2027, 1, 9), {})
    for what in ("第6第3項", "訂正の投稿", "takes_down", "kind: rights_claim"):
        assert what in task.body


def test_a_withdrawn_standing_consent_names_the_posts_that_rest_on_it() -> None:
    raw = 'consents:\n- {id: shirakaba, party: 協会, url_prefix: "https://iju.example.jp/", withdrawn_on: "2027-01-08"}\n'
    consents = read_consents(read_yaml_file("content/consents.yml", raw.encode()))
    text = "---\nlinks:\n- {url: https://iju.example.jp/a, consent: {basis: standing, id: shirakaba}}\n---\n"
    resting = read_post(f"content/posts/division/2026/{FIRST}/post.md", text.encode(), {})
    other = post(SECOND, FOREVER)
    assert [*withdrawn_links([resting, other], consents, date(2027, 1, 7))] == []
    (task,) = withdrawn_links([resting, other], consents, date(2027, 1, 8))
    assert FIRST in task.body and SECOND not in task.body and "協会" in task.title
