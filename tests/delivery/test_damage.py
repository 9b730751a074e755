"""What a file forgot, and what happened to the branch: one good case, one change a row."""

from hashlib import sha1, sha256

import pytest

from scripts.delivery import damage
from scripts.delivery.damage import Movement, Version, branch_damage, brought_by, history_damage

ONE, TWO = b'{"event": "claimed"}\n', b'{"event": "accepted"}\n'


def version(content: bytes, kind=sha1) -> Version:
    return Version(kind(b"blob %d\0" % len(content) + content).hexdigest(), len(content), "c")


@pytest.mark.parametrize("kind", [sha1, sha256])
def test_a_file_to_which_lines_were_only_added_forgot_nothing(kind):
    assert history_damage([version(ONE, kind), version(ONE + TWO, kind)], ONE + TWO) == ""
    assert history_damage([], b"") == ""


@pytest.mark.parametrize(
    ("versions", "content"),
    [
        ([version(ONE), Version("", 0, "c")], b""),
        ([version(ONE), Version("", 0, "c"), version(ONE)], ONE),
        ([version(ONE), version(b"")], b""),
        ([version(ONE), version(TWO)], TWO),
        ([version(ONE + TWO), version(ONE)], ONE),
        ([version(ONE + TWO), version(ONE), version(ONE + TWO)], ONE + TWO),
        ([version(ONE), version(ONE[:-2] + TWO)], ONE[:-2] + TWO),
        ([version(ONE[:-1]), version(ONE[:-1] + TWO)], ONE[:-1] + TWO),  # glued to a line that had no end
        ([version(ONE)], ONE + TWO),
    ],
)
def test_a_file_that_was_deleted_emptied_cut_or_rewritten_is_damaged(versions, content):
    assert history_damage(versions, content)


def test_versions_without_end_are_not_all_hashed(monkeypatch):
    """Thousands of pushes of a long file would keep every run busy for minutes."""
    monkeypatch.setattr(damage, "_MOST_HASHED", 3 * len(ONE))
    grown = [version(ONE * times) for times in (1, 2, 3)]
    assert history_damage(grown[:2], ONE * 2) == ""
    monkeypatch.setattr(damage, "_blob_id", None)
    assert "大きすぎて" in history_damage(grown, ONE * 3)


def test_each_line_has_the_commit_that_brought_it():
    versions = [Version("x", len(ONE), "first"), Version("x", len(ONE + TWO + TWO), "second")]
    assert brought_by(versions, ONE + TWO + TWO) == ("first", "second", "second")


LINE = {"c": ("b",), "b": ("a",), "a": ()}
MADE = Movement("1", "branch_creation", "2026-04-01T00:00:00Z")


@pytest.mark.parametrize(
    ("parents", "movements", "fine"),
    [
        (LINE, (), True),
        (LINE, (MADE,), True),
        ({}, (), True),
        (LINE, (MADE, Movement("2", "push", "x")), True),
        ({**LINE, "z": ()}, (), False),
        ({**LINE, "d": ("c", "a")}, (), False),
        (LINE, (MADE, Movement("2", "force_push", "x")), False),
        (LINE, (MADE, Movement("2", "branch_deletion", "x")), False),
        (LINE, (MADE, Movement("2", "branch_creation", "x")), False),
        ({}, (MADE,), False),
    ],
)
def test_a_branch_is_one_line_that_was_made_once_and_only_pushed_to(parents, movements, fine):
    assert (branch_damage(parents, movements) == "") is fine


def test_what_maintainers_have_looked_into_holds_nothing_for_ever(monkeypatch):
    movements = (MADE, Movement("2", "force_push", "2026-12-01T00:00:00Z"))
    assert "番号 2" in branch_damage(LINE, movements)
    monkeypatch.setattr(damage, "LOOKED_INTO", frozenset({"2", "d"}))
    assert branch_damage(LINE, movements) == ""
    assert branch_damage({**LINE, "d": ("c", "a")}, ()) == ""
