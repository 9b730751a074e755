"""Web addresses that a reader could follow although no link of the body says so."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from scripts.content.post import Post
from scripts.text.address import RESERVED
from scripts.text.bare_url import trim_url

_TARGET = re.compile(r"\]\([^()\n]{0,2000}\)")
# A dot inside a name. A full stop at the end of a sentence is none, and the finder is slow to wake.
_WORTH_A_LOOK = re.compile(r"[.。](?=[A-Za-z0-9])|[A-Za-z0-9]\.(?=\w)|:/|//")
_ASCII = re.compile(r"[A-Za-z0-9][!-~]*")
_PIECE = 200  # letters; the finder's time grows faster than what it is given
_ENOUGH = 30_000  # letters; what is longer is refused, as LINE takes less
_NEARLY = re.compile(  # https:// with a letter missing, doubled or typed as another
    r"(?<![A-Za-z0-9])(?P<scheme>(?:h?t{1,3}ps?|hh+ttps?|htt?s?|hxxps?)\s?[:;]?\s?/{1,3}\s?)(?=[A-Za-z0-9-]{1,63}\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,300}",
    re.IGNORECASE,
)
# What a browser reads as a dot between the parts of a name; a sentence would rather go on in other letters.
_WIDE_STOP = re.compile(r"(?<=[a-z0-9])。(?=[a-z]{2,24}(?![A-Za-z]))")
_OTHER_SCHEME = re.compile(r"(?<![A-Za-z])(?!https?:)[a-z][a-z0-9+.-]{1,20}://[!-~]{1,300}", re.IGNORECASE)


@cache
def _finder() -> Any:
    from linkify_it import LinkifyIt
    from linkify_it.tlds import TLDS

    return LinkifyIt().tlds([*TLDS, *RESERVED])


def hidden_urls(post: Post) -> Iterator[tuple[int, str]]:
    """Line and writing of every address in the words of a post that is no proper link."""
    proper = sorted({link.url for link in post.body.links}, key=len, reverse=True)
    left = _ENOUGH
    for line in post.lines:
        left -= len(line.written)
        if left < 0:
            return
        rest = _TARGET.sub("] ", line.written)
        for url in proper:
            rest = rest.replace(url, " ")
        yield from ((line.line_no, url) for url in urls_in(rest))


def urls_in(text: str) -> Iterator[str]:
    """Every web address that LINE or a reader would take for one, written full-width or without https:// too."""
    plain = _WIDE_STOP.sub(".", unicodedata.normalize("NFKC", text))
    if not _WORTH_A_LOOK.search(plain):
        return
    urls = [trim_url(match[0]) for match in _NEARLY.finditer(plain)]
    urls += [url for match in _OTHER_SCHEME.finditer(plain) if (url := trim_url(match[0])) not in urls]
    # Japanese runs on without a space: each stretch of ASCII is looked at by itself, too.
    for stretch in (plain,) if plain.isascii() else (*_ASCII.findall(plain), plain):
        urls += [url for url in _addresses(stretch) if not any(url in held or held in url for held in urls)]
    yield from urls


def is_misspelt(written: str) -> bool:
    """True for an address whose https:// is not as it should be."""
    match = _NEARLY.match(written)
    return match is not None and match["scheme"].lower() not in ("https://", "http://")


def meant_url(written: str) -> str:
    """The URL that was meant by one whose https:// is misspelt or missing."""
    match = _NEARLY.match(written)
    return "https://" + (written[len(match["scheme"]) :] if match else written.lstrip("/"))


def _addresses(text: str) -> Iterator[str]:
    for start in range(0, len(text), _PIECE):
        for match in _finder().match(text[start : start + _PIECE]) or []:
            if match.schema != "mailto:":
                yield match.raw
