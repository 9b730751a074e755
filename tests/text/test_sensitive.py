"""Secrets are found, and long numbers that are none are left alone."""

import pytest

from scripts.text.sensitive import leaks, leaks_beside_words

SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"

LEFT_ALONE = [
    "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "マージ 3a2ba9a6f0c1d2e3f405162738495a6b7c8d9e0f",
    f"https://media.example.jp/{SECRET}.jpg",
    f"https://example.jp/?id={SECRET}",
    f"md5: {SECRET}",
    "12345678901234567890123456789012",
    "電話 011-000-0000、受付番号 20261210-000123",
    "地政メール保存26-112",
    "あ" * 300,
    "----------------------------------------",
    "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    "data/" + "abcdefghij/" * 20,
    '<img src="data:image/png;base64,' + "aB3+/" * 40 + '=="/>',
]
FOUND = [
    (f"チャネルシークレットは {SECRET} です", "LINEのチャネルシークレット"),
    (f"secret={SECRET}", "LINEのチャネルシークレット"),
    (f"「{SECRET}」", "LINEのチャネルシークレット"),
    ("ghp_" + "a1B2" * 9, "GitHubのトークン"),
    ("https://x-access-token:ghs_" + "a1B2" * 9 + "@github.com/", "GitHubのトークン"),
    ("github_pat_" + "a1B2" * 15, "GitHubのトークン"),
    ("-----BEGIN RSA PRIVATE KEY-----", "秘密鍵"),
    ("-----BEGIN PRIVATE KEY-----", "秘密鍵"),
    ("aB3+/" * 34 + "==", "LINEのチャネルアクセストークン"),
    ("eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2lnbmF0dXJlLWhlcmU", "アクセストークン"),
    ("eyJhbGciOiJIUzI1NiJ9." + "Q_o-GP0VtnwDjbK0C8E_" * 3 + "." + "a1B2" * 10, "アクセストークン"),
]


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_left_alone(line: str) -> None:
    assert list(leaks(line)) == []


@pytest.mark.parametrize("line, kind", FOUND)
def test_found_on_its_line(line: str, kind: str) -> None:
    assert list(leaks(f"\n本文\n{line}\n")) == [(3, kind)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"LINE_CHANNEL_SECRET={SECRET}", [1]),
        (f"チャネルシークレット\n{SECRET}", [2]),
        (f"  {SECRET}  yukikaki.jpg", []),
        ("ghp_" + "a1B2" * 9, [1]),
    ],
)
def test_in_a_file_of_any_kind_a_word_must_say_what_the_digits_are(text: str, lines: list[int]) -> None:
    assert [line for line, _ in leaks_beside_words(text)] == lines
