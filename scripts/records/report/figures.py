"""What LINE counted of the sent posts, added up; what LINE keeps to itself is never taken for nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from scripts.content.post import Post
from scripts.reading.fields import integer, mapping, sequence, text
from scripts.records.record import FEW, Counts, Record
from scripts.text.dates import JAPAN

_PUBLISHED_FROM = 20  # LINE publishes no smaller number of people


@dataclass(frozen=True)
class Tapped:
    """A link of a post, and how many people opened it; None where LINE keeps the number to itself."""

    url: str
    people: int | None


@dataclass(frozen=True)
class SentFigures:
    """One sent post and what LINE counted of it; `counts` is None where LINE was not asked in time."""

    post_id: str
    post: Post | None
    sent_at: datetime
    counts: Counts | None
    links: tuple[Tapped, ...]

    @property
    def sent_on(self) -> date:
        """The day in Japan."""
        return self.sent_at.astimezone(JAPAN).date()


@dataclass(frozen=True)
class Total:
    """A sum over posts: what is known of it, and of how many posts LINE keeps the number to itself or counted nothing."""

    known: int
    posts: int
    few: int
    uncounted: int

    @property
    def words(self) -> str:
        """The sum and what it lacks: 「1,234人（ほかに20人未満 1件）」."""
        lacks = [f"{FEW} {self.few}件"] if self.few else []
        lacks += [f"集計なし {self.uncounted}件"] if self.uncounted else []
        if self.posts == self.few + self.uncounted:
            return "、".join(lacks) or "―"
        return f"{self.known:,}人" + (f"（ほかに{'、'.join(lacks)}）" if lacks else "")

    @property
    def short(self) -> str:
        """The same beside a bar, where there is no room: 「1,234人＋」 says that something lacks."""
        lacks = self.few + self.uncounted
        if self.posts == lacks:
            return self.words
        return f"{self.known:,}人" + ("＋" if lacks else "")


Number = Literal["delivered", "opened", "clicked"]


def sent_figures(records: Mapping[str, Record], posts: Mapping[str, Post]) -> tuple[SentFigures, ...]:
    """The sent posts, oldest first."""
    figures = [
        SentFigures(post_id, posts.get(post_id), sent_at, record.counts, tuple(_links(record)))
        for post_id, record in records.items()
        if (sent_at := record.sent_at)
    ]
    return tuple(sorted(figures, key=lambda figure: (figure.sent_at, figure.post_id)))


def total(figures: Iterable[SentFigures], number: Number) -> Total:
    """One of LINE's numbers, added up over posts."""
    looks = [figure.counts for figure in figures]
    people: list[int | None] = [getattr(counts, number) for counts in looks if counts]
    shown = [value for value in people if value is not None and value >= _PUBLISHED_FROM]
    return Total(sum(shown), len(looks), len(people) - len(shown), len(looks) - len(people))


def people_in_words(people: int | None) -> str:
    """One number of LINE's."""
    return FEW if people is None or people < _PUBLISHED_FROM else f"{people:,}人"


def counted_until(figures: Sequence[SentFigures]) -> date | None:
    """The day of the latest look at LINE's statistics."""
    looks = [figure.counts.at.astimezone(JAPAN).date() for figure in figures if figure.counts]
    return max(looks, default=None)


def _links(record: Record) -> Iterable[Tapped]:
    """The links of the latest look. LINE counts a URL once for each place: the whole broadcast's number comes first."""
    measured = next((line for line in reversed(record.lines) if line.event == "measured"), None)
    links: dict[str, int | None] = {}
    for row in map(mapping, sequence(measured.carries.get("clicks")) if measured else ()):
        people = integer(row.get("uniqueClickOfRequest"))
        people = integer(row.get("uniqueClick")) if people is None else people
        url, known = text(row.get("url")), links.get(text(row.get("url")))
        if url:
            links[url] = people if known is None else max(known, people or 0)
    return (Tapped(url, people) for url, people in links.items())
