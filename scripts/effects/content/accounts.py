"""From which account a post went out: the key of a send follows from the account, the post and the number of claims."""

import uuid
from collections.abc import Mapping, Sequence
from typing import TypeVar

from scripts.delivery.entry import Entry
from scripts.delivery.ledger import latest_claim
from scripts.reading.fields import text

Lines = TypeVar("Lines", bound=Sequence[Entry])


def retry_key(basic_id: str, post_id: str, claims: int) -> str:
    """The key of a post's next claim. `claims` are those that the ledger knows so far."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://line.me/R/ti/p/{basic_id}#{post_id}/{claims}"))


def of_account(basic_id: str, posts: Mapping[str, Lines]) -> dict[str, Lines]:
    """Of a ledger's posts those of this account: what a trial account sent before is nobody's figure, and no page's."""
    return {post_id: lines for post_id, lines in posts.items() if not _of_another(basic_id, post_id, lines)}


def _of_another(basic_id: str, post_id: str, lines: Sequence[Entry]) -> bool:
    """True where the latest claim has another account's key; claims of earlier versions drew theirs by lot."""
    claim = latest_claim(lines)
    if claim is None or "nonce" not in claim.carries:
        return False
    claims = sum(line.event == "claimed" for line in lines)
    return text(claim.carries.get("retry_key")) != retry_key(basic_id, post_id, claims - 1)
