"""The month's issue: what the month before came to, and the head of the ledger, which nobody who rewrites it can have back."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scripts.tasks.issue_plan import Issue, Step, Task
from scripts.text.dates import format_day, month_in_words
from scripts.text.quote import inert

KEY = "ledger-head/"  # the watch never changes such an issue: what it says is evidence
_DOUBTS = ("ledger/", "proof/")
_HEAD = re.compile(r"`([0-9a-f]{40}|[0-9a-f]{64})`")


@dataclass(frozen=True)
class MonthBefore:
    """What the report says of the month before, in sentences (none where it could not be made), and its address."""

    sentences: Sequence[str] = ()
    report_url: str = ""


def noted_heads(issues: Iterable[Issue]) -> dict[str, str]:
    """Where a head of the ledger was noted (the month's issue) → the commit; "" where somebody took it out of the text."""
    return {
        f"{issue.key.removeprefix(KEY)}のIssue #{issue.number}": written[1]
        if (written := _HEAD.search(issue.text))
        else ""
        for issue in issues
        if issue.key.startswith(KEY)
    }


def report_of_the_month(
    issues: Iterable[Issue], tasks: Iterable[Task], head: str, today: date, before: MonthBefore
) -> Iterator[Task]:
    """This month's issue, which is no trouble; nothing where it stands already, or where there is no ledger yet.

    The head of a ledger about which something is wrong today (`tasks`) is not noted before that is looked into.
    """
    key = f"{KEY}{today:%Y-%m}"
    doubted = any(task.key.startswith(_DOUBTS) for task in tasks)
    if head and not doubted and key not in {issue.key for issue in issues}:
        reported = "".join(f"{sentence}\n" for sentence in before.sentences)
        link = (
            f"\n[予定と実績の全体]({before.report_url})(見回りが毎日作り直します)\n"
            if before.report_url
            else ""
        )
        yield Task(
            key,
            f"{month_in_words(today.replace(day=1) - timedelta(days=1))}の報告",
            f"{reported}{link}\n"
            f"{format_day(today)}の配信台帳(ブランチ `ledger`)の先頭は、次のコミットです。\n\n"
            f"`{head}`\n\n"
            "- [ ] この番号を、リポジトリの外(課の記録簿など)に書き写す\n\n"
            "あとから台帳が書き換えられると、この番号は台帳の履歴から消えます。次のコマンドで確かめられます。\n\n"
            f"```sh\ngit fetch origin ledger\ngit merge-base --is-ancestor {head} FETCH_HEAD && echo あります\n```\n\n"
            "次の月の報告が出ると、この件は閉じます。見回りは、この件の文を書き換えません。",
        )


def reports_before(issues: Iterable[Issue], standing: Collection[str], today: date) -> Iterator[Step]:
    """The steps that close the issues of earlier months, once this month's stands; not a letter of them changes.

    `standing` are the keys of the issues that there are.
    """
    this = f"{KEY}{today:%Y-%m}"
    for issue in issues:
        if issue.open and issue.key.startswith(KEY) and issue.key < this and this in standing:
            yield Step("close", issue.number, issue.title, issue.text)


def lost_heads(issues: Iterable[Issue], history: Collection[str]) -> Iterator[Task]:
    """The task about heads that were noted and are in the ledger's history no more."""
    lost = {where: head for where, head in noted_heads(issues).items() if head not in history}
    if lost:
        gone = "番号が、文から消されています"
        rows = "".join(
            f"- {_without_mark_up(where)}: {f'`{head}`' if head else gone}\n"
            for where, head in sorted(lost.items())
        )
        yield Task(
            "ledger/heads",
            "配信の記録が書き換えられています: 控えた先頭がありません",
            "毎月控えている配信台帳の先頭が、いまの台帳の履歴にありません。\n\n"
            f"{rows}\n保守担当者は、`SENDING_PAUSED` を `true` にし、だれが台帳を書き換えたかをGitHubの記録で確かめてください"
            "(`.github/TROUBLE.md`)。Issueの文が書き換えられていないかは、Issueの「edited」から見られます。",
        )


def _without_mark_up(where: str) -> str:
    """The place with its issue's number as GitHub links it; the month before it stood in a text that anybody can change."""
    month, of, number = where.rpartition("のIssue #")
    return f"{inert(month)}{of}{number}"
