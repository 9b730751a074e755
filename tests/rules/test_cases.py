"""Every rule against its case files: good ones say nothing, bad ones say exactly what they name."""

import pytest

from scripts.rules.book import book
from tests.rules.case import HERE, Case, answers, said

CASES = [Case(file) for file in sorted((HERE / "cases").rglob("*.yml"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}/{case.file.stem}")
def test_a_case_finds_exactly_what_it_names(case: Case) -> None:
    findings = case.findings()
    unmatched = list(findings)
    for expected in case.expected:
        hit = next((finding for finding in unmatched if answers(expected, finding)), None)
        assert hit, f"{expected!r} was not found in:\n" + "\n".join(map(said, findings))
        unmatched.remove(hit)
    assert not unmatched, "more than was expected:\n" + "\n".join(map(said, unmatched))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}/{case.file.stem}")
def test_a_bad_case_names_its_own_rule_and_a_good_one_does_not(case: Case) -> None:
    assert case.file.stem.startswith(("good", "bad"))
    assert case.rule in book()
    named = any(expected.partition(": ")[0].endswith(case.rule) for expected in case.expected)
    assert named == case.is_bad


@pytest.mark.parametrize("name", book())
def test_every_rule_has_a_good_and_a_bad_case(name: str) -> None:
    assert {case.is_bad for case in CASES if case.rule == name} == {True, False}
