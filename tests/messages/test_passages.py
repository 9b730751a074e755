"""A post's words in their order, before any look is chosen: which links are carried where, and under which name."""

import pytest

from scripts.messages.passages import (
    Passage,
    contact_of,
    label_of,
    main_link,
    passages_of,
    pictures_of,
)
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
        (f"[案]({AT})と[内]({AT})だ。", [["案"]]),
        (f"[案]({AT})\n\n[案]({AT})", [["案"]]),
        (f"[案]({AT})\n\n[別の名]({AT})", [["案"], []]),
        (f"{AT} の一。\n\n[案]({AT})", [[], ["案"]]),
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
        ("", "links: []", "a.example.jp"),
    ],
)
def test_the_name_of_a_link(label, front, name):
    assert label_of(written("一。", front), Link(AT, label, 1)) == name


def test_every_passage_has_the_name_that_the_link_has():
    (passage,) = passages_of(written(AT, "links: [{url: 'https://a.example.jp', party: 星降村}]"))
    assert passage == Passage(passage.block, (Link(AT, "星降村", 5),), only_links=True)


def test_pictures_that_are_not_there_are_left_out():
    shown = picture("a.png")
    assert list(pictures_of(post("![](a.png)\n\n![](b.png)\n\n![](a.png)", {"a.png": shown}))) == [shown] * 2


def test_a_list_of_nothing_but_links_is_its_links():
    assert outline(f"- [一]({AT}/1)\n- [二]({AT}/2)") == [("Points", "一二", ["一", "二"], True)]
    assert outline(f"- [一]({AT}/1)の話\n- [二]({AT}/2)") == [("Points", "一の話二", ["一", "二"], False)]


def test_a_name_that_no_row_bears_stays_as_words():
    assert outline(f"[一]({AT})\n\n- [二]({AT})") == [
        ("Paragraph", "一", ["一"], True),
        ("Points", "二", [], False),
    ]


@pytest.mark.parametrize(
    ("body", "main"),
    [
        (f"[案]({AT}/1)を読む。\n\n[申込み]({AT}/2)\n\n[会場]({AT}/3)", "申込み"),
        (f"[案]({AT}/1)を読む。", "案"),
        (f"[案]({AT}/1)を読む。\n\n[内]({AT}/2)も読む。", None),
        (f"[案]({AT}/1)を読む。\n\nお問合せ：[相談]({AT}/2)", "相談"),
        (f"- [案]({AT}/1)\n- [内]({AT}/2)", None),
        ("読む。", None),
    ],
)
def test_the_main_link(body, main):
    link = main_link(passages_of(written(body)))
    assert (link and link.label) == main


@pytest.mark.parametrize(
    ("body", "contact"),
    [
        ("一。\n\nお問合せ：移住交流担当", "お問合せ：移住交流担当"),
        ("一。\n\n**【お問い合わせ先】**\n移住交流担当", "【お問い合わせ先】\n移住交流担当"),
        ("お問合せ：移住交流担当\n\n二。", None),
        ("一。\n\nこのお問合せは終わりました。", None),
        ("", None),
    ],
)
def test_the_contact_is_the_last_paragraph_that_begins_as_one(body, contact):
    passage = contact_of(passages_of(written(body)))
    assert (passage and plain(tuple(runs_of(passage.block)))) == contact
