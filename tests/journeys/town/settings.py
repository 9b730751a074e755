"""Clicks under Settings, and Issues → Labels."""

import json
from pathlib import Path

from scripts.standins.github.settings import Environment
from scripts.standins.github.settings_answers import import_ruleset as add_ruleset
from tests.journeys.town.town import Refused, Town, one_of


def actions(town: Town, choice: str) -> str:
    """off | all | selected: Settings → Actions → General → Actions permissions (selected: GitHub's own only)"""
    town.settings.actions_enabled = one_of(choice, "off", "all", "selected") != "off"
    town.settings.allowed_actions = "all" if choice == "off" else choice
    return f"Actions: {choice}"


def workflow_permissions(town: Town, token: str, approves: str) -> str:
    """read | write, yes | no: … → Workflow permissions, and "Allow GitHub Actions to create and approve pull requests" """
    town.settings.token_default = one_of(token, "read", "write")
    town.settings.token_approves = one_of(approves, "yes", "no") == "yes"
    return f"the token may {token}; it approves pull requests: {approves}"


def merge_methods(town: Town, *methods: str) -> str:
    """merge squash rebase: the boxes that stay ticked under Settings → General → Pull Requests"""
    town.settings.merge_methods = {one_of(method, "merge", "squash", "rebase") for method in methods}
    return f"merge methods: {' '.join(methods)}"


def pages(town: Town) -> str:
    """Settings → Pages → Source: GitHub Actions; answers the address that GitHub then shows"""
    town.settings.site = f"{town.stage.site.url}/"
    return f"Your site will be at {town.settings.site}"


def label(town: Town, name: str) -> str:
    """NAME: Issues → Labels → New label"""
    town.settings.labels.append(name)
    return f"labels: {' '.join(town.settings.labels)}"


def environment(town: Town, name: str, *branches: str) -> str:
    """NAME BRANCH …: Environments → New environment, Selected branches; administrators may not bypass"""
    if not name:
        raise Refused("an environment has a name")
    held = town.settings.environments.get(name, Environment()).secrets
    town.settings.environments[name] = Environment([*branches] or None, held, admins_pass=not branches)
    return f"environment {name} for {' '.join(branches) or 'every branch'}"


def environments(town: Town) -> str:
    """Settings → Environments: what there is"""
    known = town.settings.environments.items()
    return "\n".join(
        f"{name}: {' '.join(one.branches or ['every branch'])}; secrets: {' '.join(one.secrets) or 'none'}"
        for name, one in known
    )


def secret(town: Town, name: str, value: str) -> str:
    """NAME VALUE (@FILE: what stands in the file): Environment secrets of line-production"""
    if "line-production" not in town.settings.environments:
        raise Refused("there is no environment line-production")
    held = Path(value[1:]).expanduser().read_text("utf-8") if value.startswith("@") else value
    town.secrets[name] = held
    names = town.settings.environments["line-production"].secrets
    names += [] if name in names else [name]
    return f"line-production holds {' '.join(names)}"


def variable(town: Town, name: str, value: str) -> str:
    """NAME VALUE: Secrets and variables → Actions → Variables"""
    town.variables[f"vars.{name}"] = value
    return f"{name} = {value}"


def deploy_key(town: Town, title: str, file: str, write: str = "read") -> str:
    """TITLE FILE.pub write | read: Deploy keys → Add deploy key, Allow write access"""
    Path(file).expanduser().read_text("utf-8")
    town.settings.keys.append({"title": title, "read_only": one_of(write, "write", "read") == "read"})
    return "\n".join(
        f"deploy key {key['title']}: {'read' if key['read_only'] else 'read and write'}"
        for key in town.settings.keys
    )


def import_ruleset(town: Town, file: str) -> str:
    """FILE: Rules → Rulesets → New ruleset → Import a ruleset → Create"""
    imported = json.loads(Path(file).expanduser().read_bytes())
    if not isinstance(imported, dict) or not {"name", "target", "enforcement", "rules"} <= {*imported}:
        raise Refused(f"{file} is no ruleset")
    if any(one["name"] == imported["name"] for one in town.settings.rulesets):
        raise Refused(f"Name must be unique: there is a ruleset {imported['name']}")
    add_ruleset(town.github.state, imported)
    return town.protect()


def enforcement(town: Town, name: str, state: str) -> str:
    """NAME active | disabled: Rules → Rulesets → that ruleset → Enforcement status"""
    ruleset = next((one for one in town.settings.rulesets if one["name"] == name), None)
    if ruleset is None:
        raise Refused(f"there is no ruleset {name}\n{town.protect()}")
    ruleset["enforcement"] = one_of(state, "active", "disabled")
    return town.protect()


def access(town: Town, login: str, right: str) -> str:
    """LOGIN admin | push | pull | none: Collaborators and teams (push is what the page calls Write)"""
    town.account(login)
    town.settings.rights.pop(login, None)
    if one_of(right, "admin", "push", "pull", "none") != "none":
        town.settings.rights[login] = right
    return "\n".join(f"{login}: {right}" for login, right in town.settings.rights.items())


def account(town: Town, login: str) -> str:
    """LOGIN: opens https://api.github.com/users/LOGIN in the browser"""
    user = town.account(login)
    return json.dumps({"login": user.login, "id": user.id, "type": user.type})


def new_account(town: Town, login: str, number: str) -> str:
    """LOGIN ID: a person signs up at GitHub (the people of the sample roster have)"""
    accounts = town.github.state.accounts.values()
    if int(number) < 1 or any(login == one.login or int(number) == one.id for one in accounts):
        raise Refused(f"Username is not available, or the number {number} is somebody's")
    town.github.account(login, int(number))
    return f"{login} has the number {number}"


def elsewhere(town: Town, *words: str) -> str:
    """WORDS: any other setting (Advanced Security, Watch, Notifications, billing, LINE's own pages): nothing comes of it here"""
    return "noted; nothing comes of it in this town"
