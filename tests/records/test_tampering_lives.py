"""Lives that end otherwise: each field of their lines is tampered with, and found as the table says; so are whole receipts."""

import copy
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scripts.approvals.evidence import with_warnings
from scripts.delivery.entry import read_lines
from scripts.effects.content.accounts import retry_key
from scripts.effects.content.load import account_in, post_of_tree
from scripts.effects.git.commands import CommitTree
from scripts.publishing.auditing.proving import proved
from scripts.records.proving.against_history import LineCommit, receipt_of_its_own, written_when_it_says
from scripts.records.proving.proof import ProofAnswer, sent_body
from scripts.records.proving.provable import NotProvable, answer_for
from scripts.records.record import Record
from tests.approvals.cafe import DIVISION, Cafe, approved, copied, post, settled
from tests.records.test_tampering import (
    POST_ID,
    Lines,
    git_is_remembered,
    name_of,
    of_the_sample,
    removed,
    sha256,
    tampered,
)

AGAIN = '{again: "LINEの集計では、だれにも届いていないため"}'


class Lives:
    """One clone, and the lines of several lives in it."""

    def __init__(self, cafe: Cafe) -> None:
        self.cafe, self.root = cafe, cafe.bare
        first = self._brought(text=post(declarations="{guideline: true}"))
        stopped = cafe.now
        cafe.branch = "again"
        cafe.now = stopped + timedelta(days=3)
        second = self._brought(text=post(declarations="{guideline: true}", send=AGAIN))
        self.lives = {
            "settled": self._lines(stopped, (first, "unanswered", "expired", "settled")),
            "refused": self._lines(stopped, (first, "refused")),
            "stopped": self._lines(stopped, ("stopped",)),
            "again": self._lines(
                stopped, (first, "unanswered", "expired", "stopped"), (second, "accepted", "measured")
            ),
            "without an approval of its own": self._lines(
                stopped, (first, "unanswered", "expired", "stopped"), (first, "accepted")
            ),
        }

        self.lives["of two versions"] = self._upgraded(self.lives["again"])

    def _upgraded(self, lines: Lines) -> Lines:
        """The first attempt by an earlier version, which a person then opened again by a line."""
        older = copy.deepcopy(lines)
        for line in older[:4]:
            line.pop("nonce", None)
            if "retry_key" in line:
                line["retry_key"] = "00000000-0000-4000-8000-000000000001"
        older[2] = {**older[2], "note": "23 hours"}  # a field that only that version wrote
        older[3] = {**older[3], "event": "reopened", "by": "div-poster-01", "note": "もう一度"}
        del older[0]["evidence"]["course"], older[3]["actor"]
        return older

    def _brought(self, **more: str) -> dict[str, Any]:
        self.cafe.propose(**more)
        return with_warnings(approved(settled(self.cafe)).evidence, [])

    def _lines(self, at: datetime, *attempts: tuple[Any, ...]) -> Lines:
        rows: Lines = []
        for number, attempt in enumerate(attempts):
            key = retry_key("@hokkaido-cafe", POST_ID, number)
            at += timedelta(minutes=5 + 4 * 24 * 60 * bool(number))
            for step in attempt:
                name = step if isinstance(step, str) else "claimed"
                carries = self._claim(step, key) if name == "claimed" else self._carried(name, key, at)
                at += {"expired": timedelta(hours=23), "stopped": timedelta(hours=2), "measured": timedelta(days=2)}.get(
                    name, timedelta(seconds=2)
                )  # fmt: skip
                run = f"https://github.com/hokkaido-example/cafe/actions/runs/{len(rows)}"
                rows.append({"event": name, "at": at.isoformat(timespec="seconds"), "run": run, **carries})
        return rows

    def _claim(self, evidence: dict[str, Any], key: str) -> dict[str, Any]:
        main = CommitTree(self.root, evidence["main"])
        sent = post_of_tree(self.root, evidence["content_sha"], DIVISION, main)
        return {
            "content_sha": evidence["content_sha"], "evidence": evidence, "retry_key": key, "nonce": key[::-1],
            "body_sha256": sha256(sent_body(sent, account_in(main))), "audience_estimate": 1240,
        }  # fmt: skip

    def _carried(self, name: str, key: str, at: datetime) -> dict[str, Any]:
        person = {"by": "div-poster-01", "actor": "div-poster-01-example", "note": "管理画面で確かめた"}
        overview = {"requestId": "r-1", "timestamp": int(at.timestamp()), "delivered": 1}
        return {
            "unanswered": {"error": "HTTP 500"},
            "refused": {"status": 400, "message": "bad", "first": True},
            "settled": {"found": "sent", **person},
            "stopped": person,
            "accepted": {"request_id": "r-1", "retry_key": key},
            "measured": {"overview": overview},
        }.get(name, {})

    def answers(self, name: str, lines: Lines) -> list[ProofAnswer]:
        """What the clone says; of the commits only the times are left."""
        raw = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        record = Record(POST_ID, read_lines(raw))
        claims = [line for line in self.lives[name] if line["event"] == "claimed"]
        evidence = claims[-1]["evidence"] if claims else {"main": "main", "content_sha": "main:" + DIVISION}
        then = CommitTree(self.root, evidence["main"])
        text = post_of_tree(self.root, evidence["content_sha"], DIVISION, then)
        commits = [LineCommit("", datetime.fromisoformat(line["at"])) for line in self.lives[name]]
        return [*proved(self.root, record, text, then), written_when_it_says(record.lines, commits)]

    def doubts(self, name: str, lines: Lines) -> set[str]:
        return {answer.question for answer in self.answers(name, lines) if not answer.holds}


@pytest.fixture(scope="module")
def lives(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    cafe = copied(papers, tmp_path_factory.mktemp("lives"))
    patch = pytest.MonkeyPatch()
    with cafe.github:
        made = Lives(cafe)
        git_is_remembered(patch)
        yield made
    patch.undo()


UNTOUCHED = {
    "settled": set(),
    "refused": {"LINEが受け付けたか", "配信した投稿は、いまの main でも書き換えられていないか"},
    "stopped": {"配信を始めた記録があるか"},
    "again": set(),
    "of two versions": set(),
    "without an approval of its own": {
        "2回目の宣言は、1回目が終わったあとの取り込みによるか",
        "配信した投稿は、いまの main でも書き換えられていないか",
    },
}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_is_open_in_a_life_that_nobody_touched(lives: Lives, name: str) -> None:
    expected = UNTOUCHED[name] | (
        {"配信した投稿は、いまの main でも書き換えられていないか"} if name == "settled" else set()
    )
    assert lives.doubts(name, lives.lives[name]) == expected


@pytest.mark.parametrize("name", ["settled", "refused", "again"])
def test_a_field_that_was_tampered_with_is_found(lives: Lives, name: str) -> None:
    lines = lives.lives[name]
    untouched = lives.doubts(name, lines)
    missed = []
    first_of_each = {line["event"]: line for line in reversed(lines)}  # of two claims the earlier one
    for way in of_the_sample([*first_of_each.values()]):
        if way[0] == "claimed" and name != "again":
            continue
        by = answer_for(name_of(way))
        if isinstance(by, NotProvable) or by == "GitHub":
            continue
        if lives.doubts(name, tampered(lines, way)) <= untouched:
            missed.append(name_of(way))
    assert missed == []


@pytest.mark.parametrize("name", ["settled", "refused", "again"])
def test_a_field_that_was_taken_away_is_found(lives: Lives, name: str) -> None:
    lines = lives.lives[name]
    untouched = lives.doubts(name, lines)
    ways = [(line["event"], field) for line in lines for field in line if field != "event"]
    assert [way for way in ways if lives.doubts(name, removed(lines, way)) <= untouched] == []


def test_the_evidence_of_another_post_is_no_evidence(lives: Lives) -> None:
    """Whole, with everything that it rests on: only the name tells."""
    lines = copy.deepcopy(lives.lives["again"])
    raw = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
    entries = read_lines(raw)
    stolen = Record("20261211-other", entries)
    then = CommitTree(lives.root, lines[-3]["evidence"]["main"])
    text = post_of_tree(lives.root, lines[-3]["content_sha"], DIVISION, then)
    doubts = {answer.question for answer in proved(lives.root, stolen, text, then) if not answer.holds}
    assert "承認の記録は、この投稿のものか" in doubts


def test_a_receipt_that_stands_in_two_posts_is_found(lives: Lives) -> None:
    raw = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lives.lives["again"]).encode()
    mine = Record(POST_ID, read_lines(raw))
    alone = receipt_of_its_own(mine, {POST_ID: mine.lines, "20261211-other": ()})
    assert alone.holds is True
    copied_line = next(line for line in mine.lines if line.event == "measured")
    for line in (copied_line, mine.accepted, mine.claim):
        assert line is not None
        twice = receipt_of_its_own(mine, {POST_ID: mine.lines, "20261211-other": (line,)})
        assert twice.holds is False and "20261211-other" in twice.detail
