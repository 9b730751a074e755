"""The judge over plain values: one good case, and one change a row."""

from dataclasses import replace

import pytest

from scripts.approvals.github_record import Actor, Commit, Dismissal, Push, Review, Unavailable
from scripts.approvals.judge import judge
from scripts.approvals.snapshot import File, Snapshot
from tests.approvals.cafe import DIVISION
from tests.approvals.good_case import (
    APPROVED,
    AUTHOR,
    CHIEF,
    GITHUB,
    GOOD,
    HEAD,
    MERGE,
    PULL,
    RECORDED,
    merged,
    minutes,
    pulled,
    reviewed,
    said,
)

MANAGER = Actor(2101, "con-manager-01-example", "User")
OBJECTION = Review(9002, MANAGER, "CHANGES_REQUESTED", HEAD, minutes(6))
DISMISSED = replace(OBJECTION, state="DISMISSED")


def by(actor: Actor) -> tuple[Dismissal, ...]:
    return (Dismissal(9002, "changes_requested", minutes(7), actor),)


ROWS: dict[str, tuple[Snapshot, str, set[str]]] = {
    "the good case": (GOOD, "approved", set()),
    "GitHub is silent": (merged(github=Unavailable("HTTP 502")), "held", {"evidence_unavailable"}),
    "nothing of it on main": (replace(GOOD, merges=()), "held", {"evidence_unavailable"}),
    "used before": (replace(GOOD, elsewhere=("f" * 40,)), "rejected", {"post_id_reused"}),
    "taken away in between": (replace(GOOD, withdrawn=True), "rejected", {"post_id_reused"}),
    "no pull request": (said(candidates=(), pull_request=None), "held", {"no_pull_request"}),
    "another base": (pulled(base="staging"), "rejected", {"wrong_base"}),
    "a fork": (pulled(head_repository="701"), "rejected", {"fork"}),
    "not signed by GitHub": (
        said(merge=Commit(MERGE, AUTHOR, GITHUB, False, ())),
        "rejected",
        {"not_githubs_merge"},
    ),
    "a squash": (merged(parents=RECORDED.parents[:1]), "rejected", {"not_githubs_merge"}),
    "something beside it": (
        merged(changed=(*RECORDED.changed, "content/roster.yml")),
        "rejected",
        {"mixed_change"},
    ),
    "a symbolic link": (
        merged(files={f"{DIVISION}/post.md": File("120000", "d" * 40)}),
        "rejected",
        {"mixed_change"},
    ),
    "other bytes": (merged(approved_tree="0" * 40), "rejected", {"content_differs"}),
    "another opener": (
        pulled(author=Actor(1002, "div-poster-02-example", "User")),
        "rejected",
        {"author_not_on_roster"},
    ),
    "no review": (said(reviews=()), "rejected", {"missing_section_chief"}),
    "an older head": (reviewed(commit="0" * 40), "rejected", {"stale_approval", "missing_section_chief"}),
    "before the push": (
        reviewed(submitted_at=minutes(0)),
        "rejected",
        {"stale_approval", "missing_section_chief"},
    ),
    "after the merge": (reviewed(submitted_at=minutes(10)), "rejected", {"missing_section_chief"}),
    "by somebody else": (reviewed(user=MANAGER), "rejected", {"missing_section_chief"}),
    "by a robot": (reviewed(user=replace(CHIEF, type="Bot")), "rejected", {"missing_section_chief"}),
    "by a writer": (
        said(pushes=(Push("branch_creation", HEAD, minutes(0), CHIEF),)),
        "rejected",
        {"approver_contributed", "missing_section_chief"},
    ),
    "by a co-author": (
        said(commits=(Commit(HEAD, AUTHOR, AUTHOR, False, (1101,)),)),
        "rejected",
        {"approver_contributed", "missing_section_chief"},
    ),
    "an unknown co-author": (
        said(commits=(Commit(HEAD, AUTHOR, AUTHOR, False, (None,)),)),
        "rejected",
        {"unknown_contributor"},
    ),
    "too many commits": (pulled(commits=251), "rejected", {"too_large"}),
    "the push is not seen yet": (said(pushes=()), "held", {"evidence_unavailable"}),
    "an objection": (said(reviews=(APPROVED, OBJECTION)), "rejected", {"open_objection"}),
    "an objection dismissed by another": (
        said(reviews=(APPROVED, DISMISSED), dismissals=by(AUTHOR)),
        "rejected",
        {"open_objection"},
    ),
    "an objection taken back": (
        said(reviews=(APPROVED, DISMISSED), dismissals=by(MANAGER)),
        "approved",
        set(),
    ),
    "a dismissal in a record of before": (
        said(reviews=(APPROVED, DISMISSED), dismissals=None),
        "approved",
        set(),
    ),
    "came along with another's merge": (
        said(candidates=(replace(PULL, number=11, head="0" * 40), PULL)),
        "approved",
        set(),
    ),
    "two for one head": (
        said(candidates=(replace(PULL, number=11), PULL)),
        "rejected",
        {"no_pull_request"},
    ),
}


STALE = replace(APPROVED, id=8999, commit="0" * 40)
IN_THE_SECOND = replace(APPROVED, submitted_at=minutes(10))
LATER = replace(APPROVED, submitted_at=minutes(75))


@pytest.mark.parametrize("before", [(), (STALE,)], ids=["none before", "an older one was stale"])
def test_an_approval_in_the_second_of_the_merge_is_what_is_told(before: tuple[Review, ...]) -> None:
    verdict = judge(said(reviews=(*before, IN_THE_SECOND)))
    assert [reason.code for reason in verdict.reasons] == ["missing_section_chief"]
    told = verdict.reasons[0].message
    assert told.startswith(
        "「地域政策課 移住交流担当課長」(@section-chief-01-example)の承認とマージが同じ時刻です(2026年12月4日12時10分00秒)。"
        "承認のあとにマージしたことを確かめられません。次は、承認のあと1分ほどおいてマージしてください。"
    )
    assert "第4第1項第1号" in told
    assert "新しい名前のフォルダに作り直し" in told
    assert "古い内容" not in told
    assert "同じ時刻" in verdict.passed_over[0].why


@pytest.mark.parametrize("before", [(), (STALE,)], ids=["none before", "an older one was stale"])
def test_an_approval_after_the_merge_is_what_is_told(before: tuple[Review, ...]) -> None:
    verdict = judge(said(reviews=(*before, LATER)))
    assert [reason.code for reason in verdict.reasons] == ["missing_section_chief"]
    told = verdict.reasons[0].message
    assert "の承認(2026年12月4日13時15分00秒)は、マージ(2026年12月4日12時10分00秒)より後です。" in told
    assert "新しい名前のフォルダに作り直し" in told


def test_an_approval_that_counts_is_not_called_late_for_being_given_twice() -> None:
    assert judge(said(reviews=(APPROVED, replace(LATER, id=9003)))).outcome == "approved"


def test_a_late_approval_of_somebody_else_is_not_told_as_the_roles() -> None:
    verdict = judge(said(reviews=(replace(LATER, user=MANAGER),)))
    assert "より後" not in verdict.reasons[0].message


@pytest.mark.parametrize("row", ROWS)
def test_one_change_a_row(row: str) -> None:
    snapshot, outcome, codes = ROWS[row]
    verdict = judge(snapshot)
    assert (verdict.outcome, {reason.code for reason in verdict.reasons}) == (outcome, codes)
    assert all(reason.message.endswith("。") for reason in verdict.reasons)
