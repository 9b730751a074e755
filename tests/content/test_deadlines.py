"""Tasks about credentials: what opens one, what closes it, and by when it is due (第5第1項)."""

from datetime import date

import pytest

from scripts.content.account import Account, read_account
from scripts.content.credentials import read_credentials
from scripts.content.deadlines import CredentialTask, credential_tasks
from scripts.content.incident import Incident, read_incident
from scripts.content.roster import read_roster
from scripts.reading.document import read_yaml_file

CHIEF = '- {id: chief, title: 課長, side: division, roles: [section_chief], github: {login: c, id: 1}, appointed_on: "2026-04-01"}'
TAKEN = 'kind: account_takeover\ndetected_at: "2026-06-10T23:50+09:00"\n'


def account(contract_to: str = "2028-03-31", **intervals: int) -> Account:
    more = "".join(f", {name}: {days}" for name, days in intervals.items())
    written = (
        f"credentials: {{rotate_every_days: 180, grace_days: 7{more}}}\n"
        f'contractors: [{{id: ezorisu, name: エゾリス社, contract_from: "2026-04-01", contract_to: "{contract_to}"}}]\n'
    )
    return read_account(read_yaml_file("content/account.yml", written.encode()))


def tasks(
    people: str, log: str, *, on: Account | None = None, taken: bool = False
) -> dict[str, CredentialTask]:
    roster = read_roster(read_yaml_file("content/roster.yml", f"people:\n{CHIEF}\n{people}\n".encode()))
    document = read_yaml_file("content/credentials.yml", f"log:\n{log or '  []'}\n".encode())
    trouble: tuple[Incident, ...] = ()
    if taken:
        trouble = (read_incident(read_yaml_file("content/incidents/inc-1.yml", TAKEN.encode())),)
    credentials = read_credentials(document, trouble)
    return {task.key: task for task in credential_tasks(credentials, roster, on or account())}


def person(name: str, number: int, ends: str, *, roles: str = "poster", side: str = "division") -> str:
    company = ", contractor: ezorisu" if side == "contractor" else ""
    return (
        f"- {{id: {name}, title: 主事, side: {side}{company}, roles: [{roles}], github: {{login: x, id: {number}}}, "
        f'appointed_on: "2026-04-01", ends_on: {ends}}}'
    )


def done(kind: str, on: str, trigger: str = "periodic", person: str = "") -> str:
    whom = f", person: {person}" if person else ""
    return f'  - {{kind: {kind}, trigger: {trigger}, done_on: "{on}", done_by: a, confirmed_by: b{whom}}}\n'


def test_the_rotation_counts_from_the_last_change() -> None:
    log = done("password_changed", "2026-05-01") + done("password_changed", "2026-10-01", "transfer", "chief")
    assert tasks("", log)["periodic"].due == date(2027, 3, 30)


def test_without_any_change_it_counts_from_the_first_appointment() -> None:
    assert tasks("", "")["periodic"].due == date(2026, 9, 28)


def test_who_leaves_opens_a_task_that_names_all_there_is_to_do() -> None:
    task = tasks(person("old", 7, '"2026-06-30"'), "")["transfer-old"]
    assert task.due == date(2026, 7, 1)
    assert task.missing == ("password_changed", "member_removed", "github_access_removed")


def test_a_maintainer_who_leaves_has_known_the_channel_secret() -> None:
    task = tasks(person("old", 7, '"2026-06-30"', roles="maintainer"), "")["transfer-old"]
    assert "channel_secret_reissued" in task.missing


def test_a_change_before_the_last_day_shuts_no_door() -> None:
    people = person("old", 7, '"2026-06-30"')
    assert "password_changed" in tasks(people, done("password_changed", "2026-06-29"))["transfer-old"].missing
    assert tasks(people, done("password_changed", "2026-06-30"))["transfer-old"].changes == ()


def test_the_task_closes_when_everything_is_in_the_log() -> None:
    log = (
        done("password_changed", "2026-07-01", "transfer", "old")
        + done("member_removed", "2026-07-01", "transfer", "old")
        + done("github_access_removed", "2026-07-01", "transfer", "old")
    )
    assert "transfer-old" not in tasks(person("old", 7, '"2026-06-30"'), log)


def test_a_removal_counts_only_for_the_person_that_it_names() -> None:
    log = done("member_removed", "2026-07-01", "transfer", "chief")
    assert "member_removed" in tasks(person("old", 7, '"2026-06-30"'), log)["transfer-old"].missing


def test_the_same_account_under_a_new_appointment_has_not_left() -> None:
    people = person("old", 7, '"2026-06-30"') + "\n" + person("new", 7, "null")
    assert "transfer-old" not in tasks(people, "")


def test_a_contract_that_ends_is_a_task_and_ends_everybody_of_the_company() -> None:
    open_tasks = tasks(person("con", 8, "null", side="contractor"), "", on=account(contract_to="2027-03-31"))
    assert open_tasks["contract_end-ezorisu"].due == open_tasks["transfer-con"].due == date(2027, 4, 1)


def test_one_entry_at_a_contracts_end_removes_everybody_of_the_company() -> None:
    log = "".join(
        done(kind, "2027-04-01", "contract_end")
        for kind in ("password_changed", "member_removed", "github_access_removed")
    )
    people = person("con", 8, "null", side="contractor") + "\n" + person("old", 7, '"2026-06-30"')
    open_tasks = tasks(people, log, on=account(contract_to="2027-03-31"))
    assert "contract_end-ezorisu" not in open_tasks
    assert "transfer-con" not in open_tasks
    assert open_tasks["transfer-old"].missing == ("member_removed", "github_access_removed")


@pytest.mark.parametrize("day, still_open", [("2026-06-09", True), ("2026-06-10", False)])
def test_a_takeover_asks_for_both_at_once(day: str, still_open: bool) -> None:
    log = done("password_changed", day, "incident") + done("token_reissued", day, "incident")
    open_tasks = tasks("", log, taken=True)
    assert ("incident-inc-1" in open_tasks) is still_open
    if still_open:
        assert open_tasks["incident-inc-1"].due == date(2026, 6, 10)


def test_broken_entries_neither_close_a_task_nor_break_the_rest() -> None:
    log = "  - nonsense\n" + done("password_changed", "2026-02-30")
    assert tasks(person("old", 7, '"2026-06-30"'), log)["transfer-old"].changes == ("password_changed",)


def test_a_typed_year_9999_is_a_slip_and_no_crash() -> None:
    open_tasks = tasks(person("old", 7, '"9999-12-31"'), done("password_changed", "9999-12-31"))
    assert open_tasks["periodic"].due == open_tasks["transfer-old"].due == date.max


def test_the_channel_secret_and_the_rights_are_asked_for_at_the_intervals_of_the_account() -> None:
    assert not {"periodic-channel-secret", "periodic-console-rights"} & tasks("", "").keys()
    on = account(channel_secret_every_days=365, console_rights_every_days=90)
    log = done("token_reissued", "2026-05-01") + done("console_rights_checked", "2026-06-01")
    assert tasks("", log, on=on)["periodic-channel-secret"].due == date(2027, 5, 1)
    assert tasks("", log, on=on)["periodic-console-rights"].due == date(2026, 8, 30)
