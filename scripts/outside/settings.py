"""GitHub's settings of the repository as its API answers them, each part by itself: what cannot be seen is `Unseen`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from scripts.reading.fields import Stored, text, texts


@dataclass(frozen=True)
class Unseen:
    """A part that could not be looked at, and why, in words for people."""

    why: str
    later: bool = False  # nobody answered: asked again later, it may be seen


NO_RIGHT = Unseen("この権限では見えません")


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


@dataclass(frozen=True)
class Repository:
    """What stands on the repository's first page of settings. Merge methods are None for who may not see them."""

    private: bool
    default_branch: str
    merge: Annotated[bool | None, Stored("allow_merge_commit", take=_yes_or_no)]
    squash: Annotated[bool | None, Stored("allow_squash_merge", take=_yes_or_no)]
    rebase: Annotated[bool | None, Stored("allow_rebase_merge", take=_yes_or_no)]
    admin: Annotated[bool, Stored("permissions", "admin")]


@dataclass(frozen=True)
class Rule:
    """One rule of a ruleset."""

    type: str
    parameters: Mapping[str, object]


@dataclass(frozen=True)
class Bypass:
    """Somebody or something that goes past a ruleset."""

    actor_type: str
    bypass_mode: str


@dataclass(frozen=True)
class Ruleset:
    """A ruleset as it stands on GitHub, or in the file from which it is imported."""

    name: str
    enforcement: str
    include: Annotated[tuple[str, ...], Stored("conditions", "ref_name", "include")]
    exclude: Annotated[tuple[str, ...], Stored("conditions", "ref_name", "exclude")]
    rules: tuple[Rule, ...]
    bypass: Annotated[tuple[Bypass, ...], Stored("bypass_actors")]
    bypass_shown: Annotated[bool, Stored("bypass_actors", take=lambda value: isinstance(value, list))]


@dataclass(frozen=True)
class Environment:
    """An environment; `branches` are the names of the branches that may use it, None where every branch may."""

    name: str
    branches: tuple[str, ...] | None
    admins_pass: bool
    secrets: tuple[str, ...] | Unseen


@dataclass(frozen=True)
class DeployKey:
    """A key of the repository's own. Anything but a clear word counts as the right to write."""

    title: str
    writes: Annotated[bool, Stored("read_only", take=lambda value: value is not True)]


@dataclass(frozen=True)
class Site:
    """GitHub Pages of the repository. What only a clear no says is None where GitHub says nothing."""

    url: Annotated[str, Stored("html_url", take=lambda value: text(value).rstrip("/"))]
    built_by: Annotated[str, Stored("build_type")]
    own_domain: Annotated[str, Stored("cname")]
    https_only: Annotated[bool | None, Stored("https_enforced", take=_yes_or_no)]
    public: Annotated[bool | None, Stored("public", take=_yes_or_no)]


@dataclass(frozen=True)
class Collaborator:
    """Somebody with a right to the repository, through a team or the organisation as well."""

    login: str
    id: int
    admin: Annotated[bool, Stored("permissions", "admin")]
    push: Annotated[bool, Stored("permissions", "push")]


@dataclass(frozen=True)
class ActionsPolicy:
    """Which actions may run. `others` are patterns of actions beside GitHub's own."""

    enabled: bool
    allowed: Annotated[str, Stored("allowed_actions")]
    github_owned: Annotated[bool, Stored("selected", "github_owned_allowed")]
    verified: Annotated[bool, Stored("selected", "verified_allowed")]
    others: Annotated[tuple[str, ...], Stored("selected", "patterns_allowed", take=texts)]


@dataclass(frozen=True)
class JobToken:
    """What the token of a job may do where its workflow says nothing."""

    default: Annotated[str, Stored("default_workflow_permissions")]
    may_approve: Annotated[bool, Stored("can_approve_pull_request_reviews")]


@dataclass(frozen=True)
class Settings:
    """Everything that GitHub says of the repository; `sent_at`, `watched_at`: the last good runs on `main`."""

    repository: Repository | Unseen
    rulesets: tuple[Ruleset, ...] | Unseen
    environments: tuple[Environment, ...] | Unseen
    secrets: tuple[str, ...] | Unseen
    keys: tuple[DeployKey, ...] | Unseen
    labels: tuple[str, ...] | Unseen
    site: Site | Unseen | None
    people: tuple[Collaborator, ...] | Unseen
    actions: ActionsPolicy | Unseen
    job_token: JobToken | Unseen
    sent_at: datetime | Unseen | None
    watched_at: datetime | Unseen | None
