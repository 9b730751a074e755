"""What a change touches: the files that it adds, alters or deletes, seen beside each other."""

from dataclasses import dataclass

from scripts.content.credentials import Credentials
from scripts.content.places import post_folder
from scripts.content.roster import Roster


@dataclass(frozen=True)
class ChangedFile:
    """One file of a change. `posts` are the folders of all posts that the change touches, in order.

    `used_ids` are the post_ids of new posts that the repository's history knows already.
    """

    path: str
    posts: tuple[str, ...]
    used_ids: frozenset[str]
    first_of_its_post: bool

    @property
    def post_folder(self) -> str:
        """The folder of the post that the file belongs to, or an empty string."""
        return post_folder(self.path)

    @property
    def post_id(self) -> str:
        """The id of that post."""
        return self.post_folder.rpartition("/")[2]


def changed_files(paths: list[str], used_ids: frozenset[str]) -> list[ChangedFile]:
    """The files of a change, each with what it must know of the others."""
    folders = [post_folder(path) for path in paths]
    posts = tuple(sorted({folder for folder in folders if folder}))
    return [
        ChangedFile(path, posts, used_ids, first_of_its_post=folders.index(folder) == place)
        for place, (path, folder) in enumerate(zip(paths, folders, strict=True))
    ]


@dataclass(frozen=True)
class CommittedSecret:
    """A secret that a commit of the change adds to a file; whether a later one takes it out again does not matter."""

    path: str
    commit: str
    kind: str


@dataclass(frozen=True)
class CredentialsChange:
    """The log of credentials, which is only ever added to."""

    before: Credentials
    after: Credentials

    @property
    def path(self) -> str:
        """The path of the log, from the root."""
        return self.after.path


@dataclass(frozen=True)
class RosterChange:
    """The roster, in which an appointment ends and never disappears."""

    before: Roster
    after: Roster

    @property
    def path(self) -> str:
        """The path of the roster, from the root."""
        return self.after.path
