"""The page's judge is the check: on every case of every rule, and on the samples, they say the same."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest

from scripts.content.post import Post
from scripts.effects.content.load import post_in, schemas
from scripts.rules.book import ask, book
from scripts.text.dates import JAPAN
from scripts.writing.desk import Draft, looked_at
from scripts.writing.door import answer
from scripts.writing.public import NOT_HERE, OPEN_MATTERS, public_account
from tests.messages.subjects import HOME, SAMPLES, sample
from tests.rules.good_world import POSTS
from tests.rules.test_cases import CASES

ELSEWHERE = {*NOT_HERE, *(name for names in OPEN_MATTERS.values() for name in names)}
SHAPES = schemas()
# Keys, marks and files: what the page never speaks of, outside of what it quotes.
OF_A_FILE = re.compile(
    r"[a-z_]{3,}: |!\[|YAML|引用符|この行|[0-9]行|post\.md|フォルダ|(?<!プロ)ファイル|\([a-z_]{3,}\)|\.yml|\b(?:images|links|true|false)\b|手で書く"
)
NOW = datetime(2026, 12, 5, 10, 0, tzinfo=JAPAN)


def draft_of(post: Post) -> Draft:
    return Draft("post", post.side, post.post_id, post.document.data, post.document.body)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_page_says_what_the_check_says(case) -> None:
    post = post_in(case.tree, f"{POSTS[case.data.get('post', 'division')]}/post.md")
    if post is None or post.document.mistakes or post.post_id in case.setting.sent:
        pytest.skip("no post that a form could show")
    if case.data.get("approved_at") or post.document.path.count("/") != 5:
        pytest.skip("judged at a later moment, or in a place that the form cannot name")
    setting = case.setting
    alone = replace(
        post, corrected=None
    )  # the page has no other post: it draws a correction without that one's title
    by_check = [finding for finding in ask(alone, setting) if "名簿にありません" not in finding.message]
    by_page = looked_at(draft_of(post), post.pictures, public_account(setting.account), SHAPES, setting.now)[
        "findings"
    ]
    here = Counter(finding["rule"] for finding in by_page if finding["rule"] not in ELSEWHERE)
    there = Counter(finding.rule for finding in by_check if finding.rule not in ELSEWHERE)
    if here["schema"] and there["schema"]:
        here["schema"] = there["schema"]  # one sentence on several missing fields stands at each of them
    assert here == there
    for finding in by_page:
        seen = OF_A_FILE.search(re.sub("「[^」]*」", "", finding["message"]))
        assert seen is None, finding["message"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_sample_has_nothing_to_mend_on_the_page(path) -> None:
    post, account = sample(path)
    looked = looked_at(draft_of(post), post.pictures, public_account(account), SHAPES, NOW)
    assert [finding for finding in looked["findings"] if finding["level"] == "error"] == []
    assert looked["path"] == post.path
    assert "data:" not in looked["screen"]
    assert "picture:" in looked["screen"]


def test_every_rule_that_is_left_to_the_check_is_in_the_book() -> None:
    assert book().keys() >= ELSEWHERE


def ask_door(**more: object) -> dict:
    post, account = sample(SAMPLES[0])
    draft = draft_of(post)
    shapes = {kind: dict(SHAPES[kind].data) for kind in ("post", "reply")}
    facts = json.dumps({"account": public_account(account), "schemas": shapes})
    question = {
        "ask": "look", "kind": "post", "side": draft.side, "id": draft.id, "values": draft.values,
        "body": draft.body, "pictures": {}, "now": NOW.isoformat(), **more,
    }  # fmt: skip
    return json.loads(answer(facts, json.dumps(question), {}))


def keys(answered: dict, rule: str) -> list[list]:
    return [finding["key"] for finding in answered["findings"] if finding["rule"] == rule]


def test_what_is_missing_is_blank_at_its_own_field() -> None:
    values = {
        "images": [{"file": "a.jpg", "rights": {"basis": "permission"}}],
        "links": [],
        "declarations": {},
    }
    answered = ask_door(values=values, body="")
    blank = [tuple(finding["key"]) for finding in answered["findings"] if finding["blank"]]
    for key in (
        ("title",), ("author",), ("category",), ("declarations", "guideline"), ("images", 0, "alt"),
        ("images", 0, "rights", "granted_on"), ("images", 0, "rights", "valid_until"),
    ):  # fmt: skip
        assert key in blank or key[:-1] in blank, key
    said = {finding["message"] for finding in answered["findings"] if finding["blank"]}
    assert said == {"まだ書かれていません。", "まだ選ばれていません。"}


def test_words_that_were_not_copied_out_are_missed_at_their_own_field() -> None:
    post, _ = sample(next(path for path in SAMPLES if "fuyumichi" in str(path)))
    values = json.loads(json.dumps(post.document.data))
    answered = ask_door(values=values, side=post.side, id=post.post_id, body=post.document.body)
    assert keys(answered, "policy-words") == keys(answered, "terms-words") == []
    del values["links"][0]["consent"]["policy_words"], values["images"][0]["rights"]["terms_words"]
    answered = ask_door(values=values, side=post.side, id=post.post_id, body=post.document.body)
    assert keys(answered, "policy-words") == [["links", 0, "consent", "policy_words"]]
    assert keys(answered, "terms-words") == [["images", 0, "rights", "terms_words"]]
    (said,) = [finding for finding in answered["findings"] if finding["rule"] == "policy-words"]
    assert said["level"] == "warning"
    assert said["message"].endswith("方針のうち、リンクを認めている文をそのまま書き写してください。")


def test_a_finding_in_the_body_counts_the_bodys_own_lines() -> None:
    answered = ask_door(body="一行目\n\n<b>三行目</b>")
    (found,) = [finding for finding in answered["findings"] if finding["rule"] == "markdown"][:1]
    assert (found["key"], found["line"]) == (["body"], 3)


def test_a_side_that_was_not_chosen_is_asked_for() -> None:
    answered = ask_door(side="")
    assert [finding["key"] for finding in answered["findings"] if finding["blank"]] == [["side"]]


def test_dates_that_cannot_be_read_are_told_without_yaml() -> None:
    values = {"images": [], "links": [], "send": {"not_before": "あした"}}
    message = next(
        f["message"] for f in ask_door(values=values)["findings"] if f["key"] == ["send", "not_before"]
    )
    assert "引用符" not in message


def test_no_person_and_no_consent_goes_to_the_page() -> None:
    _, account = sample(SAMPLES[0])
    said = json.dumps(public_account(account), ensure_ascii=False)
    roster = (HOME / "content/roster.yml").read_text("utf-8")
    for word in ("ezorisu", "地政第", "div-poster", "shirakaba", *roster.split("login: ")[1:2]):
        assert word[:12] not in said


def test_it_is_said_when_the_post_goes_out() -> None:
    assert "12月10日" in ask_door(values={"send": {"not_before": "2026-12-10T10:00+09:00"}})["goes_out"]
    assert (
        "12月7日（月） 08:45"
        in ask_door(values={"send": {"not_before": "2026-12-06T10:00+09:00"}})["goes_out"]
    )


@pytest.mark.parametrize(("kind", "id"), [("post", "20261205-x"), ("reply", "20261205-x")])
def test_an_empty_form_has_nothing_to_mend_only_to_write(kind, id) -> None:
    values = {"images": [], "links": [], "declarations": {}} if kind == "post" else {}
    answered = ask_door(kind=kind, id=id, values=values, body="")
    assert [finding for finding in answered["findings"] if not finding["blank"]] == []
    assert len(answered["findings"]) >= 5
