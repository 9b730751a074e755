"""The report as files: README.md, and the pictures that it shows in light and in dark."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scripts.content.account import Account
from scripts.content.roster import SIDE_NAMES
from scripts.messages.facts import KINDS
from scripts.records.record import FEW
from scripts.records.report.chart import Bar, chart_file
from scripts.records.report.coming import Coming, closed_days, coming_in_words
from scripts.records.report.figures import (
    Number,
    SentFigures,
    counted_until,
    people_in_words,
    total,
)
from scripts.records.report.forecast import Forecast, extra_in_words, forecast_table
from scripts.text.dates import day_in_words, moment_in_words, month_in_words
from scripts.text.quote import inert

_MONTHS = 12
_LINKS = 40  # rows
_NUMBERS: tuple[tuple[str, Number], ...] = (
    ("届いた人", "delivered"),
    ("開封した人", "opened"),
    ("リンクを開いた人", "clicked"),
)
_UNKNOWN = "区分や側の記録がない投稿"
Groups = Sequence[tuple[str, Sequence[SentFigures]]]


@dataclass(frozen=True)
class Report:
    """Everything that the report says. `unknown` are sentences about what could not be asked."""

    account: Account
    made_at: datetime
    ledger: str
    figures: tuple[SentFigures, ...]
    coming: tuple[Coming, ...]
    unknown: tuple[str, ...]
    months: tuple[Forecast, ...]

    @property
    def today(self) -> date:
        """The day on which it was made."""
        return self.made_at.date()


def report_files(report: Report) -> dict[str, str]:
    """Name → text of every file."""
    year = [figure for figure in report.figures if _months_between(figure.sent_on, report.today) < _MONTHS]
    tables = {
        "months": ("月", _by(reversed(year), lambda figure: month_in_words(figure.sent_on))),
        "categories": ("区分", _by(year, _category)),
        "sides": ("側", _by(year, _side)),
    }
    parts = [
        f"# {inert(report.account.name)}の予定と実績",
        f"{moment_in_words(report.made_at)}に、見回りが作りました。まだ公表していない予定を含むので、外に出さないでください。",
        "## これからの6週間",
        coming_in_words(report.account, report.coming, report.today),
        _closed(report),
        *(f"> {inert(sentence)}" for sentence in report.unknown),
        "## 通数と料金の見込み",
        forecast_table(report.account, report.months),
        "## 月ごとの実績",
        *_shown("months", *tables["months"]),
        "## 区分ごとの実績",
        *_shown("categories", *tables["categories"]),
        "## 書いた側ごとの実績",
        *_shown("sides", *tables["sides"]),
        "## 開かれたリンク",
        _links(year),
        "## 数字の読み方",
        _legend(report),
    ]
    files = {"README.md": "\n\n".join(filter(None, parts)) + "\n"}
    for name, (_, groups) in tables.items():
        for (_, number), file in zip(_NUMBERS, _pictures(name), strict=True):
            if groups:
                rows = [_bar(group, posts, number) for group, posts in groups]
                files |= {f"{file}.svg": chart_file(rows, False), f"{file}-dark.svg": chart_file(rows, True)}
    return files


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _by(figures: Iterable[SentFigures], group: Callable[[SentFigures], str]) -> Groups:
    groups: dict[str, list[SentFigures]] = {}
    for figure in figures:
        groups.setdefault(group(figure), []).append(figure)
    return list(groups.items())


def _category(figure: SentFigures) -> str:
    return KINDS.get(figure.post.category, _UNKNOWN) if figure.post else _UNKNOWN


def _side(figure: SentFigures) -> str:
    return SIDE_NAMES.get(figure.post.side, _UNKNOWN) if figure.post else _UNKNOWN


def _pictures(name: str) -> list[str]:
    return [f"{name}-{number}" for _, number in _NUMBERS]


def _bar(group: str, posts: Sequence[SentFigures], number: Number) -> Bar:
    whole = total(posts, number)
    return Bar(group, whole.known or None, whole.short)


def _shown(name: str, heading: str, groups: Groups) -> Iterator[str]:
    """A picture for each of LINE's numbers, and the numbers as a table below."""
    if not groups:
        yield "配信した投稿は、まだありません。"
        return
    for (words, _), file in zip(_NUMBERS, _pictures(name), strict=True):
        yield f"**{words}（延べ）**"
        yield (
            f'<picture><source media="(prefers-color-scheme: dark)" srcset="{file}-dark.svg">'
            f'<img src="{file}.svg" alt="{heading}ごとの{words}。数字は下の表にあります。"></picture>'
        )
    head = (heading, "配信した投稿", *(f"{words}（延べ）" for words, _ in _NUMBERS), "集計した日")
    rows = [
        (group, f"{len(posts)}件", *(total(posts, number).words for _, number in _NUMBERS), _looked(posts))
        for group, posts in groups
    ]
    yield _table(head, rows)


def _looked(posts: Sequence[SentFigures]) -> str:
    looked = counted_until(posts)
    return f"{day_in_words(looked)}まで" if looked else "―"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _links(year: Sequence[SentFigures]) -> str:
    """The links of the newest posts, each with the people who opened it."""
    rows = [
        (
            day_in_words(figure.sent_on),
            inert(figure.post.title if figure.post else figure.post_id),
            inert(link.url),
            people_in_words(link.people),
            _looked([figure]),
        )
        for figure in reversed(year)
        for link in figure.links
    ]
    if not rows:
        return "LINEの集計に、開かれたリンクはまだありません。"
    more = (
        f"\n\nほかに{len(rows) - _LINKS}行あります。新しいものから載せています。"
        if len(rows) > _LINKS
        else ""
    )
    return _table(("配信", "投稿", "リンク", "開いた人", "集計した日"), rows[:_LINKS]) + more


def _closed(report: Report) -> str:
    days = list(closed_days(report.account, report.today))
    return f"土日のほかに配信しない日: {'、'.join(days)}" if days else ""


def _legend(report: Report) -> str:
    return (
        f"- 実績は、配信台帳（{report.ledger[:10] or 'まだありません'}）に写したLINEの集計です。LINEは配信から14日だけ数え直すので、"
        "そのあとに開いた人は含みません。\n"
        f"- 「{FEW}」は、LINEが人数を公開しない少なさです。0人とは限りません。合計には入っていません。\n"
        "- 「延べ」は、同じ人を投稿ごとに数えた数です。何人の方に届いたかではありません。\n"
        "- 図の「＋」は、20人未満か集計なしの投稿が、ほかにあることを示します。図の下の表に件数があります。\n"
        "- 「集計なし」は、LINEの集計がまだ、または期間のうちに取れなかった投稿です。\n"
        f"- 実績に載るのは、配信した月が、今月までの{_MONTHS}か月の投稿です。"
    )


def month_in_sentences(report: Report, month: date) -> tuple[str, str, str]:
    """What went out in that month, what came of it, and what the present month comes to."""
    posts = [figure for figure in report.figures if _months_between(figure.sent_on, month) == 0]
    corrections = sum(bool(figure.post and figure.post.corrects) for figure in posts)
    among = f"（うち訂正{corrections}件）" if corrections else ""
    reached, opened = total(posts, "delivered").words, total(posts, "opened").words
    counted = f"LINEの集計では、届いた人は延べ{reached}、開封した人は延べ{opened}です。"
    now = report.months[0]
    comes_to = "分からないまま" if now.messages is None else f"約{now.messages:,}通"
    return (
        f"{month_in_words(month)}に配信した投稿は、{len(posts)}件です{among}。",
        counted if posts else "届いた人と開封した人の集計はありません。",
        f"{month_in_words(now.month)}の通数の見込みは、{comes_to}です（契約を超える料金: {extra_in_words(report.account, now)}）。",
    )
