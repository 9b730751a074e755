"""One good case as plain values: a division's post, approved and merged. Tests change one thing in it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from scripts.approvals.github_record import WEB_FLOW, Actor, Commit, GitHubRecord, PullRequest, Push, Review
from scripts.approvals.snapshot import ConfigAtMerge, File, MergeRecord, Snapshot
from scripts.content.account import read_account
from scripts.content.post import read_post
from scripts.content.roster import read_roster
from scripts.reading.document import read_yaml_file
from scripts.text.dates import JAPAN
from tests.approvals.cafe import ACCOUNT, DIVISION, ROSTER, post

MERGE, MAIN, HEAD, TREE = "e" * 40, "a" * 40, "b" * 40, "c" * 40
NOON = datetime(2026, 12, 4, 12, 0, tzinfo=JAPAN)
AUTHOR = Actor(1001, "div-poster-01-example", "User")
CHIEF = Actor(1101, "section-chief-01-example", "User")
GITHUB = Actor(WEB_FLOW, "web-flow", "User")


def minutes(number: int) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=number)


CONFIG = ConfigAtMerge(
    read_roster(read_yaml_file("content/roster.yml", ROSTER.encode())),
    read_account(read_yaml_file("content/account.yml", ACCOUNT.encode())),
    "1" * 40,
    "2" * 40,
)
PULL = PullRequest(
    number=12,
    author=AUTHOR,
    opened_at=minutes(1),
    merged_at=minutes(10),
    merge_commit=MERGE,
    base="main",
    base_repository="700",
    head=HEAD,
    head_branch="fuyu",
    head_repository="700",
    commits=1,
    open=False,
    requested=(),
    merged_by=AUTHOR,
)
APPROVED = Review(9001, CHIEF, "APPROVED", HEAD, minutes(5), "f" * 64)
RECORD = GitHubRecord(
    merge=Commit(MERGE, AUTHOR, GITHUB, True, ()),
    candidates=(PULL,),
    pull_request=PULL,
    reviews=(APPROVED,),
    commits=(Commit(HEAD, AUTHOR, AUTHOR, False, ()),),
    pushes=(Push("branch_creation", HEAD, minutes(0), AUTHOR),),
    dismissals=(),
)
RECORDED = MergeRecord(
    sha=MERGE,
    parents=(MAIN, HEAD),
    committed_at=minutes(10),
    changed=(f"{DIVISION}/post.md",),
    files={f"{DIVISION}/post.md": File("100644", "d" * 40)},
    tree=TREE,
    approved_tree=TREE,
    own_commits=(HEAD,),
    config=CONFIG,
    content=read_post(f"{DIVISION}/post.md", post().encode(), {}),
    corrected=(),
    github=RECORD,
)
GOOD = Snapshot(DIVISION, MERGE, minutes(20), (RECORDED,), CONFIG)


def merged(**changes: Any) -> Snapshot:
    """The good case with something else in its merge."""
    return replace(GOOD, merges=(replace(RECORDED, **changes),))


def said(**changes: Any) -> Snapshot:
    """The good case with something else in what GitHub said."""
    return merged(github=replace(RECORD, **changes))


def pulled(**changes: Any) -> Snapshot:
    """The good case with something else in its pull request."""
    pull = replace(PULL, **changes)
    return said(pull_request=pull, candidates=(pull,))


def reviewed(**changes: Any) -> Snapshot:
    """The good case with something else in its one review."""
    return said(reviews=(replace(APPROVED, **changes),))
