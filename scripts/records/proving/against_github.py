"""GitHub's half of the evidence against what GitHub says today, brought back to the moment of the verdict.

What came later (comments, dismissals, pushes to a branch of the same name) is no difference. An account that is gone
or renamed leaves its places open: nobody can say any more whether they are as they were.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from scripts.approvals.github_record import Actor, Commit, GitHubRecord, PullRequest, Review, Unavailable
from scripts.approvals.serialise import plain
from scripts.reading.fields import integer, mapping, sequence
from scripts.records.proving.proof import ProofAnswer
from scripts.records.proving.replayed import differences, named

_GHOST = 10137  # GitHub's account in the place of every deleted one
_PEOPLE = ("user", "author", "actor", "committer", "merged_by", "login")
_MOVES = ("requested",)  # whose review is asked for changes until long after the merge


def same_at_github(
    testimony: Mapping[str, Any], now: GitHubRecord | Unavailable, judged_at: datetime
) -> ProofAnswer:
    """One merge: is what the ledger says of GitHub what GitHub says?"""
    question = "GitHubのいまの記録は、台帳に書かれた記録と同じか"
    if isinstance(now, Unavailable):
        return ProofAnswer(question, None, f"GitHubに確かめられません: {now.what}", "GitHub")
    then = _kept(plain(_back_to(testimony, now, judged_at)))
    different = list(differences(_kept(testimony), then, ""))
    forgot = [place for place in different if place == "pushes" and _fewer(then, testimony)]
    hard = [place for place in different if not place.endswith(_PEOPLE) and place not in forgot]
    if hard:
        return ProofAnswer(question, False, named(hard), "GitHub")
    if different:
        gone = "アカウントがなくなった、名前が変わった、古い書き込みの記録が消えた、などのため、分からないところがあります。"
        return ProofAnswer(question, None, f"{gone}{named(different)}", "GitHub")
    return ProofAnswer(question, True, _counted(testimony), "GitHub")


def _fewer(then: Mapping[str, Any], testimony: Mapping[str, Any]) -> bool:
    """True where GitHub has only forgotten pushes (of a branch that is gone), and knows none that the record lacks."""
    recorded = [{**mapping(push), "actor": None} for push in sequence(testimony.get("pushes"))]
    return all({**push, "actor": None} in recorded for push in then["pushes"])


def _counted(testimony: Mapping[str, Any]) -> str:
    number = mapping(testimony.get("pull_request")).get("number")
    counts = {name: len(sequence(testimony.get(name))) for name in ("reviews", "commits", "pushes")}
    return (
        f"プルリクエスト #{number}、レビュー{counts['reviews']}件、"
        f"コミット{counts['commits']}件、書き込み{counts['pushes']}件"
    )


def _kept(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record without what changes by itself."""
    candidates = [_still(pull) for pull in sequence(record.get("candidates"))]
    return {**record, "pull_request": _still(record.get("pull_request")), "candidates": candidates}


def _still(pull: object) -> object:
    if not isinstance(pull, Mapping):
        return pull
    return {name: value for name, value in pull.items() if name not in _MOVES}


def _back_to(testimony: Mapping[str, Any], now: GitHubRecord, at: datetime) -> GitHubRecord:
    """GitHub's record as it stood then, with the reviews that the record names."""
    known = {integer(mapping(review).get("id")) for review in sequence(testimony.get("reviews"))}
    numbers = {integer(mapping(pull).get("number")) for pull in sequence(testimony.get("candidates"))}
    later = {dismissal.review: dismissal.state for dismissal in now.dismissals or () if dismissal.at > at}
    reviews = tuple(
        _without_ghost(replace(review, state=later.get(review.id, review.state).upper()))
        for review in now.reviews
        if review.id in known or (review.submitted_at <= at and not _of_before(testimony, review))
    )
    return GitHubRecord(
        _commit(now.merge) if now.merge else None,
        tuple(_pull(pull) for pull in now.candidates if pull.number in numbers),
        _pull(now.pull_request) if now.pull_request else None,
        reviews,
        tuple(map(_commit, now.commits)),
        tuple(replace(push, actor=_person(push.actor)) for push in now.pushes if push.at <= at),
        tuple(moment for moment in now.base_changes if moment <= at),
        tuple(
            replace(dismissal, actor=_person(dismissal.actor))
            for dismissal in now.dismissals or ()
            if dismissal.at <= at
        ),
    )


def _of_before(testimony: Mapping[str, Any], review: Review) -> bool:
    """Records of the version before kept neither dismissals nor comments."""
    return "dismissals" not in testimony and review.state == "COMMENTED"


def _without_ghost(review: Review) -> Review:
    return replace(review, user=_person(review.user))


def _pull(pull: PullRequest) -> PullRequest:
    return replace(pull, author=_person(pull.author), merged_by=_person(pull.merged_by))


def _commit(commit: Commit) -> Commit:
    return replace(commit, author=_person(commit.author), committer=_person(commit.committer))


def _person(actor: Actor | None) -> Actor | None:
    return None if actor and actor.id == _GHOST else actor
