"""Where each kind of form stands in `content/`, and what stands where nothing should."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.core.post_path import POST_FILE

CONTENT = "content/"
REQUIRED = ("content/account.yml", "content/roster.yml", "content/policy.md")

# Kind of form → the paths at which it stands. Side, year and id of a post are for the rules to judge.
PLACES: dict[str, re.Pattern[str]] = {
    "account": re.compile(r"content/account\.yml"),
    "roster": re.compile(r"content/roster\.yml"),
    "consents": re.compile(r"content/consents\.yml"),
    "credentials": re.compile(r"content/credentials\.yml"),
    "policy": re.compile(r"content/policy\.md"),
    "post": re.compile(r"content/posts/[^/]+/[^/]+/[^/]+/post\.md", re.S),
    "reply": re.compile(r"content/replies/[^/]+/[^/]+\.md", re.S),
    "incident": re.compile(r"content/incidents/[^/]+\.yml", re.S),
}


def kind_at(path: str) -> str | None:
    """The kind of form that stands at a path."""
    return next((kind for kind, place in PLACES.items() if place.fullmatch(path)), None)


@dataclass(frozen=True)
class Stray:
    """A file of `content/` that is neither a form nor a picture beside a post. `beside` are its neighbours."""

    path: str
    beside: tuple[str, ...]

    @property
    def folder(self) -> str:
        """The folder that the file lies in."""
        return self.path.rpartition("/")[0]


def strays(paths: Iterable[str]) -> list[Stray]:
    """Every file that nothing will ever read; of a folder without `post.md` one file speaks for all."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    found = []
    for folder, names in folders.items():
        is_post = POST_FILE in names and kind_at(f"{folder}/{POST_FILE}") == "post"
        lost = [name for name in names if not is_post and kind_at(f"{folder}/{name}") is None]
        if folder.startswith("content/posts/") and lost:
            lost = [min(lost, key=lambda name: (not _looks_like_a_post(name), name))]
        found += [Stray(f"{folder}/{name}", tuple(sorted(names))) for name in lost]
    return found


def _looks_like_a_post(name: str) -> bool:
    return name.lower().endswith((".md", ".markdown", ".txt")) or name.lower().startswith("post")
