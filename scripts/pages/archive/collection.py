"""What the archive holds: the sent posts, newest first, and which of them corrects which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.messages.facts import KINDS, kind_of, title_of
from scripts.messages.media import Hidden
from scripts.text.dates import JAPAN

FOLDER = "archive/"


@dataclass(frozen=True)
class SentPost:
    """A post that went out. `lasting_id` is an IRI that stays, wherever the site moves.

    `pictures` maps a file beside the text to its path below the site's address, or to why it may not be shown.
    """

    post: Post
    sent_at: datetime
    lasting_id: str
    pictures: Mapping[str, str | Hidden]

    @property
    def post_id(self) -> str:
        """The post."""
        return self.post.post_id

    @property
    def title(self) -> str:
        """The title as readers got it; without one, the post's number."""
        return title_of(self.post) or self.post_id

    @property
    def kind(self) -> str:
        """The word above the title."""
        return kind_of(self.post)

    @property
    def path(self) -> str:
        """The path of its page below the site's address."""
        return f"{FOLDER}{self.post_id}.html"

    @property
    def month(self) -> str:
        """2026-12, in Japan's time."""
        return f"{self.sent_at.astimezone(JAPAN):%Y-%m}"


@dataclass(frozen=True)
class Archive:
    """Every sent post, newest first."""

    account: Account
    posts: tuple[SentPost, ...]

    @property
    def name(self) -> str:
        """What the account is called."""
        return self.account.name or "LINE公式アカウント"

    @cached_property
    def by_id(self) -> Mapping[str, SentPost]:
        """post_id → the post."""
        return {sent.post_id: sent for sent in self.posts}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """post_id → its place among the posts."""
        return {sent.post_id: place for place, sent in enumerate(self.posts)}

    @cached_property
    def _corrections(self) -> Mapping[str, tuple[SentPost, ...]]:
        corrections: dict[str, list[SentPost]] = {}
        for sent in reversed(self.posts):
            if sent.post.corrects:
                corrections.setdefault(sent.post.corrects, []).append(sent)
        return {post_id: tuple(posts) for post_id, posts in corrections.items()}

    def corrections_of(self, sent: SentPost) -> tuple[SentPost, ...]:
        """The posts that correct this one, oldest first."""
        return self._corrections.get(sent.post_id, ())

    def corrected_by(self, sent: SentPost) -> SentPost | None:
        """The post that this one corrects, where the archive shows it."""
        return self.by_id.get(sent.post.corrects)

    def updated_at(self, sent: SentPost) -> datetime:
        """When what the page says last changed: the send, or the latest correction of it."""
        return max((sent.sent_at, *(correction.sent_at for correction in self.corrections_of(sent))))


def archive_of(account: Account, posts: Iterable[SentPost]) -> Archive:
    """The archive of these posts, in whatever order they come."""
    return Archive(account, tuple(sorted(posts, key=lambda sent: (sent.sent_at, sent.post_id), reverse=True)))


def category_of(sent: SentPost) -> str:
    """The category under which the archive files a post."""
    return sent.post.category if sent.post.category in KINDS else "other"
