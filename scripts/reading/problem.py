"""A problem of writing that the reader of a file found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SyntaxProblem:
    """What YAML or Markdown would hide or alter; `rule` is the name of the rule that reports it."""

    line_no: int
    rule: str
    message: str
