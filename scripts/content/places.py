"""Where each kind of form stands in `content/`, and what stands where nothing should."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from unicodedata import category, normalize

from scripts.reading.fields import day
from scripts.text.quote import in_utf8

POST_FILE = "post.md"
POSTS = "content/posts"
SIDES = ("division", "contractor")
POST_ID = re.compile(r"(\d{4})(\d{2})(\d{2})-[a-z0-9-]+", re.ASCII)


def folder_parts(path: str) -> tuple[str, str, str] | None:
    """Side, year and post_id of `content/posts/<side>/<year>/<post_id>/…`, or None for any other path."""
    parts = path.split("/")
    if len(parts) < 6 or parts[:2] != ["content", "posts"]:
        return None
    return parts[2], parts[3], parts[4]


def post_folder(path: str) -> str:
    """`content/posts/<side>/<year>/<post_id>` of a path below it, or an empty string."""
    return "/".join(path.split("/")[:5]) if folder_parts(path) else ""


def home_of(side: str, post_id: str) -> str:
    """The folder of a post on that side."""
    return f"{POSTS}/{side}/{post_id[:4]}/{post_id}"


def homes_of(post_id: str) -> tuple[str, ...]:
    """The folders in which a post of that id may lie, one a side."""
    return tuple(home_of(side, post_id) for side in SIDES)


def day_of(post_id: str) -> date | None:
    """The day with which an id begins; None for what is no id, or a day that no calendar has."""
    match = POST_ID.fullmatch(post_id)
    return day("-".join(match.groups())) if match else None


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


@dataclass(frozen=True)
class OddFile:
    """A file that is not simply what it seems; `why`: its mode in git, an attribute, or what is odd about its name."""

    path: str
    why: str


def odd_names(paths: Iterable[str]) -> Iterator[OddFile]:
    """Every path with letters that nobody sees (`unseen`), or coded in parts (`coded`): か and a voiced mark of its own."""
    for path in paths:
        if any(category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for letter in path):
            yield OddFile(path, "unseen")
        elif normalize("NFC", path) != path:
            yield OddFile(path, "coded")


def strays(paths: Iterable[str]) -> list[Stray]:
    """Every file that nothing will ever read; of a folder without `post.md` one file speaks for all."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    unread = []
    for folder, names in folders.items():
        is_post = POST_FILE in names and kind_at(f"{folder}/{POST_FILE}") == "post"
        lost = [name for name in names if not is_post and kind_at(f"{folder}/{name}") is None]
        if folder.startswith("content/posts/") and lost:
            lost = [min(lost, key=lambda name: (not _looks_like_a_post(name), name))]
        unread += [Stray(f"{folder}/{name}", tuple(sorted(names))) for name in lost]
    return unread


def _looks_like_a_post(name: str) -> bool:
    return name.lower().endswith((".md", ".markdown", ".txt")) or name.lower().startswith("post")


_KEEPER = ".gitkeep"  # git has no empty folders


@dataclass(frozen=True)
class Survey:
    """post_id → its folders (more than one is a mistake), and name → path of what is no proper post, both for people."""

    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    odd: Mapping[str, str] = field(default_factory=dict)


def survey(paths: Iterable[str], ordinary: Collection[str]) -> Survey:
    """Sort every path below `content/posts` to its post, or to what somebody has to put right.

    `ordinary` are the paths of real files: a symbolic link or a submodule is no `post.md`.
    """
    homes = {
        path: _folder(path)
        for path in paths
        if path.startswith(f"{POSTS}/") and not path.endswith(f"/{_KEEPER}")
    }
    proper = {
        folder
        for path, folder in homes.items()
        if folder and path == f"{folder}/{POST_FILE}" and path in ordinary
    }
    folders: dict[str, list[str]] = {}
    for folder in sorted(proper):
        folders.setdefault(folder.rpartition("/")[2], []).append(folder)
    misplaced = [path for path in reversed(homes) if homes[path] not in proper]
    odd = {in_utf8(_name(path, folders)): in_utf8(path) for path in misplaced}
    return Survey({post_id: tuple(homes) for post_id, homes in folders.items()}, odd)


def _folder(path: str) -> str:
    """The post's folder that a well-placed file lies in, or nothing."""
    side, year, post_id = folder_parts(path) or ("", "", "")
    well_placed = side in SIDES and POST_ID.fullmatch(post_id) and post_id.startswith(year) and len(year) == 4
    return home_of(side, post_id) if well_placed else ""


def _name(path: str, posts: Collection[str]) -> str:
    """What to call a misplaced file: the part of its path that looks like a post's name, else its folder.

    The name of a post that lies where it should is that post's alone: such a file goes by its own path.
    """
    beside = path.removeprefix(f"{POSTS}/")
    parts = beside.split("/")
    stems = (part.partition(".")[0] for part in parts)
    named = next((stem for stem in stems if POST_ID.fullmatch(stem)), "")
    if named in posts:
        return beside
    return named or (parts[-2] if len(parts) > 1 else parts[0])
