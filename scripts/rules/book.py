"""The rule book: how a demand of the regulation becomes a function, and how all of them are asked.

A rule is a generator over `(subject, context)` that yields `(line, message)`, and the article as a third value
where that is not the rule's own (a schema cites the article that demands the field). Its docstring is the demand
in one sentence, with a `Bad:` and a `Good:`. The runner adds path, name, article and level.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding, Level
from scripts.content.form import Form
from scripts.rules import CHAPTERS


class Subject(Protocol):
    """Anything that rules speak about has a path."""

    @property
    def path(self) -> str: ...


@dataclass(frozen=True)
class Article:
    """Where a demand stands. The two sides have their own paragraphs in 第4 and must be cited by theirs."""

    division: str
    contractor: str

    def cited_for(self, side: str) -> str:
        """The article as a message cites it; both where the side is not known."""
        if self.division == self.contractor:
            return self.division
        return {"division": self.division, "contractor": self.contractor}.get(
            side, f"{self.division}・{self.contractor}"
        )


def by_side(item: str) -> Article:
    """第4第1項 for the division, 第4第4項 for the contractor: the duties of an author have the same item numbers."""
    return Article(f"第4第1項{item}", f"第4第4項{item}")


Seen = Iterator[tuple[int, str] | tuple[int, str, Article]]
Check = Callable[[Any, RuleContext], Seen]


@dataclass(frozen=True)
class Rule:
    """One demand: its function, the kind of subject that it speaks about, and its page in the rule book."""

    name: str
    article: Article
    level: Level
    subject: type
    check: Check
    demand: str
    bad: str
    good: str


_WRITTEN: dict[str, Rule] = {}


@cache
def book() -> Mapping[str, Rule]:
    """Every rule by its name, in the order of the chapters. Opened when it is first asked for."""
    for chapter in CHAPTERS:
        import_module(f"scripts.rules.{chapter}")
    return _WRITTEN


def enter(entry: Rule) -> None:
    """Write a rule into the book. Raises ValueError for a name that stands there."""
    if entry.name in _WRITTEN:
        raise ValueError(f"two rules are called {entry.name}")
    _WRITTEN[entry.name] = entry


def article_of(cited: str | Mapping[str, str]) -> Article:
    """An article as a decorator or an `x-article` gives it: one for both sides, or one for each."""
    return (
        Article(cited, cited) if isinstance(cited, str) else Article(cited["division"], cited["contractor"])
    )


def rule(name: str, article: str | Article, level: Level = "error") -> Callable[[Check], Check]:
    """Write a function of the rule's name into the book. The subject's type is that of its first parameter.

    Raises ValueError where the names differ, or the docstring lacks its demand or examples.
    """
    where = article if isinstance(article, Article) else article_of(article)

    def write(check: Check) -> Check:
        if check.__name__ != name.replace("-", "_"):
            raise ValueError(f"the function of {name} is called {check.__name__}")
        subject = next(iter(inspect.get_annotations(check).values()))
        enter(Rule(name, where, level, subject, check, *_page(check)))
        return check

    return write


def ask(subject: Subject, context: RuleContext) -> list[Finding]:
    """Ask every rule that speaks about this kind of subject; of an unreadable file only those about reading."""
    side = getattr(subject, "side", "")
    unreadable = isinstance(subject, Form) and subject.document.unreadable
    return sorted(  # a set: what stands in the sent text and in its source is said once
        {
            Finding(
                subject.path, line, rule.name, (*cited, rule.article)[0].cited_for(side), rule.level, message
            )
            for rule in _about(type(subject))
            if not unreadable or rule.subject is Form
            for line, message, *cited in rule.check(subject, context)
        }
    )


@cache
def _about(kind: type) -> tuple[Rule, ...]:
    return tuple(rule for rule in book().values() if issubclass(kind, rule.subject))


def _page(check: Check) -> tuple[str, str, str]:
    """Demand, bad and good example from a docstring; a rule without them cannot be written down."""
    text = inspect.getdoc(check) or ""
    parts = [part.strip() for part in re.split("Bad:|Good:", text)]
    if len(parts) != 3 or not all(parts):
        raise ValueError(f"{check.__name__} lacks its demand, Bad: or Good:")
    demand, bad, good = parts
    return demand, bad, good
