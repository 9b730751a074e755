"""A post (one folder: `post.md` and pictures) as typed values; `index`, an entry's number, leads to its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Annotated

from scripts.content.declared.images import Image
from scripts.content.declared.interviewees import Interviewee
from scripts.content.declared.links import DeclaredLink
from scripts.content.form import Form
from scripts.content.picture import Picture
from scripts.content.places import folder_parts
from scripts.content.sent_text import sent_lines, with_written
from scripts.reading.body import Body
from scripts.reading.body_reader import read_body
from scripts.reading.document import read_markdown_file
from scripts.reading.fields import Stored, read, text
from scripts.text.text_line import TextLine


@dataclass(frozen=True)
class Send:
    """When the post may go out; without a window, when it is merged. `again`: why it is sent once more."""

    not_before: datetime | None
    not_after: datetime | None
    urgent: str
    again: str


@dataclass(frozen=True)
class Event:
    """The event that a post announces."""

    starts: datetime | None
    ends: datetime | None
    deadline: date | None
    venue: Annotated[str, Stored("place")]
    fee: str
    capacity: str


@dataclass(frozen=True)
class Correction:
    """What the corrected post said, and what is right."""

    wrong: str
    right: str
    index: int


@dataclass(frozen=True)
class CorrectedPost:
    """What readers know the corrected post by; it was sent, so it changes no more."""

    title: str


@dataclass(frozen=True, eq=False)
class Post(Form):
    """One post. `side` and `post_id` come from the folder; `pictures` are the files that lie beside it.

    `corrected` is the post that `corrects` names, or None. The other fields `correction_…` are for the approver
    and never sent.
    """

    kind = "post"

    side: str
    post_id: str
    title: str
    author: str
    category: str
    reason: str
    layout: Annotated[str, Stored("layout", take=lambda value: text(value) or "card")]
    send: Send
    event: Event | None
    images: tuple[Image, ...]
    links: tuple[DeclaredLink, ...]
    interviewees: tuple[Interviewee, ...]
    declarations: Mapping[str, object]
    corrects: str
    correction: tuple[Correction, ...]
    correction_ground: str
    correction_affected: str
    correction_page_now: str
    pictures: Mapping[str, Picture]
    corrected: CorrectedPost | None

    @property
    def folder(self) -> str:
        """The post's folder, from the root."""
        return self.path.rpartition("/")[0]

    @cached_property
    def sent(self) -> tuple[TextLine, ...]:
        """What readers get, line by line and without mark-up: title, event, correction and body."""
        return tuple(sent_lines(self.document, self.body))

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        """The same, and the lines of the body that read differently as they were written."""
        return tuple(with_written(self.sent, self.body))

    @cached_property
    def body(self) -> Body:
        """The text under the front matter, read once."""
        return read_body(self.document.body, self.document.body_line)

    def declared_link(self, url: str) -> DeclaredLink | None:
        """What the author declared of a URL."""
        return next((link for link in self.links if link.url == url), None)

    def declared_image(self, file: str) -> Image | None:
        """What the author declared of a picture."""
        return next((image for image in self.images if image.file == file), None)


def read_post(path: str, raw: bytes, pictures: Mapping[str, Picture]) -> Post:
    """The post of a `post.md`; side and id are those of its folder. Never raises: slips stand in `document.mistakes`."""
    document = read_markdown_file(path, raw)
    side, _, post_id = folder_parts(path) or ("", "", "")
    given = {"side": side, "post_id": post_id, "pictures": pictures, "corrected": None}
    return read(Post, document.data, document=document, **given)
