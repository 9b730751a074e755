"""Condition 2: one post and nothing else, byte for byte as it was approved."""

import os
import subprocess
from pathlib import Path

import pytest

from scripts.standins.github.git import git
from tests.approvals.cafe import CONTRACTOR, DIVISION, ROSTER, Cafe, approved, post, rejected, settled

TEXT = f"{DIVISION}/post.md"
PICTURE = f"{DIVISION}/yukikaki.jpg"


def merged_by_hand(cafe: Cafe, files: dict[str, str | None], mode: str = "100644") -> None:
    """GitHub's signature on a merge whose content is not what the head says."""
    above = (git(cafe.bare, "rev-parse", "main"), git(cafe.bare, "rev-parse", cafe.branch))
    merge = cafe.repository.commit("hand", files, committer="noreply@github.com", above=above, mode=mode)
    cafe.github.state.signed.add(merge)
    cafe.merge(commit=merge)


def test_the_merge_itself_changes_the_text(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    merged_by_hand(cafe, {TEXT: post(text="だれも見ていない本文")})
    rejected(cafe, "content_differs")


def test_the_merge_itself_changes_a_picture(cafe: Cafe) -> None:
    cafe.write({TEXT: post(), PICTURE: "絵"})
    cafe.open("div-poster-01")
    cafe.review("section-chief-01")
    merged_by_hand(cafe, {TEXT: post(), PICTURE: "別の絵"})
    rejected(cafe, "content_differs")


def test_the_merge_itself_brings_a_file_that_the_head_does_not_have(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    merged_by_hand(cafe, {TEXT: post(), PICTURE: "絵"})
    rejected(cafe, "content_differs")


def test_the_merge_itself_changes_another_post(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    merged_by_hand(cafe, {TEXT: post(), f"{CONTRACTOR}/post.md": post("con-poster-01")})
    rejected(cafe, "mixed_change")


def test_the_post_and_the_roster_in_one_pull_request(cafe: Cafe) -> None:
    cafe.write({TEXT: post(), "content/roster.yml": ROSTER + "  - {id: x}\n"})
    cafe.open("div-poster-01")
    rejected(settled(cafe), "mixed_change")


@pytest.mark.parametrize(
    "path", ["scripts/publish.py", ".github/workflows/publish.yml", "content/account.yml"]
)
def test_the_post_and_the_machine_in_one_pull_request(cafe: Cafe, path: str) -> None:
    cafe.write({TEXT: post(), path: "x\n"})
    cafe.open("div-poster-01")
    rejected(settled(cafe), "mixed_change")


def test_two_posts_in_one_pull_request(cafe: Cafe) -> None:
    cafe.write({TEXT: post(), "content/posts/division/2026/20261211-kaki/post.md": post()})
    cafe.open("div-poster-01")
    rejected(settled(cafe), "mixed_change")


def test_a_folder_whose_name_begins_like_the_posts(cafe: Cafe) -> None:
    cafe.write({TEXT: post(), f"{DIVISION}-2/post.md": post()})
    cafe.open("div-poster-01")
    rejected(settled(cafe), "mixed_change")


@pytest.mark.parametrize("mode", ["120000", "100755"])
def test_a_symbolic_link_or_a_program_in_the_folder(cafe: Cafe, mode: str) -> None:
    cafe.write({PICTURE: "../../../../roster.yml"}, mode=mode)
    cafe.propose()
    rejected(settled(cafe), "mixed_change")


def test_a_submodule_in_the_folder(cafe: Cafe) -> None:
    cafe.propose()
    head = git(cafe.bare, "rev-parse", "fuyu")
    tree = git(cafe.bare, "ls-tree", "-r", "fuyu") + f"\n160000 commit {head}\t{DIVISION}/module"
    git(cafe.bare, "read-tree", "--empty")
    git(cafe.bare, "update-index", "--index-info", given=tree + "\n")
    made = git(
        cafe.bare, "commit-tree", git(cafe.bare, "write-tree"), "-p", head, "-m", "x",
        GIT_AUTHOR_NAME="x", GIT_COMMITTER_NAME="x",
        GIT_AUTHOR_EMAIL="1001+x@users.noreply.github.com",
        GIT_COMMITTER_EMAIL="1001+x@users.noreply.github.com",
    )  # fmt: skip
    git(cafe.bare, "update-ref", "refs/heads/fuyu", made)
    cafe.later()
    cafe.github.push("fuyu", "div-poster-01-example")
    rejected(settled(cafe), "mixed_change")


def test_a_picture_swapped_later_without_an_approval(cafe: Cafe) -> None:
    cafe.write({TEXT: post(), PICTURE: "絵"})
    cafe.open("div-poster-01")
    approved(settled(cafe))
    cafe.branch = "later"
    cafe.write({PICTURE: "別の絵"})
    cafe.open("div-poster-01")
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_a_picture_deleted_later_without_an_approval(cafe: Cafe) -> None:
    cafe.write({TEXT: post(), PICTURE: "絵"})
    cafe.open("div-poster-01")
    approved(settled(cafe))
    cafe.branch = "later"
    cafe.write({PICTURE: None})
    cafe.open("div-poster-01")
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_two_approved_halves_that_nobody_saw_together(cafe: Cafe) -> None:
    """Text in one pull request, picture in another, both begun from the same `main`."""
    approved(settled(cafe))
    cafe.branch = "text"
    cafe.write({TEXT: post(text="新しい本文")})
    text = cafe.open("div-poster-01")
    cafe.review("section-chief-01")
    cafe.branch = "picture"
    cafe.write({PICTURE: "絵"})
    cafe.open("div-poster-01")
    cafe.review("section-chief-01")
    cafe.merge()
    approved(cafe)
    cafe.number = text
    cafe.merge()
    rejected(cafe, "content_differs")


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.jpg", b"a\n::error::b.jpg", b"a\x1b[31m.jpg", b"back\\slash.jpg"]
)
def test_a_name_that_no_log_should_print(cafe: Cafe, name: bytes) -> None:
    cafe.propose()
    head = git(cafe.bare, "rev-parse", "fuyu")
    blob = git(cafe.bare, "rev-parse", f"fuyu:{TEXT}")
    tree = _with_file(cafe.bare, head, f"{DIVISION}/".encode() + name, blob)
    made = git(
        cafe.bare, "commit-tree", tree, "-p", head, "-m", "x",
        GIT_AUTHOR_NAME="x", GIT_COMMITTER_NAME="x",
        GIT_AUTHOR_EMAIL="1001+x@users.noreply.github.com",
        GIT_COMMITTER_EMAIL="1001+x@users.noreply.github.com",
    )  # fmt: skip
    git(cafe.bare, "update-ref", "refs/heads/fuyu", made)
    cafe.later()
    cafe.github.push("fuyu", "div-poster-01-example")
    verdict = rejected(settled(cafe), "mixed_change")
    said = verdict.reasons[0].message
    assert said.encode() and said.isprintable()


def _with_file(bare: Path, commit: str, path: bytes, blob: str) -> str:
    """The tree of a commit with one more file, whatever its name is."""
    environment = {**os.environ, "GIT_INDEX_FILE": str(bare / "odd-index")}
    for command, given in (
        (["read-tree", commit], b""),
        (["update-index", "-z", "--index-info"], f"100644 {blob}\t".encode() + path + b"\0"),
    ):
        subprocess.run(["git", "-C", str(bare), *command], input=given, env=environment, check=True)
    return git(bare, "write-tree", GIT_INDEX_FILE=environment["GIT_INDEX_FILE"])


def test_japanese_names_of_pictures_are_ordinary(cafe: Cafe) -> None:
    cafe.write({TEXT: post(), f"{DIVISION}/雪かき　その1.jpg": "絵"})
    cafe.open("div-poster-01")
    approved(settled(cafe))
