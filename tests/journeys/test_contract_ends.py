"""A contract ends: a task 30 days before; from the day after nobody of the company is asked for anything any more."""

from collections.abc import Iterator

import pytest

from scripts.effects.git.commands import git
from tests.journeys.cafe import Cafe, opened
from tests.journeys.people import (
    CHIEF,
    MAINTAINER,
    MANAGER,
    POSTER,
    SECOND,
    change,
    check,
    doctor,
    issue,
    mark,
    merge,
    owners,
    propose,
    review,
    staffed,
    take_access,
    watched,
    written,
)

COMPANY = ("con-manager-01-example", "con-poster-01-example", "con-poster-02-example")
ENDED = "「株式会社エゾリスコミュニケーションズ」との委託契約は2027年3月31日まで"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("contract")) as played:
        yield staffed(played)


def asked(cafe: Cafe, number: int) -> set[str]:
    """Whose review GitHub was told to ask for."""
    return {user.login for user in cafe.stage.github.state.pull_requests[number].requested}


def test_thirty_days_before_it_is_a_task(cafe: Cafe) -> None:
    cafe.clock("2027-03-01T08:30")
    assert "第2 委託契約の終わり(2027-03-31): 株式会社エゾリスコミュニケーションズ" in watched(cafe)
    assert "業務処理責任者を `content/roster.yml` に書く" in issue(cafe, "委託契約の終わり").body


def test_on_the_last_day_the_manager_still_approves_and_it_goes(cafe: Cafe) -> None:
    cafe.clock("2027-03-31T09:00")
    number = propose(cafe, "20270331-yukidoke", "con-poster-01")
    assert cafe.judged(number) == "pending"
    assert MANAGER in asked(cafe, number)
    cafe.clock("2027-03-31T09:30")
    assert review(cafe, number, MANAGER) == "success"
    merge(cafe, number, by="con-poster-01-example")
    cafe.job("publish.yml", "site")
    cafe.clock("2027-03-31T10:00")
    assert set(cafe.send().values()) == {0}
    assert len(cafe.stage.line.deliveries) == 1


@pytest.fixture(scope="module")
def left_over(cafe: Cafe) -> int:
    """A pull request that the manager approved on the last day, and nobody merged."""
    cafe.clock("2027-03-31T16:00")
    number = propose(cafe, "20270401-sakura", "con-poster-01")
    cafe.clock("2027-03-31T17:00")
    assert review(cafe, number, MANAGER) == "success"
    return number


def test_the_day_after_open_pull_requests_are_told_what_to_do(cafe: Cafe, left_over: int) -> None:
    cafe.clock("2027-04-01T08:30")
    new = cafe.stage.propose(COMPANY[2], "20270401-ato", written("20270401-ato", "con-poster-02"), "あと")
    for number, author in ((left_over, COMPANY[1]), (new, COMPANY[2])):
        assert cafe.judged(number) == "failure"
        assert mark(cafe, number).startswith(f"{ENDED}のため、承認できる人がいません。投稿者")
        assert author in mark(cafe, number)
        assert "閉じて(Close)" in mark(cafe, number)
    assert asked(cafe, new) == set()
    cafe.shown(new)
    (comment,) = cafe.comments(new)
    assert MANAGER not in comment
    assert "**承認する人** 業務処理責任者（いま名簿にいません）" in comment
    assert "契約の期間" in "".join(check(cafe, new))


def test_a_merge_past_the_check_sends_nothing(cafe: Cafe, left_over: int) -> None:
    cafe.clock("2027-04-01T09:00")
    merge(cafe, left_over, by=MAINTAINER)
    cafe.job("publish.yml", "site")
    cafe.clock("2027-04-01T10:00")
    assert cafe.send()["Send"] == 1
    assert len(cafe.stage.line.deliveries) == 1
    said = cafe.comments(left_over)[-1]
    assert ENDED in said
    assert "main から消してください" in said


def test_nobody_of_the_company_is_asked_for_anything_but_the_access_that_is_left_is_a_task(
    cafe: Cafe,
) -> None:
    cafe.clock("2027-04-01T11:00")
    titles = watched(cafe)
    assert not any("第5第2項" in title and "con-" in title for title in titles)
    assert not any("承認する人がいません" in title for title in titles)
    removals = [title for title in titles if "の異動(2027年3月31日まで)" in title]
    assert len(removals) == len(COMPANY)
    assert any("パスワードの変更" in title and "委託契約の終わり" in title for title in titles)
    assert "第2 委託契約が終わりました(2027-03-31): 株式会社エゾリスコミュニケーションズ" in titles
    left = issue(cafe, "委託契約が終わりました")
    assert left.state == "open" and "済みました" not in left.body
    assert all(login in left.body for login in COMPANY)
    people = doctor(cafe)
    assert {login for login in COMPANY if login in people["strangers"]} == {*COMPANY}
    assert MANAGER in people["code-owners"]
    assert "access" not in people


def test_whoever_still_has_access_decides_nothing_with_the_form(cafe: Cafe) -> None:
    before = git(cafe.stage.origin, "rev-parse", "ledger")
    known, cafe.runner.actor = cafe.runner.actor, (MANAGER, cafe.stage.github.state.accounts[MANAGER].id)
    codes = cafe.decide(decision="stopped", post_id="20270401-sakura", note="契約の終わった会社から")
    cafe.runner.actor = known
    assert codes["Write down what a person decided"] != 0
    assert git(cafe.stage.origin, "rev-parse", "ledger") == before


def test_a_mistake_of_the_last_day_is_corrected_by_the_division_with_its_own_chief(cafe: Cafe) -> None:
    """The company cannot approve any more, and a correction must always be able to go out."""
    cafe.clock("2027-04-01T13:00")
    number = propose(
        cafe, "20270401-teisei", title="【訂正】春のたより", corrects="20270331-yukidoke",
        correction="[{wrong: 雪がとけ, right: 雪がとけ始め}]",
    )  # fmt: skip
    assert cafe.judged(number) == "pending"
    assert asked(cafe, number) == {CHIEF}
    cafe.clock("2027-04-01T13:10")
    assert review(cafe, number, CHIEF) == "success"
    merge(cafe, number, by=POSTER)
    cafe.job("publish.yml", "site")
    cafe.clock("2027-04-01T13:30")
    cafe.send()
    assert len(cafe.stage.line.deliveries) == 2


def test_the_records_close_the_tasks(cafe: Cafe) -> None:
    cafe.clock("2027-04-01T15:00")
    for login in COMPANY:
        take_access(cafe, login)
    done = "".join(
        f'  - kind: {kind}\n    trigger: contract_end\n    done_on: "2027-04-01"\n'
        "    done_by: div-poster-01\n    confirmed_by: section-chief-01\n"
        for kind in ("password_changed", "member_removed", "github_access_removed")
    )
    number = change(cafe, SECOND, "keiyaku", credentials=lambda log: log.rstrip("\n") + "\n" + done)
    assert check(cafe, number) == []
    cafe.clock("2027-04-01T15:10")
    assert review(cafe, number, CHIEF, MAINTAINER) == "success"
    merge(cafe, number, by=POSTER)
    assert owners(cafe, "/content/posts/contractor/") == ""  # what is left there is the chief's
    assert owners(cafe, "/content/") == f"/content/ @{CHIEF}"
    assert doctor(cafe) == {}
    cafe.clock("2027-04-02T08:30")
    assert not any("con-" in title or "委託契約" in title for title in watched(cafe))
