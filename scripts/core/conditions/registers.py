"""Condition 3: roster and account are read as they stood before the merge, and must be readable."""

from collections.abc import Iterator

from scripts.core.judgement import Reason
from scripts.core.snapshot import Landing, Snapshot


def registers_before_the_merge(landing: Landing, snapshot: Snapshot) -> Iterator[Reason]:
    """No pull request appoints its own approver: who may approve is read at the merge's first parent."""
    for document in (landing.registers.roster.document, landing.registers.account.document):
        if document.mistakes:
            say = f"マージの直前の {document.path} が読めません。だれが承認できるかを確かめられません。"
            yield Reason("evidence_unavailable", say, holds=True)
