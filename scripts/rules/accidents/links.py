"""Where a link may lead at all: https, an honest host name, no detour. What went wrong elsewhere says why."""

import re
import unicodedata
from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.checking.hidden_urls import meant_url
from scripts.content.post import Post
from scripts.rules.book import rule
from scripts.text.address import Address, read_address
from scripts.text.quote import quoted

_ACCIDENTS = "過去の事故"
_LINE_CAN_OPEN = "LINEの仕様"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")  # RFC 3986, 2.1


@rule("link-https", _LINE_CAN_OPEN)
def link_https(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """リンクは、https:// で始まる、正しい形のURLにする。

    Bad: http://iju.example.jp/ や tel:011-000-0000
    Good: https://iju.example.jp/
    """
    for line, url in _urls(post):
        address = read_address(url)
        if address and _is_rehearsal(address, context):
            continue
        scheme = url.partition(":")[0].lower() if ":" in url else ""
        if scheme == "http" and address:
            message = f"{quoted(url)}は http:// で始まっています。https:// のページのURLに直"
            recorded = post.declared_link(url) is not None
            yield line, message + ("してください。" if recorded else "し、リンクの欄にも加えてください。")
        elif scheme in ("tel", "mailto"):
            message = "電話やメールへのリンクは使えません。番号や宛先は文字で書いてください。"
            yield line, f"{quoted(url)}: {message}"
        elif scheme != "https":
            meant = _meant(url)
            remedy = f"{meant[:200]} と書くか、" if meant else "直すか、"
            yield (
                line,
                f"{quoted(url)}は https:// で始まるURLではありません。{remedy}リンクを消してください。",
            )
        elif address is None:
            yield line, f"{quoted(url)}は正しい形のURLではありません。ページのURLを写し直してください。"
        elif _LONE_PERCENT.search(url):
            message = f"{quoted(url)}の「%」は、URLの中では特別な記号です。"
            paste = _LONE_PERCENT.sub("%25", url)
            yield line, f"{message}ページのURLを写し直すか、文字の「%」なら {paste[:200]} と書いてください。"


@rule("link-host", _ACCIDENTS)
def link_host(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """リンク先のホストは、見たとおりの半角の名前で書く。

    Bad: https://192.0.2.1/ や https://iju.example.jp@evil.example.com/
    Good: https://iju.example.jp/
    """
    for line, url, address in _addresses(post):
        if address.scheme != "https" or _is_rehearsal(address, context):
            continue
        if address.has_user:
            message = "には「@」があり、見た目と違う所に行きます。「@」の無いURLに直してください。"
        elif not address.host.isascii():
            message = f"のホストは半角の英数字で書きます。「{_in_ascii(address.host)}」を使ってください。"
        elif address.is_numeric:
            message = "は番号で書かれた宛先です。名前で書かれたURLに直してください。"
        elif "." not in address.host.strip("."):
            message = "は外から見られない宛先です。公開されているページのURLに直してください。"
        elif address.port != 443:
            message = f"にはポート番号({address.port})があります。番号の無いURLに直してください。"
        else:
            continue
        yield line, f"{quoted(url)}{message}"


@rule("link-punycode", _ACCIDENTS, "warning")
def link_punycode(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """「xn--」で始まる名前(日本語などのホスト)は、似た文字の別のサイトでないことを確かめる。

    Bad: https://xn--wgv71a119e.example.jp/
    Good: https://iju.example.jp/
    """
    for line, url, address in _addresses(post):
        if any(part.startswith("xn--") for part in address.host.split(".")):
            message = f"{quoted(url)}のホストは「{_readable(address.host)}」と読みます。"
            yield line, f"{message}相手方のサイトに間違いないことを確かめてください。"


@rule("link-denied-host", _ACCIDENTS)
def link_denied_host(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """短縮URLなど、行き先の見えないリンクは使わない。

    Bad: https://bit.ly/abc
    Good: https://iju.example.jp/soudan
    """
    for line, url, address in _addresses(post):
        if any(address.lies_within(denied) for denied in context.account.denied_hosts):
            message = f"{quoted(url)}は短縮URLなど、使えないホストです。"
            yield line, f"{message}行き先のページのURLをそのまま書いてください。"


@rule("link-example", _ACCIDENTS)
def link_example(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """本番では、見本用のホスト(example.jp など)を使わない。

    Bad: 本番の投稿に残った https://example.jp/
    Good: 本番の投稿の実在するページのURL
    """
    if context.account.environment == "sample":
        return
    for line, url, address in _addresses(post):
        if address.is_example:
            yield line, f"{quoted(url)}は見本用のURLです。実在するページのURLに直してください。"


def _urls(post: Post) -> Iterator[tuple[int, str]]:
    """Every URL once: where it is declared, else where it first stands in the body."""
    seen = {""}
    declared = [(post.line_no("links", link.index, "url"), link.url) for link in post.links]
    for line, url in (*declared, *((link.line_no, link.url) for link in post.body.links)):
        if url not in seen:
            seen.add(url)
            yield line, url


def _addresses(post: Post) -> Iterator[tuple[int, str, Address]]:
    for line, url in _urls(post):
        if address := read_address(url):
            yield line, url, address


def _meant(url: str) -> str:
    """The URL that was typed full-width or without its https://, or nothing."""
    plain = unicodedata.normalize("NFKC", url).strip()
    whole = meant_url(plain)
    address = read_address(whole)
    return whole if address and "." in address.host and address.port == 443 else ""


def _is_rehearsal(address: Address, context: RuleContext) -> bool:
    """True for this machine's own addresses, which the sample account may use."""
    return address.is_loopback and context.account.environment == "sample"


def _in_ascii(host: str) -> str:
    import idna

    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return "(半角の名前)"


def _readable(host: str) -> str:
    import idna

    try:
        return idna.decode(host)
    except idna.IDNAError:
        return "(読めない名前)"
