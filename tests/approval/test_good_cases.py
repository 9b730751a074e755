"""What must be let through."""

from tests.approval.cafe import CONTRACTOR, Cafe


def test_a_staff_members_post_approved_by_the_section_chief_and_merged(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.merge()
    verdict = cafe.judge()
    assert verdict.outcome == "approved", verdict.reasons
    assert [(given.person, given.role) for given in verdict.approvals] == [
        ("section-chief-01", "section_chief")
    ]
    assert len(cafe.github.requests) == 7


def test_a_contractors_post_approved_by_its_operations_manager(cafe: Cafe) -> None:
    cafe.folder = CONTRACTOR
    cafe.propose("con-poster-01", category="relocation")
    cafe.review("con-manager-01")
    cafe.merge()
    assert cafe.judge().outcome == "approved"


def test_the_approver_presses_merge(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.merge(by="section-chief-01")
    assert cafe.judge().outcome == "approved"
