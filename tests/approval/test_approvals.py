"""Condition 5: for each role another person, who took no part in writing, approved exactly this, in time."""

from tests.approval.cafe import Cafe


def codes(cafe: Cafe) -> set[str]:
    """The reasons, once it is sure that the post is not sent."""
    verdict = cafe.judge()
    assert verdict.outcome == "rejected"
    return {reason.code for reason in verdict.reasons}


def test_no_review_at_all(cafe: Cafe) -> None:
    cafe.propose()
    cafe.merge()
    assert codes(cafe) == {"missing_section_chief"}
