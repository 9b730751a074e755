"""Condition 1: which of several pull requests that GitHub connects with one merge was merged by it."""

from scripts.standins.github.git import git
from tests.approvals.cafe import DIVISION, Cafe, approved, post, rejected


def test_a_pull_request_that_came_along_with_the_merge_of_another(cafe: Cafe) -> None:
    """GitHub marks both merged by one commit; the one whose head is the second parent was merged."""
    first = cafe.propose()
    second = _grown_from(cafe)
    cafe.review("section-chief-01")
    _marked_merged_too(cafe, first, second, cafe.merge())
    approved(cafe)


def test_the_approval_of_the_pull_request_that_came_along_is_none(cafe: Cafe) -> None:
    first = cafe.propose()
    cafe.review("section-chief-01")
    second = _grown_from(cafe)
    _marked_merged_too(cafe, first, second, cafe.merge())
    rejected(cafe, "missing_section_chief")


def test_a_fork_at_the_merged_head_does_not_make_the_merge_ambiguous(cafe: Cafe) -> None:
    cafe.propose()
    ours = cafe.number
    fork = cafe.open("stranger", fork="stranger/cafe")
    cafe.number = ours
    cafe.review("section-chief-01")
    _marked_merged_too(cafe, fork, ours, cafe.merge())
    approved(cafe)


def _grown_from(cafe: Cafe) -> int:
    """A second pull request whose branch begins where the first one ends."""
    git(cafe.bare, "update-ref", "refs/heads/fuyu2", "refs/heads/fuyu")
    cafe.branch = "fuyu2"
    cafe.write({f"{DIVISION}/post.md": post(text="直した本文です。")})
    return cafe.open("div-poster-01")


def _marked_merged_too(cafe: Cafe, along: int, merged: int, commit: str) -> None:
    one, two = (cafe.github.state.pull_requests[number] for number in (along, merged))
    one.merged_at = one.closed_at = two.merged_at
    one.merged_by, one.merge_commit, one.base_before = two.merged_by, commit, two.base_before
