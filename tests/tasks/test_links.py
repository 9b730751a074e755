"""What the watch looks at, and what it makes of it."""

from datetime import date, timedelta

import pytest

from scripts.content.policy import read_policy
from scripts.reading.document import read_markdown_file
from scripts.tasks.links import LinkStatus, arrived, is_example, looked_at_today, unconfirmed_task
from scripts.tasks.policy_page import compared, missing_from, policy_task, text_of

TODAY = date(2027, 3, 1)


def test_posts_to_come_and_of_the_last_90_days_have_their_turn_every_day():
    assert looked_at_today("20261201-a", None, TODAY)
    assert looked_at_today("20261201-a", TODAY - timedelta(days=90), TODAY)


def test_every_older_post_has_its_turn_once_in_30_days():
    for name in ("20240101-a", "20250101-b", "20260101-c"):
        turns = [looked_at_today(name, date(2024, 1, 1), TODAY + timedelta(days=each)) for each in range(30)]
        assert sum(turns) == 1


@pytest.mark.parametrize(
    "url", ["https://iju.example.jp/a", "https://example.com", "https://a.b.example/", "https://x.test/"]
)
def test_sample_hosts_are_known(url):
    assert is_example(url)


@pytest.mark.parametrize(
    "url", ["https://www.pref.hokkaido.lg.jp/", "https://notexample.jp/", "https://example.jp.evil.net/"]
)
def test_real_hosts_are_no_samples(url):
    assert not is_example(url)


def test_another_host_at_the_end_is_found_and_another_path_is_not():
    assert "evil.net" in arrived("https://a.jp/x", "page", "https://evil.net/x", "").wrong
    assert arrived("https://a.jp/x", "page", "https://a.jp/y", "") == LinkStatus(confirmed=True)


def test_what_could_not_be_confirmed_is_never_called_well():
    sight = arrived("https://a.jp/x", "unconfirmed", "https://a.jp/x", "HTTP 503")
    assert not sight.confirmed
    assert "https://a.jp/x" in unconfirmed_task({"https://a.jp/x": sight}).body
    assert unconfirmed_task({"https://a.jp/x": LinkStatus(confirmed=True)}) is None


PAGE = """<html><head><meta charset="utf-8"><title>運用ポリシー</title><style>p { color: red }</style></head>
<body><nav>トップ</nav><h1>運用 ポリシー</h1><p>北海道への<b>移住</b>を&amp;応援<br>します。</p>
<ul><li>すべてに返信しません。</li></ul><script>var x = "だまし";</script></body></html>"""
POLICY = "# 運用ポリシー\n\n北海道への移住を&応援します。\n\n- すべてに返信しません。\n"


def test_a_page_is_read_as_a_reader_sees_it():
    seen = text_of(PAGE.encode(), "text/html")
    assert "だまし" not in seen and "color" not in seen
    assert list(missing_from(seen, POLICY)) == []


@pytest.mark.parametrize("codec", ["shift_jis", "euc_jp"])
def test_the_encoding_is_the_one_that_the_page_names(codec):
    page = PAGE.replace("utf-8", codec)
    assert list(missing_from(text_of(page.encode(codec), "text/html"), POLICY)) == []
    assert list(missing_from(text_of(PAGE.encode(codec), f"text/html; charset={codec}"), POLICY)) == []


def test_an_encoding_that_does_not_exist_and_broken_bytes_break_nothing():
    for name in (b"nonsense", b"punycode", b"base64"):
        assert "abc" in text_of(b"<meta charset=" + name + b">\xff\xfeabc<p", "text/html")


def policy():
    text = '---\nurl: https://www.pref.example.jp/p\nverified_on: "2026-12-01"\nversion: "1"\n---\n' + POLICY
    return read_policy(read_markdown_file("content/policy.md", text.encode()))


def test_a_sentence_that_the_page_lacks_is_named():
    page = PAGE.replace("すべてに返信しません。", "すべてに返信します。")
    sight = compared(policy(), page.encode(), "")
    assert "すべてに返信しません。" in sight.wrong
    assert "すべてに返信しません。" in policy_task(policy(), sight).body


def test_a_page_with_the_same_words_is_no_task():
    assert policy_task(policy(), compared(policy(), PAGE.encode(), "")) is None
