"""Whoever writes a line chooses its time; GitHub's own record says when it was pushed."""

import hashlib
from datetime import timedelta

import pytest

from scripts.effects.content.load import account_in, post_of_tree
from scripts.effects.git.fetching import fetch
from scripts.effects.git.main_branch import main_on_origin
from scripts.messages.render import body_bytes, render
from tests.publishing.hostile import append, line, push
from tests.publishing.staged import unanswered
from tests.rehearsal.stage import DUE, PROJECT, WINTER, git

FOLDER = f"content/posts/division/2026/{WINTER}"
UNSEEN = "配信を始めた行のプッシュの記録が、GitHubにありません"
SECOND = "20261211-second"
KEY = "00000000-0000-4000-8000-000000000001"


def claim(stage, at, post_id=WINTER, **evidence):
    """A claim of the post as `main` holds it, right in everything but what its writer may choose."""
    folder = f"content/posts/division/2026/{post_id}"
    fetch(stage.checkout)
    main = main_on_origin(stage.checkout)
    merged, tree = (git(stage.origin, "rev-parse", name) for name in ("main", f"main:{folder}"))
    post = post_of_tree(stage.checkout, tree, folder, main.tree)
    body = body_bytes(render(post, account_in(main.tree)))
    return line(
        "claimed",
        at,
        content_sha=tree,
        evidence={"main": merged, "merge": merged, **evidence},
        retry_key=KEY,
        body_sha256=hashlib.sha256(body).hexdigest(),
        audience_estimate=1,
    )


def withdraw(stage):
    git(stage.desk, "rm", "-rq", FOLDER)
    stage.bring()


@pytest.mark.parametrize("pushed_after", [timedelta(seconds=1), timedelta(minutes=25)])
def test_a_claim_that_was_pushed_after_the_post_was_withdrawn_is_not_asked(own, outcomes, pushed_after):
    """It says that it is older than the withdrawal."""
    forged = claim(own, DUE)
    withdraw(own)
    own.now += pushed_after
    push(own, append(forged))
    own.now += timedelta(minutes=15)
    code, posts = outcomes()
    assert (code, posts[WINTER]) == (1, ("held", "ledger_damaged"))
    assert own.line.deliveries == []


def test_a_claim_whose_time_is_not_that_of_its_push_is_not_asked(own, outcomes):
    """At night, as if it had been made in the morning: nothing else is wrong with it."""
    forged = claim(own, DUE)
    own.now = DUE.replace(hour=19)
    push(own, append(forged))
    own.now += timedelta(minutes=15)
    assert outcomes() == (1, {WINTER: ("held", "ledger_damaged")})
    assert own.line.deliveries == []


def test_a_claim_that_github_saw_before_the_merge_it_names_is_not_asked(stage, outcomes):
    stage.write_post()
    stage.now = DUE
    stage.bring()
    forged, stage.now = claim(stage, DUE), DUE
    push(stage, append(forged))
    stage.now += timedelta(minutes=15)
    assert outcomes() == (1, {WINTER: ("held", "ledger_damaged")})
    assert stage.line.deliveries == []


def test_a_claim_skips_no_rule_that_refused_the_post_at_its_time(own, outcomes):
    (own.desk / "content" / "roster.yml").write_text("people: [\n", "utf-8")
    own.bring("maintainer-01")
    own.now = DUE + timedelta(minutes=10)
    code, refused = outcomes()
    assert (code, refused[WINTER][:2]) == (1, ("held", "rule_broken"))
    push(own, append(claim(own, own.now)))
    own.now += timedelta(minutes=15)
    code, posts = outcomes()
    assert (code, posts[WINTER][:2]) == (1, ("held", "rule_broken"))
    assert own.line.deliveries == []


def test_a_claim_brought_together_with_other_commits_has_the_time_of_their_push(own, outcomes):
    forged = claim(own, DUE)
    withdraw(own)
    own.now += timedelta(minutes=25)
    hooks = own.origin / "hooks" / "reference-transaction"
    quiet = hooks.rename(hooks.with_name("quiet"))
    push(own, append(forged))
    quiet.rename(hooks)
    push(own, append(line("unanswered", own.now, error="x")))
    own.now += timedelta(minutes=15)
    assert outcomes() == (1, {WINTER: ("held", "ledger_damaged")})
    assert own.line.deliveries == []


def test_a_claim_of_which_github_has_no_record_is_held(own, outcomes):
    unanswered(own, outcomes)
    own.github.state.forget("ledger")
    assert outcomes() == (1, {WINTER: ("held", "evidence_unavailable")})
    assert own.line.deliveries == []


def test_where_github_never_records_the_keys_pushes_only_what_was_cut_short_waits_for_people(
    own, run, outcomes
):
    """What MAINTAINERS.md says of it: first sends go out, and after 23 hours a person decides."""
    own.write_post(post_id=SECOND, title="ふたつめのお知らせ")
    own.bring()
    own.now = DUE
    (own.origin / "hooks" / "reference-transaction").unlink()
    own.line.fail(*["500"] * 3)
    code, posts = outcomes()
    assert (code, posts[WINTER]) == (1, ("held", "unanswered"))
    own.now += timedelta(minutes=10)
    code, output = run()
    assert (code, UNSEEN in output.out) == (1, True)
    assert own.events(SECOND) == ["claimed", "accepted"]
    assert own.events() == ["claimed", *["unanswered"] * 3]
    own.now = DUE + timedelta(hours=23)
    assert outcomes() == (1, {WINTER: ("uncertain", "unknown_delivery")})
    assert run("--settle", WINTER, "--by", "section-chief-01", "--note", "届いていた")[0] == 0
    assert outcomes() == (0, {})
    assert len(own.line.deliveries) == 1


def test_the_maintainers_find_that_sentence_and_the_trial_of_it_in_their_handbooks():
    trial, handbook = (
        (PROJECT / f".github/{page}.md").read_text("utf-8") for page in ("SETUP", "MAINTAINERS")
    )
    assert f"「{UNSEEN}」" in handbook
    steps = [row for row in trial.splitlines() if row.startswith("| 13 |")]
    assert [("**Activity**" in row, "MAINTAINERS.md#途中で切れた配信" in row) for row in steps] == [
        (True, True)
    ]


def test_a_claim_whose_push_github_cannot_tell_is_held(own, outcomes):
    unanswered(own, outcomes)
    own.github.fail("activity", 500, times=99)
    assert outcomes() == (1, {WINTER: ("held", "evidence_unavailable")})
    assert own.line.deliveries == []


@pytest.mark.parametrize("weeks", [timedelta(weeks=3), timedelta(hours=1)])
def test_a_made_up_send_from_before_the_merge_is_named(own, outcomes, weeks):
    merged_at = own.now.replace(day=8, hour=10, minute=1)
    at = merged_at - weeks
    push(own, append(claim(own, at), line("accepted", at, request_id="x", retry_key=KEY)))
    assert outcomes() == (1, {WINTER: ("held", "ledger_damaged")})


def test_a_made_up_send_that_names_an_older_merge_is_named(own, outcomes):
    older = git(own.origin, "rev-list", "--max-parents=0", "main")
    at = own.now - timedelta(days=2, hours=2)
    push(own, append(claim(own, at, merge=older, main=older), line("accepted", at, retry_key=KEY)))
    assert outcomes() == (1, {WINTER: ("held", "ledger_damaged")})


# Interval and the limit of a day --------------------------------------------------------------------------------


@pytest.fixture
def two(own):
    """Two posts that are approved and due."""
    own.write_post(post_id=SECOND, title="ふたつめのお知らせ")
    own.bring()
    own.now = DUE + timedelta(minutes=10)
    return own


def test_a_made_up_claim_skips_neither_the_interval_nor_the_limit_of_a_day(two, outcomes):
    assert outcomes() == (0, {WINTER: ("sent",), SECOND: ("waiting", "min_interval")})
    two.now += timedelta(minutes=2)
    push(two, append(claim(two, two.now, post_id=SECOND), post_id=SECOND))
    two.now += timedelta(minutes=11)
    assert outcomes() == (1, {SECOND: ("held", "ledger_damaged")})
    assert len(two.line.deliveries) == 1


def test_an_honest_claim_that_waited_its_turn_goes_on(two, outcomes):
    assert outcomes()[1][WINTER] == ("sent",)
    two.now += timedelta(minutes=10)
    unanswered(two, outcomes)
    assert outcomes() == (0, {SECOND: ("sent",)})


@pytest.mark.parametrize("ended", [(), ("accepted",)])
def test_a_made_up_claim_outside_its_window_keeps_no_other_waiting(own, outcomes, ended):
    window = {"not_before": "2026-12-14T10:00+09:00", "not_after": "2027-01-14T17:00+09:00"}
    own.write_post(post_id=SECOND, title="ふたつめのお知らせ", send=window)
    own.bring()
    own.now = DUE + timedelta(minutes=10)
    ends = [line(event, own.now, retry_key=KEY, request_id="x") for event in ended]
    push(own, append(claim(own, own.now, post_id=SECOND), *ends, post_id=SECOND))
    own.now += timedelta(minutes=10, seconds=-1)
    assert outcomes()[1][WINTER] == ("sent",)


def test_a_made_up_claim_of_a_post_that_nobody_approved_keeps_no_other_waiting(own, outcomes):
    own.write_post(post_id=SECOND, title="ふたつめのお知らせ")
    own.bring(approvers=())
    own.now = DUE + timedelta(minutes=10)
    own.change_account(lambda data: data["sending"].update(min_interval_minutes=30))
    own.bring("maintainer-01")
    push(own, append(claim(own, own.now, post_id=SECOND), post_id=SECOND))
    own.now += timedelta(minutes=11)
    assert outcomes()[1] == {SECOND: ("rejected", "missing_section_chief"), WINTER: ("sent",)}
