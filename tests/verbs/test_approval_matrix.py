"""`approval.py` asked about every row of the matrix: whose approval each kind of change needs."""

import pytest

from tests.approvals.cafe import CONTRACTOR, DIVISION, ROSTER, Cafe, post
from tests.verbs.desk import ask, changed, reply, roles

CHIEF, MANAGER, MAINTAINER = ("section_chief", ""), ("operations_manager", "ezorisu-2026"), ("maintainer", "")
ENTRY = ROSTER.splitlines(keepends=True)[5]
NEW_POSTER = ENTRY.replace("con-poster-01", "con-poster-02").replace("2001", "2002")
MATRIX: dict[str, tuple[dict[str, str | None], str, list[tuple[str, str]]]] = {
    "a division's post": ({f"{DIVISION}/post.md": post()}, "div-poster-01", [CHIEF]),
    "a division's post of category other": (
        {f"{DIVISION}/post.md": post(category="other")},
        "div-poster-01",
        [CHIEF],
    ),
    "a contractor's post": (
        {f"{CONTRACTOR}/post.md": post("con-poster-01", "relocation")},
        "con-poster-01",
        [MANAGER],
    ),
    "a contractor's post of category other": (
        {f"{CONTRACTOR}/post.md": post("con-poster-01", "other")},
        "con-poster-01",
        [MANAGER, CHIEF],
    ),
    "a division's reply": (
        {"content/replies/division/20261204-a.md": reply("div-poster-01")},
        "div-poster-01",
        [CHIEF],
    ),
    "a contractor's reply": (
        {"content/replies/contractor/20261204-a.md": reply("con-poster-01")},
        "con-poster-01",
        [MANAGER],
    ),
    "a new poster of the contractor": (
        {"content/roster.yml": ROSTER + NEW_POSTER},
        "con-poster-01",
        [MANAGER],
    ),
    "a contractor's poster leaves": (
        {"content/roster.yml": ROSTER.replace(ENTRY, "")},
        "con-poster-01",
        [MANAGER],
    ),
    "a contractor's poster becomes its manager": (
        {"content/roster.yml": ROSTER.replace(ENTRY, ENTRY.replace("[poster]", "[operations_manager]"))},
        "con-poster-01",
        [CHIEF],
    ),
    "a contractor's poster moves to another contractor": (
        {"content/roster.yml": ROSTER.replace(ENTRY, ENTRY.replace("ezorisu-2026", "other-2026"))},
        "con-poster-01",
        [CHIEF],
    ),
    "a second entry under the id of somebody else": (
        {"content/roster.yml": ROSTER + NEW_POSTER.replace("con-poster-02", "section-chief-01")},
        "con-poster-01",
        [CHIEF],
    ),
    "an entry without an id": (
        {"content/roster.yml": ROSTER + NEW_POSTER.replace("id: con-poster-02, ", "")},
        "con-poster-01",
        [CHIEF],
    ),
    "a second entry for the same poster": (
        {"content/roster.yml": ROSTER + ENTRY.replace("2001", "2002")},
        "con-poster-01",
        [CHIEF],
    ),
    "something else beside the people": (
        {"content/roster.yml": ROSTER + NEW_POSTER + "note: x\n"},
        "con-poster-01",
        [CHIEF],
    ),
    "a new poster of the division": (
        {
            "content/roster.yml": ROSTER
            + NEW_POSTER.replace("side: contractor, contractor: ezorisu-2026", "side: division")
        },
        "con-poster-01",
        [CHIEF],
    ),
    "a poster of the contractor and a section chief": (
        {"content/roster.yml": ROSTER.replace("移住交流担当課長", "課長") + NEW_POSTER},
        "con-poster-01",
        [CHIEF, MANAGER],
    ),
    "a roster that is no YAML": ({"content/roster.yml": "people: [\n"}, "con-poster-01", [CHIEF]),
    "the account": ({"content/account.yml": "x: 1\n"}, "div-poster-01", [CHIEF]),
    "the consents": ({"content/consents.yml": "consents: []\n"}, "div-poster-01", [CHIEF]),
    "the credentials' log": ({"content/credentials.yml": "log: []\n"}, "div-poster-01", [CHIEF]),
    "the policy": ({"content/policy.md": "x\n"}, "div-poster-01", [CHIEF]),
    "an incident": ({"content/incidents/a.yml": "kind: other\n"}, "div-poster-01", [CHIEF]),
    "the code": ({"scripts/publish.py": "pass\n"}, "div-poster-01", [MAINTAINER]),
    "the schemas": ({"schemas/post.schema.json": "{}\n"}, "div-poster-01", [MAINTAINER]),
    "GitHub's settings": ({".github/workflows/publish.yml": "on: push\n"}, "div-poster-01", [MAINTAINER]),
    "roster and code": (
        {"content/roster.yml": ROSTER + NEW_POSTER, "scripts/publish.py": "pass\n"},
        "div-poster-01",
        [MANAGER, MAINTAINER],
    ),
}
WHO = {
    "section_chief": "section-chief-01",
    "operations_manager": "con-manager-01",
    "maintainer": "maintainer-01",
}


@pytest.mark.parametrize("row", MATRIX)
def test_every_row_of_the_matrix(desk: Cafe, capsys: pytest.CaptureFixture[str], row: str) -> None:
    files, author, needed = MATRIX[row]
    changed(desk, files, author)
    code, said = ask(desk, capsys)
    assert (code, said["outcome"], roles(said)) == (1, "rejected", needed)
    assert {reason["code"] for reason in said["reasons"]} == {f"missing_{role}" for role, _ in needed}
    for role, _ in needed:
        desk.review(WHO[role])
    code, said = ask(desk, capsys)
    assert (code, said["outcome"], said["reasons"]) == (0, "approved", [])
    assert [given["approved_by"]["role"] for given in said["needs"]] == [role for role, _ in needed]
