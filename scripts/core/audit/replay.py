"""An approval judged a second time, offline: git speaks for itself, GitHub's half comes from the ledger's record."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from scripts.core.audit.proof import Answer
from scripts.core.evidence import evidence_of
from scripts.core.fields import mapping, sequence, text
from scripts.core.history import history_rewritten
from scripts.core.plain import NotPlain, read_plain
from scripts.core.roster import ROLE_NAMES
from scripts.core.snapshot import Snapshot
from scripts.core.testimony import Testimony
from scripts.core.verdict import judge

NOT_CHECKED = (
    "確かめていないこと: GitHubにいまも同じ承認の記録があること(インターネットにつながないため)。"
    "承認の日時・番号・アカウントと、プッシュの記録は、配信台帳に書かれたものを使いました。"
)
_SHOWN = 5


def testimonies(evidence: Mapping[str, Any]) -> dict[str, Testimony]:
    """What GitHub said of each merge, out of the record. Raises NotPlain."""
    merges = [mapping(each) for each in sequence(evidence.get("merges"))]
    if not merges:
        raise NotPlain("no merges")
    return {text(each.get("merge")): read_plain(Testimony, each.get("testimony")) for each in merges}


def replayed(evidence: Mapping[str, Any], snapshot: Snapshot, history: Collection[str]) -> Iterator[Answer]:
    """What the record says against what the clone holds, and the judge's verdict on both together."""
    rewritten = history_rewritten(evidence, history)
    shas = "、".join(text(mapping(each).get("merge"))[:7] for each in sequence(evidence.get("merges")))
    yield Answer(
        "承認のもとになったマージは、いまも main の履歴にあるか",
        rewritten is None,
        rewritten.message if rewritten else f"マージ {shas}",
    )
    different = list(differences(evidence, evidence_of(snapshot), ""))
    yield Answer(
        "親コミット・ファイル・名簿・本文のgitの番号は、記録と同じか",
        not different,
        f"違うところ: {'、'.join(different[:_SHOWN])}"
        if different
        else f"{len(_leaves(evidence))}項目を照合",
    )
    verdict = judge(snapshot)
    given = "、".join(f"{ROLE_NAMES[each.role]} {each.title}({each.person})" for each in verdict.approvals)
    yield Answer(
        "同じ規則でもう一度判定しても、承認されているか",
        verdict.outcome == "approved",
        " ".join(reason.message for reason in verdict.reasons) or given,
    )


def differences(recorded: object, again: object, where: str) -> Iterator[str]:
    """The places where the record says something else. What the record of its day did not hold is not asked."""
    if isinstance(recorded, Mapping) and isinstance(again, Mapping):
        for key, value in recorded.items():
            yield from differences(value, again.get(key), f"{where}.{key}".lstrip("."))
    elif isinstance(recorded, list) and isinstance(again, list) and len(recorded) == len(again):
        for place, (one, other) in enumerate(zip(recorded, again, strict=True)):
            yield from differences(one, other, f"{where}[{place}]")
    elif type(recorded) is not type(again) or recorded != again:
        yield where


def _leaves(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [leaf for each in value.values() for leaf in _leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in _leaves(each)]
    return [value]
