"""The golden cases: what each `post.md` under `cases/` becomes, with its page, and each under `cards/`, as messages."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding
from scripts.content.account import read_account
from scripts.content.consents import read_consents
from scripts.content.picture import Picture
from scripts.content.post import CorrectedPost, Post, read_post
from scripts.content.roster import read_roster
from scripts.messages.flex import FlexPart
from scripts.messages.render import render
from scripts.pages.approval_form import page
from scripts.pages.around.beside import PreviewContext
from scripts.reading.document import read_yaml_file
from scripts.text.dates import JAPAN

HERE = Path(__file__).parent
CASES, CARDS = HERE / "cases", HERE / "cards"
PICTURES = CARDS / "pictures"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
CARD_NAMES = sorted(folder.name for folder in CARDS.iterdir() if folder.is_dir() and folder != PICTURES)
CORRECTED = CorrectedPost("冬のオンライン移住相談会のご案内")


def case(name: str) -> Post:
    """The post of a case, with the pictures beside it."""
    return _post(name, CASES / name, CASES / name)


def card(name: str) -> Post:
    """One of the ten realistic posts, which share their pictures; it corrects a post that was sent on 10 December."""
    post = _post(name, CARDS / name, PICTURES)
    placed = {image.file: post.pictures[image.file] for image in post.images}
    return replace(post, pictures=placed, corrected=CORRECTED if post.corrects else None)


def _post(name: str, folder: Path, pictures: Path) -> Post:
    """A post as it lies in the folder of its author's side."""
    raw = (folder / "post.md").read_bytes()
    side = "contractor" if b"author: con-" in raw else "division"
    files = {
        file.name: Picture(file.name, file.read_bytes())
        for file in pictures.iterdir()
        if file.suffix in (".png", ".jpg")
    }
    return read_post(f"content/posts/{side}/2026/20261201-{name}/post.md", raw, files)


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
        "messages.json": written(messages),
        "page.html": page(post, messages, around, findings if name == "hostile" else [], PreviewContext()),
    }


def written(messages: Sequence[FlexPart]) -> str:
    """Messages as `messages.json` holds them."""
    return json.dumps(messages, ensure_ascii=False, indent=2) + "\n"


def become() -> dict[Path, str]:
    """Every golden file and what it would be today."""
    files = {CASES / name / file: content for name in NAMES for file, content in drawn(name).items()}
    account = setting().account
    cards = {CARDS / name / "messages.json": written(render(card(name), account)) for name in CARD_NAMES}
    return files | cards


def write() -> None:
    """Accept what each case has become (`make accept`)."""
    for file, content in become().items():
        file.write_text(content, "utf-8")
