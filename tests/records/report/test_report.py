"""The report of a made-up year says what the data say, and nothing else."""

import re
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import pytest

from scripts.delivery.month import MonthUse
from scripts.records.report.coming import coming_in_words
from scripts.records.report.figures import Tapped, sent_figures, total
from scripts.records.report.forecast import Forecast, extra_in_words
from scripts.records.report.report import month_in_sentences, report_files
from scripts.text.dates import JAPAN
from tests.records.report.year import NOW, URL, overview, record, report, year

AT = datetime(2026, 11, 5, 10, 7, tzinfo=JAPAN)


def figures(**overviews):
    return sent_figures({name: record(name, AT, counted) for name, counted in overviews.items()}, {})


@pytest.mark.parametrize(
    ("overviews", "words"),
    [
        ({"a": overview(900, 300, 50), "b": overview(900, 200, None)}, "500人"),
        ({"a": overview(900, 300, 50), "b": overview(900, None, None)}, "300人（ほかに20人未満 1件）"),
        ({"a": overview(900, 300, 50), "b": None}, "300人（ほかに集計なし 1件）"),
        ({"a": overview(900, None, None), "b": None}, "20人未満 1件、集計なし 1件"),
        ({"a": overview(900, 0, None)}, "20人未満 1件"),
        ({"a": overview(900, 19, None), "b": overview(900, 20, None)}, "20人（ほかに20人未満 1件）"),
        ({}, "―"),
    ],
)
def test_a_sum_says_what_it_lacks_and_never_takes_it_for_nothing(overviews, words):
    assert total(figures(**overviews), "opened").words == words


def test_every_number_of_the_year_is_one_of_the_data():
    records, _ = year()
    counted = [found for entry in records.values() if (found := entry.counts)]
    text = report_files(report())["README.md"]
    by_side = text[text.index("## 書いた側ごと") : text.index("## 開かれたリンク")]
    rows = re.findall(r"^\| (?:地域政策課|運営者) \| (\d+)件 \| ([\d,]+)人", by_side, re.MULTILINE)
    assert sum(int(posts) for posts, _ in rows) == len(records)
    assert sum(int(people.replace(",", "")) for _, people in rows) == sum(look.delivered for look in counted)
    figures_only = text[: text.index("## 数字の読み方")]
    assert (
        min(
            int(people.replace(",", ""))
            for people in re.findall(r"(?<![\d,])([\d,]+)人(?!未満)", figures_only)
        )
        >= 20
    )


def test_below_lines_threshold_it_is_said_so():
    text = report_files(report())["README.md"]
    assert re.search(r"oshirase/4 \| 20人未満 \|", text)
    assert re.search(r"oshirase/5 \| 45人 \|", text)


def test_a_link_at_two_places_has_the_number_that_is_known():
    clicks = [
        {"url": URL, "uniqueClick": None},
        {"url": URL, "uniqueClick": 25},
        {"url": "", "uniqueClick": 9},
        "x",
    ]
    (figure,) = sent_figures({"a": record("a", AT, overview(900, 300, 50), clicks)}, {})
    assert figure.links == (Tapped(URL, 25),)


def test_each_picture_is_there_in_light_and_dark_and_its_numbers_stand_below():
    files = report_files(report())
    pictures = re.findall(r'(?:srcset|src)="([^"]+)"', files["README.md"])
    assert len(pictures) == 18 and set(pictures) == {name for name in files if name.endswith(".svg")}
    grounds = set()
    for name in pictures:
        drawn = ElementTree.fromstring(files[name])  # noqa: S314  # our own file
        grounds.add((name.endswith("-dark.svg"), drawn.find("{*}rect").attrib["fill"], drawn.attrib["color"]))
        bars = [bar.attrib["width"] for bar in drawn.iter("{http://www.w3.org/2000/svg}rect")][1:]
        assert bars and max(float(width.rstrip("%")) for width in bars) == 40
    assert grounds == {(False, "#ffffff", "#1d2830"), (True, "#12181c", "#e4eaee")}


def test_what_an_author_wrote_stays_in_its_cell():
    text = report_files(report())["README.md"]
    assert "<b>" not in text and not re.search(r"冬の\|たより", text)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({row.count("|") for row in table.splitlines()}) == 1


def test_the_calendar_shows_closed_days_and_every_post_on_its_first_day():
    given = report()
    text = coming_in_words(given.account, given.coming, date(2026, 12, 21))
    grid, listed = text.split("\n\n")
    assert len(grid.splitlines()) == 8 and grid.count("休み") == 12 + 4 + 1  # weekends, year's end, a holiday
    assert "**12/24**<br>（1）" in grid and "**1/15**<br>（2）" in grid
    assert "| （1） | 2026年12月24日（木） 10:00 | 年末年始" in listed
    assert "| ― | 配信できる日がありません | 日の決まらない投稿（地域政策課） | 止まっています" in listed


def test_the_forecast_tells_the_yen_above_the_plan_and_what_it_does_not_know():
    given = report()
    december = given.months[0]
    assert december.messages == 2360 + 1180
    assert extra_in_words(given.account, december) == "約1,620円（540通）"
    assert extra_in_words(given.account, replace(december, planned=0)) == "かかりません"
    assert "人数が分かりません" in extra_in_words(given.account, replace(december, reach=None))
    assert "account.yml にありません" in extra_in_words(replace(given.account, plan=None), december)
    nothing = Forecast(date(2027, 1, 1), MonthUse(0, 0, None, None), 0, None)
    assert nothing.messages == 0


def test_the_month_in_three_sentences():
    assert month_in_sentences(report(), date(2026, 7, 31)) == (
        "2026年7月に配信した投稿は、2件です。",
        "LINEの集計では、届いた人は延べ1,044人（ほかに集計なし 1件）、開封した人は延べ417人（ほかに集計なし 1件）です。",
        "2026年12月の通数の見込みは、約3,540通です（契約を超える料金: 約1,620円（540通））。",
    )
    assert month_in_sentences(report(posts=0), date(2026, 7, 31))[:2] == (
        "2026年7月に配信した投稿は、0件です。",
        "届いた人と開封した人の集計はありません。",
    )


def test_before_the_first_send_it_is_all_said_and_there_is_no_picture():
    files = report_files(report(posts=0, coming=(), unknown=("#7は読めません。",)))
    assert set(files) == {"README.md"}
    for sentence in ("予定している投稿はありません。", "配信した投稿は、まだありません。", "7は読めません。"):
        assert sentence in files["README.md"]


def test_what_is_older_than_twelve_months_is_left_out_and_the_page_says_so():
    text = report_files(report(made_at=NOW.replace(year=2027)))["README.md"]
    assert "2026年12月" in text[: text.index("## 月ごと")] and "配信した投稿は、まだありません" in text
    assert "今月までの12か月" in text
