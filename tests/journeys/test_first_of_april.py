"""1 April: in March one pull request brings the new chief and ends the old one; each approves in the own term alone."""

from collections.abc import Iterator

import pytest
import yaml

from tests.journeys.cafe import Cafe, opened
from tests.journeys.people import (
    CHIEF,
    MAINTAINER,
    POSTER,
    SECOND,
    change,
    check,
    doctor,
    invite,
    issue,
    mark,
    merge,
    owners,
    propose,
    review,
    staffed,
    take_access,
    watched,
)

NEXT = "section-chief-02-example"
COMES = """
  - id: section-chief-02
    title: 地域政策課 移住交流担当課長
    side: division
    roles: [section_chief]
    github: {login: section-chief-02-example, id: 1102}
    appointed_on: "2027-04-01"
    ends_on: null
"""


def handed_over(roster: str) -> str:
    """What the handbook has one write: the last day of who goes, and a row for who comes."""
    first, _, rest = roster.partition("ends_on: null\n")
    assert "section-chief-01" in first
    assert "div-poster-01" not in first
    return f'{first}ends_on: "2027-03-31"\n{rest}{COMES}'


def two_years(account: str) -> str:
    """The contractor stays: its end is another journey."""
    return account.replace('contract_to: "2027-03-31"', 'contract_to: "2028-03-31"')


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("april")) as played:
        played.stage.github.account(NEXT, 1102)
        yield staffed(played)


def test_in_march_one_pull_request_is_approved_by_the_chief_who_is_still_there(cafe: Cafe) -> None:
    cafe.clock("2027-03-24T10:00")
    assert doctor(cafe) == {}
    number = change(cafe, SECOND, "idou", roster=handed_over, account=two_years)
    assert check(cafe, number) == []
    cafe.clock("2027-03-24T10:30")
    assert review(cafe, number, NEXT) == "pending"
    assert f"@{CHIEF}" in mark(cafe, number)
    assert review(cafe, number, CHIEF) == "pending"  # CODEOWNERS is a maintainer's
    assert f"@{MAINTAINER}" in mark(cafe, number)
    assert review(cafe, number, MAINTAINER) == "success"
    merge(cafe, number, by=POSTER)
    assert owners(cafe, "/content/") == f"/content/ @{CHIEF} @{NEXT}"


def test_before_the_day_everybody_is_told_what_to_prepare(cafe: Cafe) -> None:
    titles = watched(cafe)
    assert any("section-chief-01(地域政策課 移住交流担当課長)の異動" in title for title in titles)
    assert "第5第2項 着任する方の準備: section-chief-02" in titles
    assert not any("承認する人がいません" in title for title in titles)
    body = issue(cafe, "着任する方の準備").body
    assert NEXT in body and "Add people" in body and "2027-04-01" in body
    invite(cafe, NEXT)
    assert doctor(cafe) == {}


def test_on_31_march_the_old_chief_still_approves_and_the_new_one_may_not_yet(cafe: Cafe) -> None:
    cafe.clock("2027-03-31T09:00")
    number = propose(cafe, "20270331-haru")
    cafe.clock("2027-03-31T09:30")
    assert review(cafe, number, NEXT) == "pending"
    assert "任期は2027年4月1日からです" in mark(cafe, number)
    assert review(cafe, number, CHIEF) == "success"
    merge(cafe, number, by=POSTER)
    cafe.job("publish.yml", "site")
    cafe.clock("2027-03-31T10:00")
    assert set(cafe.send().values()) == {0}
    assert len(cafe.stage.line.deliveries) == 1


@pytest.fixture(scope="module")
def left_over(cafe: Cafe) -> int:
    """A pull request that the old chief approved on the last day, and nobody merged."""
    cafe.clock("2027-03-31T16:00")
    number = propose(cafe, "20270401-sakura")
    cafe.clock("2027-03-31T17:00")
    assert review(cafe, number, CHIEF) == "success"
    return number


def test_on_1_april_the_old_chiefs_approval_is_refused_with_a_plain_sentence(
    cafe: Cafe, left_over: int
) -> None:
    cafe.clock("2027-04-01T08:30")
    assert cafe.judged(left_over) == "pending"
    assert mark(cafe, left_over).startswith(f"「地域政策課 移住交流担当課長」(@{NEXT})の承認を待っています。")
    assert "任期は2027年3月31日までで" in mark(cafe, left_over)


def test_and_the_new_chief_approves_and_it_goes(cafe: Cafe, left_over: int) -> None:
    cafe.clock("2027-04-01T09:00")
    assert review(cafe, left_over, NEXT) == "success"
    merge(cafe, left_over, by=POSTER)
    cafe.job("publish.yml", "site")
    cafe.clock("2027-04-01T10:00")
    assert set(cafe.send().values()) == {0}
    assert len(cafe.stage.line.deliveries) == 2


def test_what_the_old_chief_alone_approved_is_never_sent_though_somebody_merges_it(cafe: Cafe) -> None:
    cafe.clock("2027-04-01T10:10")
    number = propose(cafe, "20270401-uwasa")
    cafe.clock("2027-04-01T10:20")
    assert review(cafe, number, CHIEF) == "pending"
    merge(cafe, number, by=MAINTAINER)  # past the check
    cafe.job("publish.yml", "site")
    cafe.clock("2027-04-01T11:00")
    assert cafe.send()["Send"] == 1
    assert len(cafe.stage.line.deliveries) == 2


def test_the_records_close_the_tasks_of_both_and_the_doctor_is_content(cafe: Cafe) -> None:
    cafe.clock("2027-04-01T13:00")
    watched(cafe)
    assert CHIEF in doctor(cafe)["strangers"]  # the old one's access is still there
    assert CHIEF in doctor(cafe)["code-owners"]
    take_access(cafe, CHIEF)
    entries = issue(cafe, "section-chief-01(地域政策課").body.split("```yaml\n")[1].split("```")[0]
    entries = entries.replace("行った日", "2027-04-01").replace("行った人のid", "div-poster-01")
    entries = entries.replace("確かめた人のid", "section-chief-02")
    assert {entry["kind"] for entry in yaml.safe_load(entries)} == {
        "password_changed", "member_removed", "github_access_removed",
    }  # fmt: skip
    number = change(
        cafe, SECOND, "kiroku",
        credentials=lambda log: log.rstrip("\n") + "\n" + entries,
        roster=lambda text: text.replace('appointed_on: "2027-04-01"\n', 'appointed_on: "2027-04-01"\n    policy_confirmed_on: "2027-04-01"\n'),
    )  # fmt: skip
    assert check(cafe, number) == []
    cafe.clock("2027-04-01T13:30")
    assert review(cafe, number, NEXT, MAINTAINER) == "success"
    merge(cafe, number, by=POSTER)
    assert owners(cafe, "/content/") == f"/content/ @{NEXT}"
    assert doctor(cafe) == {}
    cafe.clock("2027-04-02T08:30")
    titles = watched(cafe)
    assert not any("section-chief" in title for title in titles)
    assert not any("名簿が承認なしに" in title for title in titles)
