"""Late, or only waiting for its turn? A day that others had filled up to the limit makes no post late."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.delivery.entry import Entry
from scripts.delivery.guards import timing
from scripts.delivery.reasons import Stop
from scripts.delivery.reconcile import Posts, explained
from scripts.effects.content.load import post_of_tree
from scripts.effects.git.commands import GitFailed, objects
from scripts.effects.git.main_branch import Main
from scripts.reading.fields import mapping, text
from scripts.text.dates import JAPAN


def timing_in_turn(
    post: Post, account: Account, at: datetime, merged_at: datetime, main: Main, posts: Posts
) -> Stop | None:
    """`timing` at that moment, without the days on which the ledger's other posts left the post no room."""
    stopped = timing(post, account, at, merged_at)
    if stopped is None or post.corrects or all(reason.code != "late" for reason in stopped.reasons):
        return stopped
    others = {name: lines for name, lines in posts.items() if name != post.post_id}
    since = max(merged_at, post.send.not_before or merged_at)
    claims = [*_claims(main, others, since, at)]
    full = _full(claims, account)
    if not full or (stopped := timing(post, account, at, merged_at, full)):
        return stopped  # late even if all of them counted: no text has to be read
    return timing(post, account, at, merged_at, _full([*_without_corrections(claims, full, main)], account))


def claimed_post(post_id: str, claim: Entry, main: Main) -> Post | None:
    """The post of a claim; None where the merge that it names did not bring that text."""
    evidence, folder = mapping(claim.carries.get("evidence")), main.folder_of(post_id)
    merge, tree = text(evidence.get("merge")), claim.carries["content_sha"]
    try:
        brought = objects(main.root, [f"{merge}:{folder}"])[f"{merge}:{folder}"].sha
        return post_of_tree(main.root, tree, folder, main.tree) if brought == tree else None
    except GitFailed:
        return None


_Claim = tuple[str, Entry]


def _claims(main: Main, posts: Posts, since: datetime, at: datetime) -> Iterator[_Claim]:
    """What was claimed in between, refused later or not: it stood in the way while it was under way."""
    for name, lines in explained(main.view, posts, at).items():
        for line in lines:
            if line.event == "claimed" and _day(since) <= _day(line.at) and line.at < at:
                yield name, line


def _without_corrections(claims: Collection[_Claim], days: Collection[date], main: Main) -> Iterator[_Claim]:
    for name, claim in claims:
        if _day(claim.at) in days and (post := claimed_post(name, claim, main)) and not post.corrects:
            yield name, claim


def _full(claims: Collection[_Claim], account: Account) -> frozenset[date]:
    names: dict[date, set[str]] = {}
    for name, claim in claims:
        names.setdefault(_day(claim.at), set()).add(name)
    return frozenset(day for day, sent in names.items() if len(sent) >= account.max_per_day)


def _day(at: datetime) -> date:
    return at.astimezone(JAPAN).date()
