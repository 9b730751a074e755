"""Web addresses that a reader could follow although no link of the body says so."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from scripts.content.post import Post

_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_TARGET = re.compile(r"\]\([^)\n]*\)")
# A dot inside a name. A full stop at the end of a sentence is none, and the finder is slow to wake.
_WORTH_A_LOOK = re.compile(r"[.。](?=[A-Za-z0-9])|[A-Za-z0-9]\.(?=\w)|:/")
_ASCII = re.compile(r"[A-Za-z0-9][!-~]*")


@cache
def _finder() -> Any:
    from linkify_it import LinkifyIt

    return LinkifyIt()


def hidden_urls(post: Post) -> Iterator[tuple[int, str]]:
    """Line and writing of every address in the title, the place and the text that is no proper link."""
    proper = sorted({link.url for link in post.body.links}, key=len, reverse=True)
    yield from ((post.line("title"), url) for url in urls_in(post.title))
    if post.event:
        yield from ((post.line("event", "place"), url) for url in urls_in(post.event.venue))
    for number, line in enumerate(post.body.text.split("\n"), post.body.first_line):
        rest = _TARGET.sub("] ", _PICTURE.sub(" ", line))
        for url in proper:
            rest = rest.replace(url, " ")
        yield from ((number, url) for url in urls_in(rest))


def urls_in(text: str) -> Iterator[str]:
    """Every web address that LINE or a reader would take for one, written full-width or without https:// too."""
    plain = unicodedata.normalize("NFKC", text)
    if not _WORTH_A_LOOK.search(plain):
        return
    found = list(_addresses(plain))
    # Japanese runs on without a space: each stretch of ASCII is looked at by itself, too.
    for stretch in _ASCII.findall(plain):
        found += [url for url in _addresses(stretch) if not any(url in longer for longer in found)]
    yield from found


def _addresses(text: str) -> Iterator[str]:
    return (match.raw for match in _finder().match(text) or [] if match.schema != "mailto:")
