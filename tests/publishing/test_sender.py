"""After a claim: answers that do not come, refusals, a day that goes by."""

from datetime import timedelta

import pytest

from scripts.effects.git import ledger_branch
from tests.publishing.hostile import append, line, push
from tests.publishing.staged import at, unanswered
from tests.rehearsal.stage import DUE, WINTER, git


def _fail(stage, *faults):
    stage.line.fail(*faults)


def test_an_answer_that_never_came_is_asked_again_under_its_key(due, outcomes):
    _fail(due, "accept, drop", "500")
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert due.events() == ["claimed", "unanswered", "unanswered", "accepted"]
    assert len(due.line.deliveries) == 1
    assert due.ledger()[-1].carries["request_id"] == due.line.deliveries[0].request_id


def test_after_a_few_tries_the_next_run_goes_on_and_not_too_soon(due, outcomes):
    _fail(due, *["accept, 500"] * 3)
    assert outcomes() == (1, {WINTER: ("held", "unanswered")})
    assert outcomes() == (0, {WINTER: ("waiting", "claimed_elsewhere")})
    due.now += timedelta(minutes=10)
    assert outcomes(SENDING_PAUSED="true") == (0, {WINTER: ("waiting", "paused")})
    assert outcomes("--plan") == (0, {WINTER: ("sent",)})
    due.now = at("2026-12-10T23:00")  # neither hours nor lateness nor the quota stop the same send
    due.line.account.quota = 0
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert len(due.line.deliveries) == 1


def test_after_23_hours_nobody_sends_again_without_a_person(due, outcomes):
    _fail(due, *["500"] * 3)
    outcomes()
    due.now += timedelta(hours=23)
    assert outcomes("--plan") == (1, {WINTER: ("uncertain", "unknown_delivery")})
    assert outcomes() == (1, {WINTER: ("uncertain", "unknown_delivery")})
    due.now += timedelta(hours=24)
    assert outcomes() == (1, {WINTER: ("uncertain", "unknown_delivery")})
    assert due.events() == ["claimed", "unanswered", "unanswered", "unanswered", "expired"]
    assert due.line.deliveries == []


@pytest.mark.parametrize("fault", ["400", "403", "413", "429 monthly"])
def test_a_refusal_is_named_in_every_run(due, outcomes, fault):
    _fail(due, fault)
    assert outcomes() == (1, {WINTER: ("refused", "refused_by_line")})
    assert outcomes() == (1, {WINTER: ("refused", "refused_by_line")})
    assert due.events() == ["claimed", "refused"]


def test_the_hourly_limit_and_a_token_that_is_not_taken_leave_the_claim(due, outcomes):
    _fail(due, "429 rate")
    assert outcomes() == (0, {WINTER: ("waiting", "rate_limited")})
    due.now += timedelta(minutes=10)
    _fail(due, "401", "401")
    assert outcomes() == (1, {WINTER: ("held", "token_refused")})
    _fail(due, "401")
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert len(due.line.deliveries) == 1


def test_a_claimed_post_goes_out_as_it_was_claimed_whatever_main_says_today(own, outcomes):
    unanswered(own, outcomes)
    own.write_post(title="あとから直した題")
    own.bring()
    own.now = DUE + timedelta(minutes=20)
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert own.line.deliveries[0].messages[0]["altText"].startswith("冬のオンライン移住相談会")
    assert outcomes() == (1, {WINTER: ("rejected", "sent_post_changed")})


def test_a_claimed_post_that_was_withdrawn_still_comes_to_rest(own, outcomes):
    unanswered(own, outcomes)
    git(own.desk, "rm", "-rq", f"content/posts/division/2026/{WINTER}")
    own.bring()
    own.now = DUE + timedelta(minutes=20)
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert outcomes() == (0, {})


def test_other_bytes_than_the_claimed_ones_are_never_sent(own, outcomes):
    unanswered(own, outcomes)
    own.change_account(lambda data: data.update(site_base_url="https://other.example.jp"))
    own.bring("maintainer-01")
    own.now = DUE + timedelta(minutes=20)
    assert outcomes() == (1, {WINTER: ("held", "body_changed")})
    assert own.line.deliveries == []


CORRECTION = "20261210-a-teisei"  # in the order of names it comes before the post that it corrects


@pytest.mark.parametrize("before", [0, 1])
def test_a_correction_goes_out_in_the_same_run_as_the_post_that_it_corrects(stage, outcomes, before):
    """With an empty ledger, and with one that knows another post already."""
    if before:
        stage.write_post(
            post_id="20261209-before",
            title="前の日のお知らせ",
            send={"not_before": "2026-12-09T10:00+09:00", "not_after": "2027-01-14T17:00+09:00"},
        )
        stage.bring()
        stage.now = DUE - timedelta(days=1)
        assert outcomes() == (0, {"20261209-before": ("sent",)})
    stage.write_post()
    stage.bring()
    stage.write_post(post_id=CORRECTION, title="冬の相談会についての訂正", corrects=WINTER)
    stage.bring()
    stage.now = DUE
    both = {WINTER: ("sent",), CORRECTION: ("sent",)}
    assert outcomes("--plan") == (0, both)
    assert outcomes() == (0, both)
    assert [sent.at for sent in stage.line.deliveries][-2:] == [DUE, DUE]
    assert stage.ledger(CORRECTION)[-1].event == "accepted"
    (said,) = [
        sent.messages for sent in stage.line.deliveries if sent.messages[0]["altText"].startswith("訂正")
    ]
    assert "先にお送りした「冬のオンライン移住相談会のご案内」を改めます。" in str(said)


def test_a_correction_of_a_post_that_does_not_go_out_is_held(stage, outcomes):
    stage.write_post()
    stage.bring(approvers=())
    stage.write_post(post_id=CORRECTION, title="冬の相談会についての訂正", corrects=WINTER)
    stage.bring()
    stage.now = DUE
    code, posts = outcomes()
    assert (code, posts[CORRECTION]) == (1, ("held", "rule_broken"))
    assert stage.line.deliveries == []


# While a run is at it ---------------------------------------------------------------------------------------


def _withdraw(stage):
    git(stage.desk, "rm", "-rq", f"content/posts/division/2026/{WINTER}")
    stage.bring()


def _pause(stage):
    stage.change_account(lambda data: data["sending"].update(paused=True))
    stage.bring("maintainer-01")


@pytest.mark.parametrize(("act", "answer"), [(_withdraw, {}), (_pause, {WINTER: ("waiting", "paused")})])
def test_what_is_merged_while_a_claim_loses_the_race_counts(own, outcomes, monkeypatch, act, answer):
    """A post that was withdrawn meanwhile is let go quietly."""
    real, acted = ledger_branch.append, []

    def late(root, ledger, post_id, entry):
        if not acted:
            acted.append(act(own))
            push(own, append(line("measured", own.now), post_id="20261201-other"))
        return real(root, ledger, post_id, entry)

    monkeypatch.setattr(ledger_branch, "append", late)
    _, posts = outcomes()
    posts.pop("20261201-other", None)
    assert posts == answer
    assert own.line.deliveries == []


def test_a_pause_that_is_merged_during_the_checks_keeps_the_post(own, outcomes):
    own.line.when_asked = lambda moment, asked: (
        _pause(own) if asked.path.endswith("info") and moment == "after" else None
    )
    assert outcomes() == (0, {WINTER: ("waiting", "paused")})
    assert own.events() == []


def test_a_shallow_clone_is_refused(own, run, tmp_path):
    run("--plan")
    own.checkout = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{own.origin}", str(own.checkout))
    code, output = run()
    assert (code, "shallow" in output.err) == (2, True)
    assert own.line.deliveries == []


def test_a_filtered_clone_is_refused(own, run, tmp_path):
    run("--plan")
    git(own.origin, "config", "uploadpack.allowFilter", "true")
    own.checkout = tmp_path / "filtered"
    git(tmp_path, "clone", "-q", "--filter=blob:limit=1k", f"file://{own.origin}", str(own.checkout))
    code, output = run()
    assert (code, "filter" in output.err) == (2, True)
    assert own.line.deliveries == []


def test_a_run_that_the_schedule_woke_asks_github_only_about_what_is_due_within_the_hour(due, outcomes):
    """At 11 o'clock of the day before; the first run of a day, and a push, ask about all."""
    due.now = at("2026-12-09T11:00")
    waiting = (0, {WINTER: ("waiting", "before_window")})

    def asked(**settings):
        before = len(due.github.requests)
        assert outcomes(**settings) == waiting
        return any("reviews" in request.path for request in due.github.requests[before:])

    assert not asked(GITHUB_EVENT_NAME="schedule")
    assert asked(GITHUB_EVENT_NAME="push")
    due.now = at("2026-12-09T08:47")
    assert asked(GITHUB_EVENT_NAME="schedule")
    due.now = at("2026-12-10T09:30")
    assert asked(GITHUB_EVENT_NAME="schedule")
