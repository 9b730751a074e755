"""Which posts of `main` go out near others: what waits and what went out lately, and nothing that is stopped or over."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from scripts.delivery.entry import Entry
from scripts.effects.content.company import near_posts, neighbours_among
from scripts.effects.git.working_tree import WorkingTree
from scripts.text.dates import JAPAN
from tests.goldens.golden import setting

NOW = datetime(2026, 12, 9, 10, 0, tzinfo=JAPAN)
CONTEXT = replace(setting(), now=NOW)
KEY = {"retry_key": "k"}


def tree(root: Path, posts: dict[str, str]) -> WorkingTree:
    """Posts by their number, each with the lines of its `send`."""
    for post_id, send in posts.items():
        folder = root / "content/posts/division" / post_id[:4] / post_id
        folder.mkdir(parents=True)
        (folder / "post.md").write_text(f"---\ntitle: 題 {post_id}\nsend: {{{send}}}\n---\n本文\n", "utf-8")
    return WorkingTree(root)


def test_each_stands_on_the_day_on_which_it_went_out_or_will(tmp_path: Path) -> None:
    posts = {
        "20261201-sent": "",
        "20261202-stopped": "",
        "20261203-refused": "",
        "20261204-over": 'not_after: "2026-12-08T10:00+09:00"',
        "20261210-waits": 'not_before: "2026-12-10T10:00+09:00"',
        "20261212-saturday": 'not_before: "2026-12-12T10:00+09:00"',
    }
    there = tree(tmp_path, posts)
    sent_at = NOW - timedelta(days=1)
    claimed, accepted = Entry("claimed", sent_at, "local", KEY), Entry("accepted", sent_at, "local", KEY)
    lines = {
        "20261201-sent": (claimed, accepted),
        "20261202-stopped": (Entry("stopped", sent_at, "local"),),
        "20261203-refused": (claimed, Entry("refused", sent_at, "local", {"first": True})),
    }
    near = neighbours_among(there, near_posts(there, CONTEXT), lines, CONTEXT)
    assert {other.post_id: (other.at, other.sent) for other in near} == {
        "20261201-sent": (sent_at, True),
        "20261210-waits": (datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN), False),
        "20261212-saturday": (datetime(2026, 12, 14, 8, 45, tzinfo=JAPAN), False),
    }
    assert {other.title for other in near} >= {"題 20261201-sent"}


def test_old_posts_and_what_is_no_post_are_not_read(tmp_path: Path) -> None:
    there = tree(tmp_path, {"20261201-x": "", "20261007-old": "", "20261399-x": ""})
    (tmp_path / "content/posts/division/2026/20261202-empty").mkdir()
    assert set(near_posts(there, CONTEXT)) == {"20261201-x"}


def test_what_a_person_found_to_have_arrived_stands_on_the_day_of_its_claim(tmp_path: Path) -> None:
    claimed = Entry("claimed", NOW - timedelta(days=3), "local", KEY)
    lines = (
        claimed,
        Entry("expired", NOW - timedelta(days=2), "local"),
        Entry("settled", NOW - timedelta(days=1), "local", {"found": "sent"}),
    )
    there = tree(tmp_path, {"20261206-settled": ""})
    (near,) = neighbours_among(there, near_posts(there, CONTEXT), {"20261206-settled": lines}, CONTEXT)
    assert (near.at, near.sent) == (claimed.at, True)
