"""What people wrote in a pull request, for the dossier: the ledger keeps only the hashes."""

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.effects.github.api import Api, Unanswered
from scripts.reading.fields import integer, mapping, text
from scripts.records.course import Texts


def texts_of(api: Api, number: int) -> Texts | None:
    """The texts in three calls; None where GitHub cannot be asked."""
    try:
        pull = mapping(api.get(f"pulls/{number}"))
        reviews = api.pages(f"pulls/{number}/reviews")
        timeline = api.pages(f"issues/{number}/timeline")
    except Unanswered:
        return None
    dismissed = [mapping(mapping(event).get("dismissed_review")) for event in timeline]
    return Texts(
        text(pull.get("title")),
        text(pull.get("body")),
        _by_number(map(mapping, reviews), "id", "body"),
        _by_number(dismissed, "review_id", "dismissal_message"),
    )


def _by_number(entries: Iterable[Mapping[str, Any]], number: str, words: str) -> dict[int, str]:
    return {known: text(entry.get(words)) for entry in entries if (known := integer(entry.get(number)))}
