"""The rule book on paper for the division: article by article, then every rule with its examples."""

from collections.abc import Iterable, Iterator

from scripts.checking.finding import LEVEL_NAMES
from scripts.rules.book import Rule
from scripts.rules.obligations import MEANS, OBLIGATIONS


def as_list(rules: Iterable[Rule]) -> str:
    """Every rule with its article, level, demand, and a bad and a good example."""
    return "\n".join(_page(rule) for rule in rules)


def _page(rule: Rule) -> str:
    article = rule.article.cited_for("")
    return f"{rule.name}({LEVEL_NAMES[rule.level]}、{article})\n  {rule.demand}\n  × {rule.bad}\n  ○ {rule.good}\n"


_HEAD = """\
# きまりの一覧

この文書は、プログラムのきまりから作られています。直接書き換えず、きまりのほうを直してから
`python -m scripts.setup` で作り直してください。同じ内容は `python -m scripts.check --list` でも読めます。

## 運営要領の条項と、その守り方

条項の番号は、運営要領にあるとおりに引きます(第4には第2項がありません)。
"""


def as_handbook(rules: Iterable[Rule]) -> str:
    """The whole page, as Markdown."""
    book = {rule.name: rule for rule in rules}
    return "\n".join(
        [_HEAD, *_means(), "", *_articles(), "", "## すべてのきまり", "", *_rules(book.values())]
    )


def _means() -> Iterator[str]:
    yield from (f"- **{name}**: {what}" for name, what in MEANS.items())


def _articles() -> Iterator[str]:
    yield "| 条項 | 運営要領の言葉 | 守り方 | きまり | 補足 |"
    yield "| --- | --- | --- | --- | --- |"
    for row in OBLIGATIONS:
        names = " ".join(f"[{name}](#{name})" for name in row.rules)
        yield f"| {row.article} | {row.words} | {'・'.join(row.means)} | {names} | {row.remark} |"


def _rules(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in sorted(rules, key=lambda rule: rule.name):
        yield f"### {rule.name}"
        yield ""
        yield f"{rule.demand}({LEVEL_NAMES[rule.level]}、{rule.article.cited_for('')})"
        yield ""
        yield f"- × {_as_written(rule.bad)}"
        yield f"- ○ {_as_written(rule.good)}"
        yield ""


def _as_written(example: str) -> str:
    """An example that Markdown would take for its own is shown letter by letter."""
    return f"`{example}`" if any(mark in example for mark in "[<*|#") else example
