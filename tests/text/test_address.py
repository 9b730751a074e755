"""URLs taken apart: what cannot be read is nothing, and what is not plainly under a prefix is not under it."""

import pytest

from scripts.text.address import lies_under, read_address

PREFIX = "https://iju.example.jp/soudan"


@pytest.mark.parametrize(
    "url",
    ["", "https://", "http://[", "https://[::1", "https://a:b/", "https://a:99999/", "iju.example.jp", "/soudan",
     "https://iju.example.jp/ a", "https:\\\\iju.example.jp", "https://iju.example.jp/\n", "https:///soudan"],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    assert read_address(url) is None


@pytest.mark.parametrize(
    "url",
    [PREFIX, PREFIX + "/", PREFIX + "/a", PREFIX + "/a?b=c#d", "https://IJU.example.jp/soudan/a",
     "https://iju.example.jp:443/soudan/a", "HTTPS://iju.example.jp/soudan"],
)  # fmt: skip
def test_under_the_prefix(url: str) -> None:
    assert lies_under(url, PREFIX)
    assert lies_under(url, PREFIX + "/")


@pytest.mark.parametrize(
    "url",
    ["https://iju.example.jp/soudan-old", "https://iju.example.jp/", "http://iju.example.jp/soudan",
     "https://iju.example.jp:8443/soudan", "https://iju.example.jp.evil.example.com/soudan",
     "https://evil@iju.example.jp/soudan", "https://iju.example.jp/soudan/../a", "https://iju.example.jp/soudan/%2e%2e/a",
     "https://iju.example.jp/soudan/..%00/a", "https://iju.example.jp/soudan/%c0%ae%c0%ae/a", "https://iju.example.jp/soudan/%u002e%u002e/a",
     "https://iju.example.jp/soudan/..;/a", "https://iju.example.jp/soudan/..;x=1/a",
     "https://iju.example.jp/soudan%2F..%2Fa", "https://iju.example.jp/soudan/%252e%252e/a",
     "https://iju.example.jp/Soudan", "https://iju.example.jp/soudan/./a", "https://["],
)  # fmt: skip
def test_not_under_the_prefix(url: str) -> None:
    assert not lies_under(url, PREFIX)


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "https://",
        "https://[",
        "https://iju.example.jp/a/../",
        "https://iju.example.jp/a?",
        "https://iju.example.jp/a#",
        "https://iju.example.jp/?a=b",
    ],
)
def test_a_prefix_that_says_nothing_covers_nothing(prefix: str) -> None:
    assert not lies_under("https://iju.example.jp/a/b", prefix)


@pytest.mark.parametrize("host", ["192.0.2.1", "[::1]", "3232235777", "0x7f.1", "127.1", "0300.0250.1"])
def test_a_number_is_no_name(host: str) -> None:
    address = read_address(f"https://{host}/")
    assert address
    assert address.is_numeric
