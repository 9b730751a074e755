"""Records that somebody damaged in any way: findings and tasks come of it, never an exception."""

import random
from datetime import datetime
from pathlib import Path

import pytest

from scripts.effects.content.load import (
    account_in,
    consents_in,
    credentials_in,
    incidents_in,
    replies_in,
    roster_in,
    setting_in,
)
from scripts.effects.content.subjects import subjects_in
from scripts.rules.book import ask
from scripts.tasks.contracts import contract_reminders
from scripts.tasks.open_matters import replies_to_send, trouble_to_close
from scripts.tasks.reminders import (
    credential_reminders,
    expiry_reminders,
    yearly_reminders,
)
from scripts.text.dates import JAPAN
from tests.rules.good_world import MemoryTree

CONTENT = Path(__file__).parents[2] / "content"
FILES = {
    f"content/{file.relative_to(CONTENT).as_posix()}": file.read_bytes()
    for pattern in ("*.yml", "*.md", "incidents/*.yml", "replies/*/*.md")
    for file in sorted(CONTENT.glob(pattern))
}
PIECES = [
    b"", b"null", b"[]", b"{}", b"0", b"-1", b"true", b'"9999-12-31"', b'"0001-01-01"', b'"2026-02-30"', b"9999-12-31",
    b'"9999-12-31T23:59+00:00"', b'"0001-01-01T00:00+14:00"', b"\xff\xfe", b"\x00", b"&a *a", b"!!python/object:os.system x",
    "：".encode(), b"- - - -", b'"', b"{{{", b"\n\n", b"x" * 3000, b"division", b"account_takeover", b"no_reply",
]  # fmt: skip
NOW = datetime(2026, 12, 24, 10, 0, tzinfo=JAPAN)


def damaged(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        key, colon, _ = lines[place].partition(b":")
        lines[place] = chance.choice(
            [
                key + colon + b" " + chance.choice(PIECES),
                chance.choice(PIECES),
                lines[place] * 2,
                chance.choice(lines),
            ]
        )
    return b"\n".join(lines)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_in_a_record_breaks_the_rules_or_the_reminders(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        hurt = dict(FILES)
        for path in chance.sample(sorted(hurt), 2):
            hurt[path] = damaged(hurt[path], chance)
        tree = MemoryTree(hurt)
        setting = setting_in(tree, NOW, frozenset())
        for subject in subjects_in(tree, tree.paths("content/")):
            for finding in ask(subject, setting):
                assert finding.line >= 1
        account, roster, today = account_in(tree), roster_in(tree), NOW.date()
        tasks = [
            *credential_reminders(credentials_in(tree), roster, account, today),
            *yearly_reminders(roster, account, today),
            *contract_reminders(credentials_in(tree), roster, account, today),
            *expiry_reminders([], consents_in(tree), today),
            *replies_to_send(replies_in(tree), "o/r"),
            *trouble_to_close(incidents_in(tree), "o/r"),
        ]
        assert all(task.key and task.title for task in tasks)
