"""`publish` on a whole stage: real git, real HTTP, the real SDK, GitHub's and LINE's servers played."""

import json
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta

import pytest

from scripts import publish
from scripts.delivery.outcome import Result
from scripts.effects.content.load import account_in, post_of_tree
from scripts.effects.git.ledger_branch import fetch, read_whole
from scripts.effects.git.main_branch import main_on_origin
from scripts.messages.render import render
from scripts.publishing import first_send, notices
from scripts.standins.line.line import BROADCAST
from scripts.text.dates import JAPAN
from tests.rehearsal.stage import DUE, PROJECT, WINTER, Stage, git

KEY = "0b1f2e3d-4c5b-4a69-8877-665544332211"


@pytest.fixture
def stage(tmp_path):
    with Stage(tmp_path) as it:
        yield it


@pytest.fixture(scope="module")
def calm(tmp_path_factory):
    """The winter post, approved and merged; shared by all tests that leave `main` alone."""
    with Stage(tmp_path_factory.mktemp("calm")) as it:
        it.write_post()
        it.number = it.bring()
        yield it


@pytest.fixture
def due(calm):
    """The winter post at the hour when it may go."""
    calm.as_before()
    return calm


@pytest.fixture
def own(stage):
    """The same on a stage of its own, for tests that change `main`."""
    stage.write_post()
    stage.bring()
    stage.now = DUE
    return stage


@pytest.fixture
def run(request, monkeypatch, capsys):
    """Runs the verb on the stage of the test; a setting that is None is missing."""
    here = request.getfixturevalue(next(name for name in ("due", "stage") if name in request.fixturenames))

    def run(*options, **settings):
        monkeypatch.chdir(here.checkout)
        for name in ("GITHUB_STEP_SUMMARY", "GITHUB_RUN_ID", "SENDING_PAUSED"):
            monkeypatch.delenv(name, raising=False)
        for name, value in here.environment(**settings).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        capsys.readouterr()
        return publish.main([*options]), capsys.readouterr()

    return run


@pytest.fixture
def said(run):
    """The answer for machines: the exit code, and of each post its outcome and reasons."""

    def said(*options, **settings):
        code, output = run("--format", "json", *options, **settings)
        posts = json.loads(output.out)["posts"]
        return code, {each["post_id"]: (each["outcome"], *each["reasons"]) for each in posts}

    return said


def paths(stage):
    return [asked.path for asked, _ in stage.line.requests]


# The clean case ----------------------------------------------------------------------------------------


def test_an_approved_post_is_sent_once_and_every_line_stands_in_the_ledger(due, run, said):
    code, output = run("--format", "json")
    post = json.loads(output.out)["posts"][0]
    sent = due.line.deliveries[0]
    assert (code, len(due.line.deliveries)) == (0, 1)
    assert post == {
        "post_id": WINTER,
        "outcome": "sent",
        "reasons": [],
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
    assert said() == (0, {})
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
    run()
    assert len(paths(due)) <= 8
    assert Counter(paths(due))[BROADCAST] == 1
    assert int(git(due.origin, "rev-list", "--count", "ledger")) <= 3


def test_the_plan_says_what_would_happen_and_touches_nothing(due, said):
    assert said("--plan") == (0, {WINTER: ("sent",)})
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


def test_a_fresh_clone_needs_no_look_where_a_run_before_it_found_nothing(own, said, monkeypatch, tmp_path):
    """A hosted runner's clone is always fresh."""

    def in_a_fresh_clone(name):
        own.checkout = tmp_path / name
        subprocess.run(["git", "clone", "-q", str(own.origin), str(own.checkout)], check=True)
        return said()

    looks = Counter()
    monkeypatch.setattr(publish, "read_whole", lambda root: looks.update([root.name]) or read_whole(root))
    assert in_a_fresh_clone("sends") == (0, {WINTER: ("sent",)})
    assert in_a_fresh_clone("looks") == in_a_fresh_clone("knows") == (0, {})
    own.write_post(post_id="20261210-another")
    own.bring()
    assert in_a_fresh_clone("looks-again") == (0, {"20261210-another": ("waiting", "min_interval")})
    assert looks == {"sends": 1, "looks": 1, "looks-again": 1}


# The guards, one change each ------------------------------------------------------------------------------


def test_without_the_approval_nothing_is_sent_and_the_missing_role_is_named(stage, said):
    stage.write_post()
    stage.bring(approvers=())
    stage.now = DUE - timedelta(hours=14)  # at night: the approval is spoken of whatever the hour
    assert said() == (1, {WINTER: ("rejected", "missing_section_chief")})
    assert stage.line.requests == []


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2026-12-09T10:00", (0, "waiting", "before_window")),
        ("2026-12-10T17:30", (0, "waiting", "outside_hours")),
        ("2026-12-11T10:01", (1, "held", "late")),
    ],
)
def test_the_clock(due, said, moment, answer):
    due.now = at(moment)
    code, posts = said()
    assert (code, *posts[WINTER]) == answer
    assert due.line.requests == []


def test_the_switches(own, said):
    assert said(SENDING_PAUSED="true") == (0, {WINTER: ("waiting", "paused")})
    own.change_account(lambda data: data["sending"].update(paused=True))
    own.bring("maintainer-01")
    own.now = DUE
    assert said() == (0, {WINTER: ("waiting", "paused")})
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
def test_what_the_world_must_say_before_a_claim(due, said, change, reason):
    change(due)
    assert said() == (1, {WINTER: ("held", reason)})
    assert due.events() == []
    assert due.line.deliveries == []


def test_a_plan_without_a_limit_needs_no_count_of_followers(due, said):
    due.line.account.quota = None
    _no_ready_day(due)
    assert said() == (0, {WINTER: ("sent",)})
    assert due.ledger()[0].carries["audience_estimate"] is None


def test_a_wrong_secret_is_held(due, said):
    environment = due.environment()
    _secret_changed(due)
    assert said(LINE_CHANNEL_SECRET=environment["LINE_CHANNEL_SECRET"]) == (
        1,
        {WINTER: ("held", "line_unavailable")},
    )


def test_production_never_speaks_to_a_stand_in(own, said):
    own.change_account(lambda data: data.update(environment="production"))
    own.bring("maintainer-01")
    own.now = DUE
    code, posts = said()
    assert (code, posts[WINTER][0]) == (1, "held")  # example domains are an error in production, and this too
    assert own.line.requests == []


def test_the_rules_of_today_are_asked_again(own, said):
    own.now = at("2027-01-14T16:00")
    (own.desk / "content" / "roster.yml").write_text("people: [\n", "utf-8")
    own.bring("maintainer-01")
    own.now = at("2026-12-10T10:10")
    code, posts = said()
    assert (code, posts[WINTER][0]) == (1, "held")
    assert own.line.requests == []


def test_the_breaker_lets_one_go_and_the_next_wait(stage, said):
    stage.write_post()
    stage.bring()
    stage.write_post(post_id="20261211-second", title="ふたつめのお知らせ")
    stage.bring()
    stage.now = DUE
    assert said("--plan") == (0, {WINTER: ("sent",), "20261211-second": ("waiting", "min_interval")})
    assert said() == (0, {WINTER: ("sent",), "20261211-second": ("waiting", "min_interval")})
    stage.now += timedelta(minutes=10)
    assert said() == (0, {"20261211-second": ("sent",)})
    assert len(stage.line.deliveries) == 2


def test_a_post_at_which_the_program_fails_holds_no_other(stage, said, monkeypatch):
    stage.write_post()
    stage.bring()
    stage.write_post(post_id="20261209-first", title="はじめのお知らせ")
    stage.bring()
    stage.now = DUE
    real = first_send.render

    def render(post, account):
        return real(post, account) if post.post_id == WINTER else 1 / 0

    monkeypatch.setattr(first_send, "render", render)
    assert said() == (1, {"20261209-first": ("held", "program_error"), WINTER: ("sent",)})


# Out of reach ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "reason"),
    [("GITHUB_API_URL", "evidence_unavailable"), ("LINE_API_ENDPOINT", "line_unavailable")],
)
def test_with_github_or_line_out_of_reach_the_post_is_held(due, said, setting, reason):
    assert said(**{setting: "http://127.0.0.1:9"}) == (1, {WINTER: ("held", reason)})


def test_with_origin_out_of_reach_every_known_post_is_held_and_nothing_sent(due, said):
    fetch(due.checkout)
    git(due.checkout, "remote", "set-url", "origin", str(due.folder / "gone.git"))
    assert said() == (1, {WINTER: ("held", "evidence_unavailable")})
    assert due.line.requests == []


@pytest.mark.parametrize(
    "name", ["LINE_CHANNEL_ID", "LINE_CHANNEL_SECRET", "GITHUB_TOKEN", "GITHUB_REPOSITORY"]
)
def test_a_missing_setting_is_a_wrong_question_that_names_it(due, run, name):
    code, output = run(**{name: None})
    assert (code, name in output.err) == (2, True)
    assert due.events() == []


def test_outside_a_checkout_is_a_wrong_question(stage, run, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    stage.checkout = tmp_path_factory.mktemp("nowhere")
    code, output = run()
    assert code == 2
    assert "チェックアウト" in output.err


def test_a_ledger_that_may_not_be_written_sends_nothing(own, said):
    hook = own.origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert said() == (1, {WINTER: ("held", "ledger_unwritable")})
    assert own.line.deliveries == []


def test_what_was_sent_and_could_not_be_written_down_is_found_by_the_next_run(own, said):
    hook = own.origin / "hooks" / "pre-receive"
    hook.write_text('#!/bin/sh\nread old new ref\n[ -z "${old%%*[1-9a-f]*}" ] && exit 1\nexit 0\n')
    hook.chmod(0o755)
    assert said() == (1, {WINTER: ("held", "not_recorded")})
    assert own.events() == ["claimed"]
    hook.unlink()
    own.now += timedelta(minutes=10)
    assert said() == (0, {WINTER: ("sent",)})
    assert own.ledger()[-1].carries["request_id"] == own.line.deliveries[0].request_id
    assert len(own.line.deliveries) == 1


# After a claim ----------------------------------------------------------------------------------------------


def _fail(stage, *faults):
    stage.line.fail(*faults)


def test_an_answer_that_never_came_is_asked_again_under_its_key(due, said):
    _fail(due, "accept, drop", "500")
    assert said() == (0, {WINTER: ("sent",)})
    assert due.events() == ["claimed", "unanswered", "unanswered", "accepted"]
    assert len(due.line.deliveries) == 1
    assert due.ledger()[-1].carries["request_id"] == due.line.deliveries[0].request_id


def test_after_a_few_tries_the_next_run_goes_on_and_not_too_soon(due, said):
    _fail(due, *["accept, 500"] * 3)
    assert said() == (1, {WINTER: ("held", "unanswered")})
    assert said() == (0, {WINTER: ("waiting", "claimed_elsewhere")})
    due.now += timedelta(minutes=10)
    assert said(SENDING_PAUSED="true") == (0, {WINTER: ("waiting", "paused")})
    assert said("--plan") == (0, {WINTER: ("sent",)})
    due.now = at("2026-12-10T23:00")  # neither hours nor lateness nor the quota stop the same send
    due.line.account.quota = 0
    assert said() == (0, {WINTER: ("sent",)})
    assert len(due.line.deliveries) == 1


def test_after_23_hours_nobody_sends_again_without_a_person(due, said):
    _fail(due, *["500"] * 3)
    said()
    due.now += timedelta(hours=23)
    assert said("--plan") == (1, {WINTER: ("uncertain", "unknown_delivery")})
    assert said() == (1, {WINTER: ("uncertain", "unknown_delivery")})
    due.now += timedelta(hours=24)
    assert said() == (1, {WINTER: ("uncertain", "unknown_delivery")})
    assert due.events() == ["claimed", "unanswered", "unanswered", "unanswered", "expired"]
    assert due.line.deliveries == []


@pytest.mark.parametrize("fault", ["400", "403", "413", "429 monthly"])
def test_a_refusal_is_named_in_every_run(due, said, fault):
    _fail(due, fault)
    assert said() == (1, {WINTER: ("refused", "refused_by_line")})
    assert said() == (1, {WINTER: ("refused", "refused_by_line")})
    assert due.events() == ["claimed", "refused"]


def test_the_hourly_limit_and_a_token_that_is_not_taken_leave_the_claim(due, said):
    _fail(due, "429 rate")
    assert said() == (0, {WINTER: ("waiting", "rate_limited")})
    due.now += timedelta(minutes=10)
    _fail(due, "401", "401")
    assert said() == (1, {WINTER: ("held", "token_refused")})
    _fail(due, "401")
    assert said() == (0, {WINTER: ("sent",)})
    assert len(due.line.deliveries) == 1


def _unanswered(stage, said):
    _fail(stage, *["500"] * 3)
    said()
    stage.now += timedelta(minutes=10)


def test_a_claimed_post_goes_out_as_it_was_claimed_whatever_main_says_today(own, said):
    _unanswered(own, said)
    own.write_post(title="あとから直した題")
    own.bring()
    own.now = DUE + timedelta(minutes=20)
    assert said() == (0, {WINTER: ("sent",)})
    assert own.line.deliveries[0].messages[0]["altText"].startswith("冬のオンライン移住相談会")
    assert said() == (1, {WINTER: ("rejected", "sent_post_changed")})


def test_a_claimed_post_that_was_withdrawn_still_comes_to_rest(own, said):
    _unanswered(own, said)
    git(own.desk, "rm", "-rq", f"content/posts/division/2026/{WINTER}")
    own.bring()
    own.now = DUE + timedelta(minutes=20)
    assert said() == (0, {WINTER: ("sent",)})
    assert said() == (0, {})


def test_other_bytes_than_the_claimed_ones_are_never_sent(own, said):
    _unanswered(own, said)
    own.change_account(lambda data: data.update(site_base_url="https://other.example.jp"))
    own.bring("maintainer-01")
    own.now = DUE + timedelta(minutes=20)
    assert said() == (1, {WINTER: ("held", "body_changed")})
    assert own.line.deliveries == []


# What main and the ledger say together ------------------------------------------------------------------------


def test_a_sent_post_that_changes_is_rejected_by_name(own, said):
    said()
    own.write_post(title="直した題")
    own.bring()
    assert said() == (1, {WINTER: ("rejected", "sent_post_changed")})


def test_a_sent_post_that_moves_or_comes_back_is_rejected_by_name(own, said):
    said()
    old, new = (f"content/posts/{side}/2026/{WINTER}" for side in ("division", "contractor"))
    (own.desk / new).parent.mkdir(parents=True)
    git(own.desk, "mv", old, new)
    own.bring()
    assert said() == (1, {WINTER: ("rejected", "post_id_reused")})
    (own.desk / old).parent.mkdir(parents=True, exist_ok=True)
    git(own.desk, "mv", new, old)
    own.bring()
    assert said() == (1, {WINTER: ("rejected", "post_id_reused")})
    assert len(own.line.deliveries) == 1


def test_a_post_in_a_wrong_shape_is_held_by_name(stage, said):
    folder = stage.write_post()
    (folder / "post.md").rename(folder / "Post.md")
    stage.bring()
    stage.now = DUE
    assert said() == (1, {WINTER: ("held", "not_a_post")})


def test_a_rewritten_main_is_held(own, said):
    said()
    git(own.desk, "commit", "-q", "--amend", "--no-edit", "--date=2026-12-01T00:00:00+09:00",
        "--author=x <x@example.jp>")  # fmt: skip
    git(own.desk, "push", "-q", "-f", "origin", "main")
    assert said() == (1, {WINTER: ("held", "history_rewritten")})


def test_a_rewritten_ledger_sends_nothing(own, said):
    said()
    git(own.origin, "update-ref", "refs/heads/ledger", git(own.origin, "rev-parse", "main"))
    code, _ = said()
    assert code == 1
    assert len(own.line.deliveries) == 1


def test_a_ledger_line_that_nobody_can_read_holds_its_post_alone(own, said):
    fetch(own.checkout)
    git(own.desk, "checkout", "-q", "--orphan", "ledger")
    git(own.desk, "rm", "-rfq", ".")
    (own.desk / f"{WINTER}.jsonl").write_text("{\n", "utf-8")
    own.commit("maintainer-01", "by hand")
    git(own.desk, "push", "-q", "origin", "ledger")
    assert said() == (1, {WINTER: ("held", "ledger_unreadable")})
    assert own.line.requests == []


# What people are told ----------------------------------------------------------------------------------------


def _issues(stage):
    return [(each.title, each.state) for each in stage.github.state.issues.values() if "stuck" in each.body]


def test_the_pull_request_of_a_sent_post_says_so_once(due, run):
    run()
    comment = due.github.state.comments[0]
    assert (len(due.github.state.comments), comment.number) == (1, due.number)
    assert comment.body.startswith("**配信しました**")
    assert "2026年12月10日10時05分" in comment.body
    assert "約1,234人" in comment.body
    assert due.line.deliveries[0].request_id in comment.body
    notices.tell([Result(WINTER, "sent")], {WINTER: due.ledger()})
    assert len(due.github.state.comments) == 1


def test_a_post_that_needs_a_person_has_one_issue_until_it_does_not(due, said):
    content = due.pictures.files.copy()
    due.pictures.files.clear()
    said()
    said()
    assert _issues(due) == [(f"止めています: {WINTER}", "open")]
    due.line.account.quota = 0
    due.pictures.files.update(content)
    said()
    issue = next(iter(due.github.state.issues.values()))
    assert "今月の残り" in issue.body
    due.line.account.quota = None
    assert said() == (0, {WINTER: ("sent",)})
    assert _issues(due) == [(f"止めています: {WINTER}", "closed")]


def test_a_notice_that_fails_changes_nothing_and_is_said(due, run):
    due.github.fail("comments", 500, times=9)
    code, output = run("--format", "json")
    assert (code, json.loads(output.out)["posts"][0]["outcome"]) == (0, "sent")
    assert "お知らせを書き込めませんでした(Unanswered" in output.err
    assert due.events() == ["claimed", "accepted"]


def test_the_page_of_the_job_says_it_in_japanese(due, run, tmp_path):
    page = tmp_path / "summary.md"
    run(GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text("utf-8").startswith(f"## 配信の結果\n\n- **配信しました** `{WINTER}`\n")
    run(GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text("utf-8").endswith("配信を待っている投稿はありません。\n")


# A person decides ---------------------------------------------------------------------------------------------


def _uncertain(stage, said, *faults):
    _fail(stage, *faults)
    said()
    stage.now += timedelta(hours=23)
    assert said() == (1, {WINTER: ("uncertain", "unknown_delivery")})


DECIDED = ("--by", "section-chief-01", "--note", "管理画面で確かめた")


def test_an_uncertain_post_that_did_arrive_is_settled_as_sent(due, run, said):
    _uncertain(due, said, *["accept, drop"] * 3)
    due.now += timedelta(days=1)
    code, output = run("--settle", WINTER, "--found", "sent", *DECIDED)
    assert code == 0
    assert "2026年12月10日: LINEの記録では、この仕組みから1234人に届いています。" in output.out
    assert due.ledger()[-1].carries == {
        "found": "sent",
        "by": "section-chief-01",
        "note": "管理画面で確かめた",
    }
    assert said() == (0, {})
    assert [state for _, state in _issues(due)] == ["closed"]
    assert len(due.line.deliveries) == 1


def test_an_uncertain_post_that_did_not_arrive_goes_its_whole_way_again_under_a_new_key(own, run, said):
    own.change_account(lambda data: data["sending"].update(late_after_hours=100))
    own.bring("maintainer-01")
    own.now = DUE
    _uncertain(own, said, *["500"] * 3)
    code, output = run("--settle", WINTER, "--found", "unsent", *DECIDED)
    assert code == 0
    assert "集計がまだ出ていません" in output.out
    own.now += timedelta(hours=2)
    assert said() == (0, {WINTER: ("sent",)})
    keys = [line.carries["retry_key"] for line in own.ledger() if line.event == "claimed"]
    assert len(set(keys)) == 2
    assert own.line.deliveries[0].retry_key == keys[1]


def test_a_refused_post_is_reopened(due, run, said):
    _fail(due, "429 monthly")
    said()
    assert run("--reopen", WINTER, *DECIDED)[0] == 0
    assert due.events() == ["claimed", "refused", "reopened"]
    assert said() == (0, {WINTER: ("sent",)})


def test_what_line_counts_is_no_condition_of_a_decision(due, run, said):
    _uncertain(due, said, *["500"] * 3)
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
def test_there_is_nothing_to_decide_about_a_post_that_waits_for_nobody(due, run, said, options):
    said()
    code, output = run(*options)
    assert (code, bool(output.err)) == (2, True)
    assert due.events() == ["claimed", "accepted"]


def test_only_somebody_on_the_roster_decides(due, run, said):
    _fail(due, "400")
    said()
    code, output = run("--reopen", WINTER, "--by", "somebody", "--note", "x")
    assert (code, "somebody" in output.err) == (2, True)
    assert due.events() == ["claimed", "refused"]
