"""One post's record put to the proof: the approval judged again offline, and the text held against what went out."""

from pathlib import Path

from scripts.core.audit.proof import Answer, answers
from scripts.core.audit.record import Record
from scripts.core.audit.replay import replayed
from scripts.core.plain import NotPlain
from scripts.core.post import Post
from scripts.world.content import Tree, account_in
from scripts.world.replaying import history_now, recorded_snapshot


def proved(root: Path, record: Record, post: Post | None, then: Tree) -> tuple[Answer, ...]:
    """Every question, answered from the clone and the ledger alone."""
    try:
        judged = [*replayed(record.evidence, recorded_snapshot(root, record.evidence), history_now(root))]
    except NotPlain as why:
        judged = [Answer("承認の記録を読めるか", False, f"記録のこの部分が読めません: {why}")]
    return (*judged, *answers(record, post, account_in(then)))
