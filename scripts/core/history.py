"""Whether `main` still holds the merges on which a claimed post was approved."""

from collections.abc import Collection, Mapping
from typing import Any

from scripts.core.fields import mapping, sequence, text
from scripts.core.judgement import Reason


def history_rewritten(evidence: Mapping[str, Any], first_parents: Collection[str]) -> Reason | None:
    """The reason to hold a claimed post: a merge that its claim names is no first-parent commit of `main` any more."""
    claimed = [text(mapping(each).get("merge")) for each in sequence(evidence.get("merges"))]
    claimed = claimed or [text(evidence.get("merge"))]
    lost = [sha for sha in claimed if sha not in first_parents]
    if not lost:
        return None
    say = (
        f"承認のもとになったマージ({lost[0][:7] or '記録なし'})が main の履歴にありません。main が書き換えられています。"
        "保守担当者は、だれが main を書き換えたかを確かめ、もとの履歴に戻してください。"
    )
    return Reason("history_rewritten", say, holds=True)
