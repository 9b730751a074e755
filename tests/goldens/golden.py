"""The golden cases: what each `post.md` under `tests/goldens/cases/` becomes."""

import json
from datetime import datetime
from pathlib import Path

from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding
from scripts.content.account import read_account
from scripts.content.consents import read_consents
from scripts.content.picture import read_picture
from scripts.content.post import Post, read_post
from scripts.content.roster import read_roster
from scripts.messages.render import render
from scripts.pages.approval_form import PreviewContext, page
from scripts.reading.document import read_yaml_file
from scripts.text.dates import JAPAN

CASES = Path(__file__).parent / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def case(name: str) -> Post:
    """The post of a case; the side is that of its author."""
    raw = (CASES / name / "post.md").read_bytes()
    side = "contractor" if b"author: con-" in raw else "division"
    pictures = {
        file.name: read_picture(file.name, file.read_bytes())
        for file in (CASES / name).iterdir()
        if file.suffix in (".png", ".jpg")
    }
    return read_post(f"content/posts/{side}/2026/20261201-{name}/post.md", raw, pictures)


def setting() -> RuleContext:
    """The registers of the cases, on a day of December."""
    account, roster, consents = (
        read_yaml_file(f"content/{name}.yml", (CASES / f"{name}.yml").read_bytes())
        for name in ("account", "roster", "consents")
    )
    now = datetime(2026, 12, 4, 10, 0, tzinfo=JAPAN)
    return RuleContext(now, read_account(account), read_roster(roster), read_consents(consents), schemas={})


def drawn(name: str) -> dict[str, str]:
    """File name → content of what a case becomes."""
    post, around = case(name), setting()
    messages = render(post, around.account)
    findings = [
        Finding(
            post.path, 2, "sample-warning", "第4第1項第3号", "warning", "確かめてほしいことの<見本>です。"
        ),
        Finding(post.path, 1, "sample-error", "第3第1項", "error", "直すところの<見本>です。"),
    ]
    return {
        "messages.json": json.dumps(messages, ensure_ascii=False, indent=2) + "\n",
        "page.html": page(post, messages, around, findings if name == "hostile" else [], PreviewContext()),
    }


def write() -> None:
    """Accept what each case has become (`make accept`)."""
    for name in NAMES:
        for file, content in drawn(name).items():
            (CASES / name / file).write_text(content, "utf-8")
