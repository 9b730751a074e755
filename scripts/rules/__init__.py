"""The rule book. Importing this package writes every rule into `BOOK`."""

from scripts.rules import article4_author, article4_images, article4_links, place, reading, shape

__all__ = ["article4_author", "article4_images", "article4_links", "place", "reading", "shape"]
