"""CODEOWNERS as GitHub reads it: the last line that fits decides."""

from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pytest

from scripts.content.account import read_account
from scripts.content.places import PLACES
from scripts.content.roster import read_roster
from scripts.pull_requests.codeowners import codeowners, owners_named
from scripts.reading.document import read_yaml_file

ROSTER = """
people:
  - {id: chief-1, roles: [section_chief], github: {login: chief-one, id: 1}, ends_on: "2020-03-31"}
  - {id: chief-2, roles: [section_chief], github: {login: chief-two, id: 2}}
  - {id: manager, contractor: ezorisu, roles: [operations_manager], github: {login: manager, id: 3}}
  - {id: keeper, roles: [maintainer, poster], github: {login: keeper, id: 4}}
  - {id: poster, roles: [poster], github: {login: poster, id: 5}}
  - {id: nobody, roles: [section_chief]}
"""


ACCOUNT = """
contractors:
  - {id: ezorisu, name: エゾリス, contract_from: "2020-04-01", contract_to: "2021-03-31"}
"""


def written(on: date) -> str:
    roster = read_roster(read_yaml_file("content/roster.yml", ROSTER.encode()))
    account = read_account(read_yaml_file("content/account.yml", ACCOUNT.encode()))
    return codeowners(roster, account, on)


def owners_of(path: str, on: date = date(2020, 3, 31)) -> set[str]:
    owners: set[str] = set()
    for line in filter(None, written(on).splitlines()):
        pattern, *names = line.split()
        if pattern == "#" or not fnmatch("/" + path, pattern + "*" * pattern.endswith("/")):
            continue
        owners = set(names)
    return owners


ROOT = Path(__file__).parents[2]
JUDGED = {  # by the sender, before it sends; a record of trouble sends nothing
    "post": "content/posts/contractor/2026/20261210-x/post.md",
    "reply": "content/replies/contractor/x.md",
    "incident": "content/incidents/x.yml",
}
LEFT_TO_REVIEW = {
    "account": "content/account.yml",
    "roster": "content/roster.yml",
    "consents": "content/consents.yml",
    "credentials": "content/credentials.yml",
    "policy": "content/policy.md",
}
ATTRIBUTES = [  # they say what git makes of every file below them
    f"{path}/.gitattributes"
    for form in JUDGED.values()
    for path in map(str, Path(form).parents)
    if path.startswith("content")
]
MACHINE = [
    path.relative_to(ROOT).as_posix()
    for folder in (ROOT, ROOT / ".github", ROOT / ".github/workflows", ROOT / ".github/rulesets")
    for path in folder.iterdir()
    if path.name not in ("content", ".git")
]


def test_every_kind_of_form_is_judged_or_left_to_review() -> None:
    assert {*JUDGED, *LEFT_TO_REVIEW} == {*PLACES}
    for kind, path in (JUDGED | LEFT_TO_REVIEW).items():
        assert PLACES[kind].fullmatch(path)


@pytest.mark.parametrize("path", [*LEFT_TO_REVIEW.values(), *ATTRIBUTES, "content/posts/x", "content/x/y"])
def test_no_managers_review_is_enough_for_content_that_the_sender_does_not_judge(path: str) -> None:
    """Anybody with Write can set the status `approval`: with a manager's review alone nothing of this may merge."""
    assert owners_of(path) == {"@chief-one", "@chief-two"}


@pytest.mark.parametrize(
    "path", sorted({*MACHINE, ".gitattributes", "schemas/x", "tests/x", "docs/CODEOWNERS"})
)
def test_the_machine_is_the_maintainers_alone(path: str) -> None:
    assert owners_of(path) == {"@keeper"}


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("scripts/publish.py", {"@keeper"}),
        (".github/workflows/publish.yml", {"@keeper"}),
        ("schemas/post.schema.json", {"@keeper"}),
        ("content/account.yml", {"@chief-one", "@chief-two"}),
        ("content/posts/division/2026/20261210-x/post.md", {"@chief-one", "@chief-two"}),
        ("content/posts/contractor/2026/20261210-x/post.md", {"@manager"}),
        ("content/replies/contractor/x.md", {"@manager"}),
        ("content/roster.yml", {"@chief-one", "@chief-two"}),
        ("content/consents.yml", {"@chief-one", "@chief-two"}),
        ("content/.gitattributes", {"@chief-one", "@chief-two"}),
        ("content/replies/division/x.md", {"@chief-one", "@chief-two"}),
        ("content/incidents/x.yml", {"@chief-one", "@chief-two", "@manager"}),
        (".github/CODEOWNERS", {"@keeper"}),
    ],
)
def test_each_path_has_the_owners_of_the_matrix(path: str, owners: set[str]) -> None:
    assert owners_of(path) == owners


def test_who_has_left_is_not_asked_any_more() -> None:
    assert owners_of("content/account.yml", date(2020, 4, 1)) == {"@chief-two"}
    assert owners_of("content/incidents/x.yml", date(2021, 3, 31)) == {"@chief-two", "@manager"}


def test_what_a_contractor_left_behind_is_never_anybodys() -> None:
    after = date(2021, 4, 1)  # its contract is over: of two lines that fit, there is only the chief's
    assert owners_of("content/posts/contractor/2026/20261210-x/post.md", after) == {"@chief-two"}
    assert owners_of("content/incidents/x.yml", after) == {"@chief-two"}


def test_the_names_are_read_again() -> None:
    assert owners_named(written(date(2020, 4, 1))) == {"chief-two", "manager", "keeper"}
