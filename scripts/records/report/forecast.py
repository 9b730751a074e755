"""What the month's messages come to: used, planned, and the yen above the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.content.account import Account
from scripts.delivery.audience import Audience
from scripts.delivery.month import MonthUse
from scripts.text.dates import day_in_words, moment_in_words, month_in_words

_NO_REACH = "配信がまだないため、1回の人数が分かりません"


@dataclass(frozen=True)
class Forecast:
    """A month: its first day, what is used of it, how many posts are planned in the rest of it."""

    month: date
    use: MonthUse
    planned: int
    reach: Audience | None

    @property
    def messages(self) -> int | None:
        """The messages that it comes to; None where nobody knows how many a send takes."""
        if self.planned and self.reach is None:
            return None
        return self.use.used + self.planned * (self.reach.people if self.reach else 0)


def forecast_table(account: Account, months: Sequence[Forecast]) -> str:
    """One row a month, every figure with where it comes from."""
    head = "| 月 | 使った通数 | これからの予定 | 見込み | 契約を超える料金 |\n| --- | ---: | ---: | ---: | ---: |"
    return (
        "\n".join([head, *(_row(account, month) for month in months)])
        + "\n\n"
        + "\n".join(_sources(account, months))
    )


def extra_in_words(account: Account, forecast: Forecast) -> str:
    """The yen above the plan, or why nobody can tell."""
    if account.plan is None:
        return "契約の通数と料金が、account.yml にありません"
    if forecast.messages is None:
        return _NO_REACH
    above = account.plan.above(forecast.messages)
    if not above:
        return "かかりません"
    return f"約{above * account.plan.price_of_one_more:,}円（{above:,}通）"


def _row(account: Account, forecast: Forecast) -> str:
    planned = f"{forecast.planned}件"
    if forecast.planned and forecast.reach:
        planned += f" × 約{forecast.reach.people:,}通"
    messages = "―" if forecast.messages is None else f"約{forecast.messages:,}通"
    cells = (
        month_in_words(forecast.month),
        f"{forecast.use.used:,}通",
        planned,
        messages,
        extra_in_words(account, forecast),
    )
    return f"| {' | '.join(cells)} |"


def _sources(account: Account, months: Sequence[Forecast]) -> Iterator[str]:
    for forecast in months:
        if forecast.use.asked_at:
            yield (
                f"- {month_in_words(forecast.month)}に使った通数: {moment_in_words(forecast.use.asked_at)}にLINEが答えた数と、"
                "それからの配信の合計です。"
            )
        elif forecast.use.sends:
            yield (
                f"- {month_in_words(forecast.month)}に使った通数: 台帳にある{forecast.use.sends}件の配信の合計です。"
                "LINEの管理画面からの配信は含みません。"
            )
    if reach := months[0].reach:
        yield f"- 1回の通数: {day_in_words(reach.on)}の配信のときにLINEが数えた人数です。友だちが増えれば、多くなります。"
    yield "- 予定: main にあってまだ配信していない投稿と、承認を待つプルリクエストのうち、いちばん早い配信がその月のものです。"
    if plan := account.plan:
        yield f"- 契約: 月{plan.messages_a_month:,}通、超えた1通につき{plan.price_of_one_more}円（account.yml の `plan`）。"
