"""`origin/main` as it stands now: its files, the tree id of every post's folder, its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from scripts.content.places import POST_FILE, POSTS, folder_parts, home_of, homes_of, post_folder, survey
from scripts.delivery.reconcile import MainView
from scripts.effects.git.commands import CommitTree, GitFailed, git, resolve
from scripts.effects.local.parallel import in_background
from scripts.text.dates import moment_of

_MARK = "\x01"
_LOOKED_BACK = 500  # merges: git compares two trees for each, and a year has some hundred posts

MAIN_ON_ORIGIN = "refs/remotes/origin/main"


@dataclass(frozen=True)
class Main:
    """One commit of `main`."""

    root: Path
    commit: str

    @cached_property
    def tree(self) -> CommitTree:
        """Its files."""
        return CommitTree(self.root, self.commit)

    @cached_property
    def view(self) -> MainView:
        """What the reconciler needs: three git processes, however many posts there are."""
        came_and_went = in_background(self._came_and_went)  # git walks the history while the files are sorted
        ordinary = {path for path, entry in self.tree.entries.items() if entry.mode in ("100644", "100755")}
        surveyed = survey(self.tree.paths(), ordinary)
        return MainView(surveyed, self.tree.folders, *came_and_went(), self.history)

    def folder_of(self, post_id: str) -> str:
        """The post's folder; of one that is withdrawn, where `main` had it last."""
        there = self.view.survey.folders.get(post_id, ())
        return there[0] if there else last_folder(self.root, self.commit, post_id)

    def _came_and_went(self) -> tuple[frozenset[str], dict[str, datetime]]:
        """Posts whose `post.md` one of the last merges took away, and when the others brought theirs first.

        What came back is never sent, however old.
        """
        first = [*self.history][_LOOKED_BACK : _LOOKED_BACK + 1]
        span = [self.commit, *(f"^{commit}" for commit in first)]
        pattern = f":(glob){POSTS}/*/*/*/{POST_FILE}"
        options = ("--first-parent", "-m", "--no-renames", "--diff-filter=AD", "--name-status", "-z")
        listing = git(self.root, "log", *options, f"--format={_MARK}%ct", *span, "--", pattern)
        gone, came, at = set(), {}, moment_of(0)
        remaining = iter(listing.decode("utf-8", "surrogateescape").split("\0"))
        for field in remaining:
            if field.startswith(_MARK):
                at = moment_of(int(field.removeprefix(_MARK)))
            elif field and (parts := folder_parts(next(remaining, ""))):
                if field.strip() == "D":
                    gone.add(parts[2])
                else:
                    came[parts[2]] = at  # the newest come first: what remains is the first time
        return frozenset(gone), came

    @cached_property
    def history(self) -> dict[str, datetime]:
        """The first-parent history, newest first, and when each of its commits was made."""
        rows = git(self.root, "rev-list", "--first-parent", "--timestamp", self.commit).decode().splitlines()
        return {commit: moment_of(int(seconds)) for seconds, commit in map(str.split, rows)}


def main_on_origin(root: Path) -> Main:
    """`origin/main` as last fetched. Raises GitFailed."""
    commit = resolve(root, MAIN_ON_ORIGIN)
    if commit is None:
        raise GitFailed("origin/main is missing")
    return Main(root, commit)


@dataclass(frozen=True)
class MainFiles:
    """`main` with the files of `content/` outside the posts read at once; those of posts are read when asked for."""

    tree: CommitTree
    registers: Mapping[str, bytes]

    def paths(self, under: str = "") -> list[str]:
        """Every path below a folder, sorted."""
        return self.tree.paths(under)

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The bytes of ordinary files."""
        wanted = list(paths)
        known = {path: self.registers[path] for path in wanted if path in self.registers}
        return known | self.tree.read(path for path in wanted if path.startswith(POSTS + "/"))


def main_files(root: Path) -> MainFiles:
    """The files of `main` as origin has them; in a clone without origin's, those of HEAD. Raises GitFailed."""
    tree = CommitTree(root, MAIN_ON_ORIGIN)
    try:
        paths = tree.paths("content/")
    except GitFailed:
        tree = CommitTree(root, "HEAD")
        paths = tree.paths("content/")
    return MainFiles(tree, tree.read(path for path in paths if not path.startswith(POSTS + "/")))


def merges_since(main: Main, commit: str, folder: str = "") -> tuple[datetime, ...]:
    """When `main` moved on from one of its commits; with a folder, only the moves that touched it. Raises GitFailed."""
    span = ("--literal-pathspecs", "log", "--first-parent", "--format=%ct", f"{commit}..{main.commit}", "--")
    listing = git(main.root, *span, *([folder] if folder else []))
    return tuple(moment_of(int(seconds)) for seconds in listing.decode().split())


def last_folder(root: Path, commit: str, post_id: str) -> str:
    """The folder in which the history of `main` had a post last; one of no side where it never had the post."""
    options = ("--first-parent", "-m", "-1", "--no-renames", "--name-only", "--format=", "-z", commit)
    listing = git(root, "--literal-pathspecs", "log", *options, "--", *homes_of(post_id))
    path = listing.decode("utf-8", "surrogateescape").lstrip("\n").partition("\0")[0]
    return post_folder(path) or home_of("", post_id)
