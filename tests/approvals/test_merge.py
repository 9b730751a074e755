"""Condition 1: GitHub's own merge of one pull request of this repository into main."""

from datetime import timedelta

import requests

from scripts.standins.github.git import git
from scripts.standins.github.github import User
from tests.approvals.cafe import DIVISION, NAME, Cafe, held, post, rejected, settled


def test_a_direct_push_to_main(cafe: Cafe) -> None:
    cafe.repository.commit("main", {f"{DIVISION}/post.md": post()})
    cafe.github.push("main", "div-poster-01-example")
    rejected(cafe, "no_pull_request")


def test_a_merge_pushed_by_hand_waits_for_the_index_and_is_then_rejected(cafe: Cafe) -> None:
    cafe.write({f"{DIVISION}/post.md": post()})
    above = (git(cafe.bare, "rev-parse", "main"), git(cafe.bare, "rev-parse", "fuyu"))
    files = {f"{DIVISION}/post.md": post()}
    cafe.repository.commit("main", files, above=above, message="Merge pull request #1", at=cafe.now)
    verdict = held(cafe, "no_pull_request")
    assert "もう一度確かめます" in verdict.reasons[0].message
    cafe.later(minutes=10)
    held(cafe, "no_pull_request")
    cafe.later(seconds=1)
    rejected(cafe, "no_pull_request")


def test_a_forged_merge_message_over_a_well_approved_pull_request(cafe: Cafe) -> None:
    settled(cafe)
    forged = f"Merge pull request #{cafe.number} from hokkaido-example/fuyu"
    cafe.repository.commit("main", {f"{DIVISION}/post.md": post(text="別の本文")}, message=forged)
    rejected(cafe, "no_pull_request")


def test_a_pull_request_merged_into_another_base(cafe: Cafe) -> None:
    cafe.repository.commit("staging", {"README.md": "待合\n"}, "maintainer-01")
    cafe.write({f"{DIVISION}/post.md": post()})
    cafe.open("div-poster-01", base="staging")
    cafe.review("section-chief-01")
    merge = cafe.merge()
    git(cafe.bare, "update-ref", "refs/heads/main", merge)
    rejected(cafe, "wrong_base")


def test_an_approved_pull_request_into_staging_and_staging_into_main_without_a_review(cafe: Cafe) -> None:
    git(cafe.bare, "update-ref", "refs/heads/staging", "refs/heads/main")
    cafe.write({f"{DIVISION}/post.md": post()})
    cafe.open("div-poster-01", base="staging")
    cafe.review("section-chief-01")
    cafe.merge()
    cafe.branch = "staging"
    cafe.github.push("staging", "div-poster-01-example")
    cafe.open("div-poster-01")
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_a_squash_merge(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    before = git(cafe.bare, "rev-parse", "main")
    files = {f"{DIVISION}/post.md": post()}
    squash = cafe.repository.commit("squash", files, committer="noreply@github.com", above=(before,))
    cafe.github.state.signed.add(squash)
    cafe.merge(commit=squash)
    rejected(cafe, "not_githubs_merge")


def test_a_rebase_merge_with_the_post_in_an_earlier_commit(cafe: Cafe) -> None:
    cafe.propose()
    cafe.write({"README.md": "あとがき\n"})
    cafe.review("section-chief-01")
    cafe.repository.commit("rebased", {f"{DIVISION}/post.md": post()})
    last = cafe.repository.commit("rebased", {"README.md": "あとがき\n"})
    cafe.merge(commit=last)
    rejected(cafe, "no_pull_request")


def test_a_pull_request_from_a_fork(cafe: Cafe) -> None:
    cafe.write({f"{DIVISION}/post.md": post()})
    cafe.open("div-poster-01", fork="stranger/cafe")
    rejected(settled(cafe), "fork")


def test_a_pull_request_from_a_fork_that_is_gone(cafe: Cafe) -> None:
    cafe.propose()
    cafe.github.state.pull_requests[cafe.number].head_repository = None
    rejected(settled(cafe), "fork")


def test_a_merge_written_by_a_person_that_carries_githubs_name(cafe: Cafe) -> None:
    """The e-mail address of web-flow can be written by anybody; the signature cannot."""
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.merge(commit=_merge_by_hand(cafe, "noreply@github.com"))
    rejected(cafe, "not_githubs_merge")


def test_a_merge_with_a_persons_own_good_signature(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    merge = _merge_by_hand(cafe, "div-poster-01")
    cafe.github.state.signed.add(merge)
    cafe.merge(commit=merge)
    rejected(cafe, "not_githubs_merge")


def test_a_signed_merge_by_somebody_who_took_the_name_web_flow(cafe: Cafe) -> None:
    cafe.github.state.accounts["web-flow"] = User("web-flow", 4242, "User", ("noreply@github.com",))
    rejected(settled(cafe), "not_githubs_merge")


def test_a_merge_of_an_older_head(cafe: Cafe) -> None:
    """Approved was the second commit; what was merged is the first."""
    cafe.propose()
    older = git(cafe.bare, "rev-parse", "fuyu")
    cafe.write({f"{DIVISION}/post.md": post(text="直した本文")})
    cafe.review("section-chief-01")
    above = (git(cafe.bare, "rev-parse", "main"), older)
    files = {f"{DIVISION}/post.md": post()}
    merge = cafe.repository.commit("hand", files, committer="noreply@github.com", above=above)
    cafe.github.state.signed.add(merge)
    cafe.merge(commit=merge)
    rejected(cafe, "not_githubs_merge")


def test_an_octopus_merge(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    side = cafe.repository.commit("side", {"README.md": "脇\n"})
    above = (git(cafe.bare, "rev-parse", "main"), git(cafe.bare, "rev-parse", "fuyu"), side)
    files = {f"{DIVISION}/post.md": post()}
    merge = cafe.repository.commit("hand", files, committer="noreply@github.com", above=above)
    cafe.github.state.signed.add(merge)
    cafe.merge(commit=merge)
    rejected(cafe, "not_githubs_merge")


def test_two_pull_requests_claim_the_same_merge(cafe: Cafe) -> None:
    cafe.propose()
    first = cafe.number
    cafe.open("div-poster-01")
    settled(cafe)
    one, other = (cafe.github.state.pull_requests[number] for number in (first, cafe.number))
    one.merged_at, one.merge_commit, one.base_before = other.merged_at, other.merge_commit, other.base_before
    rejected(cafe, "no_pull_request")


def test_a_pull_request_that_was_closed_and_never_merged(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.github.close(cafe.number)
    cafe.github.state.pull_requests[cafe.number].merge_commit = _merge_by_hand(cafe, "noreply@github.com")
    git(cafe.bare, "update-ref", "refs/heads/main", "refs/heads/hand")
    cafe.now += timedelta(hours=1)
    rejected(cafe, "no_pull_request")


def _merge_by_hand(cafe: Cafe, committer: str) -> str:
    above = (git(cafe.bare, "rev-parse", "main"), git(cafe.bare, "rev-parse", cafe.branch))
    files = {f"{DIVISION}/post.md": post()}
    return cafe.repository.commit("hand", files, committer=committer, above=above)


def test_github_contradicts_itself_about_the_base(cafe: Cafe) -> None:
    """The list and the pull request itself are two answers; both must say `main`."""
    settled(cafe)
    url = f"{cafe.github.url}/repos/{NAME}/pulls/{cafe.number}"
    said = requests.get(url, headers={"Authorization": "Bearer x"}, timeout=5).json()
    cafe.github.fail(f"^pulls/{cafe.number}$", 200, value=said | {"base": said["base"] | {"ref": "staging"}})
    rejected(cafe, "wrong_base")


def test_a_post_in_the_very_first_commit_is_rejected_in_japanese(cafe: Cafe) -> None:
    """Such a commit has no parent to compare with, and no roster before it."""
    first = git(
        cafe.bare,
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.com",
        "commit-tree",
        _tree_with_the_post(cafe),
        given="x",
    )
    git(cafe.bare, "update-ref", "refs/heads/main", first)
    verdict = cafe.judge()
    assert verdict.outcome == "rejected"
    assert "no_pull_request" in {reason.code for reason in verdict.reasons}
    assert not any("fatal" in reason.message for reason in verdict.reasons)


def _tree_with_the_post(cafe: Cafe) -> str:
    cafe.repository.commit("alone", {f"{DIVISION}/post.md": post()})
    return git(cafe.bare, "rev-parse", "alone^{tree}")
