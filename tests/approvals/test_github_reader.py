"""GitHub's answers are hostile input: whatever they hold, they are read or refused, and never anything else."""

import hashlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scripts.approvals.github_reader import (
    Unreadable,
    read_base_change,
    read_commit,
    read_dismissal,
    read_pull_request,
    read_push,
    read_review,
)
from scripts.approvals.github_record import GitHubRecord
from scripts.approvals.serialise import NotPlain, plain, read_plain

USER = {"login": "section-chief-01-example", "id": 1101, "type": "User"}
COMMIT = {
    "sha": "a" * 40,
    "author": USER,
    "committer": {"login": "web-flow", "id": 19864447, "type": "User"},
    "commit": {
        "message": "本文\n\nCo-authored-by: x <1+x@users.noreply.github.com>",
        "verification": {"verified": True},
    },
}
PULL = {
    "number": 12,
    "state": "closed",
    "user": USER,
    "created_at": "2026-12-04T01:00:00Z",
    "merged_at": "2026-12-04T02:00:00.250Z",
    "merge_commit_sha": "b" * 40,
    "commits": 1,
    "requested_reviewers": [USER],
    "merged_by": USER,
    "base": {"ref": "main", "repo": {"id": 7, "full_name": "a/b"}},
    "head": {"ref": "fuyu", "sha": "c" * 40, "repo": {"id": 7, "full_name": "a/b"}},
}
REVIEW = {
    "id": 5,
    "user": USER,
    "state": "APPROVED",
    "commit_id": "c" * 40,
    "submitted_at": "2026-12-04T01:30:00Z",
    "body": "よく読みました。",
}
PUSH = {
    "ref": "refs/heads/fuyu",
    "activity_type": "push",
    "after": "c" * 40,
    "timestamp": "2026-12-04T01:00:00Z",
    "actor": USER,
}
EVENT = {"event": "base_ref_changed", "created_at": "2026-12-04T01:00:00Z"}
DISMISSED = {
    "event": "review_dismissed",
    "created_at": "2026-12-04T01:40:00Z",
    "actor": USER,
    "dismissed_review": {"review_id": 5, "state": "CHANGES_REQUESTED", "dismissal_message": None},
}
READERS: dict[str, tuple[object, Callable[[object], object]]] = {
    "commit": (COMMIT, read_commit),
    "pull request": (PULL, lambda value: read_pull_request(value, "a/b")),
    "review": (REVIEW, read_review),
    "push": (PUSH, lambda value: read_push(value, "refs/heads/fuyu")),
    "event": (EVENT, read_base_change),
    "dismissal": (DISMISSED, read_dismissal),
}
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(value: object) -> list[tuple[object, ...]]:
    """The way to every value inside."""
    if isinstance(value, dict):
        return [(key, *way) for key, each in value.items() for way in [(), *places(each)]]
    return []


def put(value: object, way: tuple[object, ...], instead: object) -> object:
    if not way:
        return instead
    assert isinstance(value, dict)
    return value | {way[0]: put(value[way[0]], way[1:], instead)}


@pytest.mark.parametrize("kind", READERS)
def test_a_good_answer_is_read(kind: str) -> None:
    value, read = READERS[kind]
    assert read(value) is not None


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=60, deadline=None)
@given(data=some.data())
def test_an_answer_with_anything_anywhere_is_read_or_refused(kind: str, data: some.DataObject) -> None:
    value, read = READERS[kind]
    way = data.draw(some.sampled_from([(), *places(value)]))
    bent = put(value, way, data.draw(JSON))
    try:
        read(bent)
    except Unreadable as why:
        assert str(why)


def test_a_record_of_all_that_was_read_can_be_read_again() -> None:
    pull = read_pull_request(PULL, "a/b")
    review, push = read_review(REVIEW), read_push(PUSH, "refs/heads/fuyu")
    assert review and push
    said = GitHubRecord(
        read_commit(COMMIT), (pull,), pull, (review,), (read_commit(COMMIT),), (push,), (push.at,)
    )
    assert read_plain(GitHubRecord, json.loads(json.dumps(plain(said)))) == said
    assert read_plain(GitHubRecord, json.loads(json.dumps(plain(GitHubRecord())))) == GitHubRecord()


@settings(max_examples=60, deadline=None)
@given(data=some.data())
def test_a_record_with_anything_anywhere_is_read_or_refused(data: some.DataObject) -> None:
    good = plain(GitHubRecord(read_commit(COMMIT), pull_request=read_pull_request(PULL, "a/b")))
    way = data.draw(some.sampled_from([(), *places(good)]))
    try:
        read_plain(GitHubRecord, put(good, way, data.draw(JSON)))
    except NotPlain as why:
        assert str(why)


def test_names_of_repositories_are_compared_where_numbers_are_not_given() -> None:
    bare = PULL | {
        "base": {"ref": "main"},
        "head": {"ref": "x", "sha": "c" * 40, "repo": {"full_name": "A/B"}},
    }
    found = read_pull_request(bare, "a/b")
    assert found.head_repository == found.base_repository == "a/b"
    fork = read_pull_request(PULL | {"head": PULL["head"] | {"repo": {"id": 8, "full_name": "a/b"}}}, "a/b")  # type: ignore[operator]
    assert fork.head_repository != fork.base_repository
    gone = read_pull_request(PULL | {"head": PULL["head"] | {"repo": None}}, "a/b")  # type: ignore[operator]
    assert gone.head_repository == ""


def review_text(body: object) -> str:
    review = read_review({**REVIEW, "body": body})
    assert review
    return review.body_sha256


def report_text(body: object) -> str:
    return read_pull_request({**PULL, "body": body}, "a/b").body_sha256


def dismissal_text(body: object) -> str:
    said = {**DISMISSED, "dismissed_review": {"review_id": 5, "state": "approved", "dismissal_message": body}}
    dismissal = read_dismissal(said)
    assert dismissal
    return dismissal.message_sha256


@pytest.mark.parametrize("kept", [review_text, report_text, dismissal_text])
def test_of_a_text_only_the_hash_is_kept_whatever_it_holds(kept: Callable[[object], str]) -> None:

    assert kept("よく読みました。") == hashlib.sha256("よく読みました。".encode()).hexdigest()
    assert kept(None) == kept("") == hashlib.sha256(b"").hexdigest()
    assert len(kept("\ud800")) == 64


def test_a_dismissal_says_what_was_dismissed_by_whom() -> None:
    dismissal = read_dismissal(DISMISSED)
    assert dismissal and (dismissal.review, dismissal.state, dismissal.actor and dismissal.actor.id) == (
        5,
        "changes_requested",
        1101,
    )
    assert read_dismissal(EVENT) is None
    with pytest.raises(Unreadable):
        read_dismissal({**DISMISSED, "dismissed_review": None})


def test_a_persons_own_signature_that_cannot_be_checked_keeps_nobody_waiting() -> None:
    out = {**COMMIT["commit"], "verification": {"verified": False, "reason": "gpgverify_error"}}
    assert not read_commit({**COMMIT, "committer": USER, "commit": out}).verified
    with pytest.raises(Unreadable, match="署名"):
        read_commit({**COMMIT, "commit": out})
