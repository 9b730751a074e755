"""The words of the front matter: the same on the approver's form and on the author's."""

import json
from pathlib import Path

from scripts.text import terms

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/post.schema.json").read_text("utf-8"))


def labels(shape):
    if isinstance(shape, dict):
        if "x-labels" in shape:
            yield shape["x-labels"]
        shape = list(shape.values())
    for inner in shape if isinstance(shape, list) else ():
        yield from labels(inner)


def test_each_choice_of_the_schema_has_the_same_words():
    known = [words for name, words in vars(terms).items() if name.isupper() and name != "DECLARATIONS"]
    assert set(map(str, labels(SCHEMA))) == set(map(str, known))


def test_the_author_ticks_what_the_approver_reads():
    boxes = SCHEMA["properties"]["declarations"]["properties"]
    assert {name: box["title"] for name, box in boxes.items()} == terms.DECLARATIONS


def test_a_value_without_a_word_is_shown_as_it_was_written():
    assert terms.label(terms.AI, "perhaps") == "perhaps"
