"""`publish` as people and machines call it: one clean send, its plan, its words."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from scripts.effects.content.load import account_in, post_of_tree
from scripts.effects.git.main_branch import main_on_origin
from scripts.messages.render import render
from scripts.standins.line.line import BROADCAST
from tests.publishing.staged import paths
from tests.rehearsal.stage import PROJECT, WINTER, git


def test_an_approved_post_is_sent_once_and_every_line_stands_in_the_ledger(due, run, outcomes):
    code, output = run("--format", "json")
    post = json.loads(output.out)["posts"][0]
    sent = due.line.deliveries[0]
    assert (code, len(due.line.deliveries)) == (0, 1)
    assert post == {
        "post_id": WINTER,
        "outcome": "sent",
        "reasons": [],
        "message": "配信しました。",
        "retry_key": sent.retry_key,
        "request_id": sent.request_id,
    }
    claim, accepted = due.ledger()
    assert (claim.event, accepted.event) == ("claimed", "accepted")
    assert (claim.carries["retry_key"], claim.carries["audience_estimate"]) == (sent.retry_key, 1234)
    assert claim.carries["evidence"]["pull_request"] == due.number
    assert claim.carries["content_sha"] == git(
        due.origin, "rev-parse", f"main:content/posts/division/2026/{WINTER}"
    )
    assert outcomes() == (0, {})
    assert len(due.line.deliveries) == 1


def test_what_arrives_equals_what_was_rendered_and_its_hash_stands_in_the_claim(due, run):
    import hashlib

    run()
    main = main_on_origin(due.checkout)
    folder = main.folder_of(WINTER)
    post = post_of_tree(due.checkout, main.view.trees[folder], folder, main.tree)
    assert due.line.deliveries[0].messages == render(post, account_in(main.tree))
    assert hashlib.sha256(due.line.deliveries[0].body).hexdigest() == due.ledger()[0].carries["body_sha256"]


def test_a_clean_send_needs_at_most_eight_line_calls_and_three_pushes(due, run):
    before = len(due.github.requests)
    run()
    assert len(paths(due)) <= 8
    assert Counter(paths(due))[BROADCAST] == 1
    asked = [f"{request.method} {request.path}" for request in due.github.requests[before:]]
    assert len(asked) <= 12, asked
    assert int(git(due.origin, "rev-list", "--count", "ledger")) <= 3


def test_the_claim_keeps_who_opened_and_merged_what_was_declared_and_every_review(due, run):
    run()
    evidence = due.ledger()[0].carries["evidence"]
    assert evidence["opened_by"]["person"] == "div-poster-01"
    assert evidence["merged_by"]["login"]
    assert evidence["declarations"]["guideline"] is True
    assert [step["state"] for step in evidence["course"]] == ["APPROVED"]
    assert [warning["rule"] for warning in evidence["warnings"]] == ["card-height"]


def test_the_plan_says_what_would_happen_and_touches_nothing(due, outcomes):
    assert outcomes("--plan") == (0, {WINTER: ("sent",)})
    assert due.line.deliveries == []
    assert due.events() == []
    assert BROADCAST not in paths(due)


def test_people_read_plain_japanese_with_names(due, run):
    _, planned = run("--plan")
    assert planned.out.startswith(f"{WINTER}: いま実行すると配信します")
    _, output = run()
    assert output.out.startswith(f"{WINTER}: 配信しました\n  LINEの受付番号: ")
    _, output = run()
    assert output.out == "配信を待っている投稿はありません。\n"


@pytest.mark.parametrize("options", [(), ("--plan",)])
def test_with_nothing_due_neither_the_sdk_nor_any_setting_is_needed(stage, options):
    code = (
        "import sys; from scripts.publish import main; code = main(sys.argv[1:]);"
        "heavy = {'linebot', 'PIL', 'jsonschema', 'requests', 'urllib3'} & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--format", "json", *options],
        cwd=stage.checkout, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PROJECT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, {"posts": []}, "[]\n")
