"""The rule book on paper: documentation, help and code are one text."""

from collections.abc import Iterable

from scripts.rules.book import Rule

LEVELS: dict[str, str] = {"error": "エラー", "warning": "注意"}


def as_list(rules: Iterable[Rule]) -> str:
    """Every rule with its article, level, demand, and a bad and a good example."""
    return "\n".join(_page(each) for each in rules)


def _page(each: Rule) -> str:
    article = each.article.cited_for("")
    return f"{each.name}({LEVELS[each.level]}、{article})\n  {each.demand}\n  × {each.bad}\n  ○ {each.good}\n"
