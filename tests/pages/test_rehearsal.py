"""The page with which a rehearsal ends: nothing of what happened is left out, and nothing can break it."""

from dataclasses import replace

from scripts.pages.rehearsal import PlayedPost, rehearsal_page

POST = PlayedPost(
    "20261210-winter-soudan",
    "書いて、配信する",
    ["main に取り込む", "│ 配信しました"],
    1,
    True,
    "preview/20261210-winter-soudan/page.html",
    b"\x89PNG",
    "承認票の<b>コメント</b>",
    ["配信しました。受付番号 1"],
    ['{"event": "claimed"}'],
)
ISSUES = [("配信できない投稿があります", "課長の承認がありません")]


def test_everything_that_happened_is_on_the_page():
    page = rehearsal_page([POST], ISSUES, "はい  承認されている")
    for words in (
        "予定どおり", "main に取り込む", "届いた回数: 1", "preview/20261210-winter-soudan/page.html", "data:image/png;base64,iVBORw",
        "承認票の&lt;b&gt;コメント&lt;/b&gt;", "受付番号 1", '{"event": "claimed"}', *ISSUES[0], "はい  承認されている",
    ):  # fmt: skip
        assert words in page


def test_what_went_wrong_is_said_at_the_top():
    page = rehearsal_page([POST, replace(POST, deliveries=2, is_as_expected=False)], [], "")
    assert "予定と違う" in page.partition("<main>")[0]
    assert "予定どおり" not in page


def test_without_a_browser_and_without_a_record_the_page_says_so():
    page = rehearsal_page([replace(POST, picture=b"", ledger=[])], [], "")
    assert "画像はありません" in page
    assert "記録はありません" in page
    assert "<img" not in page
