"""The form is the schema's: every field is asked for or left alone on purpose, every word belongs to a field."""

import re

import pytest

from scripts.content.declared.images import ON_TERMS
from scripts.effects.content.load import schemas
from scripts.writing.page import writing_page
from scripts.writing.question import Question, questions
from scripts.writing.steps import STEPS
from scripts.writing.words import WORDS

KINDS = ("post", "reply")


def every(asked: tuple[Question, ...]) -> dict[str, Question]:
    """Each question by its dotted key."""
    found = {}
    for question in asked:
        found[".".join(question.key)] = question
        found |= every(question.inside)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_belongs_to_a_field(kind) -> None:
    assert WORDS[kind].keys() <= every(questions(schemas()[kind])).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_asked_in_one_step(kind) -> None:
    shown = [name for step in STEPS[kind] for name in step.names if name != "body"]
    assert len(shown) == len(set(shown))
    left = schemas()[kind].data["properties"].keys() - set(shown)
    assert all(WORDS[kind][name].kept for name in left)


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_has_a_japanese_name(kind) -> None:
    for key, question in every(questions(schemas()[kind])).items():
        if question.kind in ("choice", "several"):
            assert question.choices, key
            assert all(re.search("[ぁ-んァ-ン一-龠A-Z]", label) for _, label in question.choices), key


def test_conditions_come_from_the_schema() -> None:
    post = every(questions(schemas()["post"]))
    assert post["reason"].when == (("category", ("other",)),)
    assert post["images.rights.terms_url"].when == (("basis", ("open_license", "stock")),)
    assert post["images.people_consents.guardian"].when == (("minor", ("true",)),)
    assert post["images.rights.valid_until"].unless == "no_expiry"


def test_what_was_copied_out_is_asked_for_only_where_terms_or_a_policy_allow_it() -> None:
    asked = {key: WORDS["post"][key] for key in ("links.consent.policy_words", "images.rights.terms_words")}
    assert [words.when for words in asked.values()] == [
        (("basis", ("published_policy",)),),
        (("basis", ON_TERMS),),
    ]
    assert all(words.example.endswith("。") for words in asked.values())
    post = every(questions(schemas()["post"]))
    assert all(post[key].kind == "long" and post[key].longest == 400 for key in asked)


def test_the_three_words_are_kept_apart() -> None:
    for key, words in WORDS["post"].items():
        said = words.ask + words.help
        if key.startswith("links."):
            assert "許諾" not in said and "同意" not in said, key
        if key.startswith("images."):
            assert "了解" not in said, key


def test_each_control_is_named_and_described() -> None:
    page = writing_page("カフェ", schemas(), "c0ffee", "OWNER/CAFE")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert set(described.split()) <= set(ids)
    for named in re.findall(r'(?:for|aria-labelledby)="([^"]+)"', page):
        assert named in ids
    assert "YAML" not in page
