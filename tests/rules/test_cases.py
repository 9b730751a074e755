"""Every rule against its cases: what is left alone says nothing, what is caught says exactly what it names."""

import pytest

from scripts.rules.book import book
from tests.rules.case import HERE, Case, answers, read_cases, said

FILES = sorted((HERE / "cases").iterdir())
CASES = [case for file in FILES for case in read_cases(file)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_finds_exactly_what_it_names(case: Case) -> None:
    findings = case.findings()
    # How tall a card is, is of the whole card: a case of another rule may well make it taller.
    unmatched = [
        finding for finding in findings if finding.rule != "card-height" or case.rule == finding.rule
    ]
    for expected in case.expected:
        hit = next((finding for finding in unmatched if answers(expected, finding)), None)
        assert hit, f"{expected!r} was not found in:\n" + "\n".join(map(said, findings))
        unmatched.remove(hit)
    assert not unmatched, "more than was expected:\n" + "\n".join(map(said, unmatched))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_caught_case_names_its_own_rule_and_one_left_alone_does_not(case: Case) -> None:
    named = any(expected.partition(": ")[0].endswith(f" {case.rule}") for expected in case.expected)
    assert named == case.is_caught


def test_no_two_cases_of_a_rule_have_one_name() -> None:
    assert len(set(map(str, CASES))) == len(CASES)


def test_every_rule_has_its_file_with_both_kinds_of_cases() -> None:
    assert [file.name for file in FILES] == sorted(f"{name}.yml" for name in book())
    assert {(case.rule, case.is_caught) for case in CASES} == {
        (name, caught) for name in book() for caught in (True, False)
    }
