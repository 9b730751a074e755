"""Fetch a web page safely (no SSRF): only declared https addresses, never a machine inside our own network.

The address is resolved once, every answer must be a public one, and the connection goes to that very address; so
a name cannot point somewhere else between the look and the visit. Each redirect is looked at in the same way.
"""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from scripts.effects.local.progress import with_progress
from scripts.text.causes import cause_in_words

_TIMEOUT = (5.0, 10.0)  # seconds to connect, to read
_MOST = 2_000_000  # bytes of a page
_LONGEST = 20.0  # seconds for a whole page
_REDIRECTS = 5
_AT_ONCE = 8
_ROBOTS_REFUSED = (401, 403, 405, 406, 408, 425, 429)  # the page may well be there for a reader
_AGENT = "Mozilla/5.0 (compatible; hokkaido-cafe-watch)"


@dataclass(frozen=True)
class Visit:
    """What became of a visit. `seen` is for a person; `url` is where the redirects led."""

    outcome: Literal["page", "broken", "unconfirmed"]
    url: str
    seen: str = ""
    content: bytes = b""
    content_type: str = ""


def visit_all(urls: list[str], loopback: bool) -> dict[str, Visit]:
    """Visit each page once, a few at a time."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        visits = with_progress(pool.map(lambda url: visit(url, loopback), urls), len(urls))
        return dict(zip(urls, visits, strict=True))


def visit(url: str, loopback: bool) -> Visit:
    """Follow a URL to its page. `loopback` lets this machine's own addresses pass, for rehearsals."""
    at = url
    for _ in range(_REDIRECTS + 1):
        answer = _one(at, loopback)
        if isinstance(answer, Visit):
            return answer
        at = answer
    return Visit("broken", at, "転送が何度も続きます")


def _one(url: str, loopback: bool) -> Visit | str:
    """The page, or the URL that it sends us on to."""
    import urllib3

    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return Visit("broken", url, "URLとして読めません")
    addresses = _addresses(host, port or 443)
    if not addresses:
        return Visit("unconfirmed", url, "サイトの名前が引けません")
    local = all(ip_address(address).is_loopback for address in addresses)
    if not (loopback and local) and (parts.scheme != "https" or not all(map(_public, addresses))):
        return Visit("broken", url, "https の公開されたアドレスではありません")
    try:
        return _request(url, addresses[0])
    except (urllib3.exceptions.SSLError, urllib3.exceptions.MaxRetryError) as error:
        if "CERTIFICATE" in str(error).upper():
            return Visit("broken", url, "証明書が正しくありません")
        return Visit("unconfirmed", url, cause_in_words(f"{type(error).__name__}: {error}"))
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        return Visit("unconfirmed", url, cause_in_words(f"{type(error).__name__}: {error}"))


def _request(url: str, address: str) -> Visit | str:
    import certifi
    import urllib3

    parts = urlsplit(url)
    timeout = urllib3.Timeout(connect=_TIMEOUT[0], read=_TIMEOUT[1])
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            address, parts.port or 443, timeout=timeout, retries=False, ca_certs=certifi.where(),
            server_hostname=parts.hostname, assert_hostname=parts.hostname,
        )  # fmt: skip
    else:
        pool = urllib3.HTTPConnectionPool(address, parts.port or 80, timeout=timeout, retries=False)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": _AGENT, "Accept": "text/html,*/*"}
    with pool:
        answer = pool.request("GET", path, headers=headers, redirect=False, preload_content=False)
        try:
            return _read(url, answer.status, answer)
        finally:
            answer.close()


def _read(url: str, status: int, answer: Any) -> Visit | str:
    if status in (301, 302, 303, 307, 308) and (onward := answer.headers.get("location")):
        return urljoin(url, str(onward))
    if status in _ROBOTS_REFUSED or status >= 500:
        return Visit("unconfirmed", url, cause_in_words(f"HTTP {status}"))
    if status != 200:
        return Visit("broken", url, cause_in_words(f"HTTP {status}"))
    content, until = b"", time.monotonic() + _LONGEST
    while len(content) < _MOST and (more := answer.read(65536, decode_content=True)):
        content += more
        if time.monotonic() > until:
            return Visit("unconfirmed", url, "返事が遅すぎます")
    return Visit("page", url, "", content, answer.headers.get("content-type", ""))


def _addresses(host: str, port: int) -> list[str]:
    try:
        records = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(record[4][0]) for record in records))


def _public(address: str) -> bool:
    parsed = ip_address(address.partition("%")[0])
    return parsed.is_global and not parsed.is_multicast
