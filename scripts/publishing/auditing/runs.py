"""The runs that wrote the ledger's lines, as long as GitHub keeps them: which workflow, when, and whose click."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from scripts.content.roster import Roster
from scripts.delivery.entry import Entry
from scripts.effects.github.api import Api, Refused, Unanswered
from scripts.reading.fields import instant, mapping, number, text
from scripts.records.proving.proof import ProofAnswer
from scripts.records.record import Record

_RUN = re.compile(r".*/actions/runs/(\d{1,18})", re.ASCII)
_BY_PEOPLE = ("settled", "stopped")
_WORKFLOWS = {**dict.fromkeys(_BY_PEOPLE, "decide.yml"), "measured": "watch.yml"}
_CLOCKS_DIFFER = timedelta(minutes=10)
_QUESTION = "台帳の各行を書いた実行は、GitHubの実行の記録と合うか"


def written_by_runs(api: Api, record: Record, rosters: Sequence[Roster]) -> Iterator[ProofAnswer]:
    """Each line against the run that it names; nothing where GitHub keeps none of them any more.

    `rosters`: in one of them stands whoever decided, in that of the approval or in today's.
    """
    wrong, known, runs = [], 0, dict[str, Mapping[str, Any] | None]()
    try:
        for place, line in enumerate(record.lines, start=1):
            if (named := _RUN.fullmatch(line.run)) is None:
                continue
            if named[1] not in runs:
                runs[named[1]] = _kept(api, named[1])
            if (run := runs[named[1]]) is not None:
                known += 1
                wrong += [f"{place}行目: {why}" for why in _odd(line, run, record.post_id, rosters)]
    except Unanswered as why:
        yield ProofAnswer(_QUESTION, None, str(why), "GitHub")
        return
    if known:
        yield ProofAnswer(_QUESTION, not wrong, "、".join(wrong) or f"{known}行", "GitHub")


def _kept(api: Api, run: str) -> Mapping[str, Any] | None:
    try:
        return mapping(api.get(f"actions/runs/{run}"))
    except Refused:
        return None


def _odd(line: Entry, run: Mapping[str, Any], post_id: str, rosters: Sequence[Roster]) -> Iterator[str]:
    """What of the run does not fit the line."""
    workflow = f".github/workflows/{_WORKFLOWS.get(line.event, 'publish.yml')}"
    if text(run.get("path")).partition("@")[0] != workflow or run.get("head_branch") != "main":
        yield "この行を書く仕事の実行ではありません"
    began, ended = instant(run.get("created_at")), instant(run.get("updated_at"))
    if not began or not ended or not began - _CLOCKS_DIFFER <= line.at <= ended + _CLOCKS_DIFFER:
        yield "実行の日時と合いません"
    if line.event in _BY_PEOPLE:
        if run.get("display_title") != f"{line.event} {post_id}":
            yield "この投稿についての実行ではありません"
        people = [roster.person(text(line.carries.get("by"))) for roster in rosters]
        actor = number(mapping(run.get("actor")).get("id"), 0)
        if actor not in [person.github_id for person in people if person]:
            yield "実行した人が、書かれている人と違います"
