"""A repository of the state before (b95499e) is brought up to date by UPGRADE.md, with posts in every state.

The lines are written as that state wrote them (`git show b95499e:scripts/world/sender.py`, `…:scripts/core/evidence.py`):
random keys, no nonce, no key in `accepted`, fewer fields in the evidence, another card, so another `body_sha256`.
"""

import uuid
from datetime import timedelta

import pytest

from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_branch import read_whole
from scripts.effects.git.main_branch import main_on_origin
from scripts.publishing.origin import Origin
from scripts.publishing.trust.branch import ledger_damages
from tests.publishing.hostile import append, line, push
from tests.publishing.staged import at
from tests.rehearsal.stage import DUE, WINTER

SENT, DOUBT = "20261208-sent", "20261208-doubt"
WINDOW = {"not_before": "2026-12-09T09:00+09:00", "not_after": "2027-01-14T17:00+09:00"}
EVIDENCE = (
    "rules_version", "folder", "main", "judged_at", "pull_request", "opened_at", "head", "merge", "merged_at",
    "content_sha", "roster_blob", "author", "approvals", "merges",
)  # fmt: skip
BY = ("--by", "section-chief-01", "--note", "管理画面で確かめた")


def claim_of_then(entry, when, same_card):
    carries = {name: entry.carries[name] for name in ("content_sha", "audience_estimate")}
    evidence = {name: entry.carries["evidence"][name] for name in EVIDENCE}
    body = entry.carries["body_sha256"] if same_card else "c" * 64
    key = str(uuid.uuid4())
    return line("claimed", when, **carries, body_sha256=body, evidence=evidence, retry_key=key)


def written(stage, when, post_id, *lines):
    """Each line came with a push of its own, as GitHub saw it then."""
    stage.now = when
    for each in lines:
        push(stage, append(each, post_id=post_id))


@pytest.fixture
def before(stage, outcomes):
    """One post is sent, one claimed, one uncertain; the state before has just been replaced."""

    def play(same_card):
        for post_id, title in ((SENT, "送ったお知らせ"), (DOUBT, "分からないお知らせ")):
            stage.write_post(post_id=post_id, title=title, send=WINDOW)
            stage.bring()
        stage.write_post()
        stage.bring()
        for when in ("2026-12-09T10:00", "2026-12-09T10:11", "2026-12-10T10:05"):
            stage.now = at(when)  # three true claims, from which those of then are made
            stage.line.fail(*["500"] * 3)
            outcomes()
        claims = {post_id: stage.ledger(post_id)[0] for post_id in (SENT, DOUBT, WINTER)}
        stage.as_before()
        then = at("2026-12-09T10:00")
        written(
            stage,
            then,
            SENT,
            claim_of_then(claims[SENT], then, False),
            line("accepted", then, request_id="r"),
        )
        then = at("2026-12-09T10:20")
        tries = [line("unanswered", then, error="ReadTimeout")] * 3
        written(stage, then, DOUBT, claim_of_then(claims[DOUBT], then, False), *tries)
        written(stage, then + timedelta(hours=23), DOUBT, line("expired", then + timedelta(hours=23)))
        claim = claim_of_then(claims[WINTER], DUE, same_card)
        written(stage, DUE, WINTER, claim, line("unanswered", DUE, error="ReadTimeout"))
        stage.now = DUE + timedelta(minutes=15)
        return stage

    return play


@pytest.mark.parametrize("same_card", [False, True])
def test_nothing_is_lost_and_nothing_sent_twice(before, run, outcomes, same_card):
    stage = before(same_card)
    paused = {DOUBT: ("uncertain", "unknown_delivery"), WINTER: ("waiting", "paused")}
    assert outcomes(SENDING_PAUSED="true") == (1, paused)  # step 1
    going_on = ("sent",) if same_card else ("held", "body_changed")
    assert outcomes() == (1, {DOUBT: ("uncertain", "unknown_delivery"), WINTER: going_on})  # step 6
    assert len(stage.line.deliveries) == same_card
    fetch(stage.checkout)
    main = main_on_origin(stage.checkout)
    read = Origin(stage.checkout, main, read_whole(stage.checkout), lambda: stage.now)
    assert ledger_damages(read).tasks == ()

    if not same_card:  # the old card cannot be made any more: a person looks, and says what arrived
        stage.now = DUE + timedelta(hours=23)
        assert outcomes()[1][WINTER] == ("uncertain", "unknown_delivery")
        assert run("--settle", WINTER, *BY)[0] == 0
    stage.now = at("2026-12-11T10:00")
    again = {**WINDOW, "not_before": "2026-12-11T10:00+09:00", "again": "だれにも届いていないと確かめたため"}
    stage.write_post(post_id=DOUBT, title="分からないお知らせ", send=again)
    stage.bring()
    assert outcomes() == (0, {DOUBT: ("sent",)})
    assert outcomes() == (0, {})
    assert len(stage.line.deliveries) == same_card + 1
    assert all("送ったお知らせ" not in str(sent.messages) for sent in stage.line.deliveries)
