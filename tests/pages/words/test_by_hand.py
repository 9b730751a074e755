"""Replies and records of trouble in words: enough to decide on, and nothing of an author's that becomes Markdown."""

import re
from html import unescape

import pytest
from cmarkgfm import github_flavored_markdown_to_html

from scripts.content.incident import read_incident
from scripts.content.reply import Reply, read_reply
from scripts.pages.words.by_hand import incident_in_words, reply_in_words
from scripts.reading.document import read_markdown_file, read_yaml_file
from tests.goldens.golden import setting

ANSWER = "ご質問ありがとうございます。"
TITLES = {"20261215-x": "星降村の話"}
HEAD = 'received_on: "2026-12-16"\nchannel: voom_comment\npost: 20261215-x\ninquiry: 何歳までかという質問\nreason: 多い疑問のため\n'


def reply(text: str = ANSWER, head: str = f"decision: reply\n{HEAD}", side: str = "contractor") -> Reply:
    author = "con-poster-01" if side == "contractor" else "div-poster-01"
    path = f"content/replies/{side}/20261216-x.md"
    return read_reply(read_markdown_file(path, f"---\nauthor: {author}\n{head}---\n{text}\n".encode()))


def test_a_reply_says_what_it_answers_who_approves_and_who_sends_it_where() -> None:
    text = reply_in_words(reply(), setting(), TITLES).text
    first = text.partition("\n| ")[0]
    for words in (
        "**承認する人** ",
        "manager-example",
        "LINE VOOMのコメントに手で送ります",
        "この返信の記録に書き足します",
        "見回り",
    ):
        assert words in first
    for words in (
        "何歳までかという質問",
        ANSWER,
        "多い疑問のため",
        "2026年12月16日（水）",
        "第6第2項",
        "| 対象の投稿 | 「星降村の話」（20261215-x） |",
        "| 返信するか | 返信する |",
    ):
        assert words in text


def test_no_reply_is_said_and_nothing_is_sent() -> None:
    text = reply_in_words(reply("", f"decision: no_reply\n{HEAD}"), setting(), TITLES).text
    assert "| 返信するか | 返信しない |" in text and "何も送りません" in text
    assert "返信の文章" not in text


def test_an_answer_without_room_is_named_and_never_called_no_reply() -> None:
    form = reply_in_words(reply("あ" * 20_000), setting(), {}, 18_000)
    assert len(form.text) <= 18_000
    assert form.left_out == ("返信の文章",) and "返信の文章" in form.text
    assert "返信しない" not in form.text and "何歳までかという質問" in form.text


@pytest.mark.parametrize(
    "head", [HEAD, f"decision: [reply\n{HEAD}", f"decision: reply\ndecision: reply\n{HEAD}", "x" * 2_000_000]
)
def test_what_cannot_be_read_is_not_called_no_reply(head: str) -> None:
    text = reply_in_words(reply(head=head), setting(), TITLES).text
    assert "返信しない" not in text


def test_an_answer_too_long_to_be_read_is_not_called_no_reply() -> None:
    endless = reply("あ" * 90_000)
    assert endless.document.mistakes
    assert "返信しない" not in reply_in_words(endless, setting(), TITLES).text


def test_an_inquiry_without_end_does_not_push_the_answer_out() -> None:
    form = reply_in_words(
        reply(head=f"decision: reply\n{HEAD}".replace("何歳", "何" * 30_000)), setting(), {}, 18_000
    )
    assert ANSWER in form.text and form.left_out == ("コメントの要旨",)


@pytest.mark.parametrize(
    "written", ["```\n@everyone ![x](https://evil.example.com/x.png)", "`````", "</details>\n# 承認済"]
)
def test_nothing_that_is_written_in_a_reply_leaves_its_quotation(written: str) -> None:
    html = github_flavored_markdown_to_html(reply_in_words(reply(written), setting(), TITLES).text)
    assert html.count("<blockquote>") == 2 and "<img" not in html and "<h1" not in html
    answer = html.rpartition("<blockquote>")[2].partition("</blockquote>")[0]
    read = unescape(re.sub("<[^>]+>", "", answer)).replace("\u200b", "")
    assert "".join(read.split()) == "".join(written.split())


INCIDENT = """kind: defamation
detected_at: "2026-12-16T09:20+09:00"
detected_side: contractor
reported_to_division_at: "2026-12-16T09:45+09:00"
reported_how: 電話
summary: 人をおとしめる内容のコメントが1件ありました。
evidence: 地政トラブル記録26-016
actions:
  - {at: "2026-12-16T10:10+09:00", what: コメントを非表示にした, by: con-poster-01, approved_by: section-chief-01}
takes_down: 20261215-x
closed_on: null
"""


def test_a_record_of_trouble_says_what_its_merge_sets_off_and_what_was_done_by_whom() -> None:
    incident = read_incident(read_yaml_file("content/incidents/20261216-x.yml", INCIDENT.encode()))
    text = incident_in_words(incident, setting(), TITLES).text
    assert "投稿「星降村の話」（20261215-x）がサイトの公開から外れます" in text.partition("\n| ")[0]
    for words in ("chief-example", "| 種類 | 誹謗中傷 |", "2026年12月16日（水） 09:20（運営者）", "| 終わった日 | 対応中 |",
                  "地政トラブル記録26-016", "コメントを非表示にした（行った人: ", "LINEには何も送られません"):  # fmt: skip
        assert words in text


def test_a_record_that_takes_nothing_down_names_no_post_that_loses_a_picture() -> None:
    raw = INCIDENT.replace("takes_down: 20261215-x", "takes_down: null")
    incident = read_incident(read_yaml_file("content/incidents/20261216-x.yml", raw.encode()))
    assert "画像" not in incident_in_words(incident, setting(), TITLES, ["20261215-x"]).text


def test_a_broken_record_is_shown_all_the_same() -> None:
    broken = read_incident(read_yaml_file("content/incidents/x.yml", b"\xff"))
    assert "読み取れません" in incident_in_words(broken, setting(), TITLES).text
