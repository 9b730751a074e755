"""Condition 5: for each role another person, who took no part in writing, approved exactly this, in time."""

import pytest

from scripts.standins.github.git import git
from scripts.standins.github.github import User
from scripts.standins.github.nouns import Review, Status
from tests.approvals.cafe import CONTRACTOR, DIVISION, ROSTER, Cafe, approved, ending, post, rejected, settled

TEXT = f"{DIVISION}/post.md"


def contractors(cafe: Cafe, category: str = "relocation") -> Cafe:
    cafe.folder = CONTRACTOR
    cafe.propose("con-poster-01", category=category)
    return cafe


def test_no_review_at_all(cafe: Cafe) -> None:
    cafe.propose()
    cafe.merge()
    verdict = rejected(cafe, "missing_section_chief")
    assert "「地域政策課 移住交流担当課長」(@section-chief-01-example)" in verdict.reasons[0].message
    assert "第4第1項第1号" in verdict.reasons[0].message


def test_a_comment_that_says_ok(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01", "COMMENTED")
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_the_other_sides_approver(cafe: Cafe) -> None:
    cafe.propose()
    rejected(settled(cafe, "con-manager-01"), "missing_section_chief")


def test_the_section_chief_does_not_replace_the_operations_manager(cafe: Cafe) -> None:
    rejected(settled(contractors(cafe), "section-chief-01"), "missing_operations_manager")


def test_another_contractors_operations_manager(cafe: Cafe) -> None:
    rejected(settled(contractors(cafe), "con-manager-09"), "missing_operations_manager")


def test_a_colleague_without_the_office(cafe: Cafe) -> None:
    cafe.propose()
    rejected(settled(cafe, "div-poster-02", "maintainer-01"), "missing_section_chief")


def test_both_are_needed_and_only_the_section_chief_approved(cafe: Cafe) -> None:
    rejected(settled(contractors(cafe, "other"), "section-chief-01"), "missing_operations_manager")


def test_both_are_needed_and_only_the_operations_manager_approved(cafe: Cafe) -> None:
    verdict = rejected(settled(contractors(cafe, "other"), "con-manager-01"), "missing_section_chief")
    assert "第3第1項第2号" in verdict.reasons[0].message


def test_both_are_needed_and_one_of_them_is_stale(cafe: Cafe) -> None:
    contractors(cafe, "other")
    cafe.review("con-manager-01")
    cafe.write({f"{CONTRACTOR}/post.md": post("con-poster-01", "other", "直した本文")}, "con-poster-01")
    rejected(settled(cafe, "section-chief-01"), "stale_approval", "missing_operations_manager")


def test_one_person_holds_both_offices(cafe: Cafe) -> None:
    both = ROSTER.splitlines()[6].replace("section_chief", "x").replace("con-manager-01,", "con-manager-01b,")
    both = both.replace("side: contractor", "side: division").replace("operations_manager", "section_chief")
    roster = "".join(row for row in ROSTER.splitlines(keepends=True) if "1101" not in row) + both + "\n"
    cafe.repository.commit("main", {"content/roster.yml": roster}, "maintainer-01")
    verdict = settled(contractors(cafe, "other"), "con-manager-01").judge()
    assert verdict.outcome == "rejected" and len(verdict.approvals) == 1


def test_a_contract_that_is_over_has_no_operations_manager(cafe: Cafe) -> None:
    old = (git(cafe.bare, "show", "main:content/account.yml") + "\n").replace("2027-03-31", "2026-12-03")
    cafe.repository.commit("main", {"content/account.yml": old}, "maintainer-01")
    rejected(settled(contractors(cafe), "con-manager-01"), "missing_operations_manager")


def test_a_robots_approval(cafe: Cafe) -> None:
    cafe.github.account("section-chief-01-example", 1101, type="Bot")
    cafe.propose()
    verdict = rejected(settled(cafe), "missing_section_chief")
    assert "自動" in verdict.passed_over[0].why


def test_the_section_chief_writes_and_approves_alone(cafe: Cafe) -> None:
    """GitHub refuses to approve one's own; should it ever not, the judge does."""
    roster = ROSTER.replace("roles: [section_chief]", "roles: [poster, section_chief]")
    cafe.repository.commit("main", {"content/roster.yml": roster}, "maintainer-01")
    cafe.propose("section-chief-01", text=post("section-chief-01"))
    rejected(settled(cafe), "approver_contributed", "missing_section_chief")


def test_an_approval_after_the_merge(cafe: Cafe) -> None:
    cafe.propose()
    cafe.merge()
    cafe.review("section-chief-01")
    verdict = rejected(cafe, "missing_section_chief")
    assert "分00秒)より後です。" in verdict.passed_over[0].why


def test_an_approval_in_the_second_of_the_merge(cafe: Cafe) -> None:
    cafe.propose()
    cafe.later()
    cafe.github.review(cafe.number, "section-chief-01-example", "APPROVED")
    cafe.github.merge(cafe.number, "div-poster-01-example")
    rejected(cafe, "missing_section_chief")


def test_an_approval_and_then_a_request_for_changes(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.review("section-chief-01", "CHANGES_REQUESTED")
    cafe.merge()
    rejected(cafe, "missing_section_chief", "open_objection")


def test_a_request_for_changes_at_the_merge_and_an_approval_after_it(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01", "CHANGES_REQUESTED")
    cafe.merge()
    cafe.review("section-chief-01")
    rejected(cafe, "missing_section_chief")


def test_an_approval_that_was_dismissed(cafe: Cafe) -> None:
    cafe.propose()
    cafe.github.dismiss(cafe.review("section-chief-01"))
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_an_approval_that_is_dismissed_after_the_merge(cafe: Cafe) -> None:
    cafe.propose()
    given = cafe.review("section-chief-01")
    cafe.merge()
    approved(cafe)
    cafe.github.dismiss(given)
    rejected(cafe, "missing_section_chief")


def test_an_approval_given_again_after_the_merge_and_then_dismissed(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.merge()
    cafe.github.dismiss(cafe.review("section-chief-01"))
    rejected(cafe, "missing_section_chief")


def test_an_older_approval_does_not_outlive_a_dismissed_one(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.github.dismiss(cafe.review("section-chief-01"))
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_an_approval_by_an_account_that_is_gone(cafe: Cafe) -> None:
    cafe.propose()
    given = cafe.review("section-chief-01")
    next(each for each in cafe.github.state.reviews if each.id == given).user = None
    cafe.merge()
    verdict = rejected(cafe, "missing_section_chief")
    assert "退会" in verdict.passed_over[0].why


def test_an_approval_that_was_written_and_never_submitted(cafe: Cafe) -> None:
    cafe.propose()
    chief: User = cafe.github.state.accounts["section-chief-01-example"]
    cafe.github.state.reviews.append(Review(5, cafe.number, chief, "PENDING", None, None))
    cafe.merge()
    rejected(cafe, "missing_section_chief")


@pytest.mark.parametrize("who", ["div-poster-02", "con-manager-01", "section-chief-01"])
def test_a_second_account_of_the_author_counts_as_whoever_the_roster_says(cafe: Cafe, who: str) -> None:
    """The roster binds a number to an office; an account that it does not name has none."""
    cafe.github.account(f"{who}-example", 8888)
    cafe.propose()
    rejected(settled(cafe, who), "missing_section_chief")


def test_an_approval_outside_the_term_says_the_term(cafe: Cafe) -> None:
    comes = ROSTER.replace('1101}, appointed_on: "2026-04-01"', '1101}, appointed_on: "2026-12-05"')
    cafe.repository.commit("main", {"content/roster.yml": comes}, "maintainer-01")
    verdict = rejected(settled(cafe), "missing_section_chief")
    assert "任期は2026年12月5日からです" in verdict.passed_over[0].why


def test_an_approval_after_the_last_day_says_the_day(cafe: Cafe) -> None:
    cafe.repository.commit(
        "main", {"content/roster.yml": ending(ROSTER, 1101, "2026-12-03")}, "maintainer-01"
    )
    verdict = rejected(settled(cafe), "missing_section_chief")
    assert "任期は2026年12月3日までで" in verdict.passed_over[0].why


def test_a_forged_status_weighs_nothing(cafe: Cafe) -> None:
    """Anybody with Write can set one; who sends never asks for it."""
    cafe.propose()
    head = git(cafe.bare, "rev-parse", "fuyu")
    cafe.github.state.statuses += [Status(head, name, "success", "x", "") for name in ("approval", "preview")]
    cafe.merge()
    rejected(cafe, "missing_section_chief")
    assert not any("status" in request.path for request in cafe.github.requests)
