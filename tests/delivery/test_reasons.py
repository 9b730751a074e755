"""The table of reasons: nothing dead in it, nothing missing; who does what, where, by when; not a word of English."""

import ast
import re
from dataclasses import astuple
from pathlib import Path
from string import Formatter

import pytest

from scripts.delivery.outcome import Result, as_json, as_text, summary
from scripts.delivery.reason_table import REASONS
from scripts.delivery.reasons import LOOK_INTO, damaged, stop
from scripts.delivery.refusals import every_refusal
from scripts.text.causes import Failed
from tests.plain import BUTTONS, foreign_words

SCRIPTS = Path(__file__).parents[2] / "scripts"
MACHINE = {"cause"}  # given beside the details, to any reason
FROM_LINE = {"why", "who", "due", "where", "does"}  # the row of LINE's refusals


def given() -> dict[str, list[set[str]]]:
    """Reason → the details that each place in the program gives."""
    found: dict[str, list[set[str]]] = {}
    for file in SCRIPTS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("stop", "refused"):
                continue
            codes = [each for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
            names = {each.arg or "**" for each in node.keywords} | (
                FROM_LINE if node.func.id == "refused" else set()
            )
            for code in (each.value for each in codes if each.value in REASONS or len(codes) == 1):
                found.setdefault(code, []).append(names)
    return found


def needed(code: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(REASONS[code].sentence) if name}


def test_every_reason_of_the_table_is_used_and_none_beside_it() -> None:
    assert given().keys() == REASONS.keys()


def test_every_sentence_gets_what_it_speaks_of() -> None:
    for code, places in given().items():
        assert all(details in (needed(code) - MACHINE, {"**"}) for details in places), code


@pytest.mark.parametrize("code", REASONS)
def test_every_row_says_what_was_seen_and_who_does_what_where_and_by_when(code: str) -> None:
    row = REASONS[code]
    assert all(part.strip() for part in astuple(row))
    assert row.does.endswith(("。", "}")) and row.seen.endswith("。")
    if row.outcome != "waiting" and "{who}" not in row.who:
        assert any(word in row.where for word in ("→", "「", "管理画面", "コンソール", "ページ", "https:")), (
            "where is the click?"
        )


@pytest.mark.parametrize("code", REASONS)
def test_no_sentence_is_english_or_names_a_file_of_the_program(code: str) -> None:
    details = dict.fromkeys(needed(code), "…")
    sentence = REASONS[code].sentence.format(**details)
    assert foreign_words(sentence) == []
    assert not re.search(r"scripts|\.py\b|[A-Z][a-z]+[A-Z]", sentence.replace("GitHub", ""))
    quoted = [words for words in re.findall(r"「([^」]*)」", sentence) if words.isascii()]
    assert set(quoted) <= BUTTONS


@pytest.mark.parametrize("row", every_refusal(), ids=lambda row: row.why)
def test_every_refusal_of_line_says_who_does_what_where_and_by_when(row) -> None:
    assert all(part.strip() for part in astuple(row)) and row.does.endswith("。")
    assert foreign_words("".join(astuple(row))) == []


@pytest.mark.parametrize("way_out", [None, LOOK_INTO])
def test_a_damaged_ledger_sends_the_maintainer_to_the_handbook(way_out: str | None) -> None:
    (reason,) = (damaged("理由", way_out) if way_out else damaged("理由")).reasons
    assert "保守の手引の「台帳が壊れているとき」" in reason.message and foreign_words(reason.message) == []


MACHINES = Failed("pulls/1: HTTP 503\n::set-output name=x::y <b>")


def test_people_get_the_cause_in_japanese_and_maintainers_as_it_was() -> None:
    (reason,) = stop("evidence_unavailable", MACHINES).reasons
    assert "503: 相手の側に一時的な障害があります" in reason.message
    assert reason.technical == MACHINES.technical
    result = Result("20261210-winter-soudan", "held", (reason,))
    for text in (as_text([result], plan=False), as_json([result]), result.message):
        assert "pulls/1" not in text and "HTTP" not in text
    page = summary([result])
    shown, folded = page.split("<details><summary>保守担当者向けの記録</summary>")
    assert foreign_words(shown) == []
    assert "20261210-winter-soudan: pulls/1: HTTP 503 ::set-output name=x::y &lt;b&gt;" in folded


def test_what_a_program_error_said_is_in_no_sentence() -> None:
    (reason,) = stop("program_error", "KeyError: 'x'").reasons
    assert "KeyError" not in reason.message and reason.technical == "KeyError: 'x'"
