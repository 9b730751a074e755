"""What has to hold before a claim: the guards, one change each."""

from datetime import timedelta

import pytest

from scripts.publishing import claim
from tests.publishing.staged import at
from tests.rehearsal.stage import DUE, WINTER


def test_without_the_approval_nothing_is_sent_and_the_missing_role_is_named(stage, outcomes):
    stage.write_post()
    stage.bring(approvers=())
    stage.now = DUE - timedelta(hours=14)  # at night: the approval is spoken of whatever the hour
    assert outcomes() == (1, {WINTER: ("rejected", "missing_section_chief")})
    assert stage.line.requests == []


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2026-12-09T10:00", (0, "waiting", "before_window")),
        ("2026-12-10T17:30", (0, "waiting", "outside_hours")),
        ("2026-12-11T10:01", (1, "held", "late")),
    ],
)
def test_the_clock(due, outcomes, moment, answer):
    due.now = at(moment)
    code, posts = outcomes()
    assert (code, *posts[WINTER]) == answer
    assert due.line.requests == []


def test_the_switches(own, outcomes):
    assert outcomes(SENDING_PAUSED="true") == (0, {WINTER: ("waiting", "paused")})
    own.change_account(lambda data: data["sending"].update(paused=True))
    own.bring("maintainer-01")
    own.now = DUE
    assert outcomes() == (0, {WINTER: ("waiting", "paused")})
    assert own.line.requests == []


def _other_account(stage):
    stage.line.account.basic_id = "@somebody-else"


def _secret_changed(stage):
    stage.line.account.channel_secret = "rotated"


def _no_picture(stage):
    stage.pictures.files.clear()


def _other_picture(stage):
    stage.pictures.files.update(dict.fromkeys(stage.pictures.files, b"another"))


def _moved_picture(stage):
    path, content = stage.pictures.files.popitem()
    stage.pictures.files["/elsewhere.jpg"] = content
    stage.pictures.redirects[path] = "/elsewhere.jpg"


def _small_quota(stage):
    stage.line.account.quota = 1233


def _no_ready_day(stage):
    stage.line.account.unready_days = {f"202612{day:02}" for day in range(3, 10)}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_other_account, "wrong_account"),
        (_no_picture, "picture_unreachable"),
        (_other_picture, "picture_unreachable"),
        (_moved_picture, "picture_unreachable"),
        (_small_quota, "quota"),
        (_no_ready_day, "audience_unknown"),
        (lambda stage: stage.line.fail("400", at="/v2/bot/message/validate/broadcast"), "line_validation"),
        (lambda stage: stage.line.fail("500", at="/v2/bot/message/validate/broadcast"), "line_unavailable"),
        (lambda stage: stage.line.fail("500", at="/oauth2/v3/token"), "line_unavailable"),
        (lambda stage: stage.line.fail("502 shift_jis", at="/v2/bot/info"), "line_unavailable"),
        (lambda stage: stage.github.fail("reviews", 500, times=9), "evidence_unavailable"),
    ],
)
def test_what_the_world_must_say_before_a_claim(due, outcomes, change, reason):
    change(due)
    assert outcomes() == (1, {WINTER: ("held", reason)})
    assert due.events() == []
    assert due.line.deliveries == []


def test_a_plan_without_a_limit_needs_no_count_of_followers(due, outcomes):
    due.line.account.quota = None
    _no_ready_day(due)
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert due.ledger()[0].carries["audience_estimate"] is None
    assert "quota" not in due.ledger()[0].carries


def test_the_claim_keeps_what_line_said_of_the_month(due, outcomes):
    due.line.account.quota, due.line.account.used = 5_000, 321
    outcomes()
    assert due.ledger()[0].carries["quota"] == {"limit": 5_000, "used": 321}


def test_a_wrong_secret_is_held(due, outcomes):
    environment = due.environment()
    _secret_changed(due)
    assert outcomes(LINE_CHANNEL_SECRET=environment["LINE_CHANNEL_SECRET"]) == (
        1,
        {WINTER: ("held", "secret_refused")},
    )


def test_production_never_speaks_to_a_stand_in(own, outcomes):
    own.change_account(lambda data: data.update(environment="production"))
    own.bring("maintainer-01")
    own.now = DUE
    code, posts = outcomes()
    assert (code, posts[WINTER][0]) == (1, "held")  # example domains are an error in production, and this too
    assert own.line.requests == []


def test_the_rules_of_today_are_asked_again(own, outcomes):
    own.now = at("2027-01-14T16:00")
    (own.desk / "content" / "roster.yml").write_text("people: [\n", "utf-8")
    own.bring("maintainer-01")
    own.now = at("2026-12-10T10:10")
    code, posts = outcomes()
    assert (code, posts[WINTER][0]) == (1, "held")
    assert own.line.requests == []


def test_the_breaker_lets_one_go_and_the_next_wait(stage, outcomes):
    stage.write_post()
    stage.bring()
    stage.write_post(post_id="20261211-second", title="ふたつめのお知らせ")
    stage.bring()
    stage.now = DUE
    assert outcomes("--plan") == (0, {WINTER: ("sent",), "20261211-second": ("waiting", "min_interval")})
    assert outcomes() == (0, {WINTER: ("sent",), "20261211-second": ("waiting", "min_interval")})
    stage.now += timedelta(minutes=10)
    assert outcomes() == (0, {"20261211-second": ("sent",)})
    assert len(stage.line.deliveries) == 2


def test_a_post_at_which_the_program_fails_holds_no_other(stage, outcomes, monkeypatch):
    stage.write_post()
    stage.bring()
    stage.write_post(post_id="20261209-first", title="はじめのお知らせ")
    stage.bring()
    stage.now = DUE
    real = claim.render

    def render(post, account):
        return real(post, account) if post.post_id == WINTER else 1 / 0

    monkeypatch.setattr(claim, "render", render)
    assert outcomes() == (1, {"20261209-first": ("held", "program_error"), WINTER: ("sent",)})


def test_a_send_with_all_its_evidence_costs_at_most_twelve_calls_to_github_and_eight_to_line(due, outcomes):
    before = len(due.github.requests)
    assert outcomes()[1] == {WINTER: ("sent",)}
    evidence = due.ledger()[0].carries["evidence"]
    assert evidence["course"] and evidence["report_sha256"]
    assert len(due.github.requests) - before <= 12
    assert len(due.line.requests) <= 8


@pytest.mark.parametrize("reason", ["quota", "pictures"])
def test_a_send_that_follows_a_hold_costs_no_more_calls_to_github(due, outcomes, reason):
    """What was told of the hold is not taken back by calls that the limit has no room for."""
    content = due.pictures.files.copy()
    if reason == "quota":
        due.line.account.quota = 0
    else:
        due.pictures.files.clear()
    assert outcomes()[1][WINTER][0] == "held"
    due.line.account.quota = None
    due.pictures.files.update(content)
    before = len(due.github.requests)
    due.line.requests.clear()
    assert outcomes()[1] == {WINTER: ("sent",)}
    assert len(due.line.requests) <= 8
    asked = due.github.requests[before:]
    assert len(asked) <= 12
    told = [(request.method, request.path.split("/")[0]) for request in asked if request.method != "GET"]
    assert told == [("POST", "issues"), ("PATCH", "issues")]  # the comment, the issue that closes


def test_two_runs_work_out_the_same_key_and_never_write_the_same_claim(due, outcomes):
    """LINE knows the second broadcast by its key; git would take two equal commits for one, and both for pushed."""
    claims = []
    for _ in range(2):
        due.as_before()
        assert outcomes()[1] == {WINTER: ("sent",)}
        claims.append(due.ledger()[0].carries)
    first, second = claims
    assert first["retry_key"] == second["retry_key"]
    assert first["nonce"] != second["nonce"]
