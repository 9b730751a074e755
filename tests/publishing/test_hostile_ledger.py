"""Whoever can push to the ledger's branch can make it send nothing twice: only stop, and be named."""

import time
from datetime import timedelta
from functools import partial

import pytest

from scripts import audit, check, watch
from scripts.effects.git.fetching import fetch
from scripts.effects.git.ledger_history import file_histories
from tests.publishing.hostile import append, commit_tree, line, lines_of, push
from tests.publishing.staged import at
from tests.rehearsal.stage import WINTER, git

FILE = f"{WINTER}.jsonl"
NEW_KEY = "00000000-0000-4000-8000-000000000001"
HELD = (1, {WINTER: ("held", "ledger_damaged")})


def _deleted(files):
    del files[FILE]


def _emptied(files):
    files[FILE] = b""


def _rewritten(files):
    files[FILE] = files[FILE].splitlines(keepends=True)[0].replace(b'"run"', b'"RUN"')


def _cut(files):
    files[FILE] = files[FILE].splitlines(keepends=True)[0]


def _cut_to(lines, files):
    files[FILE] = b"".join(files[FILE].splitlines(keepends=True)[:lines])


@pytest.mark.parametrize("change", [_deleted, _emptied, _rewritten, _cut])
@pytest.mark.parametrize("later", [timedelta(minutes=20), timedelta(hours=23, minutes=30)])
def test_a_ledger_that_was_made_to_forget_sends_nothing_again(own, outcomes, change, later):
    own.change_account(lambda data: data["sending"].update(late_after_hours=100))
    own.bring("maintainer-01")
    own.now = own.now.replace(day=10, hour=10, minute=5)
    assert outcomes() == (0, {WINTER: ("sent",)})
    own.now += later
    push(own, change)
    code, posts = outcomes()
    assert (code, posts) == HELD
    push(own, append(line("unanswered", own.now, error="x")))
    assert outcomes()[0] == 1
    assert len(own.line.deliveries) == 1


def test_a_file_that_became_a_link_of_the_same_bytes_is_no_new_post(own, outcomes):
    """Every version of the file begins as the one before, and a reader of files finds none."""
    own.change_account(lambda data: data["sending"].update(late_after_hours=100))
    own.bring("maintainer-01")
    own.now = own.now.replace(day=10, hour=10, minute=5)
    assert outcomes() == (0, {WINTER: ("sent",)})
    own.now += timedelta(hours=25)  # LINE has forgotten the key
    tip, blob = (git(own.origin, "rev-parse", name) for name in ("ledger", f"ledger:{FILE}"))
    commit_tree(own, [f"120000 blob {blob}\t{FILE}"], tip)
    assert outcomes() == HELD
    assert len(own.line.deliveries) == 1


@pytest.mark.parametrize("kind", ["040000 tree", "120000 blob", "160000 commit"])
def test_what_has_the_name_of_a_posts_file_and_is_no_file_holds_that_post_alone(own, outcomes, kind):
    own.bring("maintainer-01")
    push(own, lambda files: files.update({"20261201-other.jsonl": b""}))
    tip = git(own.origin, "rev-parse", "ledger")
    held = {"tree": f"{tip}^{{tree}}", "blob": f"{tip}:20261201-other.jsonl", "commit": tip}[kind.split()[1]]
    commit_tree(own, [f"{kind} {git(own.origin, 'rev-parse', held)}\t{FILE}"], tip)
    own.now = own.now.replace(day=10, hour=10, minute=5)
    code, posts = outcomes()
    assert (code, posts[WINTER]) == (1, ("held", "ledger_damaged"))
    assert own.line.deliveries == []


@pytest.mark.parametrize("arrived", [True, False])
def test_made_up_ends_and_decisions_in_the_middle_of_a_send_send_nothing_again(own, outcomes, arrived):
    own.line.fail(*["accept, drop" if arrived else "500"] * 3)
    outcomes()
    now = own.now
    for forged in (
        (line("expired", now), line("settled", now, found="unsent", by="x", note="x")),
        (line("refused", now, status=400, message="x"), line("reopened", now, by="x", note="x")),
        (line("refused", now, status=400, message="x", first=True), line("resumed", now)),
    ):
        before = own.ledger()
        push(own, append(*forged))
        own.now = now + timedelta(minutes=15)
        assert outcomes()[0] == 1
        push(own, partial(_cut_to, len(before)))
    assert len(own.line.deliveries) == arrived


@pytest.mark.parametrize("later", [timedelta(0), timedelta(minutes=15)])
def test_a_made_up_claim_after_a_made_up_end_is_not_asked(own, outcomes, later):
    """At once, and when the interval between two sends is over."""
    own.line.fail(*["accept, drop"] * 3)
    outcomes()
    own.now += later
    (claim, *_) = own.ledger()
    again = {**claim.carries, "retry_key": NEW_KEY}
    push(
        own,
        append(
            line("refused", own.now, status=400, message="x"),
            line("reopened", own.now, by="section-chief-01", note="x"),
            line("claimed", own.now, **again),
        ),
    )
    own.now += timedelta(minutes=15)
    assert outcomes()[0] == 1
    assert len(own.line.deliveries) == 1
    assert all(asked.headers.get("x-line-retry-key") != NEW_KEY for asked, _ in own.line.requests)


def test_lines_of_a_file_read_back(own, outcomes):
    outcomes()
    raw = {}
    push(own, raw.update)
    push(own, lambda files: raw.update(files))
    assert [row["event"] for row in lines_of(raw[FILE])] == ["claimed", "accepted"]


# The branch itself, and everything else that anybody can write into it ----------------------------------------


def _force_pushed(stage, tip):
    stage.github.state.record("ledger", "force_push", tip, tip, None)


def _made_twice(stage, tip):
    stage.github.state.record("ledger", "branch_deletion", tip, "0" * 40, None)
    stage.github.state.record("ledger", "branch_creation", "0" * 40, tip, None)


def _merged(stage, tip):
    push(stage, lambda files: None, parents=(tip, git(stage.origin, "rev-parse", "main")))


@pytest.mark.parametrize("happened", [_force_pushed, _made_twice, _merged])
def test_a_branch_that_was_rewritten_holds_every_claim(own, outcomes, happened):
    tip = push(own, append(line("measured", own.now), post_id="20261201-other"))
    happened(own, tip)
    code, posts = outcomes()
    assert (code, posts[WINTER]) == (1, ("held", "ledger_damaged"))
    assert own.line.deliveries == []


def test_a_branch_that_was_deleted_altogether_is_seen(own, outcomes):
    assert outcomes() == (0, {WINTER: ("sent",)})
    git(own.origin, "update-ref", "-d", "refs/heads/ledger")
    git(own.checkout, "update-ref", "-d", "refs/remotes/origin/ledger")
    own.now += timedelta(minutes=20)
    assert outcomes() == (1, {WINTER: ("held", "ledger_damaged")})
    assert len(own.line.deliveries) == 1


def test_even_without_any_ledger_line_refuses_the_second_broadcast_and_a_person_is_told(own, outcomes):
    assert outcomes() == (0, {WINTER: ("sent",)})
    git(own.origin, "update-ref", "-d", "refs/heads/ledger")
    git(own.checkout, "update-ref", "-d", "refs/remotes/origin/ledger")
    own.github.state.forget("ledger")
    own.now += timedelta(minutes=20)
    assert outcomes() == (0, {WINTER: ("sent", "already_accepted")})
    assert len(own.line.deliveries) == 1
    assert own.ledger()[-1].carries["request_id"] == own.line.deliveries[0].request_id
    opened = [issue.title for issue in own.github.state.issues.values()]
    assert opened == [f"配信台帳にない配信があったおそれがあります: {WINTER}"]


def test_with_the_activity_of_the_branch_out_of_reach_nothing_is_claimed(own, outcomes):
    own.github.fail("activity", 500, times=99)
    assert outcomes() == (1, {WINTER: ("held", "evidence_unavailable")})
    assert own.events() == []


HOSTILE = (
    b'{"event": "claimed", "at": "2026-12-10T10:00:00+09:00", "run": "\\u0000"}\n',
    b'{"event": "claimed", "at": "2026-12-10T10:00:00+09:00", "run": "\\ud800"}\n',
    b'{"event": "stopped", "at": "2026-12-10T10:00:00+09:00", "run": "local", "note": %s}\n' % (b"9" * 5000),
    b"[" * 100_000 + b"\n",
    b"\xff\xfe\x00\n",
    b"\n" * 2_000_000,
    line("stopped", at("2026-12-10T10:00"), by="x", note="x") * 20_000,
)


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_one_damaged_file_holds_its_own_post_and_no_other(own, outcomes, content):
    other = "20261210-other"
    push(
        own, lambda files: files.update({f"{other}.jsonl": content, "evil\x1b[31m\n::error::.jsonl": content})
    )
    began = time.process_time()  # of this process alone: others may keep the machine busy
    code, posts = outcomes()
    assert time.process_time() - began < 30
    assert (code, posts[WINTER], posts[other]) == (1, ("sent",), ("held", "ledger_damaged"))
    assert [name for name in posts if "error" in name] == ["evil\\x1b[31m\\x0a::error::"]
    assert check.main([]) in (0, 1)
    assert audit.main(["--out", str(own.folder / "audit")]) in (0, 1)
    assert watch.main(["--plan"]) in (0, 1)


def test_made_up_claims_of_other_posts_keep_nobody_waiting(own, outcomes):
    claim = {"content_sha": "a" * 40, "retry_key": NEW_KEY, "body_sha256": "b" * 64}
    for number in range(5):
        lines = (
            line("claimed", own.now, **claim),
            line("accepted", own.now, request_id="x", retry_key=NEW_KEY),
        )
        push(own, append(*lines, post_id=f"2026120{number + 1}-ghost"))
    code, posts = outcomes()
    assert (code, posts.pop(WINTER)) == (1, ("sent",))
    assert set(posts.values()) == {("held", "ledger_damaged")}
    assert len(posts) == 5


def test_a_made_up_accepted_under_a_key_that_was_never_claimed_is_named(own, outcomes):
    own.line.fail(*["500"] * 3)
    outcomes()
    push(own, append(line("accepted", own.now, request_id="x", retry_key=NEW_KEY)))
    own.now += timedelta(minutes=15)
    assert outcomes() == HELD


def test_a_claim_under_way_of_an_earlier_version_goes_on(own, outcomes):
    """Its key is random, it has no nonce; and `accepted` had no key."""
    own.line.fail(*["accept, drop"] * 3)
    outcomes()
    claim = {name: value for name, value in own.ledger()[0].carries.items() if name != "nonce"}
    earlier = line("claimed", own.now, **{**claim, "retry_key": NEW_KEY}) + line(
        "unanswered", own.now, error="x"
    )
    git(own.origin, "update-ref", "-d", "refs/heads/ledger")
    git(own.checkout, "update-ref", "-d", "refs/remotes/origin/ledger")
    own.github.state.forget("ledger")
    own.line.account.keys[NEW_KEY] = own.line.account.keys.pop(claim["retry_key"])
    push(own, append(earlier))
    own.now += timedelta(minutes=15)
    assert outcomes() == (0, {WINTER: ("sent",)})
    assert own.ledger()[-1].carries["retry_key"] == NEW_KEY
    assert len(own.line.deliveries) == 1


def _ghosts_of_a_true_merge(stage, evidence):
    claim = {"content_sha": "a" * 40, "retry_key": NEW_KEY, "body_sha256": "b" * 64, "evidence": evidence}
    for number in range(5):
        lines = line("claimed", stage.now, **claim), line("accepted", stage.now, retry_key=NEW_KEY)
        push(stage, append(*lines, post_id=f"2026120{number + 1}-ghost"))


def _a_name_with_a_tab(stage, evidence):
    push(stage, lambda files: files.update({f"evil\t{FILE}": line("stopped", stage.now)}))


@pytest.mark.parametrize("act", [_ghosts_of_a_true_merge, _a_name_with_a_tab])
def test_what_stands_beside_a_post_in_the_ledger_does_not_keep_it(own, outcomes, act):
    act(own, {"merge": git(own.origin, "rev-parse", "main")})
    assert outcomes()[1][WINTER] == ("sent",)
    assert own.events() == ["claimed", "accepted"]


def test_lines_after_a_send_hold_no_other_post(own, outcomes):
    assert outcomes() == (0, {WINTER: ("sent",)})
    own.write_post(post_id="20261210-zweite", title="別のお知らせ")
    own.bring()
    claim = own.ledger()[0].carries
    own.now += timedelta(hours=5)
    push(own, append(line("claimed", own.now, **claim), *[line("unanswered", own.now, error="x")] * 70))
    code, posts = outcomes()
    assert (code, posts[WINTER]) == (1, ("held", "ledger_damaged"))
    assert posts["20261210-zweite"] == ("sent",)


def test_more_names_than_a_command_line_holds_are_asked_about(own, outcomes):
    outcomes()
    push(own, _emptied)
    fetch(own.checkout)
    tip = git(own.checkout, "rev-parse", "refs/remotes/origin/ledger")
    names = [WINTER, *(f"{'x' * 200}{number}" for number in range(11_000))]
    assert list(file_histories(own.checkout, tip, names)) == [WINTER]


def test_a_branch_that_begins_alike_is_not_fetched_and_breaks_no_clone(own, outcomes):
    """A clone that stands; somebody rewrites a branch of their own."""
    for text in ("one", "two"):
        tree = git(own.origin, "rev-parse", "main^{tree}")
        who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
        commit = git(own.origin, *who, "commit-tree", tree, "-m", text)
        git(own.origin, "update-ref", "refs/heads/ledger-x", commit)
        fetch(own.checkout)
    assert outcomes() == (0, {WINTER: ("sent",)})
    fetch(own.checkout)
    assert "ledger-x" not in git(own.checkout, "for-each-ref")


def test_a_ledger_that_origin_no_longer_has_sends_nothing(own, run, outcomes):
    outcomes()
    git(own.origin, "update-ref", "-d", "refs/heads/ledger")
    own.write_post(post_id="20261210-zweite", title="別のお知らせ")
    own.bring()
    own.now += timedelta(hours=1)
    code, output = run()
    assert (code, "refs/heads/ledger" in output.err) == (1, True)
    assert len(own.line.deliveries) == 1


def test_thousands_of_damaged_files_are_one_issue_and_no_long_wait(own, outcomes):
    """Each holds the largest record that is read at all: one blob under many names costs its writer nothing."""
    longest = line("stopped", own.now, by="x", note="x" * 700) * 4_990
    push(own, lambda files: files.update({f"20261201-ghost-{n}.jsonl": longest for n in range(11_000)}))
    began = time.process_time()  # of this process alone: others may keep the machine busy
    code, posts = outcomes()
    assert (code, posts[WINTER], len(posts)) == (1, ("sent",), 11_001)
    assert watch.main(["--plan"]) == 1
    assert time.process_time() - began < 60
    assert [issue.title for issue in own.github.state.issues.values()] == ["配信の記録が11,000件壊れています"]


@pytest.mark.parametrize("damage", [append(b"{\n"), append(line("expired", at("2026-12-10T10:00")))])
def test_the_way_out_of_a_damaged_record_is_to_withdraw_the_post_and_take_a_new_id(own, outcomes, damage):
    push(own, damage)
    assert outcomes() == HELD
    folder = own.desk / "content" / "posts" / "division" / "2026" / WINTER
    git(own.desk, "rm", "-rq", str(folder))
    own.bring()
    own.write_post(post_id="20261210-winter-again")
    own.bring()
    own.now += timedelta(minutes=20)
    assert outcomes() == (0, {"20261210-winter-again": ("sent",)})
    assert outcomes() == (0, {})
    assert len(own.line.deliveries) == 1
