"""The verdict repeated: what the record says of git is compared with the clone, and judged again by the same judge."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from scripts.approvals.evidence import RECORD, history_rewritten, repeatable, with_warnings
from scripts.approvals.github_record import GitHubRecord
from scripts.approvals.judge import judge
from scripts.approvals.opinions import objections
from scripts.approvals.serialise import NotPlain, read_plain
from scripts.approvals.snapshot import Snapshot
from scripts.content.roster import ROLE_NAMES
from scripts.delivery.entry import Entry
from scripts.reading.fields import mapping, sequence, text
from scripts.records.proving.proof import ProofAnswer
from scripts.records.proving.shape import of_this_version

_SHOWN = 5
_NOTHING = object()  # in the place of what is not there; null is a value
_WORDED = re.compile(
    r"\.passed_over\[\d+\]\.(?:who|why)$"
)  # sentences, which another version may word otherwise


def github_records(evidence: Mapping[str, Any]) -> dict[str, GitHubRecord]:
    """GitHub's record of each merge, by merge commit, as the evidence holds it. Raises NotPlain."""
    merges = [mapping(merge) for merge in sequence(evidence.get("merges"))]
    if not merges:
        raise NotPlain("no merges")
    return {text(merge.get("merge")): read_plain(GitHubRecord, merge.get(RECORD)) for merge in merges}


def replayed(claim: Entry, snapshot: Snapshot, history: Collection[str]) -> Iterator[ProofAnswer]:
    """What the record says against what the clone holds, and the judge's verdict on both together.

    Records of earlier versions lack fields; of this version's none may be missing.
    """
    evidence = mapping(claim.carries.get("evidence"))
    rewritten = history_rewritten(evidence, history)
    shas = "、".join(text(mapping(merge).get("merge"))[:7] for merge in sequence(evidence.get("merges")))
    yield ProofAnswer(
        "承認のもとになったマージは、いまも main の履歴にあるか",
        rewritten is None,
        rewritten.message if rewritten else f"マージ {shas}",
        "git",
    )
    verdict = judge(snapshot)
    written = _without_objections(repeatable(evidence), snapshot)
    recorded = _as_named_now(written, verdict.evidence, snapshot)
    different = [place for place in differences(recorded, verdict.evidence, "") if not _WORDED.search(place)]
    if of_this_version(claim):
        different += lacking(evidence, with_warnings(verdict.evidence, ()), "")
    yield ProofAnswer(
        "親コミット・ファイル・名簿・本文のgitの番号は、記録と同じか",
        not different,
        named(different) if different else f"{len(_leaves(recorded))}項目を照合",
        "git",
    )
    given = "、".join(
        f"{ROLE_NAMES[approval.role]} {approval.title}({approval.person})" for approval in verdict.approvals
    )
    yield ProofAnswer(
        "同じ規則でもう一度判定しても、承認されているか",
        verdict.outcome == "approved",
        " ".join(reason.message for reason in verdict.reasons) or given,
        "git",
    )


def _without_objections(recorded: Mapping[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    """The record without objections among the approvals that do not count, where earlier versions put them."""
    records = [merge.github for merge in snapshot.merges]
    asking = {
        number for github in records if isinstance(github, GitHubRecord) for number in objections(github)
    }
    merges = [
        {
            **mapping(merge),
            "passed_over": [
                passed
                for passed in sequence(mapping(merge).get("passed_over"))
                if mapping(passed).get("review_id") not in asking
            ],
        }
        if sequence(mapping(merge).get("passed_over"))
        else merge
        for merge in sequence(recorded.get("merges"))
    ]
    return {**recorded, "merges": merges} if merges else dict(recorded)


def _as_named_now(recorded: Any, again: object, snapshot: Snapshot) -> Any:
    """The record with today's naming of offices: earlier versions took the first of an account's, ended or not."""
    if isinstance(recorded, list) and isinstance(again, list) and len(recorded) == len(again):
        return [_as_named_now(one, other, snapshot) for one, other in zip(recorded, again, strict=True)]
    if not isinstance(recorded, Mapping) or not isinstance(again, Mapping) or not snapshot.merges:
        return recorded
    first = snapshot.merges[-1].config.roster.by_github(again.get("github_id") or 0)[:1]
    if {*recorded} == {*again} == {"person", "title", "github_id", "login"} and first:
        was = (first[0].id, first[0].title) == (recorded["person"], recorded["title"])
        return {**recorded, "person": again["person"], "title": again["title"]} if was else recorded
    return {key: _as_named_now(value, again.get(key), snapshot) for key, value in recorded.items()}


def named(different: list[str]) -> str:
    """The first few places that differ."""
    more = f" ほか{len(different) - _SHOWN}か所" if len(different) > _SHOWN else ""
    return f"違うところ: {'、'.join(different[:_SHOWN])}{more}"


def differences(recorded: object, again: object, where: str) -> Iterator[str]:
    """The places where the record says something else. What the record of its day did not hold is not asked."""
    if isinstance(recorded, Mapping) and isinstance(again, Mapping):
        for key, value in recorded.items():
            yield from differences(value, again.get(key, _NOTHING), f"{where}.{key}".lstrip("."))
    elif isinstance(recorded, list) and isinstance(again, list) and len(recorded) == len(again):
        for place, (one, other) in enumerate(zip(recorded, again, strict=True)):
            yield from differences(one, other, f"{where}[{place}]")
    elif type(recorded) is not type(again) or recorded != again:
        yield where


def lacking(recorded: object, again: object, where: str) -> Iterator[str]:
    """The places at which the record holds nothing, though the judge's evidence does."""
    if isinstance(recorded, Mapping) and isinstance(again, Mapping):
        for key, value in again.items():
            yield from lacking(recorded.get(key, _NOTHING), value, f"{where}.{key}".lstrip("."))
    elif isinstance(recorded, list) and isinstance(again, list):
        for place, (one, other) in enumerate(zip(recorded, again, strict=False)):
            yield from lacking(one, other, f"{where}[{place}]")
    elif recorded is _NOTHING:
        yield f"{where}（欄がありません）"


def _leaves(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]
