"""What comes round every year."""

from datetime import date

from scripts.content.account import Account, read_account
from scripts.content.deadlines import confirmation_due, guideline_due
from scripts.content.roster import read_roster
from scripts.reading.document import read_yaml_file


def guideless() -> Account:
    """An account that names nothing."""
    return read_account(read_yaml_file("content/account.yml", b"{}"))


def due_for(fields: str) -> date | None:
    written = f'people: [{{id: a, appointed_on: "2026-04-01", {fields}}}]'
    (person,) = read_roster(read_yaml_file("content/roster.yml", written.encode())).people
    return confirmation_due(person, guideless(), date(2026, 12, 1))


def test_the_security_policy_is_read_at_the_appointment_and_every_year() -> None:
    assert due_for("title: x") == date(2026, 4, 1)
    assert due_for('policy_confirmed_on: "2026-05-01"') == date(2027, 5, 1)


def test_who_has_left_is_not_asked() -> None:
    assert due_for('ends_on: "2026-10-31"') is None


def guideline(version: str) -> date | None:
    return guideline_due(
        read_account(read_yaml_file("content/account.yml", f"guideline_version: {version}".encode()))
    )


def test_the_guideline_is_due_a_year_after_the_last_day_that_is_named() -> None:
    assert guideline("令和5年版(2025-05-01、2026-05-01に確認)") == date(2027, 5, 1)
    assert guideline("ガイドライン(２０２６年４月１日確認)") == date(2027, 4, 1)
    assert guideline("2026年10月に情報政策課の版を確認") == date(2027, 10, 1)
    assert guideline("令和5年版") is None
