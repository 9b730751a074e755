"""The daily watch on a whole stage: what needs a person becomes an issue, once, and is closed when it is done."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scripts import publish, watch
from scripts.approvals.github_record import Unavailable
from scripts.approvals.judge import judge
from scripts.content.reply import read_reply
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local.environment import GitHub
from scripts.reading.document import read_markdown_file
from scripts.text.dates import JAPAN
from tests.rehearsal.stage import DUE, NAME, WINTER, Stage, git

POLICY_PAGE = "/line-policy"


@pytest.fixture
def stage(tmp_path):
    with Stage(tmp_path) as it:
        policy = it.desk / "content" / "policy.md"
        text = policy.read_text("utf-8")
        policy.write_text(
            text.replace("https://www.pref.example.jp/chiiki/line-policy.html", page(it, POLICY_PAGE)),
            "utf-8",
        )
        it.commit("maintainer-01", "掲示の場所")
        git(it.desk, "push", "-q", "origin", "main")
        body = text.split("---\n", 2)[2]
        put_page(it, POLICY_PAGE, body)
        yield it


@pytest.fixture
def run(stage, monkeypatch, capsys):
    def run(verb, *options, **settings):
        monkeypatch.chdir(stage.checkout)
        for name in ("GITHUB_STEP_SUMMARY", "GITHUB_RUN_ID", "SENDING_PAUSED"):
            monkeypatch.delenv(name, raising=False)
        for name, value in stage.environment(**settings).items():
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        capsys.readouterr()
        return verb.main([*options]), capsys.readouterr().out

    return run


def page(stage, path):
    return f"{stage.pictures.url}{path}"


def put_page(stage, path, markdown):
    paragraphs = "".join(
        f"<p>{line}</p>" for line in markdown.replace("- ", "").replace("#", "").splitlines()
    )
    stage.pictures.files[path] = f"<html><meta charset=utf-8><nav>北海道</nav>{paragraphs}</html>".encode()


def issues(stage, state="open"):
    return {
        each.title: each
        for each in stage.github.state.issues.values()
        if each.state == state and "見回り" in each.labels
    }


def change(stage, file, old, new):
    path = stage.desk / "content" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    stage.commit("maintainer-01", "変更")
    git(stage.desk, "push", "-q", "origin", "main")


def forget_the_guideline(stage):
    stage.change_account(lambda data: data.update(guideline_version="令和5年版(2025年4月1日確認)"))
    stage.commit("maintainer-01", "変更")
    git(stage.desk, "push", "-q", "origin", "main")


def test_a_quiet_day_needs_nobody(stage, run):
    assert run(watch) == (0, "いま、人の手が要ることはありません。\n")
    assert issues(stage) == {}


def test_a_transfer_opens_one_issue_which_the_record_closes(stage, run):
    person = 'github: {login: div-poster-02-example, id: 1002}\n    appointed_on: "2026-04-01"\n    policy_confirmed_on: "2026-04-01"\n    ends_on: '
    change(stage, "roster.yml", person + "null", person + '"2026-12-07"')
    for _ in range(2):
        code, said = run(watch)
        assert code == 1
        (title,) = issues(stage)
        assert "div-poster-02" in title and "パスワードの変更" in title
        assert title in said
    first = issues(stage)[title]
    log = "".join(
        f'  - {{kind: {kind}, trigger: transfer, person: div-poster-02, done_on: "2026-12-08", done_by: div-poster-01, confirmed_by: section-chief-01}}\n'
        for kind in ("password_changed", "member_removed", "github_access_removed")
    )
    credentials = stage.desk / "content" / "credentials.yml"
    credentials.write_text(credentials.read_text("utf-8") + log, "utf-8")
    stage.commit("maintainer-01", "記録")
    git(stage.desk, "push", "-q", "origin", "main")
    assert run(watch)[0] == 0
    assert issues(stage) == {}
    assert list(issues(stage, "closed").values()) == [first]


def test_a_plan_writes_nothing(stage, run):
    forget_the_guideline(stage)
    code, said = run(watch, "--plan")
    assert code == 1 and "ガイドラインの見直し" in said
    assert issues(stage) == {}


def test_what_a_person_closed_stays_closed(stage, run):
    forget_the_guideline(stage)
    run(watch)
    (issue,) = issues(stage).values()
    issue.state = "closed"
    run(watch)
    assert issues(stage) == {}


def test_a_policy_page_that_says_something_else_is_found_and_one_that_is_mended_closes_it(stage, run):
    right = stage.pictures.files[POLICY_PAGE]
    stage.pictures.files[POLICY_PAGE] = right.replace("原則として".encode(), "いつでも".encode())
    run(watch)
    (issue,) = issues(stage).values()
    assert issue.title.startswith("第6第1項") and "原則として、平日" in issue.body
    stage.pictures.files[POLICY_PAGE] = right
    run(watch)
    assert issues(stage) == {}


def test_a_page_that_is_gone_is_broken_and_one_that_fails_is_only_unconfirmed(stage, run):
    right = stage.pictures.files.pop(POLICY_PAGE)
    run(watch)
    (issue,) = issues(stage).values()
    assert "HTTP 404" in issue.body
    stage.pictures.troubles[POLICY_PAGE] = 503
    code, said = run(watch)
    assert code == 1 and "確認できず" in said
    assert issue.state == "open", "a page that nobody could see is not mended"
    stage.pictures.troubles.clear()
    stage.pictures.files[POLICY_PAGE] = right
    assert run(watch)[0] == 0
    assert issues(stage) == {}


def linked_post(stage):
    """The winter post with a link to a page of this machine."""
    target = page(stage, "/soudan")
    path = stage.write_post()
    text = (path / "post.md").read_text("utf-8")
    (path / "post.md").write_text(text.replace("https://iju.example.jp/soudan/2027winter", target), "utf-8")
    stage.bring()
    return target


def test_the_links_of_posts_to_come_and_of_sent_posts_are_looked_at(stage, run):
    put_page(stage, "/soudan", "相談会")
    linked_post(stage)
    assert run(watch)[0] == 0
    stage.now = DUE
    assert run(publish)[0] == 0
    stage.now = DUE + timedelta(days=30)
    del stage.pictures.files["/soudan"]
    assert run(watch)[0] == 1
    (issue,) = [each for each in issues(stage).values() if each.title.startswith("第4第3号")]
    assert "/soudan`: HTTP 404" in issue.body


REPLY = "content/replies/contractor/20261207-moushikomi.md"
ANSWER = (
    '---\nreceived_on: "2026-12-07"\nchannel: chat\ninquiry: 申込みの方法についての質問\ndecision: reply\n'
    "reason: 同じ疑問を持つ方が多いため\nauthor: con-poster-01\n---\nお申し込みは```ページ```からどうぞ。\n"
)


def bring_reply(stage, text, *approvers):
    path = stage.desk / REPLY
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    stage.bring("con-poster-01", approvers)


def test_an_approved_reply_is_handed_over_until_it_is_recorded_as_sent(stage, run):
    bring_reply(stage, ANSWER, "con-manager-01")
    run(watch)
    (issue,) = issues(stage).values()
    assert issue.title.startswith("第6第2項 承認された返信を送ってください")
    assert "````text\nお申し込みは```ページ```からどうぞ。\n````" in issue.body
    bring_reply(stage, ANSWER.replace("---\nお", 'sent_on: "2026-12-08"\nsent_by: con-poster-01\n---\nお'))
    assert run(watch)[0] == 0
    assert issues(stage) == {}


@pytest.mark.parametrize("approvers", [(), ("section-chief-01",), ("con-poster-02",)])
def test_a_reply_that_the_right_person_did_not_approve_is_handed_to_nobody(stage, run, approvers):
    bring_reply(stage, ANSWER, *approvers)
    assert run(watch)[0] == 1
    (issue,) = issues(stage).values()
    assert "承認されていない返信です。送らないでください" in issue.title
    assert "業務処理責任者の有効な承認がありません" in issue.body
    assert "お申し込み" not in issue.body


def test_a_reply_that_was_changed_after_its_approval_is_handed_to_nobody(stage, run):
    bring_reply(stage, ANSWER, "con-manager-01")
    bring_reply(stage, ANSWER.replace("どうぞ", "だけ"))
    run(watch)
    assert all("送らないでください" in title for title in issues(stage))


def test_a_reply_is_judged_by_every_condition_of_a_post(stage):
    bring_reply(stage, ANSWER, "con-manager-01")
    git(stage.checkout, "pull", "-q", "origin", "main")
    github = GitHub(stage.github.url, NAME, "t")
    seen = take_snapshot(github, stage.checkout, git(stage.checkout, "rev-parse", "HEAD"), REPLY, stage.now)
    (merge,) = seen.merges
    reply = read_reply(read_markdown_file(REPLY, ANSWER.encode()))

    def reasons(**changed):
        return {reason.code for reason in judge(replace(seen, merges=(replace(merge, **changed),))).reasons}

    assert reasons() == set()
    assert reasons(approved_tree="0" * 40) == {"content_differs"}
    assert reasons(github=Unavailable("x")) == {"evidence_unavailable"}
    assert reasons(parents=merge.parents[:1]) == {"not_githubs_merge"}
    assert "author_not_on_roster" in reasons(content=replace(reply, author="con-poster-02"))
    assert "author_not_on_roster" in reasons(content=replace(reply, author="con-poster-00"))
    assert "author_not_on_roster" in reasons(content=replace(reply, side="division"))
    assert {reason.code for reason in judge(replace(seen, merges=())).reasons} == {"evidence_unavailable"}


def test_a_reply_whose_approval_github_cannot_say_waits(stage, run):
    bring_reply(stage, ANSWER, "con-manager-01")
    stage.github.fail("reviews")
    assert run(watch)[0] == 1
    (held,) = issues(stage)
    assert held.startswith("確認できず")
    run(watch)
    (handed,) = issues(stage)
    assert "承認された返信を送ってください" in handed


def test_a_post_without_its_approval_is_stuck(stage, run):
    stage.write_post()
    number = stage.propose("div-poster-01", "fuyu")
    stage.merge(number, "div-poster-01")
    assert run(watch)[0] == 1
    (issue,) = issues(stage).values()
    assert issue.title == f"配信できません: {WINTER}"
    assert "移住交流担当課長の有効な承認がありません" in issue.body


def test_a_secret_that_was_taken_out_again_is_still_in_the_history(stage, run):
    secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    path = stage.desk / "content" / "consents.yml"
    before = path.read_text("utf-8")
    for text in (f"# {secret}\n{before}", before):
        path.write_text(text, "utf-8")
        stage.commit("maintainer-01", "変更")
    git(stage.desk, "push", "-q", "origin", "main")
    code, said = run(watch)
    (issue,) = issues(stage).values()
    assert code == 1 and "content/consents.yml" in issue.title
    assert secret not in said + issue.title + issue.body


def test_github_out_of_reach_is_said_and_nothing_is_lost(stage, run):
    forget_the_guideline(stage)
    stage.github.fail("issues", times=1)
    code, said = run(watch)
    assert code == 1 and "確認できず" in said
    run(watch)
    assert len(issues(stage)) == 1


def test_a_setting_that_is_missing_is_a_wrong_question(stage, run):
    assert run(watch, GITHUB_TOKEN=None)[0] == 2


def test_the_statistics_go_into_the_ledger_at_four_looks(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    looks = []
    for hours in (1, 25, 26, 73, 170, 330, 400):
        stage.now = DUE + timedelta(hours=hours)
        assert run(watch, "--measure")[0] == 0
        looks.append(stage.events().count("measured"))
    assert looks == [0, 1, 1, 2, 3, 4, 4]
    overview = stage.ledger()[-1].carries["overview"]
    assert (overview["delivered"], overview["uniqueImpression"]) == (1234, 505)


def test_a_silent_line_is_no_statistic(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    stage.now = datetime(2026, 12, 12, 10, 0, tzinfo=JAPAN)
    code, said = run(watch, "--measure", LINE_API_ENDPOINT="http://127.0.0.1:9")
    assert code == 1 and "確認できず" in said
    assert "measured" not in stage.events()


def test_a_record_that_somebody_bent_is_found(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    assert run(watch)[0] == 0
    desk = stage.folder / "ledger-desk"
    git(stage.folder, "clone", "-q", "-b", "ledger", str(stage.origin), str(desk))
    file = desk / f"{WINTER}.jsonl"
    text = file.read_text("utf-8")
    assert '"review_id": ' in text
    file.write_text(text.replace('"review_id": ', '"review_id": 1'), "utf-8")
    git(desk, "-c", "user.name=x", "-c", "user.email=x@example.jp", "commit", "-qam", "x")
    git(desk, "push", "-q", "origin", "ledger")
    assert run(watch)[0] == 1
    (issue,) = issues(stage).values()
    assert issue.title == f"配信の記録が合いません: {WINTER}"


def test_a_send_whose_publisher_died_and_never_ran_again_is_said(stage, run):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    stage.line.fail(*["drop"] * 3)
    run(publish)
    assert stage.events()[0] == "claimed" and "accepted" not in stage.events()
    stage.now = DUE + timedelta(hours=1)
    assert run(watch)[0] == 0, "the publisher will ask again within minutes"
    for hours, title in ((4, f"止めています: {WINTER}"), (30, f"届いたか分かりません: {WINTER}")):
        stage.now = DUE + timedelta(hours=hours)
        assert run(watch)[0] == 1
        assert title in issues(stage)
