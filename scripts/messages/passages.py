"""The body as both layouts set it: its blocks in their order, and where each link is carried."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from scripts.content.picture import Picture
from scripts.content.post import Post
from scripts.reading.body import (
    Block,
    Divider,
    Heading,
    Link,
    Paragraph,
    PlacedPicture,
    Points,
    Run,
    Text,
    plain,
    runs_of,
)
from scripts.text.address import read_address

_CONTACT = re.compile(r"[■●◆▼◇○・【［\[（(〈《☎✉\s]*お?(?:問い?合わ?せ|連絡先|照会先)")
_ALLOWED = "!#$%&'()*+,-./:;=?@_~"  # RFC 3986, 2.2 and 2.3, beside letters and digits; [] only in a host
_AUTHORITY = re.compile(r"[A-Za-z]+://[^/?#]*")


@dataclass(frozen=True)
class Passage:
    """A block of the body and the links that are carried (by a button, a row, a URL) right after it.

    A paragraph or list of nothing but links (`only_links`) is followed by them, and they stand for it.
    """

    block: Block
    links: tuple[Link, ...]
    only_links: bool


def passages_of(post: Post) -> tuple[Passage, ...]:
    """The body in reading order. Every link has its label; each page is carried once.

    It is carried where a block of nothing but links names it first, else after the block that speaks of it first.
    """
    labelled = (_labelled(post, block) for block in post.body.blocks)
    blocks = [block for block in labelled if _says_something(block)]
    homes: dict[str, tuple[int, Link]] = {}
    for index, block in sorted(enumerate(blocks), key=lambda entry: not _is_only_links(entry[1])):
        for link in _links(block):
            homes.setdefault(link.url, (index, link))
    carried = {(link.url, link.label) for _, link in homes.values()}
    passages = []
    for index, block in enumerate(blocks):
        names = list(_links(block))
        links = tuple(dict.fromkeys(homes[link.url][1] for link in names if homes[link.url][0] == index))
        alone = _is_only_links(block) and all((link.url, link.label) in carried for link in names)
        if links or not alone:
            passages.append(Passage(block, links, alone))
    return tuple(passages)


def main_link(passages: Sequence[Passage]) -> Link | None:
    """What the reader should do: the first link in a paragraph of its own, else that of the contact, else the only one."""
    standing = (
        passage for passage in passages if passage.only_links and isinstance(passage.block, Paragraph)
    )
    links = [link for passage in passages for link in passage.links]
    contact = contact_of(passages)
    standing_out = next(standing, None) or (contact if contact and contact.links else None)
    return standing_out.links[0] if standing_out else links[0] if len(links) == 1 else None


def contact_of(passages: Sequence[Passage]) -> Passage | None:
    """The last paragraph, where it says whom to ask."""
    last = passages[-1] if passages else None
    is_contact = last and isinstance(last.block, Paragraph) and _CONTACT.match(plain(last.block.runs))
    return last if is_contact else None


def pictures_of(post: Post) -> Iterator[Picture]:
    """The files of the pictures in the body, in reading order, each as often as it stands there."""
    return (post.pictures[placed.file] for placed in post.body.pictures if placed.file in post.pictures)


def label_of(post: Post, link: Link) -> str:
    """A link's name for readers: as the author wrote it, for a bare URL that of the declared party, else its host."""
    declared = post.declared_link(link.url)
    return link.label or (declared.party if declared else "") or _host(link.url)


def uri_of(url: str) -> str:
    """The URL as LINE takes it: what RFC 3986 does not allow is percent-encoded as UTF-8, all else stays as written."""
    authority = _AUTHORITY.match(url)
    start = authority.end() if authority else 0
    return quote(url[:start], safe=_ALLOWED + "[]") + quote(url[start:], safe=_ALLOWED)


def _host(url: str) -> str:
    address = read_address(url)
    return address.host if address and address.host else url


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


def _is_only_links(block: Block) -> bool:
    """True for a paragraph, or a list, each of whose lines is a link or several."""
    words = "".join(run.text for run in runs_of(block) if isinstance(run, Text))
    return isinstance(block, Paragraph | Points) and any(_links(block)) and not words.strip()
