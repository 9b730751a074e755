"""The rule book, filled: importing this package writes every rule into `book.BOOK`."""

from scripts.rules import (
    article5,
    article6_incidents,
    article6_policy,
    article6_replies,
    article7,
)

__all__ = ["article5", "article6_incidents", "article6_policy", "article6_replies", "article7"]
