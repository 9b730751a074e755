"""The chief is ill: nobody may stand in (代決); what needs the chief waits, until somebody else is the chief by order.

Where the chief cannot approve the roster either, two administrators bring it in, and 見回り keeps asking for the new
chief's confirmation.
"""

from collections.abc import Iterator

import pytest

from tests.journeys.cafe import Cafe, opened
from tests.journeys.people import (
    CHIEF,
    MAINTAINER,
    MANAGER,
    POSTER,
    ROSTER,
    SECOND,
    change,
    check,
    comment,
    issue,
    mark,
    merge,
    owners,
    propose,
    review,
    staffed,
    watched,
)

ACTING = "acting-chief-example"
COMES = """
  - id: section-chief-02
    title: 地域政策課長(移住交流担当課長事務取扱)
    side: division
    roles: [section_chief]
    github: {login: acting-chief-example, id: 1102}
    appointed_on: "2027-01-18"
    policy_confirmed_on: "2027-01-18"
    ends_on: null
"""
CHANGED = "名簿が承認なしに変えられています"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("ill")) as played:
        played.stage.github.account(ACTING, 1102)
        pushed(played, "# 準備のあいだに直した行\n")  # before the first send nobody has to confirm it
        yield staffed(played)


def pushed(cafe: Cafe, row: str) -> None:
    """The roster changes without any pull request, which the ruleset does not let anybody do."""
    stage = cafe.stage
    stage.pull()
    roster = stage.checkout / ROSTER
    roster.write_text(roster.read_text("utf-8") + row, "utf-8")
    stage.commit("Content: the roster", by=MAINTAINER)
    stage.git("push", "--quiet", "origin", "main")
    stage.github.push("main", by=MAINTAINER)


def goes(cafe: Cafe, number: int, by: str, at: str) -> int:
    """A pull request is merged and the sender runs; how many broadcasts there were by then."""
    merge(cafe, number, by=by)
    cafe.job("publish.yml", "site")
    cafe.clock(at)
    cafe.send()
    return len(cafe.stage.line.deliveries)


def test_while_the_chief_is_well_a_post_goes(cafe: Cafe) -> None:
    cafe.clock("2027-01-12T09:00")
    number = propose(cafe, "20270112-yuki")
    cafe.clock("2027-01-12T09:10")
    assert review(cafe, number, CHIEF) == "success"
    assert goes(cafe, number, POSTER, "2027-01-12T10:00") == 1


def test_the_contractors_posts_go_on(cafe: Cafe) -> None:
    cafe.clock("2027-01-14T09:00")
    number = propose(cafe, "20270114-fuyu", "con-poster-01")
    cafe.clock("2027-01-14T09:10")
    assert review(cafe, number, MANAGER) == "success"
    assert goes(cafe, number, "con-poster-01-example", "2027-01-14T10:00") == 2


def test_the_divisions_wait_for_the_chief_and_nobody_stands_in(cafe: Cafe) -> None:
    cafe.clock("2027-01-15T09:00")
    number = propose(cafe, "20270115-machi")
    cafe.clock("2027-01-15T09:10")
    everybody = ("div-poster-02-example", MANAGER, MAINTAINER, ACTING)
    assert review(cafe, number, *everybody) == "pending"
    assert mark(cafe, number).startswith(f"「地域政策課 移住交流担当課長」(@{CHIEF})の承認を待っています。")


def test_merged_past_the_check_it_is_never_sent_and_says_whom_it_needs(cafe: Cafe) -> None:
    cafe.clock("2027-01-15T10:00")
    number = propose(cafe, "20270115-muri")
    cafe.clock("2027-01-15T10:10")
    assert goes(cafe, number, MAINTAINER, "2027-01-15T11:00") == 2
    said = cafe.comments(number)[-1]
    assert "移住交流担当課長の有効な承認がありません(第4第1項第1号" in said
    assert CHIEF in said


@pytest.fixture(scope="module")
def acting(cafe: Cafe) -> int:
    """Somebody else is the chief by order; the one who is ill cannot approve the roster, so two administrators do it."""
    cafe.clock("2027-01-18T09:00")
    number = change(cafe, SECOND, "jimu-toriatsukai", roster=lambda text: text + COMES)
    assert check(cafe, number) == []
    cafe.clock("2027-01-18T09:10")
    assert review(cafe, number, MAINTAINER, ACTING) == "pending"  # nobody appoints oneself
    merge(cafe, number, by=MAINTAINER)
    return number


def test_the_watch_asks_for_the_new_chiefs_confirmation(cafe: Cafe, acting: int) -> None:
    asking = [title for title in watched(cafe) if CHANGED in title]
    assert asking == [f"{CHANGED}: プルリクエスト #{acting}"]
    body = issue(cafe, CHANGED).body
    for words in (f"開いた人: @{SECOND}", f"取り込んだ人: @{MAINTAINER}", "有効な承認がありません", ACTING):
        assert words in body
    assert owners(cafe, "/content/") == f"/content/ @{CHIEF} @{ACTING}"


def test_nobody_elses_word_and_no_click_ends_it(cafe: Cafe, acting: int) -> None:
    asks = issue(cafe, CHANGED)
    for login in (POSTER, SECOND, MAINTAINER, MANAGER):
        comment(cafe, asks.number, login, "確認しました")
    asks.state = "closed"
    cafe.clock("2027-01-19T08:30")
    assert any(CHANGED in title for title in watched(cafe))


def test_the_acting_chief_approves_and_it_goes(cafe: Cafe, acting: int) -> None:
    cafe.clock("2027-01-19T09:00")
    number = propose(cafe, "20270119-saikai")
    cafe.clock("2027-01-19T09:10")
    assert review(cafe, number, ACTING) == "success"
    assert goes(cafe, number, POSTER, "2027-01-19T10:00") == 3


def test_the_new_chiefs_confirmation_ends_it(cafe: Cafe, acting: int) -> None:
    comment(cafe, issue(cafe, CHANGED).number, ACTING, "名簿を見て、確認しました。")
    cafe.clock("2027-01-20T08:30")
    assert not any(CHANGED in title for title in watched(cafe))


def test_nobody_confirms_a_roster_of_the_own_hand(cafe: Cafe, acting: int) -> None:
    cafe.clock("2027-01-21T09:00")
    number = change(cafe, ACTING, "jibun-de", roster=lambda text: text + "# 自分で直した行\n")
    merge(cafe, number, by=MAINTAINER)
    cafe.clock("2027-01-21T10:00")
    assert f"{CHANGED}: プルリクエスト #{number}" in watched(cafe)
    asks = issue(cafe, f"{CHANGED}: プルリクエスト #{number}")
    comment(cafe, asks.number, ACTING, "確認しました")
    watched(cafe)
    assert asks.state == "open"
    comment(cafe, asks.number, CHIEF, "病院から確認しました")
    watched(cafe)
    assert asks.state == "closed"


def test_the_chief_comes_back_and_ends_it_with_an_approval(cafe: Cafe, acting: int) -> None:
    cafe.clock("2027-02-01T09:00")
    ends = COMES.replace("ends_on: null", 'ends_on: "2027-02-01"')
    number = change(cafe, SECOND, "fukki", roster=lambda text: text.replace(COMES, ends))
    cafe.clock("2027-02-01T09:10")
    assert review(cafe, number, CHIEF) == "success"  # CODEOWNERS is the same until the day after
    merge(cafe, number, by=POSTER)
    cafe.clock("2027-02-02T08:30")
    titles = watched(cafe)
    assert not any(CHANGED in title for title in titles)
    assert any("section-chief-02" in title and "異動" in title for title in titles)


def test_a_roster_that_came_by_no_pull_request_is_asked_about_as_well(cafe: Cafe, acting: int) -> None:
    cafe.clock("2027-02-02T10:00")
    pushed(cafe, "# だれかが直した行\n")
    commit = cafe.stage.git("rev-parse", "HEAD")
    cafe.clock("2027-02-03T08:30")
    assert f"{CHANGED}: コミット {commit[:7]}" in watched(cafe)
    assert "プルリクエストを通らずに main に入りました" in issue(cafe, commit[:7]).body
    cafe.stage.github.fail(f"commits/{commit}/pulls", 500, times=20)
    cafe.clock("2027-02-04T08:30")
    assert f"{CHANGED}: コミット {commit[:7]}" in watched(cafe)  # what cannot be looked at stays as it is
    comment(cafe, issue(cafe, commit[:7]).number, CHIEF, "確認しました")
    cafe.stage.github.server.faults.clear()
    cafe.clock("2027-02-05T08:30")
    assert not any(CHANGED in title for title in watched(cafe))
