"""The repository's settings as GitHub's API tells them; each part by itself, for a token sees what it may see."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from scripts.effects.github.api import Api, Refused, Unanswered
from scripts.effects.github.runs import SENDER, WATCH, last_good_run
from scripts.outside.settings import (
    NO_RIGHT,
    ActionsPolicy,
    Collaborator,
    DeployKey,
    Environment,
    JobToken,
    Repository,
    Ruleset,
    Settings,
    Site,
    Unseen,
)
from scripts.reading.fields import mapping, read, sequence, text

Part = TypeVar("Part")
_ALL = "per_page=100"


def settings_of(api: Api) -> Settings:
    """Everything that can be seen. Never raises: what has no answer is unseen."""
    repository = _seen(lambda: read(Repository, api.get("")))
    admin = isinstance(repository, Repository) and repository.admin
    return Settings(
        repository=repository,
        rulesets=_seen(lambda: _rulesets(api)),
        environments=_seen(lambda: _environments(api)),
        secrets=_seen(lambda: _names(mapping(api.get(f"actions/secrets?{_ALL}")).get("secrets"))),
        keys=_seen(lambda: tuple(read(DeployKey, key) for key in api.pages("keys"))),
        labels=_seen(lambda: _names(api.pages("labels"))),
        site=_seen(lambda: _site(api, admin)),
        people=_seen(lambda: tuple(read(Collaborator, person) for person in api.pages("collaborators"))),
        actions=_seen(lambda: _actions(api)),
        job_token=_seen(lambda: read(JobToken, api.get("actions/permissions/workflow"))),
        sent_at=_seen(lambda: last_good_run(api, SENDER)),
        watched_at=_seen(lambda: last_good_run(api, WATCH)),
    )


def _seen(ask: Callable[[], Part]) -> Part | Unseen:
    try:
        return ask()
    except Refused as no:
        return NO_RIGHT if no.status in (401, 403, 404) else Unseen(f"GitHubに断られました({no})", later=True)
    except Unanswered as why:
        return Unseen(f"GitHubが答えません({why})", later=True)


def _names(entries: object) -> tuple[str, ...]:
    return tuple(text(mapping(entry).get("name")) for entry in sequence(entries))


def _rulesets(api: Api) -> tuple[Ruleset, ...]:
    """Each with its rules; the list itself has only names. Those of the organisation count as well."""
    return tuple(
        read(Ruleset, api.get(f"rulesets/{int(entry['id'])}"))
        for entry in map(mapping, api.pages("rulesets", includes_parents="true"))
        if isinstance(entry.get("id"), int)
    )


def _environments(api: Api) -> tuple[Environment, ...]:
    listed = sequence(mapping(api.get(f"environments?{_ALL}")).get("environments"))
    return tuple(_environment(api, mapping(entry)) for entry in listed)


def _environment(api: Api, entry: Any) -> Environment:
    name, policy = text(entry.get("name")), mapping(entry.get("deployment_branch_policy"))
    path = f"environments/{quote(name, safe='')}"
    branches: tuple[str, ...] | None = ("保護されたブランチ",) if policy.get("protected_branches") else None
    if policy.get("custom_branch_policies"):
        policies = mapping(api.get(f"{path}/deployment-branch-policies?{_ALL}"))
        branches = _names(policies.get("branch_policies"))
    secrets = _seen(lambda: _names(mapping(api.get(f"{path}/secrets?{_ALL}")).get("secrets")))
    return Environment(name, branches, entry.get("can_admins_bypass") is True, secrets)


def _site(api: Api, admin: bool) -> Site | None:
    """None where there is none; who is no administrator cannot tell that from having no right."""
    try:
        return read(Site, api.get("pages"))
    except Refused as no:
        if no.status == 404 and admin:
            return None
        raise


def _actions(api: Api) -> ActionsPolicy:
    policy = mapping(api.get("actions/permissions"))
    selected = (
        api.get("actions/permissions/selected-actions") if policy.get("allowed_actions") == "selected" else {}
    )
    return read(ActionsPolicy, {**policy, "selected": selected})
