"""Condition 5: an approval is for what the server had seen before it was given."""

from datetime import timedelta

from scripts.standins.github.git import git
from tests.approvals.cafe import DIVISION, Cafe, approved, held, post, rejected, settled

TEXT = f"{DIVISION}/post.md"


def rebound(cafe: Cafe) -> None:
    """GitHub re-points approvals to the new head when it finds the patch unchanged."""
    head = git(cafe.bare, "rev-parse", cafe.branch)
    for review in cafe.github.state.reviews:
        review.commit = head


def test_an_ordinary_push_after_the_approval(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.write({TEXT: post(text="直した本文")})
    cafe.merge()
    verdict = rejected(cafe, "stale_approval", "missing_section_chief")
    assert "古い内容" in verdict.passed_over[0].why


def test_an_approval_that_github_bound_to_the_new_head_after_a_force_push(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    git(cafe.bare, "update-ref", "-d", "refs/heads/fuyu")
    cafe.write({TEXT: post(text="すり替えた本文")})
    rebound(cafe)
    cafe.merge()
    rejected(cafe, "stale_approval", "missing_section_chief")


def test_a_backdated_push_after_the_approval(cafe: Cafe) -> None:
    """The commit says that it is two days old; the server knows better."""
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.write({TEXT: post(text="直した本文")}, at=cafe.now - timedelta(days=2))
    rebound(cafe)
    cafe.merge()
    rejected(cafe, "stale_approval", "missing_section_chief")


def test_update_branch_after_the_approval(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.repository.commit("main", {"README.md": "別の話\n"}, "maintainer-01")
    above = (git(cafe.bare, "rev-parse", "fuyu"), git(cafe.bare, "rev-parse", "main"))
    sha = cafe.write({"README.md": "別の話\n"}, committer="noreply@github.com", above=above)
    cafe.github.state.signed.add(sha)
    rebound(cafe)
    cafe.merge()
    rejected(cafe, "stale_approval", "missing_section_chief")


def test_a_push_in_the_second_of_the_approval(cafe: Cafe) -> None:
    cafe.propose()
    cafe.repository.commit("fuyu", {TEXT: post(text="直した本文")})
    cafe.later()
    cafe.github.push("fuyu", "div-poster-01-example")
    cafe.github.review(cafe.number, "section-chief-01-example", "APPROVED")
    cafe.merge()
    rejected(cafe, "stale_approval", "missing_section_chief")


def test_away_and_back_to_the_same_head_after_the_approval(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    head = git(cafe.bare, "rev-parse", "fuyu")
    cafe.write({TEXT: post(text="別の本文")})
    git(cafe.bare, "update-ref", "refs/heads/fuyu", head)
    cafe.later()
    cafe.github.push("fuyu", "div-poster-01-example")
    cafe.merge()
    rejected(cafe, "stale_approval", "missing_section_chief")


def test_the_branch_was_deleted_and_made_again_after_the_approval(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    head = git(cafe.bare, "rev-parse", "fuyu")
    cafe.later()
    cafe.github.delete_branch("fuyu", "div-poster-01-example")
    cafe.later()
    git(cafe.bare, "update-ref", "refs/heads/fuyu", head)
    cafe.github.push("fuyu", "div-poster-01-example")
    cafe.github.reopen(cafe.number)
    cafe.merge()
    rejected(cafe, "stale_approval", "missing_section_chief")


def test_a_head_that_was_pushed_under_another_name_first(cafe: Cafe) -> None:
    """The activity of another branch with the same commit says nothing about this one."""
    cafe.repository.commit("other", {TEXT: post()})
    cafe.github.push("other", "div-poster-01-example")
    git(cafe.bare, "update-ref", "refs/heads/fuyu", "refs/heads/other")
    cafe.open("div-poster-01")
    cafe.review("section-chief-01")
    cafe.merge()
    held(cafe)


def test_the_servers_record_of_the_last_push_is_not_there_yet(cafe: Cafe) -> None:
    cafe.propose()
    before = list(cafe.github.state.activities)
    cafe.write({TEXT: post(text="直した本文")})
    cafe.review("section-chief-01")
    cafe.merge()
    cafe.github.state.activities[:] = before
    held(cafe)


def test_the_base_was_changed_after_the_approval(cafe: Cafe) -> None:
    cafe.write({TEXT: post()})
    cafe.open("div-poster-01", base="staging")
    cafe.review("section-chief-01")
    cafe.later()
    cafe.github.retarget(cafe.number, "main")
    cafe.merge()
    rejected(cafe, "stale_approval", "missing_section_chief")


def test_the_base_was_changed_by_github_itself_after_the_approval(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.later()
    event = {"event": "automatic_base_change_succeeded", "created_at": cafe.now.isoformat()}
    cafe.github.state.pull_requests[cafe.number].events.append(event)
    cafe.merge()
    rejected(cafe, "stale_approval", "missing_section_chief")


def test_the_base_was_changed_before_the_approval(cafe: Cafe) -> None:
    cafe.write({TEXT: post()})
    cafe.open("div-poster-01", base="staging")
    cafe.later()
    cafe.github.retarget(cafe.number, "main")
    approved(settled(cafe))
