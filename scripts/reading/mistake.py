"""A slip that the reading of a file found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SyntaxProblem:
    """A slip of writing that YAML would hide; `trap` is the name of the rule that reports it."""

    line: int
    trap: str
    message: str
