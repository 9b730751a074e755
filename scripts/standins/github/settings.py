"""A repository's settings on GitHub, and the runs of its workflows.

They begin as "New repository" leaves them; people change them by hand, as with the mouse. `admin` is whether the
token that asks is an administrator's: GitHub keeps much from everybody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scripts.standins.github.nouns import User


@dataclass
class Environment:
    """An environment; `branches` None: every branch may use it."""

    branches: list[str] | None = None
    secrets: list[str] = field(default_factory=list)
    admins_pass: bool = True


@dataclass
class Run:
    """A run of a workflow; `steps` are the names of its steps and how they ended, `title` what `run-name` says."""

    id: int
    workflow: str
    started: datetime
    event: str = "schedule"
    status: str = "completed"
    conclusion: str | None = "success"
    steps: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    actor: User | None = None


@dataclass
class Settings:
    """What stands under Settings, beside the runs that came of it."""

    admin: bool = True
    private: bool = True
    merge_methods: set[str] = field(default_factory=lambda: {"merge", "squash", "rebase"})
    rulesets: list[dict[str, Any]] = field(default_factory=list)
    environments: dict[str, Environment] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)
    keys: list[dict[str, Any]] = field(default_factory=list)
    labels: list[str] = field(default_factory=lambda: ["bug", "documentation", "enhancement"])
    site: str = ""  # the address that Pages show; empty where they are off
    built_by: str = "workflow"
    own_domain: str | None = None
    https_enforced: bool = True
    site_public: bool = True
    rights: dict[str, str] = field(default_factory=dict)  # login → admin, maintain, push, triage or pull
    actions_enabled: bool = True
    allowed_actions: str = "all"
    selected: dict[str, Any] = field(
        default_factory=lambda: {
            "github_owned_allowed": True,
            "verified_allowed": False,
            "patterns_allowed": [],
        }
    )
    token_default: str = "read"  # noqa: S105  # a right, and no secret
    token_approves: bool = False
    runs: list[Run] = field(default_factory=list)
