"""Whatever is done to a good post: never a traceback, always findings that can be shown."""

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.checking.finding import Finding
from scripts.checking.report import as_github, as_json, as_text
from scripts.effects.content.load import setting_in
from scripts.effects.content.subjects import subjects_in
from scripts.reading.fields import moment
from scripts.rules.book import ask
from tests.rules.good_world import POSTS, MemoryTree, good_files

GOOD = good_files()
NOW = moment("2026-12-04T10:00+09:00")
MANY = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
FILES = [f"{folder}/post.md" for folder in POSTS.values()] + [
    "content/account.yml",
    "content/roster.yml",
    "content/consents.yml",
]
NASTY = st.sampled_from(
    [
        "http://[", "https://[::1]/", "https://あ.jp/", "https://xn--a/", "https://a:99999/", "https://a@b/", "\x00", "\ufeff",
        "\u202e", "13:00", "0112", "yes", "~", "*a", "&a x", "2026-02-30", "9999-12-31T23:59+23:59", "0001-01-01",
        "0001-01-01T00:00+09:00", "99月99日(月)", "令和99年", "令和元年(2019年)", "午後99時", "12月31日(木)~1月0日(金)", "}" * 50,
        "[" * 50, "- " * 50, "![](a)[b](c)<d>`e`", "[a]: b", "|a|b|\n|-|-|", "> " * 40, "#" * 9, "\n---\n", "😀" * 60, "あ" * 6000,
        "<!--", "&#0;", "&#xD800;", "[x](<", "![x](", "**" * 300, "_" * 500, "1. " * 200, "\u2028", "a\rb",
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | NASTY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


def looked_at(files: dict[str, bytes]) -> list[Finding]:
    """All findings on these files, each fit to be shown in every format."""
    tree = MemoryTree(files)
    assert NOW
    setting = setting_in(tree, NOW, frozenset(), NOW)
    altered = [path for path in files if files[path] != GOOD.get(path)]
    posts = [path for path in altered if "/posts/" in path] or FILES[:1]
    folders = tuple(path.rpartition("/")[0] + "/" for path in posts)
    asked = [path for path in files if path in altered or path.startswith(folders)]
    findings = sorted(finding for subject in subjects_in(tree, asked) for finding in ask(subject, setting))
    assert json.loads(as_json(findings)) is not None
    assert as_text(findings).count("\n") == (len(findings) + 2 if findings else 1)
    assert as_github(findings).count("\n") == len(findings)
    for finding in findings:
        lines = files.get(finding.path, b"").count(b"\n") + files.get(finding.path, b"").count(b"\r") + 1
        assert 1 <= finding.line <= max(lines, 1), finding
        assert finding.message.endswith("。"), finding
        assert len(finding.message) < 400, finding
    return findings


@pytest.mark.parametrize("number", [10**14, -(10**14)])
@pytest.mark.parametrize(
    "name", ["recheck_days", "late_after_hours", "min_interval_minutes", "rotate_every_days", "grace_days"]
)
def test_a_setting_from_which_nobody_can_count_days_is_a_finding(name: str, number: int) -> None:
    """`recheck_days: 99999999999999` ended `check` of every post with a traceback."""
    path = "content/account.yml"
    written = re.sub(rf"({name}:) \d+", rf"\1 {number}", GOOD[path].decode())
    assert str(number) in written
    found = looked_at({**GOOD, path: written.encode(), FILES[0]: GOOD[FILES[0]] + b"\n"})
    assert "schema" in {finding.rule for finding in found if finding.path == path}


@st.composite
def altered(draw: st.DrawFn) -> dict[str, bytes]:
    """The good files with one of them altered in its bytes."""
    path = draw(st.sampled_from(FILES))
    raw = GOOD[path]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 40)))
        put = draw(st.binary(max_size=12) | NASTY.map(str.encode) | st.text(max_size=12).map(str.encode))
        raw = raw[:start] + put + raw[end:]
    return {**GOOD, path: raw}


@st.composite
def retyped(draw: st.DrawFn) -> dict[str, bytes]:
    """The good files with some value of one of them replaced, added or taken away."""
    path = draw(st.sampled_from(FILES))
    text = GOOD[path].decode()
    head, body = text[4:].split("\n---\n", 1) if path.endswith(".md") else (text, None)
    data = yaml.load(head, yaml.BaseLoader)  # noqa: S506 -- strings, lists and mappings, nothing else
    at: Any = data
    while True:
        keys = list(range(len(at))) if isinstance(at, list) else list(at)
        if not keys:
            break
        key = draw(st.sampled_from(keys))
        if isinstance(at[key], dict | list) and at[key] and draw(st.booleans()):
            at = at[key]
            continue
        deed = draw(st.sampled_from(["replace", "remove", "add"]))
        if deed == "remove":
            del at[key]
        elif deed == "add" and isinstance(at, dict):
            at[draw(st.text(max_size=12))] = draw(VALUES)
        else:
            at[key] = draw(VALUES)
        break
    written = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return {
        **GOOD,
        path: (f"---\n{written}---\n{body}" if body is not None else written).encode(errors="replace"),
    }


@st.composite
def rewritten(draw: st.DrawFn) -> dict[str, bytes]:
    """The good files with another body under a post."""
    path = draw(st.sampled_from(FILES[:2]))
    head = GOOD[path].decode().rpartition("\n---\n")[0]
    pieces = draw(st.lists(NASTY | st.text(max_size=40), max_size=8))
    glue = draw(st.sampled_from(["", " ", "\n", "\n\n", "\n- ", "\n  - "]))
    return {**GOOD, path: f"{head}\n---\n{glue.join(pieces)}".encode(errors="replace")}


def test_the_good_files_are_good() -> None:
    assert looked_at(GOOD) == []


@MANY
@given(altered())
def test_altered_bytes(files: dict[str, bytes]) -> None:
    looked_at(files)


@MANY
@given(retyped())
def test_altered_values(files: dict[str, bytes]) -> None:
    looked_at(files)


@MANY
@given(rewritten())
def test_altered_bodies(files: dict[str, bytes]) -> None:
    looked_at(files)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.text(min_size=1, max_size=8).filter(lambda name: name not in (".", "..") and "/" not in name),
        min_size=1,
        max_size=6,
    )
)
def test_altered_paths(parts: list[str]) -> None:
    path = "/".join(["content", *parts])
    looked_at({**GOOD, path: GOOD[FILES[0]]} if path not in GOOD else GOOD)
