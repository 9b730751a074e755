"""Condition 5: nobody approves what they helped to write, and everybody who wrote can be named."""

import pytest

from scripts.standins.github.git import git
from scripts.standins.github.github import User
from tests.approvals.cafe import DIVISION, Cafe, approved, post, rejected, settled

TEXT = f"{DIVISION}/post.md"
CHIEF = "1101+section-chief-01-example@users.noreply.github.com"


def changed(cafe: Cafe, **how: object) -> Cafe:
    """A second commit on the branch, made in some unusual way."""
    cafe.propose()
    cafe.write({TEXT: post(text="直した本文")}, **how)  # type: ignore[arg-type]
    return cafe


def test_the_approver_edited_in_githubs_editor(cafe: Cafe) -> None:
    changed(cafe, author="section-chief-01", committer="noreply@github.com", pusher="div-poster-01")
    cafe.github.state.signed.add(git(cafe.bare, "rev-parse", "fuyu"))
    rejected(settled(cafe), "approver_contributed", "missing_section_chief")


def test_the_approver_is_the_committer(cafe: Cafe) -> None:
    changed(cafe, committer="section-chief-01")
    rejected(settled(cafe), "approver_contributed", "missing_section_chief")


def test_the_authors_applied_a_suggestion_of_the_approver(cafe: Cafe) -> None:
    changed(cafe, message=f"Apply suggestions\n\nCo-authored-by: Chief <{CHIEF}>")
    verdict = rejected(settled(cafe), "approver_contributed", "missing_section_chief")
    assert "共同作成者" in verdict.passed_over[0].why


@pytest.mark.parametrize(
    "trailer", ["co-authored-by: Chief <{}>", "  CO-AUTHORED-BY:Chief<{}> ", "Co-authored-by: <{}>"]
)
def test_a_co_author_however_it_is_written(cafe: Cafe, trailer: str) -> None:
    changed(cafe, message=f"{trailer.format(CHIEF)}\n\n本文のあとの行")
    rejected(settled(cafe), "approver_contributed", "missing_section_chief")


def test_the_approver_pushed_commits_under_the_authors_name(cafe: Cafe) -> None:
    changed(cafe, pusher="section-chief-01")
    verdict = rejected(settled(cafe), "approver_contributed", "missing_section_chief")
    assert "プッシュ" in verdict.passed_over[0].why


def test_the_approver_pushed_first_and_the_author_last(cafe: Cafe) -> None:
    changed(cafe, pusher="section-chief-01")
    cafe.write({TEXT: post(text="もう一度直した本文")})
    rejected(settled(cafe), "approver_contributed", "missing_section_chief")


@pytest.mark.parametrize("anew", [False, True])
def test_who_pushed_to_the_pull_request_is_not_forgotten_when_its_branch_is_restored(
    cafe: Cafe, anew: bool
) -> None:
    """A pull request outlives its branch: deleted, restored, opened again; or another one is opened for the same commits."""
    changed(cafe, pusher="section-chief-01")
    head = git(cafe.bare, "rev-parse", "fuyu")
    cafe.later()
    cafe.github.delete_branch("fuyu", "section-chief-01-example")
    cafe.later()
    git(cafe.bare, "update-ref", "refs/heads/fuyu", head)
    cafe.github.push("fuyu", "div-poster-01-example")
    if anew:
        cafe.open("div-poster-01")
    else:
        cafe.github.reopen(cafe.number)
    verdict = rejected(settled(cafe), "approver_contributed", "missing_section_chief")
    assert "プッシュ" in verdict.passed_over[0].why


def test_another_approver_who_did_not_write_is_enough(cafe: Cafe) -> None:
    from tests.approvals.cafe import ROSTER

    second = ROSTER.splitlines()[3].replace("section-chief-01", "section-chief-02").replace("1101", "1102")
    cafe.repository.commit("main", {"content/roster.yml": f"{ROSTER}{second}\n"}, "maintainer-01")
    changed(cafe, pusher="section-chief-01")
    approved(settled(cafe, "section-chief-01", "section-chief-02"))


def test_an_address_that_belongs_to_nobody(cafe: Cafe) -> None:
    changed(cafe, author="nobody@example.jp", pusher="div-poster-01")
    rejected(settled(cafe), "unknown_contributor")


def test_a_committer_whom_nobody_knows(cafe: Cafe) -> None:
    changed(cafe, committer="nobody@example.jp")
    rejected(settled(cafe), "unknown_contributor")


def test_a_commit_that_only_claims_to_be_githubs(cafe: Cafe) -> None:
    changed(cafe, committer="noreply@github.com")
    rejected(settled(cafe), "unknown_contributor")


@pytest.mark.parametrize(
    "address",
    [
        "chief@example.jp",
        "section-chief-01-example@users.noreply.github.com",
        "1101+x@users.noreply.github.com.example.jp",
        "",
    ],
)
def test_a_co_author_without_a_number(cafe: Cafe, address: str) -> None:
    changed(cafe, message=f"直し\n\nCo-authored-by: Somebody <{address}>")
    rejected(settled(cafe), "unknown_contributor")


def test_a_push_by_an_account_that_is_gone(cafe: Cafe) -> None:
    changed(cafe, pusher=None)
    rejected(settled(cafe), "unknown_contributor")


def test_a_pull_request_by_an_account_that_is_gone(cafe: Cafe) -> None:
    cafe.propose()
    cafe.github.state.pull_requests[cafe.number].author = None
    rejected(settled(cafe), "unknown_contributor", "author_not_on_roster")


def test_more_commits_than_github_can_list(cafe: Cafe) -> None:
    rows = "".join(
        f"commit refs/heads/fuyu\ncommitter x <1001+x@users.noreply.github.com> {1_790_000_000 + n} +0900\n"
        f"data 1\nx\n{'' if n else 'from refs/heads/main^0' + chr(10)}M 100644 inline {TEXT}\n"
        f"data <<END\n{post(text=f'本文{n}')}END\n\n"
        for n in range(251)
    )
    git(cafe.bare, "fast-import", "--quiet", given=rows)
    cafe.later()
    cafe.github.push("fuyu", "div-poster-01-example")
    cafe.open("div-poster-01")
    rejected(settled(cafe), "too_large")


def test_a_commit_that_githubs_list_leaves_out(cafe: Cafe) -> None:
    """Git knows which commits came with the head; a list without one of them proves nothing."""
    from tests.approvals.cafe import held

    changed(cafe)
    settled(cafe)
    listed = cafe.github.state.commits_of(cafe.github.state.pull_requests[cafe.number])
    short = [{"sha": listed[0], "author": None, "committer": None, "commit": {"message": ""}}]
    cafe.github.fail(f"pulls/{cafe.number}/commits", 200, value=short)
    held(cafe)


def test_the_bot_that_writes_for_an_approver_is_no_approver(cafe: Cafe) -> None:
    cafe.github.state.accounts["robot"] = User("robot", 41898282, "Bot")
    cafe.propose()
    cafe.later()
    cafe.github.review(cafe.number, "robot", "APPROVED")
    cafe.merge()
    rejected(cafe, "missing_section_chief")
