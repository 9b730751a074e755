"""A person decides about a post that is uncertain or was refused."""

from datetime import timedelta

import pytest

from tests.publishing.staged import issues
from tests.rehearsal.stage import DUE, WINTER


def _fail(stage, *faults):
    stage.line.fail(*faults)


def _uncertain(stage, outcomes, *faults):
    _fail(stage, *faults)
    outcomes()
    stage.now += timedelta(hours=23)
    assert outcomes() == (1, {WINTER: ("uncertain", "unknown_delivery")})


DECIDED = ("--by", "section-chief-01", "--note", "管理画面で確かめた")


def test_an_uncertain_post_that_did_arrive_is_settled_as_sent(due, run, outcomes):
    _uncertain(due, outcomes, *["accept, drop"] * 3)
    due.now += timedelta(days=1)
    code, output = run("--settle", WINTER, "--found", "sent", *DECIDED)
    assert code == 0
    assert "2026年12月10日: LINEの記録では、この仕組みから1234人に届いています。" in output.out
    assert due.ledger()[-1].carries == {
        "found": "sent",
        "by": "section-chief-01",
        "note": "管理画面で確かめた",
    }
    assert outcomes() == (0, {})
    assert [state for _, state in issues(due)] == ["closed"]
    assert len(due.line.deliveries) == 1


def test_an_uncertain_post_that_did_not_arrive_goes_its_whole_way_again_under_a_new_key(own, run, outcomes):
    own.change_account(lambda data: data["sending"].update(late_after_hours=100))
    own.bring("maintainer-01")
    own.now = DUE
    _uncertain(own, outcomes, *["500"] * 3)
    code, output = run("--settle", WINTER, "--found", "unsent", *DECIDED)
    assert code == 0
    assert "集計がまだ出ていません" in output.out
    own.now += timedelta(hours=2)
    assert outcomes() == (0, {WINTER: ("sent",)})
    keys = [line.carries["retry_key"] for line in own.ledger() if line.event == "claimed"]
    assert len(set(keys)) == 2
    assert own.line.deliveries[0].retry_key == keys[1]


def test_a_refused_post_is_reopened(due, run, outcomes):
    _fail(due, "429 monthly")
    outcomes()
    assert run("--reopen", WINTER, *DECIDED)[0] == 0
    assert due.events() == ["claimed", "refused", "reopened"]
    assert outcomes() == (0, {WINTER: ("sent",)})


def test_what_line_counts_is_no_condition_of_a_decision(due, run, outcomes):
    _uncertain(due, outcomes, *["500"] * 3)
    code, output = run(
        "--settle", WINTER, "--found", "sent", *DECIDED, LINE_API_ENDPOINT="http://127.0.0.1:9"
    )
    assert code == 0
    assert "LINEに確かめられません" in output.out


@pytest.mark.parametrize(
    "options",
    [
        ("--settle", WINTER, "--found", "sent", *DECIDED),
        ("--reopen", WINTER, *DECIDED),
        ("--settle", "20261210-unknown", "--found", "sent", *DECIDED),
        ("--settle", WINTER, *DECIDED),
        ("--reopen", WINTER, "--found", "sent", *DECIDED),
        ("--reopen", WINTER, "--by", "section-chief-01"),
    ],
)
def test_there_is_nothing_to_decide_about_a_post_that_waits_for_nobody(due, run, outcomes, options):
    outcomes()
    code, output = run(*options)
    assert (code, bool(output.err)) == (2, True)
    assert due.events() == ["claimed", "accepted"]


def test_only_somebody_on_the_roster_decides(due, run, outcomes):
    _fail(due, "400")
    outcomes()
    code, output = run("--reopen", WINTER, "--by", "somebody", "--note", "x")
    assert (code, "somebody" in output.err) == (2, True)
    assert due.events() == ["claimed", "refused"]
