"""The files of rulesets have the shape that GitHub's API documents, so that the page imports them as they are."""

import copy
import json
from typing import Any

import jsonschema
import pytest

from tests.handbooks.workflows import ROOT

FILES = sorted((ROOT / ".github/rulesets").glob("*.json"))
TRUTH = {"type": "boolean"}


def thing(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these properties and no other."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*required],
        "properties": required | (optional or {}),
    }


def rule(kind: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
    """A rule of that type; most have no parameters."""
    return thing({"type": {"const": kind}} | ({"parameters": parameters} if parameters else {}))


REFS = {"type": "array", "items": {"type": "string", "pattern": "^(refs/heads/.+|~DEFAULT_BRANCH|~ALL)$"}}
SHAPE = thing(
    {
        "name": {"type": "string", "minLength": 1},
        "target": {"enum": ["branch", "tag", "push"]},
        "enforcement": {"enum": ["disabled", "active", "evaluate"]},
        "conditions": thing({"ref_name": thing({"include": REFS, "exclude": REFS})}),
        "rules": {
            "type": "array",
            "minItems": 1,
            "items": {
                "oneOf": [
                    rule("creation"),
                    rule("deletion"),
                    rule("non_fast_forward"),
                    rule("update", thing({"update_allows_fetch_and_merge": TRUTH})),
                    rule(
                        "pull_request",
                        thing(
                            {
                                "dismiss_stale_reviews_on_push": TRUTH,
                                "require_code_owner_review": TRUTH,
                                "require_last_push_approval": TRUTH,
                                "required_approving_review_count": {
                                    "type": "integer",
                                    "minimum": 0,
                                    "maximum": 10,
                                },
                                "required_review_thread_resolution": TRUTH,
                            },
                            {
                                "allowed_merge_methods": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {"enum": ["merge", "squash", "rebase"]},
                                },
                                "dismissal_restriction": thing(
                                    {"enabled": TRUTH}, {"allowed_actors": {"type": "array"}}
                                ),
                            },
                        ),
                    ),
                    rule(
                        "required_status_checks",
                        thing(
                            {
                                "required_status_checks": {
                                    "type": "array",
                                    "items": thing(
                                        {"context": {"type": "string"}},
                                        {"integration_id": {"type": "integer"}},
                                    ),
                                },
                                "strict_required_status_checks_policy": TRUTH,
                            },
                            {"do_not_enforce_on_create": TRUTH},
                        ),
                    ),
                ]
            },
        },
        "bypass_actors": {
            "type": "array",
            "items": thing(
                {
                    "actor_id": {"type": ["integer", "null"]},
                    "actor_type": {
                        "enum": ["Integration", "OrganizationAdmin", "RepositoryRole", "Team", "DeployKey"]
                    },
                    "bypass_mode": {"enum": ["always", "pull_request", "exempt"]},
                }
            ),
        },
    },
    {"source_type": {"const": "Repository"}},
)
CHECKER = jsonschema.Draft202012Validator(SHAPE)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_ruleset_is_imported_as_it_is(file) -> None:
    ruleset = json.loads(file.read_text("utf-8"))
    assert [error.message for error in CHECKER.iter_errors(ruleset)] == []
    for actor in ruleset["bypass_actors"]:
        if actor["actor_type"] == "DeployKey":
            assert (actor["actor_id"], actor["bypass_mode"]) == (None, "always")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("enforcement",), "on"),
        (("rules", 0, "type"), "no_deletion"),
        (("rules", 2, "parameters", "required_approving_review_count"), "1"),
        (("rules", 2, "parameters", "dismissal_restriction"), True),
        (("conditions", "ref_name", "include"), ["main"]),
        (("bypass_actors",), [{"actor_type": "DeployKey"}]),
    ],
)
def test_a_file_that_github_would_refuse_is_noticed(path, value) -> None:
    ruleset = copy.deepcopy(json.loads((ROOT / ".github/rulesets/main.json").read_text("utf-8")))
    place = ruleset
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not CHECKER.is_valid(ruleset)
