"""A post as both layouts set it: its words in their order, before any look is chosen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from scripts.content.picture import Picture
from scripts.content.post import Event, Post
from scripts.reading.body import (
    Block,
    Divider,
    Heading,
    Link,
    Paragraph,
    PlacedPicture,
    Points,
    Run,
    plain,
    runs_of,
)
from scripts.text.dates import day_in_words, span_in_words

CORRECTION = "訂正"

_ENDS = "。！？!?"
_OPENS, _CLOSES = "「『（(【〈《［[", "」』）)】〉》］]"
_ALLOWED = "!#$%&'()*+,-./:;=?@_~"  # RFC 3986, 2.2 and 2.3, beside letters and digits; [] only in a host
_AUTHORITY = re.compile(r"[A-Za-z]+://[^/?#]*")


@dataclass(frozen=True)
class Passage:
    """A block of the body and the links that are carried (by a button, by a URL) right after it.

    A paragraph of nothing but links (`only_links`) is always followed by them, and they stand for it. A link in
    running text is carried there too, unless the post carries the same one elsewhere.
    """

    block: Block
    links: tuple[Link, ...]
    only_links: bool


def title_of(post: Post) -> str:
    """The title; that of a correction says that it is one."""
    marked = not post.corrects or CORRECTION in post.title
    return post.title if marked else f"【{CORRECTION}】{post.title}"


def event_rows(event: Event | None) -> Iterator[tuple[str, str]]:
    """The event block: each fact under its name."""
    if event and event.starts:
        yield "日時", span_in_words(event.starts, event.ends)
    if event and event.venue:
        yield "場所", event.venue
    if event and event.deadline:
        yield "締切", day_in_words(event.deadline)


def passages_of(post: Post) -> tuple[Passage, ...]:
    """The body in reading order. Every link has its label: a bare URL that of the party whose page it is."""
    labelled = (_labelled(post, block) for block in post.body.blocks)
    blocks = [block for block in labelled if _says_something(block)]
    carried = {_key(link) for block in blocks if _only_links(block) for link in _links(block)}
    passages = []
    for block in blocks:
        alone = _only_links(block)
        links = {_key(link): link for link in _links(block) if alone or _key(link) not in carried}
        carried |= links.keys()
        passages.append(Passage(block, tuple(links.values()), alone))
    return tuple(passages)


def pictures_of(post: Post) -> Iterator[Picture]:
    """The files of the pictures in the body, in reading order, each as often as it stands there."""
    return (post.pictures[placed.file] for placed in post.body.pictures if placed.file in post.pictures)


def first_sentence(passages: Sequence[Passage]) -> str:
    """The first sentence of the body: up to its full stop outside brackets, or the end of its line."""
    blocks = [passage.block for passage in passages]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)] or blocks
    words = next(filter(None, (plain(tuple(runs_of(block))).strip() for block in paragraphs)), "")
    depth = 0
    for index, letter in enumerate(words):
        depth += (letter in _OPENS) - (letter in _CLOSES)
        ends = letter in _ENDS and words[index + 1 : index + 2] not in tuple(_ENDS)
        if depth <= 0 and (ends or letter == "\n"):
            return words[: index + 1].strip()
    return words


def label_of(post: Post, link: Link) -> str:
    """A link's name for readers: as the author wrote it, for a bare URL that of the declared party, else the URL."""
    declared = post.declared_link(link.url)
    return link.label or (declared.party if declared else "") or link.url


def uri_of(url: str) -> str:
    """The URL as LINE takes it: what RFC 3986 does not allow is percent-encoded as UTF-8, all else stays as written."""
    authority = _AUTHORITY.match(url)
    start = authority.end() if authority else 0
    return quote(url[:start], safe=_ALLOWED + "[]") + quote(url[start:], safe=_ALLOWED)


def _labelled(post: Post, block: Block) -> Block:
    def settle(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(
            replace(run, label=label_of(post, run)) if isinstance(run, Link) else run for run in runs
        )

    if isinstance(block, Heading | Paragraph):
        return replace(block, runs=settle(block.runs))
    if isinstance(block, Points):
        items = (replace(item, runs=settle(item.runs)) for item in block.items if plain(item.runs).strip())
        return replace(block, items=tuple(items))
    return block


def _says_something(block: Block) -> bool:
    """False for a heading without words and the like: LINE refuses an empty text."""
    return isinstance(block, Divider | PlacedPicture) or bool(plain(tuple(runs_of(block))).strip())


def _links(block: Block) -> Iterator[Link]:
    return (run for run in runs_of(block) if isinstance(run, Link))


def _key(link: Link) -> tuple[str, str]:
    return link.url, link.label


def _only_links(block: Block) -> bool:
    words = [run.text for run in runs_of(block) if not isinstance(run, Link)]
    return isinstance(block, Paragraph) and any(_links(block)) and not "".join(words).strip()
