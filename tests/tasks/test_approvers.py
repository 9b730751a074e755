"""An office that nobody holds, or soon will: told in time, and the way out where it is too late."""

from datetime import date

import pytest

from scripts.content.account import read_account
from scripts.content.roster import read_roster
from scripts.reading.document import read_yaml_file
from scripts.tasks.approvers import CONFIRMED, KEPT_ROSTER, Unapproved, unapproved_task, vacancies
from tests.approvals.cafe import ACCOUNT, ROSTER, ending
from tests.handbooks.workflows import ROOT

CHIEFS_LAST = ending(ROSTER, 1101, "2027-01-31")
NEXT = '  - {id: chief-02, title: 課長, side: division, roles: [section_chief], github: {login: next, id: 1102}, appointed_on: "2027-02-01"}\n'


def told(roster: str, on: date, account: str = ACCOUNT) -> dict[str, str]:
    people = read_roster(read_yaml_file("content/roster.yml", roster.encode()))
    return {
        task.key: f"{task.title}\n{task.body}"
        for task in vacancies(people, read_account(read_yaml_file("content/account.yml", account.encode())), on)
    }  # fmt: skip


def test_a_last_day_without_a_successor_is_said_thirty_days_before() -> None:
    assert told(CHIEFS_LAST, date(2027, 1, 1)) == {}
    (words,) = told(CHIEFS_LAST, date(2027, 1, 2)).values()
    assert "2027年2月1日から承認する人がいません: 移住交流担当課長" in words
    assert "異動のとき" in words


def test_a_successor_on_the_roster_ends_it() -> None:
    assert told(CHIEFS_LAST + NEXT, date(2027, 1, 20)) == {}
    assert told(CHIEFS_LAST + NEXT.replace("02-01", "02-02"), date(2027, 1, 20)).keys() == {
        "vacant/section_chief/"
    }


def test_an_office_that_nobody_holds_points_to_the_way_out() -> None:
    words = told(CHIEFS_LAST, date(2027, 2, 1))["vacant/section_chief/"]
    assert "承認する人がいません: 移住交流担当課長" in words
    assert "承認できる人がいないとき" in words


def test_a_contract_that_ends_leaves_no_office_behind() -> None:
    assert told(ROSTER, date(2027, 3, 20)) == {}
    assert told(ROSTER, date(2027, 4, 1)) == {}
    assert told(ending(ROSTER, 2101, "2027-03-31"), date(2027, 3, 20)) == {}  # the last day of both
    without = ending(ROSTER, 2101, "2027-01-10")
    assert told(without, date(2027, 1, 11)).keys() == {"vacant/operations_manager/ezorisu-2026"}


@pytest.mark.parametrize("roster", ["people: [\n", "people: {\n"])
def test_of_a_roster_that_cannot_be_read_nobody_knows(roster: str) -> None:
    assert told(roster, date(2027, 1, 20)) == {}


def test_the_handbook_speaks_of_the_same_issue_and_the_same_word() -> None:
    handbook = (ROOT / ".github/MAINTAINERS.md").read_text("utf-8")
    title = unapproved_task(Unapproved(KEPT_ROSTER, "a" * 40, 7, "", "", ()), []).title
    assert f"「{title.partition(':')[0]}」" in handbook
    assert f"「{CONFIRMED}」とコメント" in handbook
    for heading in ("異動のとき", "承認できる人がいないとき"):
        assert f"## {heading}\n" in handbook


def test_a_change_by_nobody_known_is_still_asked_about() -> None:
    task = unapproved_task(Unapproved(KEPT_ROSTER, "a" * 40, None, "", "", ()), [])
    assert "コミット aaaaaaa" in task.title
    assert "開いた人: 分かりません" in task.body
    assert "いま名簿にいません" in task.body
    assert not task.by_hand
