"""The table of reasons: nothing dead in it, nothing missing, every sentence filled in with what it needs."""

import ast
from pathlib import Path
from string import Formatter

from scripts.delivery.reasons import REASONS

SCRIPTS = Path(__file__).parents[2] / "scripts"


def given() -> dict[str, list[set[str]]]:
    """Reason → the details that each place in the program gives."""
    found: dict[str, list[set[str]]] = {}
    for file in SCRIPTS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "stop"
            ):
                continue
            codes = [each for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
            for code in (each.value for each in codes if each.value in REASONS or len(codes) == 1):
                found.setdefault(code, []).append({each.arg or "**" for each in node.keywords})
    return found


def test_every_reason_of_the_table_is_used_and_none_beside_it():
    assert given().keys() == REASONS.keys()


def test_every_sentence_gets_what_it_speaks_of():
    for code, places in given().items():
        needed = {name for _, name, _, _ in Formatter().parse(REASONS[code][1]) if name}
        assert all(details in (needed, {"**"}) for details in places), code
