"""What people read: the lines on a screen, as JSON, and the one task of what is still open."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from scripts.outside.actions import TURN_ON
from scripts.outside.matter import STATE_NAMES, Line
from scripts.tasks.issue_plan import Task
from scripts.text.quote import without_orders_in_json


def as_text(lines: Sequence[Line]) -> str:
    """One line a matter; below an open one what was seen, and how it is mended."""
    rows = []
    for line in lines:
        rows.append(f"{STATE_NAMES[line.state]}  {line.title}({line.reason})")
        if line.state != "done":
            rows.append(f"    {line.seen}")
        if line.state == "open":
            rows.append(f"    → {line.clicks}")
    return "\n".join([*rows, "", _what_next(lines)])


def as_json(lines: Iterable[Line]) -> str:
    """The same for programs: `state` is done, open or unseen."""
    return without_orders_in_json(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1))


def _what_next(lines: Sequence[Line]) -> str:
    open_ones = [line.name for line in lines if line.state == "open"]
    unanswered = sum(line.later for line in lines)
    if unanswered:
        return f"答えの得られなかったものが{unanswered}件あります。時間をおいて、もう一度このコマンドを打ちます。"
    if open_ones == [TURN_ON]:
        return "残りは、Actionsを動かすことだけです。動かしたら、もう一度このコマンドを打ちます。"
    if open_ones:
        return f"未が{len(open_ones)}件あります。→ のところを上から直し、もう一度このコマンドを打ちます。"
    hidden = sum(line.state == "unseen" for line in lines)
    return f"すべて済です(見えなかったもの{hidden}件)。" if hidden else "すべて済です。"


SETTINGS, AT_LINE = "settings", "settings-line"
_TOLD_ELSEWHERE = ("sender", "watch")  # whether they run has issues of its own
_ONLY_LINE_KNOWS = ("line-account", "line-quota")


def settings_task(lines: Iterable[Line]) -> Task | None:
    """One task for everything that is open."""
    return _task(SETTINGS, [line for line in lines if line.name not in _TOLD_ELSEWHERE])


def line_task(lines: Iterable[Line]) -> Task | None:
    """One task for what is open at LINE, which only a job with the channel's secret sees."""
    return _task(AT_LINE, [line for line in lines if line.name in _ONLY_LINE_KNOWS])


def _task(key: str, lines: Iterable[Line]) -> Task | None:
    rows = [
        f"### {line.title}\n\n{line.seen}\n\n- なぜ: {line.reason}\n- 直し方: {line.clicks}\n"
        for line in lines
        if line.state == "open"
    ]
    if not rows:
        return None
    return Task(
        key,
        f"{'LINE' if key == AT_LINE else 'GitHubなど'}の設定に、直すところが{len(rows)}件あります",
        "保守担当者の方へ。リポジトリの外の設定が、手引と違います。直れば、この件は次の見回りで閉じます。"
        "管理者だけに見える設定は、`python -m scripts.doctor` を打つと分かります。\n\n" + "\n".join(rows),
    )
