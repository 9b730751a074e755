"""What counts as an answer, and what a new draft begins with: seen by the third and fourth writer."""

from tests.writing.test_clerk import who


def test_a_new_draft_does_not_begin_with_the_mistakes_of_the_one_before(person) -> None:
    person.begin()
    person.fill("post-title", "")
    person.page.locator("#post-title").blur()
    person.page.click("#home")
    person.begin("reply")
    person.judged()
    person.page.click("#home")
    person.begin()
    person.until(lambda: person.findings() != [])
    assert person.page.locator('form:not([hidden]) [aria-invalid="true"]').count() == 0


def test_who_wrote_here_before_is_not_taken_for_the_next_without_a_word(person) -> None:
    person.begin()
    who(person, "contractor")
    person.judged()
    person.page.click("#home")
    person.begin()
    assert "con-poster-01" in person.page.inner_text('[data-matter="who"]')
    person.fill("post-author", "div-poster-01")
    person.page.locator("#post-author").blur()
    assert person.page.locator('[data-matter="who"]').count() == 0


def test_a_reply_is_found_missing_under_its_own_box_and_its_post_is_named_once(person) -> None:
    person.begin("reply")
    who_replies = person.page.locator("#reply-author")
    who_replies.fill("con-poster-01")
    person.choose("reply-channel", "voom_comment")
    person.fill("reply-post", "2")
    person.choose("reply-decision", "reply")
    person.judged()
    assert len([line for line in person.findings() if "どの投稿へのコメント" in line]) == 1
    assert "まだ：返信の文" in person.findings()
    assert person.page.locator("details.rare >> visible=true").count() == 0


def test_when_to_send_is_asked_of_every_post_and_a_moment_without_a_date_is_no_answer(person) -> None:
    asked = "まだ：いつから送りますか"
    person.begin()
    person.until(lambda: asked in person.findings())
    person.page.check('[data-soon][value="from"]')
    person.judged()
    assert asked in person.findings()
    person.fill("post-send-not_before", "12月14日 10時")
    person.judged()
    assert asked not in person.findings()
    person.page.click("#home")
    person.begin()
    person.until(lambda: asked in person.findings())
    assert person.page.locator("[data-soon]:checked").count() == 0
    person.page.check('[data-soon][value="soon"]')
    person.judged()
    assert asked not in person.findings()


def test_a_date_that_was_typed_before_soon_was_chosen_is_not_kept(person) -> None:
    person.begin()
    who(person)
    person.page.check('[data-soon][value="from"]')
    person.fill("post-send-not_before", "12月14日 10時")
    person.page.check('[data-soon][value="soon"]')
    person.judged()
    assert "12月14日" not in person.page.inner_text(".goes-out")


def test_what_was_saved_before_the_last_change_is_not_called_saved(person, tmp_path) -> None:
    person.begin()
    person.fill("post-title", "一つめ")
    person.saved(tmp_path)
    assert person.page.inner_text("#saved") != ""
    person.fill("post-title", "二つめ")
    assert "もう一度「一式を保存」" in person.page.inner_text("#saved")


def test_a_form_that_was_only_looked_at_is_no_draft(person) -> None:
    person.begin()
    person.judged()
    person.page.click("#home")
    assert person.page.locator("#drafts li").count() == 0
    person.begin()
    person.fill("post-title", "残るもの")
    person.judged()
    person.page.click("#home")
    assert person.page.locator("#drafts li").count() == 1
