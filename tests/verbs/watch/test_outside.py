"""Once a month the watch looks at the settings that its job can see, and daily until they are mended."""

from datetime import timedelta

from scripts import watch
from scripts.effects.content.load import account_in, policy_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.pages.policy import policy_page
from scripts.standins.github.settings import Environment, Run
from tests.outside.scene import ADMINISTRATORS, MAINTAINER_2
from tests.rehearsal.stage import git
from tests.verbs.watch.matters import issues

TITLE = "GitHubなどの設定に、直すところが1件あります"


def put_right(stage):
    """As the handbook has it; `main`'s files of this stage hold no ruleset."""
    settings = stage.github.state.settings
    settings.merge_methods, settings.allowed_actions = {"merge"}, "selected"
    secrets = ["LINE_CHANNEL_ID", "LINE_CHANNEL_SECRET", "LEDGER_DEPLOY_KEY"]
    settings.environments["line-production"] = Environment(["main"], secrets, admins_pass=False)
    settings.keys = [{"title": "ledger", "read_only": False}]
    settings.labels.append("見回り")
    settings.site = stage.pictures.url
    people = (login for login in stage.github.state.accounts if login.endswith("-example"))
    settings.rights = dict.fromkeys(people, "push") | ADMINISTRATORS
    settings.rights.pop("con-poster-00-example")
    stage.github.account("maintainer-02-example", 1202)
    roster = stage.desk / "content/roster.yml"
    roster.write_text(roster.read_text("utf-8") + MAINTAINER_2, "utf-8")
    settings.runs.append(Run(2, "watch.yml", stage.now))


def test_in_the_first_week_what_is_wrong_becomes_one_issue_which_mending_closes(stage, run):
    put_right(stage)
    stage.github.state.settings.keys = []
    tree = WorkingTree(stage.desk)
    stage.pictures.files["/policy.html"] = policy_page(policy_in(tree), account_in(tree)).encode()
    with_rights(stage)
    assert run(watch) == (0, "いま、人の手が要ることはありません。\n")  # the 8th of a month
    stage.now += timedelta(days=31 - 8 + 1)
    code, printed = run(watch)
    assert code == 1
    assert TITLE in printed
    assert "Deploy keys" in issues(stage)[TITLE].body
    stage.now += timedelta(days=20)
    assert TITLE in run(watch)[1]  # still open, so looked at again
    stage.github.state.settings.keys = [{"title": "ledger", "read_only": False}]
    run(watch)
    assert TITLE not in issues(stage)


def with_rights(stage):
    """The console's rights were looked at."""
    log = stage.desk / "content" / "credentials.yml"
    entry = '  - {kind: console_rights_checked, trigger: periodic, done_on: "2026-12-01", done_by: maintainer-01, confirmed_by: section-chief-01}\n'
    log.write_text(log.read_text("utf-8") + entry, "utf-8")
    stage.commit("maintainer-01", "記録")
    git(stage.desk, "push", "-q", "origin", "main")


def test_the_job_that_knows_the_channel_tells_of_the_account_at_line(stage, run):
    stage.line.account.used = 4900
    code, printed = run(watch, "--measure")
    assert code == 1
    title = "LINEの設定に、直すところが1件あります"
    assert title in printed
    assert title in issues(stage)
    stage.line.account.used = 0
    assert run(watch, "--measure")[0] == 0
    assert issues(stage) == {}
