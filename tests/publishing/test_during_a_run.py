"""What people merge, and what others write into the ledger, while a run is at it."""

from datetime import timedelta
from functools import partial

import pytest

from tests.publishing.hostile import append, line, push
from tests.publishing.staged import unanswered
from tests.rehearsal.stage import DUE, WINTER, git

SECOND = "20261211-second"
BROADCAST = "message/broadcast"


@pytest.fixture
def two(own):
    """Two posts that are due, and no interval between them."""
    own.change_account(lambda data: data["sending"].update(min_interval_minutes=0))
    own.bring("maintainer-01")
    own.write_post(post_id=SECOND, title="ふたつめのお知らせ")
    own.bring()
    own.now = DUE + timedelta(minutes=10)
    return own


def pause(stage):
    stage.change_account(lambda data: data["sending"].update(paused=True))
    stage.bring("maintainer-01")


def withdraw(stage, post_id=WINTER):
    git(stage.desk, "rm", "-rq", f"content/posts/division/2026/{post_id}")
    stage.bring()


def once(stage, act, moment="after", path=BROADCAST):
    """Let this happen when LINE is asked there for the first time."""
    happened = []

    def when(now, asked):
        if now == moment and asked.path.endswith(path) and not happened:
            happened.append(True)
            act(stage)

    stage.line.when_asked = when


@pytest.mark.parametrize(
    ("act", "answer"),
    [
        (pause, (0, {WINTER: ("sent",), SECOND: ("waiting", "paused")})),
        (partial(withdraw, post_id=SECOND), (0, {WINTER: ("sent",)})),
    ],
)
def test_what_is_merged_while_one_post_goes_out_counts_for_the_next(two, outcomes, act, answer):
    once(two, act)
    assert outcomes() == answer
    assert len(two.line.deliveries) == 1
    assert two.events(SECOND) == []


def test_a_pause_that_is_merged_between_two_tries_counts_before_the_second(own, outcomes):
    own.line.fail("500")
    once(own, pause)
    assert outcomes() == (0, {WINTER: ("waiting", "paused")})
    assert own.events() == ["claimed", "unanswered"]
    assert own.line.deliveries == []


def test_an_objection_between_two_tries_counts_before_the_second(own, outcomes):
    number = max(own.github.state.pull_requests)
    own.line.fail("500")
    once(own, lambda stage: stage.github.review(number, "section-chief-01-example", "CHANGES_REQUESTED"))
    code, posts = outcomes()
    assert (code, posts[WINTER][0], posts[WINTER][-1]) == (1, "rejected", "open_objection")
    assert own.line.deliveries == []


NEW_CHIEF = """
  - id: section-chief-02
    title: 地域政策課 移住交流担当課長
    side: division
    roles: [section_chief]
    github: {login: new-chief-example, id: 1102}
    appointed_on: "2026-12-10"
    ends_on: null
"""


def test_the_new_chiefs_objection_holds_a_claim_under_way(own, outcomes):
    """Who came onto the roster after the claim may ask for changes like everybody else on it."""
    number = max(own.github.state.pull_requests)
    unanswered(own, outcomes)
    roster = own.desk / "content" / "roster.yml"
    roster.write_text(roster.read_text("utf-8").rstrip() + NEW_CHIEF, "utf-8")
    own.bring("maintainer-01")
    own.github.account("new-chief-example", 1102)
    own.github.review(number, "new-chief-example", "CHANGES_REQUESTED")
    assert outcomes() == (1, {WINTER: ("rejected", "open_objection")})
    assert own.line.deliveries == []


def _refused(stage):
    push(stage, append(line("refused", stage.now, status=400, message="x", first=True)))


def _reopened(stage):
    push(
        stage,
        append(line("refused", stage.now, status=400, message="x", first=True), line("reopened", stage.now)),
    )


def _expired(stage):
    push(stage, append(line("expired", stage.now)))


def _broken(stage):
    push(stage, append(b"{\n"))


def _forgotten(stage):
    push(stage, lambda files: files.clear())


def _deleted(stage):
    git(stage.origin, "update-ref", "-d", "refs/heads/ledger")


@pytest.mark.parametrize("act", [_refused, _reopened, _expired, _broken, _forgotten, _deleted, withdraw])
def test_a_run_that_holds_lines_yes_never_considers_the_post_again(own, outcomes, act):
    """Whatever the ledger, or `main`, says by then; in this run or a later one."""
    own.change_account(lambda data: data["sending"].update(late_after_hours=100))
    own.bring("maintainer-01")
    own.now = DUE
    once(own, act)
    _, posts = outcomes()
    assert posts[WINTER][0] in ("sent", "held")
    asked = [request.path for request, _ in own.line.requests]
    assert sum(path.endswith(BROADCAST) for path in asked) == 1
    for later in (timedelta(minutes=20), timedelta(hours=24), timedelta(hours=26)):
        own.now = DUE + later
        outcomes()
    assert len(own.line.deliveries) == 1
