"""The thirty slips that are known from practice: each has its case here, or its test where approvals are judged."""

from pathlib import Path

import pytest

from tests.rules.test_cases import CASES

ELSEWHERE = {
    9: "approvals/test_content.py::test_a_picture_swapped_later_without_an_approval",
    13: "approvals/test_approvals.py::test_the_section_chief_writes_and_approves_alone",
    14: "approvals/test_approvals.py::test_both_are_needed_and_only_the_operations_manager_approved",
    15: "approvals/test_freshness.py::test_an_ordinary_push_after_the_approval",
    16: "approvals/test_roster.py::test_an_approver_whose_office_ended_the_day_before_the_merge",
    27: "approvals/test_history.py::test_a_withdrawn_post_that_comes_back",
}
HERE = {case.data["known_slip"] for case in CASES if "known_slip" in case.data}


def test_all_thirty_have_their_place() -> None:
    assert HERE | ELSEWHERE.keys() == set(range(1, 31))


@pytest.mark.parametrize("where", ELSEWHERE.values())
def test_what_is_said_to_stand_elsewhere_stands_there(where: str) -> None:
    file, _, name = where.partition("::")
    assert f"def {name}(" in (Path(__file__).parents[1] / file).read_text("utf-8")
