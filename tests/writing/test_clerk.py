"""What a newcomer at the page needs to be told, said where it is asked."""

import pytest

from scripts.reading.document import read_markdown_file
from tests.writing.test_desk import ask_door
from tests.writing.test_pictures import photo


def who(person, side: str = "division") -> None:
    person.choose("post-side", side)
    person.fill("post-author", "div-poster-01" if side == "division" else "con-poster-01")


def test_the_first_screen_says_what_each_way_is_for_and_how_to_get_what_was_sent_back(person) -> None:
    assert "紹介" in person.page.inner_text('[data-begin="post"]')
    assert ".md" not in person.page.inner_text('[data-begin="open"]')
    person.page.click("summary >> text=差し戻された投稿が、このパソコンにないとき")
    told = person.page.inner_text("#begin details")
    assert "Files changed" in told
    assert "Download raw file" in told
    foot = person.page.inner_text("footer")
    assert "「GitHubを開く」" not in foot, "that button is not on the first screen"
    assert "版" not in foot
    assert "保守担当者" in foot


def test_each_side_and_its_ids_are_explained_where_they_first_stand(person) -> None:
    person.begin()
    assert "運営者（委託を受けた会社）" in person.page.inner_text("#post-side")
    said = person.page.inner_text("#post-author-help")
    assert "div-poster-01" in said
    assert "con-poster-01" in said


def test_the_posts_id_does_not_claim_a_title_that_is_not_there(person) -> None:
    person.begin()
    assert "それを書くまでは、仮の名前" in person.page.inner_text("#id-help")


def test_no_word_of_the_page_is_one_that_the_glossary_does_not_have(made) -> None:
    said = (made / "write/index.html").read_text("utf-8")
    for word in ("統合", "consents.yml", "点検の版", "リポジトリ"):
        assert word not in said


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2026-12-04T22:00+09:00", "2026年12月7日（月） 08:45から"), ("2026-12-07T10:00+09:00", "30分のうちに")],
)
def test_at_once_says_when_it_really_goes_out(now: str, expected: str) -> None:
    told = ask_door(now=now, values={"send": {}})["goes_out"]
    assert expected in told
    assert "08:45から17:30まで" in told
    assert "夜や休日に取り込むと" in told
    waiting = ask_door(now=now, values={"send": {"not_before": "2026-12-10T10:00+09:00"}})["goes_out"]
    assert "夜や休日" not in waiting


def test_what_may_stay_empty_of_a_link_is_called_optional(person) -> None:
    person.begin()
    person.page.click('[data-name="links"] > .add')
    entry = person.page.locator('[data-name="links"] > .items > .item').get_attribute("id")
    person.choose(f"{entry}-consent-basis", "explicit")
    asked = {
        name: person.page.inner_text(f'label[for="{entry}-consent-{name}"]')
        for name in ("valid_until", "granted_on")
    }
    assert "任意" in asked["valid_until"]
    assert "任意" not in asked["granted_on"]


def test_a_link_without_a_party_has_a_name_that_can_be_read(person) -> None:
    person.begin()
    person.page.click('[data-name="links"] > .add')
    entry = person.page.locator('[data-name="links"] > .items > .item').get_attribute("id")
    person.fill(f"{entry}-url", "https://iju.example.jp/")
    person.page.click(f"#{entry} .into-body")
    assert person.page.input_value("#post-body") == "[くわしい案内のページ](https://iju.example.jp/)"
    assert "押してもらう言葉" in person.page.inner_text(f"#{entry} > .into")


def test_a_warning_says_that_it_does_not_block(person) -> None:
    person.begin()
    who(person)
    person.page.click('[data-name="links"] > .add')
    entry = person.page.locator('[data-name="links"] > .items > .item').get_attribute("id")
    person.fill(f"{entry}-party", "しおね移住の会")
    person.fill(f"{entry}-checked_on", "10月1日")
    assert "このままでも依頼できます" in person.judged()
    said = person.page.inner_text(f"#{entry}-checked_on-said")
    assert "日前です" in said
    assert "このままでも依頼できます" in said


def test_a_second_picture_takes_over_rights_but_nobodys_word(person, tmp_path) -> None:
    person.begin()
    who(person)
    person.add_pictures(*(photo(tmp_path / f"yuki-{n}.jpg", size=(200, 100)) for n in (1, 2)))
    one, two = (
        item.get_attribute("id")
        for item in person.page.locator('[data-name="images"] > .items > .item').all()
    )
    same = person.page.locator(f"#{two} .same button")
    assert not same.is_visible(), "there is nothing to take over yet"
    person.fill(f"{one}-rights-holder", "汐音漁業協同組合")
    person.choose(f"{one}-rights-basis", "permission")
    person.fill(f"{one}-rights-granted_on", "12月1日")
    person.fill(f"{one}-rights-evidence", "地政第1301号")
    person.page.check(f'[name="{one}-rights-scope"][value="line"]')
    person.page.check(f"#{one}-rights-no_expiry")
    person.fill(f"{one}-rights-confirmed_on", "12月3日")
    person.fill(f"{one}-rights-confirmed_by", "div-poster-02")
    person.choose(f"{one}-people", "identifiable")
    assert person.page.locator(f"#{one} .same").count() == 0
    same.click()
    assert person.page.input_value(f"#{two}-rights-holder") == "汐音漁業協同組合"
    assert person.page.is_checked(f'[name="{two}-rights-basis"][value="permission"]')
    assert person.page.input_value(f"#{two}-rights-evidence") == "地政第1301号"
    assert person.page.is_checked(f'[name="{two}-rights-scope"][value="line"]')
    assert person.page.is_checked(f"#{two}-rights-no_expiry")
    assert person.page.input_value(f"#{two}-rights-confirmed_on") == ""
    assert person.page.input_value(f"#{two}-rights-confirmed_by") == "div-poster-01"
    assert not person.page.is_checked(f'[name="{two}-people"][value="identifiable"]')
    assert person.page.locator(f'#{two} [data-name="people_consents"] .item').count() == 0
    assert "読み直し" in person.page.inner_text(f"#{two} .same")
    person.page.click(f"#{one} > .item-head .remove")
    person.judged()
    assert person.page.locator(".same").count() == 0, "the second is the first now"


def test_the_scope_of_a_persons_consent_is_said(person, tmp_path) -> None:
    person.begin()
    person.add_pictures(photo(tmp_path / "kao.jpg", size=(200, 100)))
    person.page.check('[name$="-people"][value="identifiable"]')
    assert "LINEで配信することまで認めた同意" in person.page.inner_text('[data-name="people_consents"]')


def test_who_sells_what_is_asked_only_of_a_page_that_sells(person) -> None:
    person.begin()
    person.page.click('[data-name="links"] > .add')
    entry = person.page.locator('[data-name="links"] > .items > .item').get_attribute("id")
    person.page.click(f"#{entry} details.rare > summary")
    about = person.page.locator(f"#{entry}-own_group_about")
    assert not about.is_visible()
    person.choose(f"{entry}-own_group", "true")
    assert about.is_visible()
    person.fill("post-author", "con-poster-01")
    person.choose("post-side", "contractor")
    person.judged()
    assert "だれが何を売るかが書かれていません" in person.page.inner_text(f"#{entry}-own_group-said")
    person.fill(f"{entry}-own_group_about", "エゾリスが、移住体験の旅を売る")
    person.judged()
    assert "書かれていません" not in person.page.inner_text(f"#{entry}-own_group-said")
    person.choose(f"{entry}-own_group", "false")
    assert not about.is_visible()


def test_whose_words_are_quoted_is_one_question_and_goes_into_the_file(person, tmp_path) -> None:
    person.begin()
    who(person, "contractor")
    asked = person.page.locator('[data-name="interviewees"]')
    assert "取材した人の言葉を載せていますか" in asked.inner_text()
    assert asked.locator(".item").count() == 0
    person.fill("post-body", "「朝、星がまだ残っているんです」と話すAさんは、パン屋を営んでいます。")
    person.judged()
    assert "本人の同意の記録がありません" in person.page.inner_text("#post-body-said")
    asked.locator("> .add").click()
    entry = asked.locator("> .items > .item").get_attribute("id")
    person.fill(f"{entry}-subject", "Aさん")
    person.fill(f"{entry}-granted_on", "11月30日")
    person.choose(f"{entry}-method", "meeting_memo")
    person.fill(f"{entry}-evidence", "EZ-DOC-0032")
    person.choose(f"{entry}-checked_text", "false")
    person.judged()
    assert "本人の同意の記録がありません" not in person.page.inner_text("#post-body-said")
    written = read_markdown_file("", person.saved(tmp_path)["post.md"].read_bytes()).data
    assert written["interviewees"] == [
        {"subject": "Aさん", "granted_on": "2026-11-30", "method": "meeting_memo", "evidence": "EZ-DOC-0032",
         "checked_text": False}
    ]  # fmt: skip


def test_a_phones_photo_stands_upright_on_the_phone(person, tmp_path) -> None:
    person.begin()
    who(person)
    person.add_pictures(photo(tmp_path / "tate.jpg", size=(800, 600), orientation=6))
    person.judged()
    seen = """async () => {
      const image = document.querySelector("#screen img[src^='blob:']");
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const at = (part) => [...context.getImageData(canvas.width / 2, canvas.height * part, 1, 1).data];
      return { width: canvas.width, height: canvas.height, top: at(0.2), bottom: at(0.8) };
    }"""
    drawn = person.page.evaluate(seen)
    assert (drawn["width"], drawn["height"]) == (600, 800)
    assert drawn["top"][0] > drawn["top"][2], "the red half is the top"
    assert drawn["bottom"][2] > drawn["bottom"][0]
