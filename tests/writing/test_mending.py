"""What the form says of a slip is said in its own words, and one button puts in what was meant."""

import pytest

from scripts.effects.content.load import schemas
from scripts.reading.document import read_markdown_file
from scripts.reading.schema_messages import SENTENCES as OF_THE_FILE
from scripts.writing.wording import SENTENCES
from tests.messages.subjects import SAMPLES
from tests.writing.test_desk import ask_door

SOUDAN = next(path for path in SAMPLES if "winter-soudan" in str(path))


def test_the_form_has_a_sentence_for_every_demand() -> None:
    assert SENTENCES.keys() == OF_THE_FILE.keys()


@pytest.mark.parametrize(
    ("values", "key", "words", "value"),
    [
        ({"author": "DIV-Poster-01"}, ["author"], "「div-poster-01」にする", "div-poster-01"),
        ({"links": [{"consent": {"method": "email(メール)"}}]}, ["links", 0, "consent", "method"], "「電子メール」にする", "email"),
        ({"send": {"not_before": "令和8年12月10日 10時"}}, ["send", "not_before"], "「2026年12月10日（木） 10:00」にする", "2026-12-10T10:00+09:00"),
        ({"event": {"deadline": "2027/1/15"}}, ["event", "deadline"], "「2027年1月15日（金）」にする", "2027-01-15"),
        ({"images": [{"people_consents": [{"minor": "いいえ"}]}]}, ["images", 0, "people_consents", 0, "minor"], "「いいえ」にする", False),
    ],
)  # fmt: skip
def test_a_slip_carries_the_value_that_was_meant(values, key, words, value) -> None:
    found = next(finding for finding in ask_door(values=values)["findings"] if finding["key"] == key)
    assert found["mend"] == {"words": words, "value": value}


def test_what_nobody_can_tell_has_no_button() -> None:
    found = next(f for f in ask_door(values={"author": "山田"})["findings"] if f["key"] == ["author"])
    assert found["mend"] is None


def test_one_press_mends_an_opened_file(person, tmp_path) -> None:
    written = SOUDAN.read_text("utf-8")
    assert "method: email\n" in written
    file = tmp_path / "post.md"
    slips = written.replace("method: email\n", "method: email(メール)\n").replace(
        "title:", "color: red\ntitle:"
    )
    file.write_text(slips, "utf-8")
    person.open_file("open", file, SOUDAN.parent / "yukikaki.jpg")
    person.until(lambda: person.pictures())
    person.judged()
    assert "color" in person.page.inner_text("#summary")
    for words in ("「電子メール」にする", "この項目を消す"):
        person.page.click(f"button.mend >> text={words}")
        person.judged()
    assert person.page.locator("button.mend").count() == 0
    text = person.saved(tmp_path)["post.md"].read_bytes()
    assert read_markdown_file("", text).data == read_markdown_file("", written.encode()).data
    assert "color" not in schemas()["post"].data["properties"]
