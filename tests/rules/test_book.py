"""The rule book as a whole: its page, the articles it cites, and the awful posts on which nearly all of it speaks."""

import re
from pathlib import Path

import pytest

from scripts.effects.content.load import schemas
from scripts.reading.schema_messages import SENTENCES
from scripts.rules import CHAPTERS
from scripts.rules.book import article_of, book
from scripts.rules.obligations import MEANS, OBLIGATIONS
from tests.accept import COMMAND
from tests.rules.accept import AWFUL, ROOT, awful_report

OF_THE_RULES = re.compile(r"第\d")
ACCEPT = f"if this is meant, accept it with: {COMMAND}"
RULE_FILES = ROOT / "scripts/rules"


def test_no_chapter_is_forgotten() -> None:
    files = [file.relative_to(RULE_FILES).with_suffix("").as_posix() for file in RULE_FILES.rglob("*.py")]
    chapters = [
        file.replace("/", ".")
        for file in files
        if not file.endswith("__init__") and file not in ("book", "handbook", "obligations")
    ]
    assert sorted(chapters) == sorted(CHAPTERS)


@pytest.mark.parametrize("post", AWFUL, ids=lambda post: post.stem)
def test_an_awful_post_is_told_everything_in_order(post: Path) -> None:
    assert awful_report(post) == post.with_suffix(".txt").read_text("utf-8"), ACCEPT


def test_every_rule_that_cites_the_operating_rules_stands_under_its_article() -> None:
    for rule in book().values():
        for cited in (rule.article.division, rule.article.contractor):
            if OF_THE_RULES.match(cited):
                rows = [row for row in OBLIGATIONS if rule.name in row.rules]
                articles = {part for row in rows for part in row.article.split("・")}
                assert rows, rule.name
                assert articles & set(parts(cited)), f"{rule.name} cites {cited}, but stands under {articles}"


def parts(cited: str) -> list[str]:
    """第4第3項・第4項 names two places."""
    first, _, second = cited.partition("・")
    return [first, re.sub(r"^第(\d+項)", r"第4第\1", second)] if second else [first]


@pytest.mark.parametrize("obligation", OBLIGATIONS, ids=lambda row: row.article)
def test_an_obligation_names_rules_that_are_there_and_says_how_it_is_met(obligation) -> None:
    assert set(obligation.rules) <= set(book())
    assert obligation.means
    assert set(obligation.means) <= set(MEANS)
    assert obligation.rules or obligation.remark


def nodes(value: object):
    """Every object within a schema."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


@pytest.mark.parametrize("kind", schemas())
def test_a_schema_says_nothing_that_no_sentence_is_there_for(kind: str) -> None:
    speaks = {
        "type", "enum", "const", "pattern", "format", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
        "maxProperties", "minimum", "maximum", "uniqueItems", "contains", "anyOf", "oneOf", "not", "dependentRequired",
        "multipleOf", "propertyNames", "exclusiveMinimum", "exclusiveMaximum", "prefixItems",
    }  # fmt: skip
    said = {
        key
        for node in nodes(schemas()[kind].data)
        for key in node
        if key in speaks and "properties" not in key
    }
    names = {name for node in nodes(schemas()[kind].data) for name in node.get("properties", {})}
    assert said - names - {"enum", "const"} <= set(SENTENCES)


@pytest.mark.parametrize("kind", schemas())
def test_every_field_has_a_japanese_title_and_every_article_its_number(kind: str) -> None:
    for node in nodes(schemas()[kind].data):
        if "x-article" in node:
            cited = article_of(node["x-article"])
            assert re.match(r"第\d|附則|書き方", cited.division)
        if node.get("additionalProperties") is False:
            for name, field in node["properties"].items():
                shape = {
                    **schemas()[kind].data.get("$defs", {}).get(field.get("$ref", "").rpartition("/")[2], {}),
                    **field,
                }
                assert re.search(r"[ぁ-んァ-ヶ一-龠]", shape.get("title", "")), name


def test_nothing_in_the_project_calls_the_operating_rules_by_a_wrong_name() -> None:
    for file in [*(ROOT / "scripts").rglob("*.py"), *(ROOT / "schemas").iterdir(), ROOT / ".github/RULES.md"]:
        assert "運用要領" not in file.read_text("utf-8"), file
