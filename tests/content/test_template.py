"""The empty form reads as YAML, declares nothing, and fits into a link that GitHub's editor accepts."""

from itertools import product
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from scripts.content.template import BODY_PROMPT, KIND_NAMES, new_post
from scripts.pull_requests.editor_links import (
    definitions,
    new_post_url,
    repository_in,
    with_links,
)
from scripts.reading.document import read_markdown_file

LONGEST_URL = 8000  # characters; GitHub answers 414 somewhat above 8,000
SIDES = ("division", "contractor")


def data_of(form: str) -> dict:
    document = read_markdown_file("content/posts/division/2026/20261210-x/post.md", form.encode())
    assert document.mistakes == ()
    assert document.body.strip().startswith(BODY_PROMPT)
    return dict(document.data)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_nothing_is_declared_and_nothing_is_guessed(kind: str) -> None:
    data = data_of(new_post(kind))
    assert set(data["declarations"].values()) == {False}
    left = [value for key, value in data.items() if key != "declarations"]
    assert leaves(left) <= {None, "event", "permission", "identifiable", "line"}, "no more than its kind says"


def leaves(value: object) -> set:
    if isinstance(value, dict):
        return set().union(*map(leaves, value.values()))
    if isinstance(value, list):
        return set().union(*map(leaves, value))
    return {value}


def test_the_author_and_the_photos_that_are_known_stand_in_it() -> None:
    data = data_of(new_post("article", "con-poster-01", ("a.jpg", "b.jpg")))
    assert data["author"] == "con-poster-01"
    assert [image["file"] for image in data["images"]] == ["a.jpg", "b.jpg"]
    assert data["images"][1]["rights"]["confirmed_by"] == "con-poster-01"
    assert data["links"][0]["checked_by"] == "con-poster-01"


def test_a_plain_post_has_neither_picture_nor_link() -> None:
    data = data_of(new_post("plain"))
    assert (data["images"], data["links"]) == ([], [])


def test_without_a_photo_there_are_none() -> None:
    assert data_of(new_post("article", files=()))["images"] == []


@pytest.mark.parametrize(("side", "kind"), list(product(SIDES, KIND_NAMES)))
def test_a_link_opens_the_editor_with_the_form_in_the_folder_of_the_side(side: str, kind: str) -> None:
    url = new_post_url("a" * 39 + "/" + "b" * 100, side, kind)
    assert url.isascii()
    assert len(quote(url, safe="")) < LONGEST_URL, "through GitHub's login page it is encoded once more"
    asked = parse_qs(urlsplit(url).query, strict_parsing=True)
    assert asked["filename"] == [f"content/posts/{side}/YYYY/YYYYMMDD-name/post.md"]
    (form,) = asked["value"]
    assert data_of(form) == data_of(new_post(kind))
    assert len(new_post(kind)) - len(form) > 100, "what the handbook says beside it is left out"


def test_the_links_of_a_page_are_replaced_and_its_text_stays() -> None:
    page = "# 手引\n\n[書く][new-division-article]\n"
    first = with_links(page, "old/name")
    assert first == page + "\n" + definitions("old/name")
    assert repository_in(first) == "old/name"
    assert with_links(first, "new/name") == page + "\n" + definitions("new/name")
    assert repository_in(page) is None
