"""A URL taken apart as a browser would, or nothing where it cannot be."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

_DEFAULT_PORTS = {"https": 443, "http": 80}
RESERVED = ("example", "test", "invalid", "localhost", "local", "internal")
_EXAMPLES = ("example.jp", "example.com", "example.net", "example.org")
_IMPOSSIBLE = re.compile(r"[\s\x00-\x1f\\]")
_MISLEADING = (
    "%2f",
    "%5c",
    "%2e",
    "%25",
    "%00",
    "%u00",
    "%c0%a",
)  # slashes, dots, percent signs, ends in disguise


@dataclass(frozen=True)
class Address:
    """The parts of a URL. `host` is in small letters, `port` is the real one."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str
    has_user: bool

    @property
    def origin(self) -> tuple[str, str, int | None]:
        """What two URLs of one site have in common."""
        return self.scheme, self.host, self.port

    @property
    def is_numeric(self) -> bool:
        """True for a host written as a number, in any of the ways that a browser takes for one."""
        last = self.host.rstrip(".").rpartition(".")[2]
        return ":" in self.host or last.isdigit() or last.startswith("0x")

    @property
    def is_loopback(self) -> bool:
        """True for this machine itself."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def is_example(self) -> bool:
        """True for a host that exists in samples or inside a house alone (RFC 2606, RFC 6761)."""
        host = self.host.rstrip(".")
        return host.rpartition(".")[2] in RESERVED or ".".join(host.split(".")[-2:]) in _EXAMPLES

    def lies_within(self, domain: str) -> bool:
        """True for a host of that domain: the domain itself, or a name below it."""
        return f".{self.host.rstrip('.')}".endswith(f".{domain.lower()}")

    @property
    def plain_path(self) -> bool:
        """True if the path says where it leads: no way up, no slash or dot in disguise."""
        steps = [
            step.partition(";")[0] for step in unquote(self.path).split("/")
        ]  # as servers of Java read it
        hidden = any(mark in self.path.lower() for mark in _MISLEADING)
        return not hidden and ".." not in steps and "." not in steps and "\\" not in self.path

    @property
    def is_top_page(self) -> bool:
        """True for the first page of a site."""
        return self.path in ("", "/") and not self.query and not self.fragment


@lru_cache(maxsize=1024)
def read_address(url: str) -> Address | None:
    """Take a URL apart; None where that is impossible or its parts are not what they seem."""
    if _IMPOSSIBLE.search(url):
        return None
    try:
        parts: SplitResult = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    if not parts.scheme or not host:
        return None
    return Address(
        parts.scheme, host, port, parts.path, parts.query, parts.fragment, has_user="@" in parts.netloc
    )


def lies_under(url: str, prefix: str) -> bool:
    """True if a URL lies under a prefix: the same origin, cut at a path boundary; in doubt it does not."""
    page, above = read_address(url), read_address(prefix)
    if page is None or above is None or page.origin != above.origin:
        return False
    if {"?", "#"} & {*prefix}:  # also an empty query: what it covers nobody can say
        return False
    if page.has_user or above.has_user or not (page.plain_path and above.plain_path):
        return False
    folder = above.path.rstrip("/")
    return page.path.rstrip("/") == folder or page.path.startswith(folder + "/")
