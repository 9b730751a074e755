"""The page in a real browser: the judge answers, findings stand beside their fields, nothing leaves the origin."""

import gzip
import json
import re

import pytest

from scripts.effects.content.load import account_in, consents_in, roster_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.reading.document import read_markdown_file
from tests.messages.subjects import HOME, ROOT, SAMPLES
from tests.writing.test_pictures import photo

SOUDAN = next(path for path in SAMPLES if "winter-soudan" in str(path))


def who(author) -> None:
    author.choose("post-side", "division")
    author.fill("post-author", "div-poster-01")


def test_the_page_is_small(made) -> None:
    files = [file.read_bytes() for file in (made / "write").rglob("*") if file.is_file()]
    assert sum(min(len(raw), len(gzip.compress(raw, 9))) for raw in files) < 8_000_000


def test_no_person_stands_on_the_page(made) -> None:
    said = "".join((made / "write" / name).read_text("utf-8") for name in ("index.html", "facts.json"))
    tree = WorkingTree(HOME)
    people, contractors = roster_in(tree).people, account_in(tree).contractors
    consents = consents_in(tree).entries
    for secret in (
        *(person.login for person in people), *(person.title for person in people),
        *(contractor.name for contractor in contractors), *(consent.evidence for consent in consents),
        *(consent.url_prefix for consent in consents),
    ):  # fmt: skip
        assert secret not in said


def test_findings_stand_beside_their_fields_and_the_summary_jumps_there(person) -> None:
    person.begin()
    who(person)
    person.choose("post-category", "other")
    person.fill("post-reason", "短い")
    person.fill("post-body", "1月23日（日）に開きます。")
    person.judged()
    reason = person.page.locator("#post-reason")
    assert reason.get_attribute("aria-invalid") == "true"
    assert "あと18文字" in person.page.inner_text("#post-reason-said")
    assert "post-reason-said" in reason.get_attribute("aria-describedby")
    assert "曜日" in person.page.inner_text("#post-body-said")
    person.page.click("#summary a >> text=曜日")
    assert person.page.evaluate("document.activeElement.id") == "post-body"
    assert (
        person.page.evaluate(
            "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
        )
        == "1月23日（日）に開きます。"
    )


def test_what_is_not_needed_is_not_shown(person) -> None:
    person.begin()
    for control in ("post-reason", "post-event-starts", "post-corrects"):
        assert not person.page.is_visible(f"#{control}")
    person.choose("post-category", "event")
    assert person.page.is_visible("#post-event-starts")
    person.choose("post-category", "other")
    assert person.page.is_visible("#post-reason")
    assert not person.page.is_visible("#post-event-starts")


def test_a_consent_that_is_demanded_has_its_entry_at_once(person, tmp_path) -> None:
    person.begin()
    person.add_pictures(photo(tmp_path / "kao.jpg", size=(200, 100), orientation=0))
    consents = person.page.locator('[data-name="people_consents"] > .items > .item')
    person.page.check('[name$="-people"][value="none"]')
    assert consents.count() == 0
    for value in ("identifiable", "none", "identifiable"):
        person.page.check(f'[name$="-people"][value="{value}"]')
    assert consents.count() == 1
    assert "任意" not in consents.inner_text()


def test_no_declaration_is_ticked_beforehand(person) -> None:
    person.begin()
    assert person.page.locator('[data-name="declarations"] input[type="checkbox"]').count() == 4
    assert person.page.locator('[data-name="declarations"] input:checked').count() == 0


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_sample_opens_and_is_written_again_with_the_same_values(person, path, tmp_path) -> None:
    pictures = [file for file in path.parent.iterdir() if file.suffix in (".jpg", ".png")]
    person.open_file("open", path, *pictures)
    person.until(lambda: len(person.pictures()) == len(pictures))
    person.fill("id", path.parent.name)
    person.choose("post-side", path.parts[-4])
    verdict = person.judged()
    assert verdict.startswith("直すところはありません。"), person.findings()
    files = person.saved(tmp_path)
    before, after = (read_markdown_file("", file.read_bytes()) for file in (path, files["post.md"]))
    assert after.data == before.data
    assert after.body.strip() == before.body.strip()
    assert files.keys() == {"post.md", *(file.name for file in pictures)}
    assert [file.name for file in pictures if files[file.name].read_bytes() != file.read_bytes()] == []


def test_days_are_read_as_people_write_them_and_said_back(person) -> None:
    person.begin()
    person.choose("post-category", "event")
    for typed, said in {
        "1月23日 13時": "2027年1月23日（土） 13:00",
        "令和9年1月23日（土）午後1時半": "2027年1月23日（土） 13:30",
        "2027/1/23 13:00": "2027年1月23日（土） 13:00",
        "１月２３日　１３時": "2027年1月23日（土） 13:00",
        "1月23日（日）13時": "2027年1月23日（土）です。曜日か日付を直してください。",
        "2/1 17時": "2027年2月1日（月） 17:00",
        "2027-2-1 17:00": "2027年2月1日（月） 17:00",
        "1 月 23 日 13 時 30 分": "2027年1月23日（土） 13:30",
        "2/117時": "読み取れません。「12月10日」のように書いてください。",
        "2月30日 10時": "読み取れません。「12月10日」のように書いてください。",
        "1月23日": "2027年1月23日（土）の何時ですか。「10時」のように、時刻も書いてください。",
    }.items():
        person.fill("post-event-starts", typed)
        assert person.page.inner_text("#post-event-starts-read") == said, typed


def test_the_link_to_github_names_the_posts_own_folder(person) -> None:
    person.begin()
    assert person.page.get_attribute("#github", "href") is None
    who(person)
    person.fill("post-title", "冬のオンライン移住相談会")
    person.page.check('[data-soon][value="from"]')
    person.fill("post-send-not_before", "12月10日 10時")
    assert person.page.input_value("#id") == "20261210-fuyu-online-iju"
    home = "https://github.com/OWNER/CAFE/upload"
    assert (
        person.page.get_attribute("#github", "href")
        == f"{home}/main/content/posts/division/2026/20261210-fuyu-online-iju"
    )
    person.page.click("summary >> text=差し戻された投稿を直すとき")
    person.fill("branch", "div-poster-01/patch-1")
    assert person.page.get_attribute("#github", "href").startswith(f"{home}/div-poster-01/patch-1/content/")


def test_the_request_is_copied_with_what_only_it_can_hold(author) -> None:
    person = author(permissions=["clipboard-read", "clipboard-write"])
    person.begin()
    who(person)
    person.fill("post-title", "冬のオンライン移住相談会")
    person.choose("post-category", "event")
    person.fill("note", "締切を見てください")
    person.page.click("#copy")
    person.until(lambda: person.page.inner_text("#copied") == "写しました。")
    text = person.page.evaluate("navigator.clipboard.readText()")
    assert "件名: 冬のオンライン移住相談会" in text
    assert "締切を見てください" in text
    assert re.findall(r"- \[(.)\]", text) == [" ", " "]
    template = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    assert re.findall(r"^## .*", text, re.MULTILINE) == re.findall(r"^## .*", template, re.MULTILINE)
    assert all(part in template for part in re.findall(r"\(第[^)]*\)", text))


def test_the_policy_lets_nothing_out_and_nothing_strange_in(person) -> None:
    elsewhere = person.address.replace("127.0.0.1", "localhost")
    tries = """async (elsewhere) => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      const image = new Image();
      const shown = new Promise((done) => { image.onload = () => done(true); image.onerror = () => done(false); });
      image.src = elsewhere + "pictures/drop.svg";
      const fetched = fetch(elsewhere + "facts.json").then(() => true, () => false);
      const form = Object.assign(document.createElement("form"), { action: elsewhere, method: "post" });
      document.body.append(form);
      form.submit();
      return { ran: Boolean(window.ran), fetched: await fetched, shown: await shown };
    }"""
    assert person.page.evaluate(tries, elsewhere) == {"ran": False, "fetched": False, "shown": False}
    assert person.page.url.startswith(person.address)
    refused = [trouble for trouble in person.troubles if "Content Security Policy" in trouble]
    assert len(refused) >= 4
    person.page.evaluate("document.querySelectorAll('body > form').forEach((form) => form.remove())")
    person.troubles.clear()
    person.requests.clear()


def test_without_wasm_the_form_still_saves(author, tmp_path) -> None:
    person = author()
    person.context.add_init_script("delete globalThis.WebAssembly")
    person.page.close()
    person.page = person.open()
    person.until(lambda: "出せません" in person.page.inner_text("#verdict"))
    person.begin()
    who(person)
    person.fill("post-title", "冬のくらし: 相談会 #1")
    person.fill("post-body", "本文です。")
    files = person.saved(tmp_path)
    document = read_markdown_file("", files["post.md"].read_bytes())
    assert not document.mistakes
    assert document.data["title"] == "冬のくらし: 相談会 #1"
    assert document.body.strip() == "本文です。"


def test_the_facts_are_plain_json(made) -> None:
    facts = json.loads((made / "write/facts.json").read_text("utf-8"))
    assert facts["account"].keys() <= {
        "account", "environment", "rules_version", "guideline_version", "site_base_url", "sending", "links", "brand",
    }  # fmt: skip
    assert facts["schemas"].keys() == {"post", "reply"}
