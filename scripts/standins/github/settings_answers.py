"""GitHub's answers about a repository's settings, in the shape of its REST API of 2022-11-28."""

from collections.abc import Mapping
from typing import Any

from scripts.standins.github.answers import moment
from scripts.standins.github.http import NOT_FOUND, Answer, Request, route
from scripts.standins.github.nouns import User
from scripts.standins.github.settings import Environment
from scripts.standins.github.state import State

NO_RIGHT = Answer(403, {"message": "Must have admin rights to Repository.", "status": "403"})
_RIGHTS = ("admin", "maintain", "push", "triage", "pull")


def import_ruleset(state: State, imported: Mapping[str, Any]) -> None:
    """「Import a ruleset」: GitHub gives it a number and fills in what the file leaves out."""
    number = 24133476 + len(state.settings.rulesets)
    filled = {"source": state.name, "current_user_can_bypass": "never", "node_id": f"RRS_{number}"}
    state.settings.rulesets.append({"id": number, **imported, **filled})


@route("GET", "")
def _repository(state: State, request: Request) -> Answer:
    settings = state.settings
    shown = {
        "id": state.repository_id(state.name),
        "full_name": state.name,
        "private": settings.private,
        "visibility": "private" if settings.private else "public",
        "default_branch": "main",
        "permissions": {right: settings.admin or right in ("push", "triage", "pull") for right in _RIGHTS},
    }
    methods = {"allow_merge_commit": "merge", "allow_squash_merge": "squash", "allow_rebase_merge": "rebase"}
    allowed = {name: method in settings.merge_methods for name, method in methods.items()}
    return Answer(200, shown | allowed if settings.admin else shown)


@route("GET", "rulesets")
def _rulesets(state: State, request: Request) -> Answer:
    kept = ("id", "name", "target", "source_type", "source", "enforcement", "node_id")
    return Answer(
        200,
        [{name: ruleset.get(name) for name in kept} for ruleset in state.settings.rulesets],
    )


@route("GET", "rulesets/{number}")
def _ruleset(state: State, request: Request, number: str) -> Answer:
    for ruleset in state.settings.rulesets:
        if str(ruleset["id"]) == number:
            hidden = set() if state.settings.admin else {"bypass_actors"}
            return Answer(200, {name: value for name, value in ruleset.items() if name not in hidden})
    return NOT_FOUND


@route("GET", "environments")
def _environments(state: State, request: Request) -> Answer:
    listed = [
        _environment(number, *entry) for number, entry in enumerate(state.settings.environments.items())
    ]
    return Answer(200, {"total_count": len(listed), "environments": listed})


def _environment(number: int, name: str, environment: Environment) -> dict[str, Any]:
    custom = environment.branches is not None
    return {
        "id": 161088068 + number,
        "name": name,
        "can_admins_bypass": environment.admins_pass,
        "protection_rules": [{"id": 3736 + number, "type": "branch_policy"}] if custom else [],
        "deployment_branch_policy": {"protected_branches": False, "custom_branch_policies": True}
        if custom
        else None,
    }


@route("GET", "environments/{name}/deployment-branch-policies")
def _branch_policies(state: State, request: Request, name: str) -> Answer:
    environment = state.settings.environments.get(name)
    if environment is None or environment.branches is None:
        return NOT_FOUND
    listed = [
        {"id": 361471 + number, "name": branch, "type": "branch"}
        for number, branch in enumerate(environment.branches)
    ]
    return Answer(200, {"total_count": len(listed), "branch_policies": listed})


@route("GET", "environments/{name}/secrets")
def _environment_secrets(state: State, request: Request, name: str) -> Answer:
    environment = state.settings.environments.get(name)
    if not state.settings.admin:
        return NO_RIGHT
    return _secrets(environment.secrets, state) if environment else NOT_FOUND


@route("GET", "actions/secrets")
def _repository_secrets(state: State, request: Request) -> Answer:
    return _secrets(state.settings.secrets, state) if state.settings.admin else NO_RIGHT


def _secrets(names: list[str], state: State) -> Answer:
    at = moment(state.clock())
    listed = [{"name": name, "created_at": at, "updated_at": at} for name in names]
    return Answer(200, {"total_count": len(listed), "secrets": listed})


@route("GET", "keys")
def _keys(state: State, request: Request) -> Answer:
    return Answer(200, state.settings.keys) if state.settings.admin else NOT_FOUND


@route("GET", "labels")
def _labels(state: State, request: Request) -> Answer:
    return Answer(200, [{"name": name, "default": False} for name in state.settings.labels])


@route("GET", "pages")
def _pages(state: State, request: Request) -> Answer:
    settings = state.settings
    if not settings.site:
        return NOT_FOUND
    return Answer(
        200,
        {
            "status": "built",
            "html_url": settings.site,
            "build_type": settings.built_by,
            "cname": settings.own_domain,
            "https_enforced": settings.https_enforced,
            "public": settings.site_public,
        },
    )


@route("GET", "collaborators")
def _collaborators(state: State, request: Request) -> Answer:
    listed = [_collaborator(state.accounts[login], right) for login, right in state.settings.rights.items()]
    return Answer(200, listed)


def _collaborator(who: User, right: str) -> dict[str, Any]:
    reached = _RIGHTS[_RIGHTS.index(right) :]
    permissions = {name: name in reached for name in _RIGHTS}
    return {"login": who.login, "id": who.id, "type": who.type, "permissions": permissions}
