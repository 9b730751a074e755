"""Reminders come in time, say what to do, and give the lines to write down."""

from datetime import date
from pathlib import Path

import yaml

from scripts.content.account import read_account
from scripts.content.credentials import read_credentials
from scripts.content.incident import read_incident
from scripts.content.roster import read_roster
from scripts.effects.content.load import account_in, consents_in, credentials_in, post_in, roster_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.reading.document import read_yaml_file
from scripts.standins.samples import home
from scripts.tasks.contracts import contract_reminders
from scripts.tasks.open_matters import trouble_to_close
from scripts.tasks.reminders import credential_reminders, expiry_reminders, yearly_reminders

TREE = WorkingTree(home(Path(__file__).parents[2]))
SHIRAKABA = "content/posts/division/2027/20270115-shirakaba/post.md"


def credential_keys(today):
    tasks = credential_reminders(credentials_in(TREE), roster_in(TREE), account_in(TREE), today)
    return [task.key for task in tasks]


def test_a_rotation_is_said_two_weeks_before_its_day_and_not_earlier():
    assert credential_keys(date(2027, 3, 14)) == []
    assert credential_keys(date(2027, 3, 15)) == ["credentials/periodic/2027-03-29"]


def test_at_a_contracts_end_everybody_of_the_company_is_named():
    keys = credential_keys(date(2027, 4, 1))
    assert "credentials/contract_end-ezorisu-2026/2027-04-01" in keys
    assert {
        "credentials/transfer-con-manager-01/2027-04-01",
        "credentials/transfer-con-poster-01/2027-04-01",
    } <= set(keys)


def test_the_lines_to_write_down_are_entries_of_the_log():
    tasks = credential_reminders(credentials_in(TREE), roster_in(TREE), account_in(TREE), date(2027, 4, 1))
    body = next(task.body for task in tasks if "transfer-con-poster-02" in task.key)
    entries = yaml.safe_load(body.split("```yaml\n")[1].split("```")[0])
    assert [(each["kind"], each["person"]) for each in entries] == [
        ("member_removed", "con-poster-02"), ("github_access_removed", "con-poster-02"),
    ]  # fmt: skip


KEY = "contract/ezorisu-2026/2027-03-31"


def contracts_on(today, log=""):
    credentials = credentials_in(TREE)
    if log:
        raw = TREE.read(["content/credentials.yml"])["content/credentials.yml"] + log.encode()
        credentials = read_credentials(read_yaml_file("content/credentials.yml", raw))
    return list(contract_reminders(credentials, roster_in(TREE), account_in(TREE), today))


def noted(*kinds, person=""):
    whom = f"person: {person}, " if person else ""
    return "".join(
        f'  - {{kind: {kind}, trigger: contract_end, {whom}done_on: "2027-04-01", done_by: div-poster-01, confirmed_by: section-chief-01}}\n'
        for kind in kinds
    )


def test_the_end_of_a_contract_is_said_two_months_ahead_with_all_that_begins_anew():
    assert contracts_on(date(2027, 1, 29)) == []
    for day in (date(2027, 1, 30), date(2027, 3, 31)):
        (task,) = contracts_on(day)
        assert task.key == KEY
        for article in ("第2", "第4第3項", "第5第2項", "第6第1項", "第5第1項"):
            assert article in task.body


def test_after_the_end_the_same_issue_goes_on_with_what_is_left():
    (task,) = contracts_on(date(2027, 4, 1))
    assert task.key == KEY
    assert task.title == "第2 委託契約が終わりました(2027-03-31): 株式会社エゾリスコミュニケーションズ"
    for left in (
        "- [ ] 全員で使うもの: パスワードの変更",
        "- [ ] con-manager-01(株式会社エゾリスコミュニケーションズ 業務処理責任者、`con-manager-01-example`): LINEの管理画面の権限の削除、GitHubの権限の削除",
        "con-poster-01",
        "con-poster-02",
        "**Collaborators and teams**",
        "次の運営者との契約が、まだ",
    ):
        assert left in task.body, task.body
    assert not task.by_hand, "who closed the reminder before the end is told what is left after it"


def test_what_is_written_down_is_no_longer_left_and_the_last_record_ends_it():
    (task,) = contracts_on(
        date(2027, 4, 2), noted("member_removed", "github_access_removed", person="con-poster-01")
    )
    assert "con-poster-01" not in task.body and "con-poster-02" in task.body
    (task,) = contracts_on(date(2027, 4, 2), noted("member_removed", "github_access_removed"))
    assert "con-poster" not in task.body and "パスワードの変更" in task.body
    assert (
        contracts_on(date(2027, 4, 2), noted("password_changed", "member_removed", "github_access_removed"))
        == []
    )


def test_the_next_contract_is_not_asked_for_where_it_stands_there():
    (task,) = contracts_on(date(2027, 4, 1))
    rows = TREE.read(["content/account.yml"])["content/account.yml"].decode()
    entry = rows[rows.index("  - id: ezorisu-2026") : rows.index("sending:")].rstrip() + "\n"
    new = (
        entry.replace("ezorisu-2026", "ezorisu-2027")
        .replace("2027-03-31", "2028-03-31")
        .replace("2026-04-01", "2027-04-01")
    )
    account = read_account(read_yaml_file("content/account.yml", rows.replace(entry, entry + new).encode()))
    (task,) = contract_reminders(credentials_in(TREE), roster_in(TREE), account, date(2027, 4, 1))
    assert "次の運営者との契約が、まだ" not in task.body


def test_the_security_policy_and_the_guideline_come_round_once_a_year():
    roster, account = roster_in(TREE), account_in(TREE)
    assert list(yearly_reminders(roster, account, date(2027, 3, 17))) == []
    keys = {task.key for task in yearly_reminders(roster, account, date(2027, 3, 18))}
    assert {"guideline/2027-04-01", "security-policy/section-chief-01/2027-04-01"} <= keys
    assert not any("con-poster-00" in key for key in keys), "who has left is not asked"


def test_what_runs_out_is_said_30_days_before():
    post = post_in(TREE, SHIRAKABA)
    assert list(expiry_reminders([post], consents_in(TREE), date(2027, 2, 28))) == []
    (task,) = expiry_reminders([post], consents_in(TREE), date(2027, 3, 1))
    assert "shirakaba.jpg の許諾: **2027-03-31**" in task.body
    (task,) = expiry_reminders([], consents_in(TREE), date(2027, 9, 1))
    assert task.key == "standing-consent/shirakaba/2027-09-30"


def test_open_trouble_without_its_correction_says_how_to_make_one():
    written = 'kind: wrong_content\ndetected_at: "2026-12-10T10:25+09:00"\n'
    incident = read_incident(read_yaml_file("content/incidents/20261210-youbi.yml", written.encode()))
    (task,) = trouble_to_close([incident], "o/r")
    assert "「送った投稿を訂正する」" in task.body
    closed = written + 'closed_on: "2026-12-11"\n'
    assert list(trouble_to_close([read_incident(read_yaml_file("x.yml", closed.encode()))], "o/r")) == []


def test_members_of_an_ended_contract_are_not_asked_any_more_and_a_contract_that_ends_is_a_task():
    roster, account = roster_in(TREE), account_in(TREE)
    ended = date(2027, 4, 1)  # the contract ran to 31 March
    asked = {task.key for task in yearly_reminders(roster, account, ended)}
    assert any("section-chief-01" in key for key in asked)
    assert not any("con-" in key for key in asked)
    assert any("con-" in task.key for task in yearly_reminders(roster, account, date(2027, 3, 31)))
    for day in (date(2027, 3, 1), date(2027, 3, 31)):  # 30 days before, and on the last one
        assert [task.key for task in contracts_on(day)] == [KEY]


def test_who_comes_is_prepared_two_weeks_before_and_asked_nothing_before_that():
    rows = TREE.read(["content/roster.yml"])["content/roster.yml"].decode()
    rows += """
  - {id: section-chief-02, title: 課長, side: division, roles: [section_chief], github: {login: next-chief, id: 1102}, appointed_on: "2027-02-01"}
"""
    roster, account = read_roster(read_yaml_file("content/roster.yml", rows.encode())), account_in(TREE)
    assert list(yearly_reminders(roster, account, date(2027, 1, 17))) == []
    (task,) = yearly_reminders(roster, account, date(2027, 1, 18))
    assert (task.key, "着任する方の準備" in task.title) == (
        "security-policy/section-chief-02/2027-02-01",
        True,
    )
    for words in ("Add people", "`next-chief`", "policy_confirmed_on"):
        assert words in task.body
