"""Every merge since the folder appeared is judged; a post_id is used once; a correction needs what it corrects needs."""

import pytest

from scripts.approvals.evidence import history_rewritten
from scripts.effects.git.main_branch import Main
from scripts.standins.github.git import git
from tests.approvals.cafe import CONTRACTOR, DIVISION, Cafe, approved, held, post, rejected, settled
from tests.verbs.desk import reply

TEXT = f"{DIVISION}/post.md"


def test_a_later_edit_without_an_approval(cafe: Cafe) -> None:
    approved(settled(cafe))
    cafe.branch = "later"
    cafe.write({TEXT: post(text="だれも見ていない本文")})
    cafe.open("div-poster-01")
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_an_approved_edit_does_not_heal_an_unapproved_first_merge(cafe: Cafe) -> None:
    cafe.propose()
    cafe.merge()
    cafe.branch = "later"
    cafe.write({TEXT: post(text="直した本文")})
    cafe.open("div-poster-01")
    verdict = rejected(settled(cafe), "missing_section_chief")
    assert "新しい名前のフォルダ" in verdict.reasons[0].message


def test_a_direct_push_that_was_taken_back_is_still_in_the_history(cafe: Cafe) -> None:
    approved(settled(cafe))
    cafe.repository.commit("main", {TEXT: post(text="いたずら")})
    cafe.repository.commit("main", {TEXT: post()})
    rejected(cafe, "no_pull_request")


def test_a_withdrawn_post_that_comes_back(cafe: Cafe) -> None:
    settled(cafe)
    cafe.branch = "withdraw"
    cafe.write({TEXT: None})
    cafe.open("div-poster-01")
    cafe.merge()
    cafe.branch = "again"
    cafe.propose()
    rejected(settled(cafe), "post_id_reused")


def test_a_withdrawal_needs_no_judgement(cafe: Cafe) -> None:
    settled(cafe)
    cafe.branch = "withdraw"
    cafe.write({TEXT: None})
    cafe.open("div-poster-01")
    calls = len(cafe.github.requests)
    cafe.merge()
    cafe.judge()
    assert len(cafe.github.requests) - calls == 7  # the first merge alone is asked about


def test_a_post_id_that_the_other_side_has_used(cafe: Cafe) -> None:
    other = f"content/posts/contractor/2026/{DIVISION.rpartition('/')[2]}/post.md"
    cafe.repository.commit("main", {other: post("con-poster-01")})
    rejected(settled(cafe), "post_id_reused")


def test_a_reply_that_came_back_is_not_called_a_post(cafe: Cafe) -> None:
    cafe.folder = "content/replies/division/20261204-a.md"
    text = reply("div-poster-01")
    cafe.repository.commit("main", {cafe.folder: text})
    cafe.repository.commit("main", {cafe.folder: None})
    cafe.write({cafe.folder: text})
    cafe.open("div-poster-01")
    reasons = settled(cafe).judge().reasons
    (reason,) = (reason for reason in reasons if reason.code == "post_id_reused")
    assert "投稿" not in reason.message and "返信" in reason.message


def test_a_correction_of_a_contractors_post_needs_its_operations_manager_too(cafe: Cafe) -> None:
    cafe.folder = CONTRACTOR
    cafe.propose("con-poster-01", category="relocation")
    approved(settled(cafe, "con-manager-01"))
    cafe.branch, cafe.folder = "teisei", DIVISION
    cafe.propose(corrects="20261215-hoshifuri-story")
    cafe.review("section-chief-01")
    cafe.merge()
    rejected(cafe, "missing_operations_manager")


@pytest.mark.parametrize("category", ["relocation", "other"])
def test_a_contractors_correction_of_a_post_of_category_other_needs_both(cafe: Cafe, category: str) -> None:
    cafe.folder = CONTRACTOR
    cafe.propose("con-poster-01", category="other")
    settled(cafe, "con-manager-01", "section-chief-01")
    cafe.branch = "teisei"
    cafe.folder = "content/posts/contractor/2026/20261216-teisei"
    cafe.propose("con-poster-01", category=category, corrects="20261215-hoshifuri-story")
    cafe.review("con-manager-01")
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_a_correction_of_a_correction_needs_what_the_first_post_needed(cafe: Cafe) -> None:
    rows = [("20261215-a", "other", ""), ("20261215-b", "relocation", "20261215-a")]
    for name, category, corrects in rows:
        more = {"corrects": corrects} if corrects else {}
        text = post("con-poster-01", category, **more)
        cafe.repository.commit("main", {f"content/posts/contractor/2026/{name}/post.md": text})
    cafe.folder = "content/posts/contractor/2026/20261216-c"
    cafe.propose("con-poster-01", category="relocation", corrects="20261215-b")
    rejected(settled(cafe, "con-manager-01"), "missing_section_chief")


def test_a_correction_that_is_merged_before_the_post_that_it_corrects_needs_the_same(cafe: Cafe) -> None:
    cafe.branch, cafe.folder = "teisei", DIVISION
    cafe.propose(corrects="20261215-hoshifuri-story")
    settled(cafe)
    cafe.repository.commit("main", {f"{CONTRACTOR}/post.md": post("con-poster-01")})
    rejected(cafe, "missing_operations_manager")


def test_a_correction_needs_what_the_post_needed_that_was_sent_and_not_what_main_says_today(
    cafe: Cafe,
) -> None:
    for category in ("other", "relocation"):  # the second was never sent
        cafe.repository.commit("main", {f"{CONTRACTOR}/post.md": post("con-poster-01", category)})
    cafe.folder = "content/posts/contractor/2026/20261216-teisei"
    cafe.propose("con-poster-01", category="relocation", corrects="20261215-hoshifuri-story")
    rejected(settled(cafe, "con-manager-01"), "missing_section_chief")


def test_corrections_that_name_each_other_end(cafe: Cafe) -> None:
    for name, other in (("20261215-a", "20261215-b"), ("20261215-b", "20261215-a")):
        text = post(corrects=other)
        cafe.repository.commit("main", {f"content/posts/division/2026/{name}/post.md": text})
    cafe.propose(corrects="20261215-a")
    approved(settled(cafe))


def test_a_shallow_clone_knows_too_little(cafe: Cafe) -> None:
    settled(cafe)
    clone = cafe.bare.parent / "clone"
    url = cafe.bare.as_uri()
    git(cafe.bare.parent, "clone", "-q", "--depth", "1", "--branch", "main", url, str(clone))
    cafe.bare = clone
    held(cafe)


def test_main_was_rewritten_after_the_claim(cafe: Cafe) -> None:
    before = git(cafe.bare, "rev-parse", "main")
    evidence = approved(settled(cafe)).evidence
    assert history_rewritten(evidence, Main(cafe.bare, "main").history) is None
    git(cafe.bare, "update-ref", "refs/heads/main", before)
    reason = history_rewritten(evidence, Main(cafe.bare, "main").history)
    assert reason and (reason.code, reason.holds) == ("history_rewritten", True)


@pytest.mark.parametrize("evidence", [{}, {"merges": 5}, {"merges": [5]}, {"merge": None}])
def test_a_claim_that_names_no_merge_is_held_too(evidence: dict[str, object]) -> None:
    assert history_rewritten(evidence, frozenset({"a"})) is not None


def test_a_name_with_a_line_end_is_the_authors_mistake_and_no_outage(cafe: Cafe) -> None:
    """It names no post that git could have; the rules say so at its line."""
    cafe.propose(corrects='"a\\nb"')
    approved(settled(cafe))
