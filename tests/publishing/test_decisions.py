"""A person decides: the post did arrive, or it is to stop. A form only ever prevents a send."""

from datetime import timedelta

import pytest

from scripts.delivery.entry import Entry
from scripts.publishing.decisions import counts_of
from tests.publishing.hostile import append, line, push
from tests.publishing.staged import issues
from tests.rehearsal.stage import DUE, WINTER, git

DECIDED = ("--by", "section-chief-01", "--note", "管理画面で確かめた")
WRITTEN = {"by": "section-chief-01", "actor": "section-chief-01-example", "note": "管理画面で確かめた"}
AGAIN = {
    "not_before": "2026-12-11T10:00+09:00",
    "not_after": "2027-01-14T17:00+09:00",
    "again": "だれにも届いていないと管理画面で確かめたため",
}


def uncertain(stage, outcomes, *faults):
    stage.line.fail(*faults)
    outcomes()
    stage.now += timedelta(hours=23)
    assert outcomes() == (1, {WINTER: ("uncertain", "unknown_delivery")})


def test_an_uncertain_post_that_did_arrive_is_settled_as_sent(due, run, outcomes):
    uncertain(due, outcomes, *["accept, drop"] * 3)
    due.now += timedelta(days=1)
    code, output = run("--settle", WINTER, *DECIDED)
    assert code == 0
    assert "2026年12月10日: LINEの記録では、この仕組みから1234人に届いています。" in output.out
    assert due.ledger()[-1].carries == {"found": "sent", **WRITTEN}
    assert outcomes() == (0, {})
    assert [state for _, state in issues(due)] == ["closed"]
    assert len(due.line.deliveries) == 1


def test_what_line_counts_is_no_condition_of_a_decision(due, run, outcomes):
    uncertain(due, outcomes, *["500"] * 3)
    code, output = run("--settle", WINTER, *DECIDED, LINE_API_ENDPOINT="http://127.0.0.1:9")
    assert code == 0
    assert "LINEに確かめられません" in output.out


# Stopping ------------------------------------------------------------------------------------------------


def test_a_post_that_was_stopped_before_it_went_out_waits_and_its_people_are_told(due, run, outcomes):
    due.now = DUE - timedelta(hours=1)
    code, output = run("--stop", WINTER, *DECIDED)
    assert (code, output.out) == (0, f"{WINTER} を止めました。この投稿は配信されません。\n")
    assert due.ledger()[-1].carries == WRITTEN
    comment = due.github.state.comments[-1]
    assert (comment.number, "@div-poster-01-example @section-chief-01-example" in comment.body) == (
        due.number,
        True,
    )
    due.now = DUE
    assert outcomes() == (0, {WINTER: ("waiting", "stopped")})
    assert due.line.requests == []


def test_a_post_that_was_stopped_midway_is_uncertain(due, run, outcomes):
    due.line.fail(*["accept, drop"] * 3)
    outcomes()
    code, output = run("--stop", WINTER, *DECIDED)
    assert (code, "もう届いているかもしれません" in output.out) == (0, True)
    assert "もう届いているかもしれません" in due.github.state.comments[-1].body
    due.now += timedelta(minutes=15)
    assert outcomes() == (1, {WINTER: ("uncertain", "unknown_delivery")})
    assert run("--settle", WINTER, *DECIDED)[0] == 0
    assert outcomes() == (0, {})
    assert len(due.line.deliveries) == 1


def test_a_refused_post_that_nobody_wants_any_more_is_stopped_and_its_issue_closed(due, run, outcomes):
    due.line.fail("400")
    assert outcomes() == (1, {WINTER: ("refused", "refused_by_line")})
    code, output = run("--stop", WINTER, *DECIDED)
    assert (code, output.out) == (0, f"{WINTER} を止めました。この投稿は配信されません。\n")
    assert "まだだれにも届いていません" in due.github.state.comments[-1].body
    assert [state for _, state in issues(due)] == ["closed"]
    assert outcomes() == (0, {WINTER: ("waiting", "stopped")})


def test_an_uncertain_post_is_stopped_only_when_nothing_can_arrive_any_more(due, run, outcomes):
    due.line.fail(*["500"] * 3)
    outcomes()
    assert run("--stop", WINTER, *DECIDED)[0] == 0
    due.now += timedelta(hours=22)
    code, output = run("--stop", WINTER, *DECIDED)  # a second click is no word about what arrived
    assert (code, "届いているかもしれません" in output.err) == (2, True)
    assert due.events()[-2:] == ["unanswered", "stopped"]
    due.now += timedelta(hours=1)
    code, output = run("--stop", WINTER, *DECIDED)
    assert (code, "2026年12月10日: LINEの" in output.out) == (0, True)
    assert outcomes() == (0, {WINTER: ("waiting", "stopped")})


def test_a_made_up_second_stop_that_comes_too_early_is_damage(due, outcomes):
    due.line.fail(*["500"] * 3)
    outcomes()
    push(due, append(line("stopped", due.now, by="x", note="x"), line("stopped", due.now, by="x", note="x")))
    due.now += timedelta(minutes=15)
    assert outcomes() == (1, {WINTER: ("held", "ledger_damaged")})


def test_whom_to_tell_is_githubs_word_and_not_the_ledgers(due, run, outcomes):
    """A made-up claim names another pull request, and people who have nothing to do with the post."""
    who = {"login": "everybody", "person": "x"}
    evidence = {
        "merge": git(due.origin, "rev-parse", "main"),
        "pull_request": 999,
        "author": who,
        "approvals": [who],
    }
    claim = {
        "content_sha": "a" * 40,
        "retry_key": "00000000-0000-4000-8000-000000000001",
        "body_sha256": "b" * 64,
    }
    push(due, append(line("claimed", due.now, evidence=evidence, **claim)))
    assert run("--stop", WINTER, *DECIDED)[0] == 0
    (comment,) = due.github.state.comments
    assert comment.number == due.number
    assert "@div-poster-01-example @section-chief-01-example" in comment.body
    assert "everybody" not in comment.body


def test_line_is_asked_about_the_two_days_of_a_key_whatever_the_ledger_says(due):
    asked = []

    class Line:
        def counts(self, path, day):
            asked.append(day)
            return {"status": "ready", "success": 1}

    old, now = (
        Entry(event, at, "local") for event, at in (("claimed", DUE - timedelta(days=3650)), ("x", DUE))
    )
    assert len(list(counts_of(Line(), (old, now), DUE.date()))) == 2
    assert asked == [old.at.date(), old.at.date() + timedelta(1)]
    assert len(list(counts_of(Line(), (now,), DUE.date()))) == 1


# Sending again: an approval like any other ---------------------------------------------------------------


def _refused(stage, run, outcomes):
    stage.line.fail("429 monthly")
    assert outcomes() == (1, {WINTER: ("refused", "refused_by_line")})


def _stopped(stage, run, outcomes):
    assert run("--stop", WINTER, *DECIDED)[0] == 0


def _uncertain(stage, run, outcomes):
    uncertain(stage, outcomes, *["500"] * 3)


@pytest.mark.parametrize("end", [_refused, _stopped, _uncertain])
def test_a_post_that_came_to_an_end_is_sent_again_only_by_an_approved_merge_that_says_why(
    own, run, outcomes, end
):
    end(own, run, outcomes)
    ended = outcomes()
    own.write_post(send={name: AGAIN[name] for name in ("not_before", "not_after")})
    own.bring()  # approved, but nothing said of sending again
    own.now = DUE + timedelta(days=1)
    assert outcomes() == ended
    own.write_post(send=AGAIN)
    own.bring()
    assert outcomes("--plan") == outcomes() == (0, {WINTER: ("sent",)})
    claims = [entry.carries["retry_key"] for entry in own.ledger() if entry.event == "claimed"]
    assert len(claims) == len(set(claims))
    assert own.line.deliveries[0].retry_key == claims[-1]
    assert outcomes() == (0, {})


def test_without_its_approval_sending_again_is_rejected(own, run, outcomes):
    _refused(own, run, outcomes)
    own.write_post(send=AGAIN)
    own.bring(approvers=())
    own.now = DUE + timedelta(days=1)
    assert outcomes() == (1, {WINTER: ("rejected", "missing_section_chief")})
    assert own.line.deliveries == []


def test_one_merge_that_asks_for_it_again_is_good_for_one_send(own, run, outcomes):
    _refused(own, run, outcomes)
    own.write_post(send=AGAIN)
    own.bring()
    own.now = DUE + timedelta(days=1)
    own.line.fail("400")
    assert outcomes() == outcomes() == (1, {WINTER: ("refused", "refused_by_line")})
    push(own, append(line("reopened", own.now, by="x", note="x")))
    own.now += timedelta(minutes=15)
    assert outcomes() == (1, {WINTER: ("refused", "refused_by_line")})
    assert own.line.deliveries == []


# What a form gets wrong ------------------------------------------------------------------------------------


ON_ACTIONS = {"GITHUB_ACTIONS": "true", "GITHUB_ACTOR": "somebody", "GITHUB_ACTOR_ID": "4711"}


@pytest.mark.parametrize(
    ("options", "settings", "said"),
    [
        (("--stop", "20261210-unknown", *DECIDED), {}, "main にも配信の記録にもありません"),
        (("--settle", "20261210-unknown", *DECIDED), {}, "main にも配信の記録にもありません"),
        (("--settle", WINTER, *DECIDED), {}, "未配信"),
        (("--stop", WINTER, "--by", "section-chief-01"), {}, "--note"),
        (("--stop", WINTER, "--by", "section-chief-01", "--note", " \n"), {}, "--note"),
        (("--stop", WINTER, "--by", "section-chief-01", "--note", "長" * 501), {}, "--note"),
        (("--stop", WINTER, "--by", "section-chief-01", "--note", "\udcff"), {}, "--note"),
        (("--stop", WINTER, "--by", "somebody", "--note", "x"), {}, "名簿"),
        (("--stop", WINTER, "--note", "x"), {}, "名簿"),
        (("--stop", WINTER, "--note", "x"), ON_ACTIONS, "@somebody"),
        (("--stop", WINTER, *DECIDED), ON_ACTIONS, "--by は使えません"),
        (("--stop", "", *DECIDED), {}, "main にも配信の記録にもありません"),
        (("--stop", "../x", *DECIDED), {}, "main にも配信の記録にもありません"),
        (("--stop", WINTER, *DECIDED), {"sent": True}, "もう配信されています"),
        (("--settle", WINTER, *DECIDED), {"sent": True}, "配信済み"),
    ],
)
def test_bad_input_gets_one_sentence_and_nothing_is_written(due, run, outcomes, options, settings, said):
    due.now = DUE
    if settings.get("sent"):
        outcomes()
    before = due.events()
    code, output = run(*options, **{name: value for name, value in settings.items() if name != "sent"})
    assert (code, output.out, len(output.err.splitlines())) == (2, "", 1)
    assert said in output.err
    assert due.events() == before


def test_a_second_click_says_that_it_is_done_already(due, run, outcomes):
    assert run("--stop", WINTER, *DECIDED)[0] == 0
    code, output = run("--stop", WINTER, *DECIDED)
    assert (code, "人が止めた" in output.err) == (2, True)
    assert due.events() == ["stopped"]


def test_on_github_whoever_started_the_run_has_decided(due, run):
    code, _ = run(
        "--stop", WINTER, "--note", "日付の誤り",
        GITHUB_ACTIONS="true", GITHUB_ACTOR="renamed", GITHUB_ACTOR_ID="1001",
    )  # fmt: skip
    assert code == 0
    assert due.ledger()[-1].carries == {"by": "div-poster-01", "actor": "renamed", "note": "日付の誤り"}


def test_in_production_nobody_decides_from_a_desk(own, run):
    own.change_account(lambda data: data.update(environment="production"))
    own.bring("maintainer-01")
    own.now = DUE
    code, output = run("--stop", WINTER, *DECIDED)
    assert (code, "Actions" in output.err) == (2, True)
    assert own.events() == []


def test_a_desk_without_githubs_settings_decides_and_raises_no_alarm(own, run):
    code, output = run(
        "--stop", WINTER, "--by", "section-chief-01", "--note", "日付の誤り", GITHUB_TOKEN=None
    )
    assert (code, output.err) == (0, "")


def test_a_step_of_actions_that_lacks_its_token_is_said_with_whose_click_mends_it(own, run):
    actor = {"GITHUB_ACTIONS": "true", "GITHUB_ACTOR": "section-chief-01-example", "GITHUB_ACTOR_ID": "1101"}
    code, output = run("--stop", WINTER, "--note", "日付の誤り", GITHUB_TOKEN=None, **actor)
    assert code == 0 and "GITHUB_TOKEN がありません" in output.err and "保守担当者が" in output.err
    assert own.events() == ["stopped"]


def test_a_damaged_record_is_answered_with_the_handbooks_section(own, run, outcomes):
    uncertain(own, outcomes, *["500"] * 3)
    push(own, append(b"{broken\n"))
    code, output = run("--stop", WINTER, "--by", "section-chief-01", "--note", "日付の誤り")
    assert code == 2 and "保守の手引の「台帳が壊れているとき」" in output.err


def test_a_post_id_with_a_line_break_begins_no_line_of_the_log(due, run):
    """The job of this form holds LINE's secret, and whoever may write fills the form in."""
    code, output = run(
        "--stop=x\n::notice title=配信::この投稿は届きました", "--note=x", "--by=section-chief-01"
    )
    printed = output.out + output.err
    assert code == 2 and "x ::notice" in printed
    assert not [line for line in printed.splitlines() if line.lstrip().startswith("::")], printed
