"""Nothing typed is lost: over a reload, on another computer, with two tabs, with a full store; and it can be forgotten."""

import json

from tests.writing.test_pictures import photo, start


def test_a_draft_with_its_picture_is_there_after_a_reload(author, tmp_path) -> None:
    person = author()
    start(person)
    person.fill("post-title", "書きかけの題")
    person.page.check('[data-soon][value="soon"]')
    person.add_pictures(photo(tmp_path / "yuki.jpg", size=(200, 100), orientation=0))
    person.page.reload()
    person.until(lambda: person.pictures())
    assert person.page.input_value("#post-title") == "書きかけの題"
    assert person.page.is_checked('[data-soon][value="soon"]')
    person.page.click("#home")
    assert "書きかけの題" in person.page.inner_text("#drafts")
    person.begin()
    assert person.page.input_value("#post-title") == ""
    assert person.page.input_value("#post-author") == "div-poster-01", "the author is remembered"
    assert person.page.is_checked('[name="post-side"][value="division"]')


def test_a_draft_goes_to_another_computer_as_a_file(author, tmp_path) -> None:
    here, there = author(), author()
    start(here)
    here.fill("post-title", "持ち運ぶ")
    here.add_pictures(photo(tmp_path / "yuki.jpg", size=(200, 100), orientation=0))
    with here.page.expect_download() as download:
        here.page.click("#save-draft")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    there.open_file("open", file)
    there.until(lambda: there.pictures())
    assert there.page.input_value("#post-title") == "持ち運ぶ"
    assert there.page.input_value("#post-author") == "div-poster-01"


def test_what_was_chosen_and_is_hidden_now_is_kept_and_not_written(person) -> None:
    start(person)
    person.choose("post-category", "other")
    person.fill("post-reason", "移住体験中の方が多い時期で、注意喚起が必要なため")
    person.choose("post-category", "relocation")
    draft = "JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('draft:'))[1])"
    assert "reason" not in person.page.evaluate(f"{draft}.values")
    person.choose("post-category", "other")
    assert person.page.input_value("#post-reason") != ""


def test_a_second_tab_is_warned_about(author) -> None:
    person = author()
    start(person)
    person.fill("post-title", "二つの窓")
    hash = person.page.evaluate("location.hash")
    second = person.open(hash)
    second.fill("#post-title", "別の窓から")
    person.until(lambda: "別のタブ" in person.page.inner_text("#notices"))
    assert "別のタブ" in person.page.inner_text("#notices")


def test_a_full_store_is_told_and_the_draft_can_be_saved_as_a_file(author, tmp_path) -> None:
    person = author()
    start(person)
    person.page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    person.fill("post-title", "入りきらない")
    assert "いっぱい" in person.page.inner_text("#notices")
    with person.page.expect_download() as download:
        person.page.click("#save-draft")
    download.value.save_as(tmp_path / "draft.json")
    assert (
        json.loads((tmp_path / "draft.json").read_text("utf-8"))["draft"]["values"]["title"] == "入りきらない"
    )


def test_everything_can_be_wiped_from_this_computer(author, tmp_path) -> None:
    person = author()
    start(person)
    person.add_pictures(photo(tmp_path / "yuki.jpg", size=(200, 100), orientation=0))
    person.page.click("#home")
    person.page.click("#forget")
    person.until(lambda: person.page.evaluate("localStorage.length") == 0)
    count = """() => new Promise((done) => { const asked = indexedDB.open('write'); asked.onsuccess = () => {
      const counted = asked.result.transaction('pictures').objectStore('pictures').count();
      counted.onsuccess = () => done(counted.result); }; })"""
    assert person.page.evaluate(count) == 0


def test_leaving_with_unsaved_work_is_asked_about(author) -> None:
    person = author()
    asked = []
    person.page.on("dialog", lambda dialog: asked.append(dialog.type))
    start(person)
    person.fill("post-title", "まだ途中")
    person.page.close(run_before_unload=True)
    person.page.wait_for_event("close") if not person.page.is_closed() else None
    assert asked == ["beforeunload"]


def test_what_the_form_cannot_show_is_told_and_not_lost(person, tmp_path) -> None:
    file = tmp_path / "post.md"
    file.write_text(
        '---\n# 見本\ntitle: "題"\nfuture_field: {a: "1"}\nimages: []\nlinks: []\n---\n本文\n', "utf-8"
    )
    person.open_file("open", file)
    person.until(lambda: "future_field" in person.page.inner_text("#notices"))
    assert "説明の行" in person.page.inner_text("#notices")
    person.fill("post-title", "新しい題")
    text = person.saved(tmp_path)["post.md"].read_text("utf-8")
    assert 'future_field:\n  a: "1"' in text
    assert 'title: "新しい題"' in text


def test_a_file_that_cannot_be_read_says_why(person, tmp_path) -> None:
    file = tmp_path / "post.md"
    file.write_text("題だけ\n", "utf-8")
    person.open_file("open", file)
    person.until(lambda: "読めません" in person.page.inner_text("#notices"))
    assert person.page.is_visible("#begin")
