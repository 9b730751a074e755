"""Days as Japanese notices write them: 12月5日(土)〜6日(日), 令和九年一月二十三日【土】, R9.1.23(Sat), 1/23(土・祝)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

WEEKDAYS = "月火水木金土日"
REIWA = 2018  # 令和1年 is 2019
_ERAS = {
    "令和": REIWA,
    "R": REIWA,
    "平成": 1988,
    "H": 1988,
    "昭和": 1925,
    "S": 1925,
    "大正": 1911,
    "明治": 1867,
}
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KANJI = {letter: value for value, letter in enumerate("〇一二三四五六七八九")}

_B = r"\s{0,2}"  # blanks; without an end their number would be tried over and over
_NUMBER = "[0-9]{1,2}|[〇一二三四五六七八九十]{1,3}"
_ERA = rf"(?:令和|平成|昭和|大正|明治|(?<![A-Za-z])(?-i:[RHS])){_B}(?:{_NUMBER}|元)"
_COMMON = "(?:19|20)[0-9]{2}|[一二][〇一二三四五六七八九]{3}"
_YEAR = (
    rf"(?:(?P<era>{_ERA}){_B}(?P<ecut>[年./-])|(?P<year>{_COMMON}){_B}[年/.-]){_B}"
    rf"(?:\({_B}(?:{_COMMON}|{_ERA}){_B}年?{_B}\){_B})?"
)
_NAME = r"(?:[月火水木金土日](?:曜日?)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?)(?![A-Za-z])"
_HOLIDAY = "祝日?|振替休日|振替|振休|休日|休|祭日"
_WEEKDAY = (
    rf"{_B}[*_]{{0,2}}{_B}(?:[(\[【〔〈《<]{_B}(?:(?P<before>{_HOLIDAY})?{_B}[・,、/]?{_B}(?P<inside>{_NAME})"
    rf"{_B}(?:[・,、/]?{_B}(?P<after>{_HOLIDAY}))?){_B}[)\]】〕〉》>]|{_B}(?P<beside>[月火水木金土日])曜日?)"
)
_DAY = re.compile(
    rf"(?<![0-9〇一二三四五六七八九十/.-])(?:{_YEAR})?(?P<month>{_NUMBER}){_B}(?P<cut>月|[/.-]){_B}(?P<day>{_NUMBER})"
    rf"(?![0-9/]){_B}(?P<unit>日(?!間))?(?:{_WEEKDAY})?",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"{_B}(?:から|より|[~〜～∼\-–—―ー、,・と&]){_B}(?P<day>{_NUMBER}){_B}(?P<unit>日(?!間))?(?:{_WEEKDAY})?",
    re.IGNORECASE,
)
_ERA_AND_YEAR = re.compile(
    rf"(?P<e1>{_ERA}){_B}年?{_B}[(\[]{_B}(?P<y1>{_COMMON}){_B}年?{_B}[)\]]?|(?P<y2>{_COMMON}){_B}年?{_B}[(\[]{_B}(?P<e2>{_ERA}){_B}年?{_B}[)\]]?"
)
_ERA_YEAR = re.compile(rf"(?P<era>{_ERA}){_B}年(?!間|度?生|代)")


@dataclass(frozen=True)
class DayWords:
    """One day in a text, the weekday and the holiday mark beside it.

    `year` is None where none is written; `near` are the years that one before it on the line makes likely.
    `match` is where the day stands in the plain line.
    """

    match: re.Match[str]
    year: int | None
    near: tuple[int, ...]
    month: int
    day: int
    weekday: str
    marked_holiday: bool

    def dates(self, years: tuple[int, ...]) -> tuple[date, ...]:
        """The days of the calendar that this can mean, in the written year or else in the given ones."""
        days = []
        for year in (self.year,) if self.year else self.near or years:
            try:
                days.append(date(year, self.month, self.day))
            except ValueError:
                continue
        return tuple(days)

    def with_weekday(self, weekday: str) -> str:
        """The same day with another weekday."""
        group = "inside" if self.match["inside"] else "beside"
        start, end = (at - self.match.start() for at in self.match.span(group))
        return self.trim(self.match[0][:start] + weekday + self.match[0][end:])

    @staticmethod
    def trim(written: str) -> str:
        """A day as it was typed, without the letters that join it to the one before it."""
        return written.strip("~〜～∼-–—―ー、,・と& から")


@lru_cache(maxsize=1024)  # half a dozen rules ask it of the same lines
def day_words(plain: str) -> tuple[DayWords, ...]:
    """Every day in a line of plain (NFKC) text; the second half of a range inherits month and year."""
    return tuple(_day_words(plain))


def _day_words(plain: str) -> Iterator[DayWords]:
    last: tuple[int, int] | None = None  # the last year that was written, and the month in it
    for match in _DAY.finditer(plain):
        # 1/23 alone may be a fraction, and 1.5 a number: a weekday or a year makes a day of it.
        dated = match["year"] or match["era"]
        named = match["inside"] or match["beside"]
        if not (match["unit"] or named) if match["cut"] == "月" else not (dated or match["inside"]):
            continue
        year = number_of(match["year"]) if match["year"] else era_year(match["era"]) if match["era"] else None
        first = _words(match, year, last, number_of(match["month"]))
        yield first
        last = (year, first.month) if year else last
        end = match.end()
        while further := _NEXT.match(plain, end):
            if not (further["unit"] or further["inside"]):
                break
            yield _words(further, year, last, first.month)
            end = further.end()


def eras_and_years(plain: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Every pair of an era's year and a common year side by side: where it stands, and both as common years."""
    for match in _ERA_AND_YEAR.finditer(plain):
        yield match, era_year(match["e1"] or match["e2"]), number_of(match["y1"] or match["y2"])


def era_years(plain: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every year of an era (令和9年), and the common year that it is."""
    return ((match, era_year(match["era"])) for match in _ERA_YEAR.finditer(plain))


def era_year(written: str) -> int:
    """The common year of 令和9, R9, 令和元 or 平成三十."""
    era = next(name for name in _ERAS if written.startswith(name))
    number = written[len(era) :].strip()
    return _ERAS[era] + (1 if number == "元" else number_of(number))


def in_era(year: int) -> str:
    """2027 as 令和9年; the year in which an era began as its first."""
    era = max(
        (name for name in _ERAS if _ERAS[name] < year), key=lambda name: (_ERAS[name], len(name)), default=""
    )
    return f"{era}{year - _ERAS[era]}年" if era else f"{year}年"


def number_of(written: str) -> int:
    """23, 二十三, 二三 or 二〇二七 as a number."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if ten:
        return 10 * (number_of(tens) if tens else 1) + (number_of(ones) if ones else 0)
    return int("".join(str(_KANJI[letter]) for letter in written) or "0")


def _words(match: re.Match[str], year: int | None, last: tuple[int, int] | None, month: int) -> DayWords:
    groups = match.groupdict()
    name = groups["inside"] or groups["beside"] or ""
    weekday = name[:1] if name[:1] in WEEKDAYS else WEEKDAYS[_ENGLISH.index(name[:3].lower())]
    return DayWords(
        match=match,
        year=year,
        near=((last[0],) if month >= last[1] else (last[0], last[0] + 1)) if last else (),
        month=month,
        day=number_of(match["day"]),
        weekday=weekday,
        marked_holiday=bool(groups["before"] or groups["after"]),
    )
