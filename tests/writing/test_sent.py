"""The sent posts to choose from: what their readers got, nothing of what stands behind it, and no other post."""

import json
from datetime import datetime

from scripts.effects.content.load import schemas
from scripts.reading.document import read_markdown_file
from scripts.writing.sent import LIST, sent_files
from tests.messages.subjects import SAMPLES, sample
from tests.writing.conftest import NOW, sent

AT = datetime.fromisoformat(NOW)
POSTS = [sample(path)[0] for path in SAMPLES]


def test_the_newest_stands_first() -> None:
    times = [AT.replace(day=day) for day in (3, 5, 4)]
    files = sent_files(zip(POSTS[:3], times, strict=True), schemas()["post"])
    listed = json.loads(files[LIST])
    assert [entry["id"] for entry in listed] == [POSTS[1].post_id, POSTS[2].post_id, POSTS[0].post_id]
    assert listed[0] == {"id": POSTS[1].post_id, "title": POSTS[1].title, "day": "2026年12月5日（土）"}


def test_nothing_but_what_readers_got_stands_in_a_post() -> None:
    for path, text in sent_files([(post, AT) for post in POSTS], schemas()["post"]).items():
        if path == LIST:
            continue
        data = read_markdown_file("", text.encode()).data
        assert data.keys() <= {"title", "category", "layout", "event", "images", "links"}
        assert data["images"] == []
        assert all(link.keys() <= {"url", "party"} for link in data["links"])
        assert "![" not in text


def test_only_what_was_sent_is_there(made) -> None:
    home = made / "write"
    chosen = {post.post_id for post, _ in sent()}
    assert {entry["id"] for entry in json.loads((home / LIST).read_text("utf-8"))} == chosen
    assert {file.stem for file in (home / "sent").iterdir()} == chosen


def test_a_post_that_is_named_is_said_back_by_its_title(person) -> None:
    person.begin("reply")
    person.choose("reply-channel", "voom_comment")
    post, _ = sent()[0]
    person.fill("reply-post", post.post_id)
    person.until(lambda: post.title in person.page.inner_text("#reply-post-read"))
    person.fill("reply-post", "20200101-nani")
    person.until(lambda: person.page.inner_text("#reply-post-read") == "")


def test_next_years_post_comes_from_the_list_too(person) -> None:
    post = next(post for post, _ in sent() if post.links)
    person.begin("next")
    person.page.click(f"#sent button >> text={post.title}")
    person.until(lambda: person.page.input_value("#post-title") == post.title)
    assert person.page.input_value('[data-name="links"] [data-name="url"] input') == post.links[0].url
    assert person.page.locator('[data-name="declarations"] input:checked').count() == 0


def test_what_is_not_in_the_list_is_said(person) -> None:
    person.begin("correction")
    person.fill("sent-search", "どこにもない題")
    assert person.page.locator("#sent button").count() == 0
    assert "見つかりません" in person.page.inner_text("#sent-told")
