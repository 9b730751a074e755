"""A post's words in their order, before any look is chosen: which links are carried where, and under which name."""

import pytest

from scripts.messages.passages import Passage, event_rows, label_of, passages_of, pictures_of, title_of
from scripts.reading.body import Link, plain, runs_of
from tests.messages.subjects import picture, post

AT = "https://a.example.jp"


def written(body, front=""):
    return post(f"---\ntitle: 件名\n{front}\n---\n{body}\n")


def outline(body, front=""):
    """Of each passage its kind, its words, the names that it carries, and whether it is nothing but links."""
    return [
        (
            type(passage.block).__name__,
            plain(tuple(runs_of(passage.block))),
            [link.label for link in passage.links],
            passage.only_links,
        )
        for passage in passages_of(written(body, front))
    ]


def test_a_paragraph_of_links_carries_them_and_is_nothing_else():
    assert outline(f"一。\n\n[申込み]({AT})") == [
        ("Paragraph", "一。", [], False),
        ("Paragraph", "申込み", ["申込み"], True),
    ]


def test_a_link_in_running_text_is_carried_after_its_paragraph():
    assert outline(f"まず[案内]({AT})。\n\n二。") == [
        ("Paragraph", "まず案内。", ["案内"], False),
        ("Paragraph", "二。", [], False),
    ]


@pytest.mark.parametrize(
    ("body", "carried"),
    [
        (f"[案]({AT})と[案]({AT})だ。", [["案"]]),
        (f"[案]({AT})の一。\n\n[案]({AT})の二。", [["案"], []]),
        (f"[案]({AT})の一。\n\n[案]({AT})", [[], ["案"]]),
        (f"[案]({AT})と[内]({AT})だ。", [["案", "内"]]),
    ],
)
def test_one_link_is_carried_once_where_the_author_says_so(body, carried):
    assert [names for _, _, names, _ in outline(body)] == carried


def test_what_says_nothing_is_no_passage():
    assert outline("#\n\n　\n\n- \n\n段落。") == [("Paragraph", "段落。", [], False)]


@pytest.mark.parametrize(
    ("label", "front", "name"),
    [
        ("申込み", "links: [{url: 'https://a.example.jp', party: 星降村}]", "申込み"),
        ("", "links: [{url: 'https://a.example.jp', party: 星降村}]", "星降村"),
        ("", "links: []", AT),
    ],
)
def test_the_name_of_a_link(label, front, name):
    assert label_of(written("一。", front), Link(AT, label, 1)) == name


def test_every_passage_has_the_name_that_the_link_has():
    (passage,) = passages_of(written(AT, "links: [{url: 'https://a.example.jp', party: 星降村}]"))
    assert passage == Passage(passage.block, (Link(AT, "星降村", 5),), only_links=True)


def test_a_correction_is_called_one_once():
    assert title_of(written("一。", "corrects: 20261201-x")) == "【訂正】件名"
    assert title_of(post("---\ntitle: 訂正とお詫び\ncorrects: 20261201-x\n---\n一。")) == "訂正とお詫び"


def test_pictures_that_are_not_there_are_left_out():
    shown = picture("a.png")
    assert list(pictures_of(post("![](a.png)\n\n![](b.png)\n\n![](a.png)", {"a.png": shown}))) == [shown] * 2


def test_no_event_has_no_rows():
    assert list(event_rows(None)) == []
