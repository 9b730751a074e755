"""Which sends of the ledger the guards count: none that nobody could have made, or its writer could keep others waiting."""

from datetime import datetime, timedelta

from scripts.delivery.entry import Entry
from scripts.delivery.guards import Sends, sends_of
from scripts.delivery.ledger import latest_claim
from scripts.delivery.reconcile import explained
from scripts.effects.git.main_branch import Main
from scripts.publishing.judging import Posts, account_on
from scripts.publishing.trust.full_days import claimed_post, timing_in_turn
from scripts.reading.fields import mapping, text

_LOOKED_BACK = timedelta(days=1)  # no guard looks further


def sends_counted(main: Main, posts: Posts, now: datetime) -> Sends:
    """The sends of the last day that rest on merges of `main`, as the guards count them."""
    claims = {name: latest_claim(lines) for name, lines in posts.items()}
    recent = {name: posts[name] for name, claim in claims.items() if claim and now - claim.at < _LOOKED_BACK}
    known = explained(main.view, recent, now)
    corrections, counted = set(), {}
    for name, lines in known.items():
        claim = latest_claim(lines)
        corrects = _corrects(name, claim, main, posts) if claim else None
        if corrects is not None:
            counted[name] = lines
            corrections |= {name} if corrects else set()
    return sends_of(counted, frozenset(corrections))


def _corrects(post_id: str, claim: Entry, main: Main, posts: Posts) -> bool | None:
    """Whether a claimed post is a correction; None where the claim cannot be one: the merge that it names did not bring
    that text, or its time was outside the post's window or the hours.
    """
    post, account = claimed_post(post_id, claim, main), account_on(main_at(main, claim))
    merged_at = main.view.history[text(mapping(claim.carries.get("evidence")).get("merge"))]
    if post is None or timing_in_turn(post, account, claim.at, merged_at, main, posts):
        return None
    return bool(post.corrects)


def main_at(main: Main, claim: Entry) -> Main:
    """`main` as it stood at a claim, if the claim names one of its commits; else as it stands now."""
    then = text(mapping(claim.carries.get("evidence")).get("main"))
    return Main(main.root, then) if then in main.view.history else main
