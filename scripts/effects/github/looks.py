"""What the approvers of an open pull request have looked at, and what has changed since, from GitHub and git."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts.approvals.github_reader import Unreadable, read_push, read_review
from scripts.approvals.github_record import PullRequest
from scripts.approvals.opinions import opinions
from scripts.checking.context import RuleContext
from scripts.content.post import Post
from scripts.content.roster import Person
from scripts.effects.content.load import post_in
from scripts.effects.git.commands import CommitTree, GitFailed, git, resolve
from scripts.effects.github.api import Api
from scripts.pages.approval import needed
from scripts.pages.around.beside import Look, PreviewContext
from scripts.pages.around.change import Change, PostDiff, changes
from scripts.pull_requests.looks import Looks, Remark, Seen, last_seen
from scripts.reading.fields import instant, integer, mapping

_AFTER_ALL = datetime.max.replace(tzinfo=UTC)  # of an open pull request every review lies before the merge
_NOT_THERE = Change("この投稿", "", "前に見たときには、まだありませんでした")


def seen_by(api: Api, pull: PullRequest) -> Looks | None:
    """The version that each account last reviewed or commented on; None where GitHub's answer cannot be read.

    Raises Unanswered.
    """
    ref = f"refs/heads/{pull.head_branch}"
    try:
        reviews = [read_review(entry) for entry in api.pages(f"pulls/{pull.number}/reviews")]
        remarks = [_remark(entry) for entry in api.pages(f"issues/{pull.number}/comments")]
        pushes = [read_push(entry, ref) for entry in api.pages("activity", ref=ref)]
    except Unreadable:
        return None
    given, moved = [review for review in reviews if review], [push for push in pushes if push]
    people = [remark for remark in remarks if remark]
    seen = last_seen(given, people, moved)
    known = [push.at for push in moved]
    known += [review.submitted_at for review in given] + [remark.at for remark in people]
    approved = {
        opinion.user.id: opinion.now.submitted_at
        for opinion in opinions(given, _AFTER_ALL)
        if opinion.now.state == "APPROVED" and opinion.now.commit == pull.head
    }
    looks = {user: replace(look, approved_at=approved.get(user)) for user, look in seen.items()}
    return Looks(looks, max(known, default=None))


def with_looks(
    root: Path, seen: Mapping[int, Seen], post: Post, beside: PreviewContext, context: RuleContext
) -> PreviewContext:
    """The same, with what each of those who may approve has looked at before."""
    needs = needed(post, beside.corrected, context)
    people = dict.fromkeys(person for _, able in needs for person in able)
    looks = (
        _look(root, person, seen[person.github_id], post, context)
        for person in people
        if person.github_id in seen
    )
    return replace(beside, looks=tuple(looks))


def _look(root: Path, person: Person, seen: Seen, post: Post, context: RuleContext) -> Look:
    try:
        if not resolve(root, seen.head):
            git(root, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "origin", seen.head)
        before = post_in(CommitTree(root, seen.head), post.path)
    except GitFailed:
        return Look(person, seen.at, None, seen.approved_at)
    changed = changes(PostDiff(before, post), context) if before else [_NOT_THERE]
    return Look(person, seen.at, tuple(changed), seen.approved_at)


def _remark(entry: Mapping[str, Any]) -> Remark | None:
    user, at = mapping(entry.get("user")), instant(entry.get("created_at"))
    number = integer(user.get("id"))
    return Remark(number, at) if number is not None and at and user.get("type") == "User" else None
