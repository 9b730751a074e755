"""Days as Japanese prose writes them: 12月5日(土)〜6日(日), 令和9年1月23日, 1/23(土)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

WEEKDAYS = "月火水木金土日"
REIWA = 2018  # 令和1年 is 2019

_WEEKDAY = (
    r"\s*[(\[]\s*(?P<{0}>[月火水木金土日])(?:曜日?)?\s*"
    r"(?:[・,、/]?\s*(?P<{1}>祝日?|振替休日|休日))?\s*[)\]]|\s*(?P<{2}>[月火水木金土日])曜日?"
)
_YEAR = r"(?:(?:令和|R)\s*(?P<era>\d{1,2}|元)\s*年|(?P<year>(?:19|20)\d\d)\s*[年/.-])\s*(?:\(\s*(?:20\d\d|令和\s*(?:\d{1,2}|元))\s*年?\s*\)\s*)?"
_DAY = re.compile(
    rf"(?<![\d/.-])(?:{_YEAR})?(?P<month>\d{{1,2}})\s*(?P<cut>月|[/.-])\s*(?P<day>\d{{1,2}})(?![\d/])\s*(?P<unit>日(?!間))?"
    rf"(?:{_WEEKDAY.format('w', 'h', 'v')})?"
)
_NEXT = re.compile(
    rf"\s*(?:から|より|[~〜～∼\-–—―ー、,・と&])\s*(?P<day>\d{{1,2}})\s*(?P<unit>日(?!間))?(?:{_WEEKDAY.format('w', 'h', 'v')})?"
)
_ERA_AND_YEAR = re.compile(
    r"令和\s*(?P<e1>\d{1,2}|元)\s*年?\s*[(\[]\s*(?P<y1>20\d\d)\s*年?|(?P<y2>20\d\d)\s*年?\s*[(\[]\s*令和\s*(?P<e2>\d{1,2}|元)\s*年?"
)


@dataclass(frozen=True)
class DayWords:
    """One day in a text, the weekday and the holiday mark beside it.

    `year` is None where none is written; `near` is the last year that was written before it on the line.
    """

    written: str
    year: int | None
    near: int | None
    month: int
    day: int
    weekday: str
    marked_holiday: bool

    def dates(self, years: tuple[int, ...]) -> tuple[date, ...]:
        """The days of the calendar that this can mean, in the written year or else in the given ones."""
        found = []
        if self.year or self.near:
            years = (self.year,) if self.year else (self.near or 0, (self.near or 0) + 1)
        for year in years:
            try:
                found.append(date(year, self.month, self.day))
            except ValueError:
                continue
        return tuple(found)


def day_words(plain: str) -> Iterator[DayWords]:
    """Every day in a line of plain (NFKC) text; the second half of a range inherits month and year."""
    near: int | None = None
    for match in _DAY.finditer(plain):
        # 1/23 alone may be a fraction, and 1.5 a number: a weekday or a year makes a day of it.
        sure = match["cut"] == "月" or match["w"] or (match["year"] and match["cut"] in "/.-")
        if not sure or (match["cut"] == "月" and not (match["unit"] or match["w"])):
            continue
        year = int(match["year"]) if match["year"] else _era_year(match["era"])
        first = _words(match, year, near, int(match["month"]))
        yield first
        near = year or near
        end = match.end()
        while further := _NEXT.match(plain, end):
            if not (further["unit"] or further["w"]):
                break
            yield _words(further, year, near, first.month)
            end = further.end()


def eras_and_years(plain: str) -> Iterator[tuple[str, int, int]]:
    """Writing, 令和's year as a common year, and the common year, wherever both stand side by side."""
    for match in _ERA_AND_YEAR.finditer(plain):
        era = _era_year(match["e1"] or match["e2"])
        if era:
            yield match[0] + ")", era, int(match["y1"] or match["y2"])


def _era_year(era: str | None) -> int | None:
    return REIWA + (1 if era == "元" else int(era)) if era else None


def _words(match: re.Match[str], year: int | None, near: int | None, month: int) -> DayWords:
    return DayWords(
        written=match[0].strip("~〜～∼-–—―ー、,・と& から"),
        year=year,
        near=near,
        month=month,
        day=int(match["day"]),
        weekday=match["w"] or match["v"] or "",
        marked_holiday=bool(match["h"]),
    )
