"""The channel's secret is issued anew at LINE: nothing goes out, a person is told the click, and then it goes out once."""

from collections.abc import Iterator

import pytest

from tests.journeys.cafe import Cafe, opened
from tests.plain import foreign_words

WINTER = "20261210-winter-soudan"
NEW = "issued-anew-this-morning"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("reissued")) as played:
        yield played


def test_nothing_goes_out_under_the_old_secret_and_the_issue_says_whose_click_where(cafe: Cafe) -> None:
    cafe.bring_in(WINTER, "div-poster-01", ("section-chief-01",), "2026-12-10")
    cafe.stage.line.account.channel_secret = NEW
    assert cafe.send()["Send"] == 1
    assert cafe.stage.line.deliveries == []
    (issue,) = (issue for issue in cafe.stage.github.state.issues.values() if WINTER in issue.title)
    shown, folded = cafe.runner.summary().split("<details>")
    for text in (issue.body, cafe.comments(1)[-1], shown):
        for words in (
            "保守担当者は、きょうのうちに",
            "「line-production」",
            "「チャネル基本設定」",
            "「Run workflow」",
        ):
            assert words in text
        assert "次の実行でもう一度" not in text, "no run mends that"
        assert foreign_words(text) == []
    assert "HTTP 400" in folded


def test_the_morning_look_says_it_too_where_no_post_is_due(cafe: Cafe) -> None:
    assert cafe.job("watch.yml", "measure")["Measure"] == 1
    (issue,) = (each for each in cafe.stage.github.state.issues.values() if "LINEの設定" in each.title)
    assert "「チャネル基本設定」" in issue.body and "「line-production」" in issue.body
    assert foreign_words(issue.body) == []


def test_the_next_run_is_held_as_well_and_opens_no_second_issue(cafe: Cafe) -> None:
    cafe.clock("2026-12-10T12:37")
    assert cafe.send()["Send"] == 1
    assert cafe.issues(WINTER) == ["open"]
    assert cafe.stage.line.deliveries == []


def test_with_the_new_secret_it_goes_out_exactly_once_and_the_issue_closes(cafe: Cafe) -> None:
    cafe.clock("2026-12-10T13:07")
    cafe.runner.secrets = {**cafe.runner.secrets, "LINE_CHANNEL_SECRET": NEW}  # what the issue asks for
    assert set(cafe.send().values()) == {0}  # Run workflow
    assert set(cafe.send().values()) == {0}
    assert len(cafe.stage.line.deliveries) == 1
    assert cafe.issues(WINTER) == ["closed"]
