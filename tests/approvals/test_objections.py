"""Condition 6: nobody on the roster has an open request for changes."""

import pytest

from tests.approvals.cafe import ACCOUNT, ROSTER, Cafe, approved, ending, held, rejected, settled


@pytest.mark.parametrize("who", ["con-manager-01", "con-poster-01", "div-poster-02", "maintainer-01"])
def test_somebody_else_on_the_roster_asked_for_changes(cafe: Cafe, who: str) -> None:
    cafe.propose()
    cafe.review(who, "CHANGES_REQUESTED")
    verdict = rejected(settled(cafe), "open_objection")
    assert f"(@{who}-example)" in verdict.reasons[0].message


def test_an_objection_after_the_merge_stops_a_scheduled_post(cafe: Cafe) -> None:
    approved(settled(cafe))
    cafe.review("con-manager-01", "CHANGES_REQUESTED")
    rejected(cafe, "open_objection")


def test_the_approvers_own_objection_after_the_merge(cafe: Cafe) -> None:
    approved(settled(cafe))
    cafe.review("section-chief-01", "CHANGES_REQUESTED")
    rejected(cafe, "open_objection", "missing_section_chief")


def test_an_objection_by_a_successor_who_came_after_the_merge(cafe: Cafe) -> None:
    approved(settled(cafe))
    newcomer = ROSTER.splitlines()[3].replace("section-chief-01", "section-chief-02").replace("1101", "1102")
    cafe.repository.commit("main", {"content/roster.yml": f"{ROSTER}{newcomer}\n"}, "maintainer-01")
    cafe.review("section-chief-02", "CHANGES_REQUESTED")
    rejected(cafe, "open_objection")


def test_an_objection_outlives_the_objectors_place_on_the_roster(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("div-poster-02", "CHANGES_REQUESTED")
    settled(cafe)
    gone = "".join(row for row in ROSTER.splitlines(keepends=True) if "1002" not in row)
    cafe.repository.commit("main", {"content/roster.yml": gone}, "maintainer-01")
    rejected(cafe, "open_objection")


def test_an_objection_that_its_author_dismissed(cafe: Cafe) -> None:
    cafe.propose()
    cafe.github.dismiss(cafe.review("con-manager-01", "CHANGES_REQUESTED"))
    approved(settled(cafe))


@pytest.mark.parametrize("who", ["div-poster-01", "section-chief-01", "con-poster-01"])
def test_an_objection_that_somebody_else_dismissed_stands(cafe: Cafe, who: str) -> None:
    cafe.propose()
    given = cafe.review("con-manager-01", "CHANGES_REQUESTED")
    cafe.later()
    cafe.github.dismiss(given, by=f"{who}-example")
    verdict = rejected(settled(cafe), "open_objection")
    assert "ほかの人による取り消し" in verdict.reasons[0].message


def test_a_dismissed_approval_is_no_objection(cafe: Cafe) -> None:
    cafe.propose()
    given = cafe.review("con-manager-01")
    cafe.github.dismiss(given, by="div-poster-01-example")
    approved(settled(cafe))


@pytest.mark.parametrize(("who", "ends"), [("section-chief-01", True), ("div-poster-01", False)])
def test_the_objection_of_somebody_who_left_ends_by_the_section_chiefs_hand(
    cafe: Cafe, who: str, ends: bool
) -> None:
    cafe.propose()
    given = cafe.review("div-poster-02", "CHANGES_REQUESTED")
    settled(cafe)
    cafe.repository.commit(
        "main", {"content/roster.yml": ending(ROSTER, 1002, "2026-12-03")}, "maintainer-01"
    )
    assert "移住交流担当課長がGitHubで取り消して" in rejected(cafe, "open_objection").reasons[0].message
    cafe.github.dismiss(given, by=f"{who}-example")
    approved(cafe) if ends else rejected(cafe, "open_objection")


def test_a_dismissal_that_githubs_time_line_does_not_show_is_waited_for(cafe: Cafe) -> None:
    cafe.propose()
    cafe.github.dismiss(cafe.review("con-manager-01", "CHANGES_REQUESTED"))
    cafe.github.state.pull_requests[cafe.number].events.clear()
    held(settled(cafe))


def test_an_objection_that_its_author_lifted(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("con-manager-01", "CHANGES_REQUESTED")
    cafe.review("con-manager-01")
    approved(settled(cafe))


def test_an_objection_is_not_lifted_by_a_comment(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("con-manager-01", "CHANGES_REQUESTED")
    cafe.review("con-manager-01", "COMMENTED")
    rejected(settled(cafe), "open_objection")


def test_an_objection_by_a_stranger_weighs_nothing(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("stranger", "CHANGES_REQUESTED")
    approved(settled(cafe))


def test_an_objection_by_an_account_that_is_gone_until_it_is_dismissed(cafe: Cafe) -> None:
    """Nobody can say any more whether it was somebody on the roster."""
    cafe.propose()
    given = cafe.review("con-manager-01", "CHANGES_REQUESTED")
    next(each for each in cafe.github.state.reviews if each.id == given).user = None
    rejected(settled(cafe), "open_objection")
    cafe.github.dismiss(given, by="div-poster-01-example")
    rejected(cafe, "open_objection")
    cafe.github.dismiss(given, by="section-chief-01-example")
    rejected(cafe, "open_objection")  # the first dismissal is what GitHub keeps


def test_an_objection_by_an_account_that_is_gone_ends_by_the_section_chiefs_hand(cafe: Cafe) -> None:
    cafe.propose()
    given = cafe.review("con-manager-01", "CHANGES_REQUESTED")
    next(each for each in cafe.github.state.reviews if each.id == given).user = None
    cafe.github.dismiss(given, by="section-chief-01-example")
    approved(settled(cafe))


def test_the_objection_of_somebody_whose_contract_is_over_ends_by_the_section_chiefs_hand(cafe: Cafe) -> None:
    cafe.propose()
    given = cafe.review("con-manager-01", "CHANGES_REQUESTED")
    settled(cafe)
    ended = ACCOUNT.replace('contract_to: "2027-03-31"', 'contract_to: "2026-12-03"')
    cafe.repository.commit("main", {"content/account.yml": ended}, "maintainer-01")
    assert "移住交流担当課長がGitHubで取り消して" in rejected(cafe, "open_objection").reasons[0].message
    cafe.github.dismiss(given, by="section-chief-01-example")
    approved(cafe)


@pytest.mark.parametrize("dismissed", [False, True])
def test_an_objection_is_not_recorded_as_an_approval_that_does_not_count(cafe: Cafe, dismissed: bool) -> None:
    cafe.propose()
    objection = cafe.review("maintainer-01", "CHANGES_REQUESTED")
    if dismissed:
        cafe.github.dismiss(objection)
    assert settled(cafe).judge().passed_over == ()
