"""The comment's money against the sender: what it says of a month is what LINE and the ledger then make of it."""

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

from scripts.standins.samples import post, program
from scripts.standins.stage import Stage, set_stage

ROOT = Path(__file__).parents[2]
WINTER, DIVISION = "20261210-winter-soudan", "content/posts/division/2026"
LIMIT = 3_000
PEOPLE = 1_234  # of the stand-in


def number_of(stage: Stage, post_id: str, files: dict[str, bytes]) -> int:
    return stage.propose("div-poster-01-example", post_id, files, post_id)


def approved_and_merged(stage: Stage, number: int) -> None:
    stage.now += timedelta(minutes=5)
    stage.github.review(number, "section-chief-01-example", "APPROVED")
    stage.now += timedelta(minutes=5)
    stage.github.merge(number, by="div-poster-01-example")
    stage.pull()


def at(stage: Stage, moment: str) -> None:
    stage.now = datetime.fromisoformat(f"{moment}+09:00")


def again(post_id: str, name: str, day: str) -> dict[str, bytes]:
    """The winter post under another name, to go out on another day."""
    moved = {path.replace(WINTER, post_id): raw for path, raw in post(ROOT, WINTER).items()}
    text = moved[f"{DIVISION}/{post_id}/post.md"].decode()
    text = text.replace("2026-12-10T10:00", f"{day}T10:00").replace(
        "移住相談会のご案内", f"移住相談会 {name}のご案内"
    )
    return moved | {f"{DIVISION}/{post_id}/post.md": text.encode()}


def test_the_comments_numbers_are_those_by_which_the_sender_then_holds_the_post(tmp_path: Path) -> None:
    with set_stage(
        tmp_path / "stage", program(ROOT), datetime.fromisoformat("2026-12-07T10:00+09:00")
    ) as stage:
        stage.line.account.quota = LIMIT
        approved_and_merged(stage, number_of(stage, WINTER, post(ROOT, WINTER)))
        stage.run("site", "--out", str(stage.site.folder))
        at(stage, "2026-12-10T10:07")
        assert stage.run("publish").returncode == 0

        at(stage, "2026-12-10T14:00")
        second = number_of(stage, "20261217-second", again("20261217-second", "第2回", "2026-12-17"))
        last = number_of(stage, "20261218-last", again("20261218-last", "第3回", "2026-12-18"))
        at(stage, "2026-12-10T14:30")
        head = stage.github.state.pull_requests[last].head
        assert stage.run("comment", "--head", head, "--pictures", str(tmp_path)).returncode == 0
        (note,) = [note.body for note in stage.github.state.comments if note.number == last]
        told = unescape(note).replace("\u200b", "")

        used, left = figures(
            r"約([\d,]+)通、上限まで残り約([\d,]+)通（2026年12月10日（木） 10:07にLINEが答えた数と", told
        )
        assert (used, left) == (stage.line.account.used, LIMIT - stage.line.account.used)
        rows = dict(re.findall(r"^\| (12月1[78]日.*?) \| (.*) \|$", told, re.MULTILINE))
        people, rest = figures(
            r"第2回.*約([\d,]+)通、上限まで残り約([\d,]+)通", rows["12月17日（木） 10:00から"]
        )
        needed, lacking = figures(
            r"この投稿<br>約([\d,]+)通に約([\d,]+)通足りず、配信されません", rows["12月18日（金） 10:00から"]
        )
        assert people == needed == PEOPLE
        assert f"順番が来たとき、上限までの残りが約{rest:,}通で、約{lacking:,}通足りません" in told

        for number in (second, last):
            approved_and_merged(stage, number)
        stage.run("site", "--out", str(stage.site.folder))
        at(stage, "2026-12-17T10:07")
        assert stage.run("publish").returncode == 0
        assert stage.line.account.used == LIMIT - rest
        at(stage, "2026-12-18T10:07")
        held = stage.run("publish")
        assert held.returncode == 1
        assert figures(r"今月の残り(\d+)通では、約(\d+)人に送れません", held.stdout) == (
            needed - lacking,
            needed,
        )
        assert needed - lacking == rest
        assert len(stage.line.deliveries) == 2


def figures(pattern: str, text: str) -> tuple[int, ...]:
    """The figures of words that must be there."""
    match = re.search(pattern, text)
    assert match, (pattern, text)
    return tuple(int(figure.replace(",", "")) for figure in match.groups())
