"""What must be let through: the good case of each row of the matrix, and what changes nothing."""

from datetime import datetime, timedelta

import pytest

from scripts.standins.github.git import git
from scripts.text.dates import JAPAN
from tests.approvals.cafe import CONTRACTOR, DIVISION, PAPERS, ROSTER, Cafe, approved, ending, post, settled


def test_a_staff_members_post_approved_by_the_section_chief_and_merged(cafe: Cafe) -> None:
    verdict = approved(settled(cafe))
    assert [(given.person, given.role) for given in verdict.approvals] == [
        ("section-chief-01", "section_chief")
    ]
    assert verdict.approved_at == datetime(2026, 12, 4, 10, 3, tzinfo=JAPAN)


def test_a_contractors_post_approved_by_its_operations_manager(cafe: Cafe) -> None:
    cafe.folder = CONTRACTOR
    cafe.propose("con-poster-01", category="relocation")
    verdict = approved(settled(cafe, "con-manager-01"))
    assert [given.role for given in verdict.approvals] == ["operations_manager"]


def test_a_contractors_post_of_category_other_approved_by_both(cafe: Cafe) -> None:
    cafe.folder = CONTRACTOR
    cafe.propose("con-poster-01", category="other")
    verdict = approved(settled(cafe, "section-chief-01", "con-manager-01"))
    assert {given.role for given in verdict.approvals} == {"operations_manager", "section_chief"}
    assert verdict.approved_at == verdict.approvals[1].submitted_at  # the earlier of the two


def test_a_divisions_post_of_category_other_needs_the_section_chief_alone(cafe: Cafe) -> None:
    cafe.propose(category="other")
    approved(settled(cafe))


def test_the_approver_presses_merge(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.merge(by="section-chief-01")
    approved(cafe)


def test_the_approvers_login_was_renamed(cafe: Cafe) -> None:
    cafe.propose()
    cafe.github.account("new-name-example", 1101)
    cafe.later()
    cafe.github.review(cafe.number, "new-name-example", "APPROVED")
    cafe.merge()
    approved(cafe)


def test_a_comment_after_the_approval_takes_nothing_back(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.review("section-chief-01", "COMMENTED")
    cafe.merge()
    approved(cafe)


def test_a_request_for_changes_followed_by_an_approval(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01", "CHANGES_REQUESTED")
    cafe.review("section-chief-01")
    cafe.merge()
    approved(cafe)


def test_an_approval_on_the_second_page(cafe: Cafe) -> None:
    cafe.propose()
    for _ in range(101):
        cafe.review("div-poster-02", "COMMENTED")
    approved(settled(cafe))
    assert len(cafe.github.requests) == 8


def test_the_whole_verdict_takes_seven_calls(cafe: Cafe) -> None:
    approved(settled(cafe))
    assert len(cafe.github.requests) == 7
    assert {request.headers["X-GitHub-Api-Version"] for request in cafe.github.requests} == {"2022-11-28"}


def test_an_edit_in_githubs_own_editor_committed_by_github(cafe: Cafe) -> None:
    cafe.propose()
    sha = cafe.write({f"{DIVISION}/post.md": post(text="直した本文")}, committer="noreply@github.com")
    cafe.github.state.signed.add(sha)
    approved(settled(cafe))


def test_a_colleague_wrote_with_the_author(cafe: Cafe) -> None:
    cafe.propose()
    trailer = "直し\n\nCo-authored-by: M <1002+div-poster-02-example@users.noreply.github.com>"
    cafe.write({f"{DIVISION}/post.md": post(text="直した本文")}, message=trailer)
    approved(settled(cafe))


def test_a_second_approval_after_a_push_replaces_the_stale_one(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.write({f"{DIVISION}/post.md": post(text="直した本文")})
    approved(settled(cafe))


def test_an_update_of_the_branch_and_then_an_approval(cafe: Cafe) -> None:
    cafe.propose()
    cafe.repository.commit("main", {"README.md": "別の話\n"}, "maintainer-01")
    main = git(cafe.bare, "rev-parse", "main")
    above = (git(cafe.bare, "rev-parse", "fuyu"), main)
    sha = cafe.write(
        {"README.md": "別の話\n"}, committer="noreply@github.com", above=above, message="Merge main"
    )
    cafe.github.state.signed.add(sha)
    approved(settled(cafe))


def test_the_post_was_corrected_before_it_was_sent_by_a_second_approved_pull_request(cafe: Cafe) -> None:
    settled(cafe)
    cafe.branch = "fuyu-2"
    cafe.propose(text=post(text="時刻を直した本文"))
    verdict = approved(settled(cafe))
    assert len(verdict.approvals) == 2
    assert len(cafe.github.requests) == 14


def test_other_peoples_posts_landing_in_between_change_nothing(cafe: Cafe) -> None:
    settled(cafe)
    cafe.branch, cafe.folder = "kaki", "content/posts/division/2026/20261211-kaki"
    cafe.propose()
    cafe.merge()
    cafe.folder = DIVISION
    approved(cafe)


def test_several_people_hold_the_office_and_one_of_them_approves(cafe: Cafe) -> None:
    second = ROSTER.splitlines()[3].replace("01", "02").replace("1101", "1102")
    roster = ROSTER + second.replace("section-chief-01", "section-chief-02") + "\n"
    cafe.repository.commit("main", {"content/roster.yml": roster}, "maintainer-01")
    cafe.propose()
    verdict = approved(settled(cafe, "section-chief-02"))
    assert [given.github_id for given in verdict.approvals] == [1102]


def test_the_approver_left_office_after_the_merge(cafe: Cafe) -> None:
    settled(cafe)
    gone = PAPERS["content/roster.yml"].replace("section-chief-01-example, id: 1101", "nobody, id: 9999")
    cafe.repository.commit("main", {"content/roster.yml": gone}, "maintainer-01")
    approved(cafe)


def test_the_last_day_in_office_still_counts_and_the_day_is_japans(cafe: Cafe) -> None:
    roster = ending(ROSTER, 1101, "2026-12-04")
    cafe.repository.commit("main", {"content/roster.yml": roster}, "maintainer-01")
    cafe.now = datetime(2026, 12, 4, 23, 50, tzinfo=JAPAN)  # 14:50 in UTC; ten minutes before midnight
    approved(settled(cafe))


def test_the_branch_was_deleted_after_the_merge_and_used_again(cafe: Cafe) -> None:
    settled(cafe)
    cafe.github.delete_branch("fuyu", "section-chief-01-example")
    cafe.later()
    cafe.write({"README.md": "まったく別の話\n"}, "section-chief-01")
    approved(cafe)


def test_an_older_branch_of_the_same_name_pushed_by_the_approver_is_another_story(cafe: Cafe) -> None:
    cafe.write({"README.md": "前の話\n"}, "section-chief-01")
    cafe.later()
    cafe.github.delete_branch("fuyu", "section-chief-01-example")
    cafe.later()
    cafe.propose()
    approved(settled(cafe))


def test_a_lifted_objection_lets_the_earlier_approval_stand(cafe: Cafe) -> None:
    settled(cafe)
    cafe.review("section-chief-01", "CHANGES_REQUESTED")
    assert cafe.judge().outcome == "rejected"
    cafe.review("section-chief-01")
    approved(cafe)


@pytest.mark.parametrize("minutes", [0, 9])
def test_the_index_of_pull_requests_lags_and_then_knows(cafe: Cafe, minutes: int) -> None:
    cafe.github.state.index_lag = timedelta(minutes=minutes, seconds=90)
    settled(cafe)
    cafe.later(minutes=minutes)
    assert cafe.judge().outcome == "held"
    cafe.later()
    approved(cafe)


def test_a_verdict_is_the_same_from_a_clone_as_from_the_repository_itself(cafe: Cafe) -> None:
    settled(cafe)
    clone = cafe.bare.parent / "clone"
    git(cafe.bare.parent, "clone", "-q", str(cafe.bare), str(clone))
    git(clone, "update-ref", "refs/heads/main", "refs/remotes/origin/main")
    before = approved(cafe)
    cafe.bare = clone
    assert approved(cafe) == before
