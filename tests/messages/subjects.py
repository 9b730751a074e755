"""What the rendering tests render: posts in memory, the account, and what the messages say."""

import io
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from scripts.content.account import Account, read_account
from scripts.content.picture import Picture
from scripts.content.post import Post, read_post
from scripts.effects.content.load import account_in, post_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.messages.flex import parts_of
from scripts.reading.document import read_yaml_file
from scripts.standins.samples import home

ROOT = Path(__file__).parents[2]
HOME = home(ROOT)
SAMPLES = sorted((HOME / "content/posts").glob("*/*/*/post.md"))


def account(base: str = "https://media.example.jp") -> Account:
    """An account with only what rendering needs."""
    raw = f'account: {{name: 見本カフェ, basic_id: "@mihon"}}\nsite_base_url: {base}\n'
    return read_account(read_yaml_file("content/account.yml", raw.encode()))


def sample(path: Path) -> tuple[Post, Account]:
    """A sample post of the repository, with the account as it stands."""
    tree = WorkingTree(HOME)
    post = post_in(tree, path.relative_to(HOME).as_posix())
    assert post is not None
    return post, account_in(tree)


@cache
def picture(name: str, width: int = 32, height: int = 20, shade: int = 120) -> Picture:
    """A small picture, really encoded."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 160, 200)).save(file, "PNG" if name.endswith("png") else "JPEG")
    return Picture(name, file.getvalue())


def post(text: str, pictures: Mapping[str, Picture] | None = None, side: str = "division") -> Post:
    """A post from its text."""
    return read_post(f"content/posts/{side}/2026/20261201-test/post.md", text.encode(), pictures or {})


def words(messages: list[dict[str, Any]]) -> Iterator[str]:
    """Every text that a reader sees in the chat, in reading order."""
    for part in parts_of(messages):
        if part["type"] in ("text", "span") and "text" in part:
            yield part["text"]
        elif part["type"] == "button":
            yield part["action"]["label"]


def urls(messages: list[dict[str, Any]]) -> list[str]:
    """The targets of all buttons and rows, in reading order."""
    return [part["uri"] for part in parts_of(messages) if part["type"] == "uri"]


def picture_urls(messages: list[dict[str, Any]]) -> list[str]:
    """The URLs of all pictures, in reading order."""
    found = [part for part in parts_of(messages) if part["type"] == "image"]
    return [part.get("url") or part["originalContentUrl"] for part in found]
