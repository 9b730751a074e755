"""One issue a matter: opened once, kept, closed when it is done."""

from scripts import watch
from tests.publishing.staged import at
from tests.rehearsal.stage import git
from tests.verbs.watch.matters import change, forget_the_guideline, issues


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


def test_github_out_of_reach_is_said_and_nothing_is_lost(stage, run):
    forget_the_guideline(stage)
    stage.github.fail("issues", times=1)
    code, said = run(watch)
    assert code == 1 and "確認できず" in said
    run(watch)
    assert len(issues(stage)) == 1


def test_a_setting_that_is_missing_is_a_wrong_question(stage, run):
    assert run(watch, GITHUB_TOKEN=None)[0] == 2


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


def test_a_check_that_fails_hides_no_other_and_closes_nothing(stage, run, monkeypatch):
    forget_the_guideline(stage)
    run(watch)
    (guideline,) = issues(stage).values()
    stage.change_account(lambda data: data.update(guideline_version="令和5年版(2026年12月1日確認)"))
    stage.commit("maintainer-01", "変更")
    git(stage.desk, "push", "-q", "origin", "main")

    def breaks(*_):
        raise ValueError("壊れた記録")

    monkeypatch.setattr(watch, "leaked_in_history", breaks)
    stage.write_post()
    stage.merge(stage.propose("div-poster-01", "fuyu"), "div-poster-01")
    code, said = run(watch)
    assert (
        code == 1
        and "確認できず: 書き込まれた秘密を調べられませんでした(プログラムが途中で止まりました)" in said
    )
    assert any(title.startswith("配信できません") for title in issues(stage))
    assert guideline.state == "open"


def test_an_issue_that_github_refuses_hides_neither_the_next_nor_itself(stage, run):
    stage.change_account(lambda data: data.update(guideline_version="令和5年版(2025年4月1日確認)"))
    stage.write_post()
    stage.merge(stage.propose("div-poster-01", "fuyu"), "div-poster-01")
    stage.github.fail("issues$", status=422, times=3)
    code, said = run(watch)
    assert code == 1 and "ガイドラインの見直し" in said and "配信できません" in said


def test_what_an_author_wrote_begins_no_line_of_what_the_watch_prints(stage, run):
    consents = stage.desk / "content" / "consents.yml"
    party = next(line for line in consents.read_text("utf-8").splitlines() if "party:" in line)
    change(stage, "consents.yml", party, party.partition("party:")[0] + 'party: "町\\n::stop-commands::x"')
    stage.now = at("2027-09-20T10:00")
    code, printed = run(watch, "--plan")
    assert code == 1 and "町 ::stop-commands::x" in printed
    assert not [line for line in printed.splitlines() if line.lstrip().startswith("::")], printed
