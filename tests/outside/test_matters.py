"""A repository that is turned on has nothing to mend; each single thing that is wrong is found, and nothing else."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scripts.outside.environment import SECRETS
from scripts.outside.matter import look, matters
from scripts.outside.report import as_json, as_text, settings_task
from scripts.standins.github.settings import Run
from tests.handbooks.workflows import ROOT
from tests.outside.scene import ACCOUNT, CREDENTIALS, NOW, OWNERS, ROSTER, Scene, deploy_key, turned_on

Spoil = Callable[[Scene], object]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with turned_on(tmp_path) as it:
        yield it


def ruleset(scene: Scene, name: str) -> dict:
    return next(entry for entry in scene.github.state.settings.rulesets if entry["name"] == name)


def without(name: str) -> Spoil:
    return lambda scene: scene.github.state.settings.rulesets.remove(ruleset(scene, name))


def set_parameter(rule: str, name: str, value: object) -> Spoil:
    def spoil(scene: Scene) -> None:
        main = ruleset(scene, "main")
        found = next(entry for entry in main["rules"] if entry["type"] == rule)
        found["parameters"] = {**found["parameters"], name: value}

    return spoil


def without_status(context: str) -> Spoil:
    def spoil(scene: Scene) -> None:
        rules = ruleset(scene, "main")["rules"]
        rule = next(entry for entry in rules if entry["type"] == "required_status_checks")
        listed = rule["parameters"]["required_status_checks"]
        rule["parameters"]["required_status_checks"] = [
            entry for entry in listed if entry["context"] != context
        ]
        assert len(listed) == 1 + len(rule["parameters"]["required_status_checks"])

    return spoil


def without_secret(name: str) -> Spoil:
    return lambda scene: scene.github.state.settings.environments["line-production"].secrets.remove(name)


def from_anybody(scene: Scene) -> None:
    rule = next(
        entry for entry in ruleset(scene, "main")["rules"] if entry["type"] == "required_status_checks"
    )
    rule["parameters"]["required_status_checks"][0].pop("integration_id")


def bypassed_by(actor: str) -> Spoil:
    return lambda scene: ruleset(scene, "main").update(
        bypass_actors=[{"actor_id": 5, "actor_type": actor, "bypass_mode": "always"}]
    )


def setting(**changed: object) -> Spoil:
    def spoil(scene: Scene) -> None:
        for name, value in changed.items():
            setattr(scene.github.state.settings, name, value)

    return spoil


def in_production(spoil: Spoil) -> Spoil:
    def real(scene: Scene) -> None:
        scene.make_real()
        spoil(scene)

    return real


def last_run(workflow: str, ago: timedelta, **run: object) -> Spoil:
    def spoil(scene: Scene) -> None:
        runs = scene.github.state.settings.runs
        runs[:] = [run for run in runs if run.workflow != workflow]
        runs.append(Run(7, workflow, NOW - ago, **run))

    return spoil


HOUR = timedelta(hours=1)
OF_PRODUCTION = ("sample-people", "example-hosts", "decisions")
RULESETS = [file.stem.replace("-", ": ") for file in sorted((ROOT / ".github/rulesets").iterdir())]
# What is wrong, how it comes about, the one matter that names it, and words of what it says.
ROWS: list[tuple[str, Spoil, str, str]] = [
    ("squash allowed", setting(merge_methods={"merge", "squash"}), "merges", "squash"),
    ("rebase allowed", setting(merge_methods={"merge", "rebase"}), "merges", "rebase"),
    *((f"ruleset {name} missing", without(name), "rulesets", f"「{name}」がありません") for name in RULESETS),
    ("a ruleset switched off", lambda scene: ruleset(scene, "main").update(enforcement="disabled"), "rulesets", "働いていません"),
    ("a ruleset of another branch", lambda scene: ruleset(scene, "ledger: writer")["conditions"]["ref_name"].update(include=["refs/heads/l"]), "rulesets", "「ledger: writer」の対象"),
    ("bypass too wide", bypassed_by("RepositoryRole"), "rulesets-bypass", "「main」を通り抜けられる"),
    ("a deploy key passes main", bypassed_by("DeployKey"), "rulesets-bypass", "DeployKey"),
    ("nobody writes the ledger", lambda scene: ruleset(scene, "ledger: writer").update(bypass_actors=[]), "rulesets-bypass", "Deploy keys"),
    ("dismissal_restriction off", set_parameter("pull_request", "dismissal_restriction", {"enabled": False, "allowed_actors": []}), "rulesets-rules", "取り下げる人の制限"),
    ("no approval needed", set_parameter("pull_request", "required_approving_review_count", 0), "rulesets-rules", "承認の数"),
    ("a rule missing", lambda scene: ruleset(scene, "ledger: history").update(rules=[{"type": "deletion"}]), "rulesets-rules", "Block force pushes"),
    *((f"the required status {name} missing", without_status(name), "required-statuses", name) for name in ("approval", "check", "preview")),
    ("a status from anybody", from_anybody, "required-statuses", "check"),
    ("environment open to other branches", lambda scene: scene.github.state.settings.environments["line-production"].branches.append("fuyu"), "environment", "fuyu"),
    ("environment open to every branch", lambda scene: setattr(scene.github.state.settings.environments["line-production"], "branches", None), "environment", "どのブランチからでも"),
    ("no environment", lambda scene: scene.github.state.settings.environments.pop("line-production"), "environment", "ありません"),
    ("Pages' environment open", lambda scene: setattr(scene.github.state.settings.environments["github-pages"], "branches", None), "environment", "github-pages"),
    ("administrators pass", lambda scene: setattr(scene.github.state.settings.environments["line-production"], "admins_pass", True), "environment", "管理者"),
    *((f"the secret's name {name} missing", without_secret(name), "secrets", name) for name in SECRETS),
    ("a secret for every branch", setting(secrets=["LINE_CHANNEL_SECRET"]), "secrets", "リポジトリの秘密"),
    ("no deploy key", setting(keys=[]), "ledger-key", "鍵がありません"),
    ("two deploy keys", setting(keys=[deploy_key("ledger", False), deploy_key("old", False)]), "ledger-key", "2つ"),
    ("a deploy key without write", setting(keys=[deploy_key("ledger", True)]), "ledger-key", "読み取り専用"),
    ("Pages off", setting(site=""), "pages", "使われていません"),
    ("Pages from a branch", setting(built_by="legacy"), "pages", "ブランチから"),
    ("Pages for those who are signed in", setting(site_public=False), "pages", "招いた人だけ"),
    ("Pages have another address", setting(site="https://hokkaido-example.github.io/cafe2/"), "site-address", "https://hokkaido-example.github.io/cafe2 です"),
    ("the address has an organisation in capitals and the path of another", lambda scene: setattr(scene.github.state.settings, "site", f"{scene.site.url}/Cafe/"), "site-address", "/Cafe です"),
    ("a domain of its own moved Pages", setting(site="http://cafe.pref.example.jp/", own_domain="cafe.pref.example.jp"), "site-address", "独自ドメイン cafe.pref.example.jp"),
    ("Pages without https", setting(https_enforced=False), "site-address", "Enforce HTTPS"),
    ("label missing", setting(labels=["bug"]), "label", "名札がありません"),
    ("Actions open to all", setting(allowed_actions="all"), "actions", "だれのアクションでも"),
    ("Actions of verified makers", setting(selected={"github_owned_allowed": True, "verified_allowed": True, "patterns_allowed": []}), "actions", "ほかのアクション"),
    ("no action at all", setting(allowed_actions="local_only"), "actions", "始められません"),
    ("default token may write", setting(token_default="write"), "job-token", "書き込めます"),
    ("a job may approve", setting(token_approves=True), "job-token", "承認できます"),
    ("one administrator", lambda scene: scene.github.state.settings.rights.update({"maintainer-02-example": "push"}), "administrators", "1人"),
    ("an administrator who is no maintainer", lambda scene: scene.github.state.settings.rights.update({"section-chief-01-example": "admin"}), "administrators", "section-chief-01-example"),
    ("on the roster without access", lambda scene: scene.github.state.settings.rights.pop("con-poster-01-example"), "access", "con-poster-01"),
    ("on the roster, and may only read", lambda scene: scene.github.state.settings.rights.update({"con-poster-01-example": "pull"}), "access", "con-poster-01"),
    ("access, and not on the roster", lambda scene: (scene.github.account("stranger", 77), scene.github.state.settings.rights.update(stranger="push")), "strangers", "stranger"),
    ("access after the last day", lambda scene: scene.write(ROSTER, 'appointed_on: "2026-10-01"\n    appointed_by: con-manager-01\n    policy_confirmed_on: "2026-10-01"\n    ends_on: null', 'appointed_on: "2026-10-01"\n    appointed_by: con-manager-01\n    policy_confirmed_on: "2026-10-01"\n    ends_on: "2026-12-09"'), "strangers", "con-poster-02-example"),
    ("access, and a term that ends before it begins", lambda scene: (scene.write(ROSTER, 'login: con-poster-00-example, id: 2000}\n    appointed_on: "2026-04-01"', 'login: con-poster-00-example, id: 2000}\n    appointed_on: "2027-04-01"'), scene.github.account("con-poster-00-example", 2000), scene.github.state.settings.rights.update({"con-poster-00-example": "push"})), "strangers", "con-poster-00-example"),
    ("access after the contract's end", lambda scene: (scene.write(ACCOUNT, '"2027-03-31"', '"2026-12-09"'), scene.write(OWNERS, " @con-manager-01-example", "")), "strangers", "con-poster-02-example"),
    ("a chief whom nobody can ask", lambda scene: scene.write(OWNERS, "@section-chief-01-example", "@section-chief-00-example"), "code-owners", "section-chief-01-example が表に"),
    ("a chief who has left is still asked", lambda scene: scene.write(OWNERS, "/content/ @", "/content/ @section-chief-00-example @"), "code-owners", "残っています(section-chief-00-example)"),
    ("an id that belongs to another login", lambda scene: scene.write(ROSTER, "{login: div-poster-01-example, id: 1001}", "{login: div-poster-01-example, id: 1002}"), "accounts", "div-poster-01"),
    ("a login that was renamed", lambda scene: scene.write(ROSTER, "login: con-poster-01-example", "login: con-poster-01-before"), "accounts", "con-poster-01"),
    ("sample people", in_production(lambda scene: scene.write(ROSTER, "section-chief-01-hokkaido", "section-chief-01-example") or scene.github.state.settings.rights.update({"section-chief-01-example": scene.github.state.settings.rights.pop("section-chief-01-hokkaido")})), "sample-people", "見本の人"),
    ("example hosts", in_production(lambda scene: scene.write(ACCOUNT, "cafe.pref.hokkaido.lg.jp", "cafe-media.example.jp") or setting(site="https://cafe-media.example.jp/")(scene)), "example-hosts", "本番では使えません"),
    ("rules_confirmed missing", in_production(lambda scene: scene.write(ACCOUNT, "rules_confirmed: {", "# {")), "decisions", "課で決めた記録がありません"),
    ("the login clause left open", in_production(lambda scene: scene.write(ACCOUNT, 'on: "2026-04-01", evidence: 地政第26-001号', 'on: "2023-07-01", evidence: 地政第26-001号')), "decisions", "ログインし投稿"),
    ("another account's token", lambda scene: setattr(scene.line.account, "basic_id", "@another"), "line-account", "@another"),
    ("quota used up", lambda scene: setattr(scene.line.account, "used", 4000), "line-quota", "1000"),
    ("no run of 配信 for two hours", last_run("publish.yml", 17 * HOUR + timedelta(minutes=20)), "sender", "最後に動いたのは"),
    ("no run of 配信 ever", setting(runs=[Run(2, "watch.yml", NOW - HOUR)]), "sender", "まだ一度も"),
    ("配信 cannot begin", last_run("publish.yml", timedelta(minutes=9), conclusion="failure", steps={"Set up": "failure", "Send": "skipped"}), "sender", "まだ一度も"),
    ("no run of 見回り for two days", last_run("watch.yml", 49 * HOUR), "watch", "最後に動いたのは"),
    ("console rights not asked for 90 days", lambda scene: scene.write(CREDENTIALS, 'done_on: "2026-12-01"', 'done_on: "2026-09-10"'), "console-rights", "9月10日"),
    ("console rights never asked", lambda scene: scene.write(CREDENTIALS, "console_rights_checked", "password_changed"), "console-rights", "まだ一度も"),
    ("site_base_url does not serve its pictures", lambda scene: [scene.site.files.pop(path) for path in [*scene.site.files] if "media" in path], "site", "404"),
    ("the site serves other bytes", lambda scene: scene.site.files.update({path: b"x" for path in scene.site.files if "media" in path}), "site", "別の内容"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "name", "words"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_is_wrong_is_found_and_nothing_else(scene: Scene, spoil: Spoil, name: str, words: str) -> None:
    spoil(scene)
    lines = look(scene.outside())
    assert {line.name for line in lines if line.state == "open"} == {name}, as_text(lines)
    assert words in next(line.seen for line in lines if line.name == name)


def test_nothing_is_found_when_all_is_right(scene: Scene) -> None:
    lines = look(scene.outside())
    assert {line.name: line.state for line in lines if line.state != "done"} == dict.fromkeys(
        OF_PRODUCTION, "unseen"
    )
    scene.make_real()
    lines = look(scene.outside())
    assert {line.name for line in lines if line.state != "done"} == {"line-account", "line-quota"}
    assert settings_task(lines) is None


def test_what_only_production_must_have_is_not_called_done_before(scene: Scene) -> None:
    lines = {line.name: line for line in look(scene.outside())}
    assert {lines[name].state for name in OF_PRODUCTION} == {"unseen"}
    assert "production" in lines["sample-people"].seen


def test_every_matter_has_a_row() -> None:
    assert {name for _, _, name, _ in ROWS} | {"plan", "main"} == set(matters())


def test_a_plan_without_rulesets_is_named(scene: Scene) -> None:
    scene.github.fail("^rulesets$", 403)
    lines = {line.name: line for line in look(scene.outside())}
    assert lines["plan"].state == "open"
    assert {lines[name].state for name in ("rulesets", "rulesets-bypass", "required-statuses")} == {"unseen"}


def test_another_default_branch_is_named(scene: Scene) -> None:
    shown = {"private": False, "default_branch": "master", "permissions": {"admin": False}}
    scene.github.fail("^$", 200, value=shown)
    assert "master" in {line.name: line for line in look(scene.outside())}["main"].seen


def test_who_may_not_see_is_told_so_and_alarmed_by_nothing(scene: Scene) -> None:
    scene.github.state.settings.admin = False
    lines = {line.name: line.state for line in look(scene.outside())}
    hidden = {"merges", "rulesets-bypass", "secrets", "ledger-key", "actions", "job-token", *OF_PRODUCTION}
    assert {name for name, state in lines.items() if state == "unseen"} == hidden
    assert set(lines.values()) == {"done", "unseen"}


def test_pages_that_a_stranger_does_not_find_may_well_be_there(scene: Scene) -> None:
    scene.github.state.settings.admin, scene.github.state.settings.site = False, ""
    assert {line.name: line.state for line in look(scene.outside())}["pages"] == "unseen"


@pytest.mark.parametrize("value", [None, [], {}, 7, "x", [None, 7, "x", [], {"id": 3}], {"x": [1]}], ids=repr)
def test_whatever_github_answers_is_no_end(scene: Scene, value: object) -> None:
    scene.github.fail("", 200, times=40, value=json.dumps(value).encode())
    assert len(look(scene.outside())) == len(matters())


def test_github_out_of_reach_hides_what_it_knows_and_nothing_else(scene: Scene) -> None:
    scene.github.hang_up("", times=200)
    lines = {line.name: line for line in look(scene.outside())}
    assert {name for name, line in lines.items() if line.state == "done"} == {
        "site", "line-account", "line-quota", "console-rights", "code-owners",
    }  # fmt: skip
    assert {line.state for line in lines.values()} == {"done", "unseen"}
    assert "GitHubが答えません" in lines["main"].seen


def test_what_github_did_not_answer_is_asked_again_before_anything_is_called_ready(scene: Scene) -> None:
    scene.github.state.settings.actions_enabled, scene.github.state.settings.runs = False, []
    scene.github.hang_up("collaborators", times=9)
    text = as_text(look(scene.outside()))
    assert "残りは、Actionsを動かすことだけです" not in text
    assert text.endswith("時間をおいて、もう一度このコマンドを打ちます。")


def test_before_actions_run_only_that_is_left(scene: Scene) -> None:
    """SETUP keeps Actions off until nothing else is open: what only a run can make is not asked for."""
    settings = scene.github.state.settings
    settings.actions_enabled, settings.runs = False, []
    scene.site.files.clear()
    lines = look(scene.outside())
    assert [line.name for line in lines if line.state == "open"] == ["actions"]
    assert {line.name for line in lines if line.state == "unseen"} == {
        "job-token", "site", "sender", "watch", *OF_PRODUCTION,
    }  # fmt: skip
    assert as_text(lines).endswith("動かしたら、もう一度このコマンドを打ちます。")


def test_the_wrong_address_is_found_before_the_first_run(scene: Scene) -> None:
    """Nothing is published yet and Actions are off: GitHub's own word of the address is there from the first click."""
    settings = scene.github.state.settings
    settings.actions_enabled, settings.runs, settings.site = False, [], "https://hokkaido.github.io/cafe/"
    scene.site.files.clear()
    lines = look(scene.outside())
    assert [line.name for line in lines if line.state == "open"] == ["site-address", "actions"]
    said = next(line.seen for line in lines if line.name == "site-address")
    assert f"いまは {scene.site.url}" in said
    assert "`site_base_url: https://hokkaido.github.io/cafe` と書き直してください" in said


def test_an_address_differs_by_neither_a_slash_nor_capitals_of_the_host(scene: Scene) -> None:
    scene.make_real()
    scene.github.state.settings.site = "HTTPS://Cafe.Pref.hokkaido.lg.jp/"
    assert "site-address" not in open_matters(scene)


def test_where_pages_tell_no_address_it_is_not_called_wrong(scene: Scene) -> None:
    scene.github.fail("^pages$", 200, value={"build_type": "workflow"})
    assert {line.name: line.state for line in look(scene.outside())}["site-address"] == "unseen"


def test_a_run_that_found_something_for_people_has_run(scene: Scene) -> None:
    """A held post makes a run red: that is no reason to say that nothing runs."""
    last_run("publish.yml", timedelta(minutes=9), conclusion="failure", steps={"Send": "failure"})(scene)
    assert {line.state for line in look(scene.outside()) if line.name not in OF_PRODUCTION} == {"done"}


@pytest.mark.parametrize(
    "spoil",
    [
        last_run("watch.yml", timedelta(hours=47)),
        lambda scene: scene.write(CREDENTIALS, 'done_on: "2026-12-01"', 'done_on: "2026-09-11"'),
    ],
    ids=["見回り a day and 23 hours ago", "asked on the ninetieth day before"],
)
def test_the_last_good_day_is_still_good(scene: Scene, spoil: Spoil) -> None:
    spoil(scene)
    assert open_matters(scene) == []


def test_a_night_is_no_silence(scene: Scene) -> None:
    """From the evening's last run to half past nine are 45 minutes of open hours."""
    last_run("publish.yml", timedelta(hours=16, minutes=35))(scene)
    assert {line.state for line in look(scene.outside()) if line.name not in OF_PRODUCTION} == {"done"}


def test_what_people_read(scene: Scene) -> None:
    setting(site="", merge_methods={"merge", "squash"})(scene)
    lines = look(scene.outside())
    text = as_text(lines)
    assert "済  台帳に書ける鍵が1つだけある" in text
    assert "未  取り込み方は merge commit だけ" in text
    assert "    → **Settings** → **Pages**" in text
    assert text.endswith("未が2件あります。→ のところを上から直し、もう一度このコマンドを打ちます。")
    assert [entry["state"] for entry in json.loads(as_json(lines))].count("open") == 2
    task = settings_task(lines)
    assert task
    assert "設定に、直すところが2件" in task.title
    assert "**Settings** → **Pages**" in task.body


@pytest.mark.parametrize("name", matters())
def test_every_matter_says_why_and_where_to_click(name: str) -> None:
    matter = matters()[name]
    assert matter.reason
    assert "**" in matter.clicks or "`" in matter.clicks


def test_the_lines_stand_in_the_order_of_the_handbook_and_what_is_missing_hides_what_would_stand_in_it(
    scene: Scene,
) -> None:
    settings = scene.github.state.settings
    settings.rulesets, settings.environments, settings.actions_enabled = [], {}, False
    lines = {line.name: line.state for line in look(scene.outside())}
    hidden = ("rulesets-bypass", "rulesets-rules", "required-statuses", "secrets")
    assert [lines[name] for name in hidden] == ["unseen"] * 4
    assert [name for name, state in lines.items() if state == "open"] == [
        "environment",
        "rulesets",
        "actions",
    ]


def test_who_comes_is_invited_before_the_first_day(scene: Scene) -> None:
    """In March, for April: neither a stranger yet, nor missed."""
    comes = '  - {id: chief-02, title: 課長, side: division, roles: [section_chief], github: {login: next-chief, id: 1102}, appointed_on: "2027-04-01"}\n'
    scene.files[ROSTER] += comes.encode()
    scene.write(OWNERS, "@section-chief-01-example", "@section-chief-01-example @next-chief")
    assert open_matters(scene) == []
    scene.github.account("next-chief", 1102)
    scene.github.state.settings.rights["next-chief"] = "push"
    assert open_matters(scene) == []


def open_matters(scene: Scene) -> list[str]:
    return [line.name for line in look(scene.outside()) if line.state == "open"]
