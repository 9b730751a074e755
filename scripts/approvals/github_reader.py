"""From GitHub's JSON to a `GitHubRecord`. The answers are hostile input: what does not fit raises Unreadable."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from scripts.approvals.co_authors import co_authors
from scripts.approvals.github_record import WEB_FLOW, Actor, Commit, Dismissal, PullRequest, Push, Review
from scripts.reading.fields import instant
from scripts.text.causes import Failed

_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}", re.ASCII)
_REVIEW_STATES = ("APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING")
_CANNOT_TELL_NOW = (
    "gpgverify_unavailable",
    "gpgverify_error",
)  # GitHub's own service is out: no word on the signature
_BASE_MOVED = ("base_ref_changed", "automatic_base_change_succeeded")


class Unreadable(Failed):
    """An answer of GitHub without something that a verdict rests on."""

    def __init__(self, technical: str, what: str = "GitHubの答えが読めません") -> None:
        super().__init__(technical, what)


def read_commit(value: object) -> Commit:
    """One entry of `pulls/{n}/commits`, or `commits/{sha}`."""
    data = _object(value)
    inner = _object(data.get("commit"))
    signature = inner.get("verification")
    verification = signature if isinstance(signature, Mapping) else {}
    commit = Commit(
        sha=_sha(data.get("sha")),
        author=_actor(data.get("author")),
        committer=_actor(data.get("committer")),
        verified=verification.get("verified") is True,
        co_authors=co_authors(_text(inner.get("message"))),
    )
    reason = verification.get("reason")
    as_github = WEB_FLOW in (who.id for who in (commit.author, commit.committer) if who)
    if (
        as_github and not commit.verified and reason in _CANNOT_TELL_NOW
    ):  # nobody else's signature is asked for
        raise Unreadable(f"{commit.sha}: {reason}", "GitHubが、コミットの署名をいま確かめられません")
    return commit


def read_pull_request(value: object, home: str) -> PullRequest:
    """One entry of `commits/{sha}/pulls`, or `pulls/{n}`; `home` is the repository that was asked."""
    data = _object(value)
    base, head = _object(data.get("base")), _object(data.get("head"))
    ours, theirs = _repositories(base.get("repo") or {"full_name": home}, head.get("repo"))
    merge_commit, commits = data.get("merge_commit_sha"), data.get("commits")
    requested = data.get("requested_reviewers") or []
    if not isinstance(requested, list):
        raise Unreadable("requested reviewers that are no list")
    return PullRequest(
        number=_number(data.get("number")),
        author=_actor(data.get("user")),
        opened_at=_moment(data.get("created_at")),
        merged_at=_moment(data["merged_at"]) if data.get("merged_at") is not None else None,
        merge_commit=_sha(merge_commit) if merge_commit is not None else "",
        base=_text(base.get("ref")),
        base_repository=ours,
        head=_sha(head.get("sha")),
        head_branch=_text(head.get("ref")),
        head_repository=theirs,
        commits=_number(commits) if commits is not None else 0,
        open=data.get("state", "open") == "open" and data.get("merged_at") is None,
        requested=tuple(actor.id for actor in map(_actor, requested) if actor),
        merged_by=_actor(data.get("merged_by")),
        body_sha256=sha256_of(data.get("body")),
    )


def read_review(value: object) -> Review | None:
    """One entry of `pulls/{n}/reviews`; None for one that was not submitted yet."""
    data = _object(value)
    state = _text(data.get("state"))
    if state not in _REVIEW_STATES:
        raise Unreadable(f"review state {state[:30]!r}")
    if state == "PENDING":
        return None
    commit = data.get("commit_id")
    return Review(
        id=_number(data.get("id")),
        user=_actor(data.get("user")),
        state=state,
        commit=_sha(commit) if commit is not None else "",
        submitted_at=_moment(data.get("submitted_at")),
        body_sha256=sha256_of(data.get("body")),
    )


def read_push(value: object, ref: str) -> Push | None:
    """One entry of `activity`; None for another branch's, should GitHub ever send one."""
    data = _object(value)
    if _text(data.get("ref", ref)) != ref:
        return None
    return Push(
        kind=_text(data.get("activity_type")),
        after=_sha(data.get("after")),
        at=_moment(data.get("timestamp")),
        actor=_actor(data.get("actor")),
    )


def read_base_change(value: object) -> datetime | None:
    """The time of an entry of `issues/{n}/timeline` that says that the base moved; None for all other entries."""
    data = _object(value)
    return _moment(data.get("created_at")) if data.get("event") in _BASE_MOVED else None


def read_dismissal(value: object) -> Dismissal | None:
    """An entry of `issues/{n}/timeline` that says who dismissed which review; None for all other entries."""
    data = _object(value)
    if data.get("event") != "review_dismissed":
        return None
    dismissed = _object(data.get("dismissed_review"))
    return Dismissal(
        review=_number(dismissed.get("review_id")),
        state=_text(dismissed.get("state")).lower(),
        at=_moment(data.get("created_at")),
        actor=_actor(data.get("actor")),
        message_sha256=sha256_of(dismissed.get("dismissal_message")),
    )


def sha256_of(body: object) -> str:
    """The hash of a text of GitHub's, which may be anything: nothing is decided by it."""
    text = body if isinstance(body, str) else ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _actor(value: object) -> Actor | None:
    """An account; None where GitHub says null, or shows an empty object."""
    if value is None or value == {}:
        return None
    data = _object(value)
    return Actor(_number(data.get("id")), _text(data.get("login") or ""), _text(data.get("type") or ""))


def _repositories(ours: object, theirs: object) -> tuple[str, str]:
    """Base and head repository by what both are known by: their numbers, else their names. A fork may be gone."""
    base = _object(ours)
    head = _object(theirs) if theirs is not None else None
    if isinstance(base.get("id"), int) and (head is None or isinstance(head.get("id"), int)):
        return str(base["id"]), str(head["id"]) if head is not None else ""
    name = _text(base.get("full_name")).lower()
    return name, _text(head.get("full_name")).lower() if head is not None else ""


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Unreadable(f"{type(value).__name__} instead of an object")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"{type(value).__name__} instead of a text")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Unreadable("half a letter")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Unreadable(f"{type(value).__name__} instead of a number")
    return value


def _sha(value: object) -> str:
    text = _text(value)
    if not _SHA.fullmatch(text):
        raise Unreadable("no object id")
    return text


def _moment(value: object) -> datetime:
    moment = instant(value)
    if moment is None:
        raise Unreadable("no time")
    return moment
