"""What merging would make is judged, not what a branch looks like beside its base: attacks with real git."""

import pytest

from scripts.standins.github.git import git
from tests.approvals.cafe import CONTRACTOR, DIVISION, ROSTER, Cafe, ending, post
from tests.verbs.desk import ask, changed, reply, roles

CHIEF = ("section_chief", "")
ROSTER_PATH = "content/roster.yml"
ENDED = ending(ROSTER, 2101, "2026-12-01")


def tip(cafe: Cafe, branch: str) -> str:
    return git(cafe.bare, "rev-parse", branch)


def crossed(cafe: Cafe, *, later: str) -> None:
    """Two branches that each merged the other's first commit; the second keeps the roster as it was long ago."""
    old = tip(cafe, "main")
    days = {"main": 2, "branch": 2, later: 3}
    at = {name: cafe.now.replace(day=day) for name, day in days.items()}
    ends = cafe.repository.commit("main", {ROSTER_PATH: ENDED}, "section-chief-01", at=at["main"])
    cafe.repository.commit("fuyu", {"README.md": "本\n"}, "con-manager-01", above=(old,), at=at["branch"])
    harmless = tip(cafe, "fuyu")
    both = {ROSTER_PATH: ENDED, "README.md": "本\n"}
    cafe.repository.commit("main", both, "maintainer-01", above=(ends, harmless))
    back = {ROSTER_PATH: ROSTER, "README.md": "本\n"}
    cafe.repository.commit("fuyu", back, "con-manager-01", above=(harmless, ends))
    cafe.later()
    cafe.github.push("fuyu", "con-manager-01-example")
    cafe.open("con-manager-01")


@pytest.mark.parametrize("later", ["main", "branch"])
def test_an_ended_managers_right_does_not_come_back_to_life_in_a_criss_cross_history(
    desk: Cafe, capsys: pytest.CaptureFixture[str], later: str
) -> None:
    crossed(desk, later=later)
    assert len(git(desk.bare, "merge-base", "--all", "main", "fuyu").split()) == 2
    merged = git(desk.bare, "merge-tree", "--write-tree", "main", "fuyu").split()[0]
    assert 'ends_on: "2026-12-01"' not in git(desk.bare, "show", f"{merged}:{ROSTER_PATH}")  # it would
    code, said = ask(desk, capsys)
    assert (code, roles(said)) == (1, [CHIEF])
    assert [part["paths"] for part in said["parts"]] == [[ROSTER_PATH]]


def test_what_main_has_taken_in_meanwhile_is_no_change_of_the_branch(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(desk, {"README.md": "秋\n"})
    desk.repository.commit("main", {ROSTER_PATH: ENDED}, "section-chief-01")
    _, said = ask(desk, capsys)
    assert [part["paths"] for part in said["parts"]] == [["README.md"]]


def test_a_conflict_is_a_hold_that_names_the_click(desk: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    changed(desk, {ROSTER_PATH: ROSTER.replace("エゾリス 編集員", "エゾリス 編集長")}, "con-poster-01")
    desk.repository.commit("main", {ROSTER_PATH: ROSTER.replace("エゾリス 編集員", "エゾリス 記者")})
    desk.review("con-manager-01")
    code, said = ask(desk, capsys)
    assert (code, said["outcome"]) == (1, "held")
    assert "Update branch" in said["reasons"][0]["message"] and ROSTER_PATH in said["reasons"][0]["message"]


def test_a_history_of_its_own_is_rejected(desk: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    files = "".join(f"100644 blob {tip(desk, f'main:{path}')}\t{path}\n" for path in ("README.md",))
    tree = git(desk.bare, "mktree", given=files)
    orphan = git(
        desk.bare, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit-tree", tree, given="x"
    )
    git(desk.bare, "update-ref", "refs/heads/fuyu", orphan)
    desk.github.push("fuyu", "div-poster-01-example")
    desk.open("div-poster-01")
    code, said = ask(desk, capsys)
    assert (code, said["outcome"]) == (1, "rejected")
    assert "main とつながりのない" in said["reasons"][0]["message"]


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("content/** merge=union", True),
        ("*.yml  merge", True),
        ("[attr]quiet merge=ours", True),
        ("*.jpg binary", False),
        ("*.merge text", False),
    ],
)
def test_a_branch_does_not_choose_how_it_is_merged(
    desk: Cafe, capsys: pytest.CaptureFixture[str], line: str, refused: bool
) -> None:
    changed(desk, {"content/.gitattributes": f"{line}\n"})
    _, said = ask(desk, capsys)
    assert ("merge" in said["reasons"][0]["message"]) is refused
    assert said["outcome"] == "rejected"


def test_attributes_of_the_checkout_do_not_merge_for_us(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git would read them from the working tree; GitHub has none."""
    from pathlib import Path

    Path(".gitattributes").write_text("* merge=union\n")
    test_a_conflict_is_a_hold_that_names_the_click(desk, capsys)


def test_a_file_of_the_post_that_main_moved_is_not_the_approved_one(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rename on `main` would carry the branch's edit to another place."""
    text = post("con-poster-01", "relocation", text="本文\n" * 20)
    desk.repository.commit("main", {f"{CONTRACTOR}/post.md": text})
    changed(desk, {f"{CONTRACTOR}/post.md": text.replace("本文", "本文です", 1)}, "con-poster-01")
    desk.repository.commit("main", {f"{CONTRACTOR}/post.md": None, f"{DIVISION}/post.md": text})
    desk.review("con-manager-01")
    desk.review("section-chief-01")
    code, said = ask(desk, capsys)
    assert code == 1
    assert said["outcome"] != "approved"


REPLY = "content/replies/division/20261204-a.md"


def test_a_reply_that_main_has_changed_too_is_not_the_approved_one(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    """The merge would put both changes together: nobody has seen that text."""
    lines = reply("div-poster-01") + "".join(f"{number}行目です。\n" for number in range(9))
    desk.repository.commit("main", {REPLY: lines})
    changed(desk, {REPLY: lines.replace("0行目", "最初の行")})
    desk.review("section-chief-01")
    assert ask(desk, capsys)[0] == 0
    desk.repository.commit("main", {REPLY: lines.replace("8行目", "最後の行")})
    code, said = ask(desk, capsys)
    assert (code, [reason["code"] for reason in said["reasons"]]) == (1, ["content_differs"])


def test_a_reply_that_somebody_else_proposes_could_never_be_sent(
    desk: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(desk, {REPLY: reply("div-poster-02")})
    desk.review("section-chief-01")
    code, said = ask(desk, capsys)
    assert (code, [reason["code"] for reason in said["reasons"]]) == (1, ["author_not_on_roster"])
    assert said["reasons"][0]["message"].startswith("返信の author「div-poster-02」")


def test_git_that_cannot_say_what_a_merge_makes_is_named(
    desk: Cafe, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from scripts import approval
    from scripts.effects.github import merge_result

    desk.propose()
    monkeypatch.setattr(merge_result, "line_of", lambda *_: "git version 2.37.4")
    assert approval.main(["1"]) == 2
    assert "git 2.38 以降が必要です" in capsys.readouterr().err
