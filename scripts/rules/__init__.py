"""The rule book. Importing this package writes every rule into `BOOK`."""

from scripts.rules import (
    article4_author,
    article4_images,
    article4_links,
    article5,
    article6_incidents,
    article6_policy,
    article6_replies,
    article7,
    place,
    reading,
    shape,
)

__all__ = [
    "article4_author",
    "article4_images",
    "article4_links",
    "article5",
    "article6_incidents",
    "article6_policy",
    "article6_replies",
    "article7",
    "place",
    "reading",
    "shape",
]
