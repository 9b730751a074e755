"""CODEOWNERS as GitHub reads it: the last line that fits decides."""

from fnmatch import fnmatch

import pytest

from scripts.content.roster import read_roster
from scripts.pull_requests.codeowners import codeowners
from scripts.reading.document import read_yaml_file

ROSTER = """
people:
  - {id: chief-1, roles: [section_chief], github: {login: chief-one, id: 1}, ends_on: "2020-03-31"}
  - {id: chief-2, roles: [section_chief], github: {login: chief-two, id: 2}}
  - {id: manager, roles: [operations_manager], github: {login: manager, id: 3}}
  - {id: keeper, roles: [maintainer, poster], github: {login: keeper, id: 4}}
  - {id: poster, roles: [poster], github: {login: poster, id: 5}}
  - {id: nobody, roles: [section_chief]}
"""


def owners_of(path: str) -> set[str]:
    roster = read_roster(read_yaml_file("content/roster.yml", ROSTER.encode()))
    owners: set[str] = set()
    for line in filter(None, codeowners(roster).splitlines()):
        pattern, *names = line.split()
        if pattern == "#" or not fnmatch("/" + path, pattern + "*" * pattern.endswith("/")):
            continue
        owners = set(names)
    return owners


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
