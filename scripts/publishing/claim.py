"""The claim of a first send, after everything that has to hold was asked in a fixed order; and the claimed bytes."""

import hashlib
import uuid
from datetime import datetime
from typing import Any

from scripts.approvals.evidence import with_warnings
from scripts.delivery.entry import Entry
from scripts.delivery.guards import breaker
from scripts.delivery.reasons import Stop, stop
from scripts.effects.content.accounts import retry_key
from scripts.effects.content.load import post_of_tree
from scripts.effects.git.commands import GitFailed
from scripts.effects.git.main_branch import Main
from scripts.effects.line.client import LineClient
from scripts.effects.line.preflight import pictures_missing, reach_or_stop, wrong_account
from scripts.messages.render import body_bytes, render
from scripts.publishing.judging import Posts, Ready, account_on
from scripts.publishing.trust.counted import sends_counted
from scripts.text.dates import JAPAN


def prepare_claim(
    ready: Ready, main: Main, posts: Posts, line: LineClient, now: datetime, run: str
) -> Entry | Stop:
    """The claim of a post that may go now, or what keeps it. `posts` are the ledger's lines.

    The retry key follows from account, post and number of claims: even where the ledger forgot a claim, LINE itself
    refuses the second broadcast for 24 hours. The nonce is random: two runs never write the same commit, which both
    of them could then push.
    """
    post, account = ready.post, account_on(main)
    messages = render(post, account)
    if stopped := wrong_account(line, account) or pictures_missing(post, account):
        return stopped
    reach = reach_or_stop(line, messages, now.astimezone(JAPAN).date())
    if isinstance(reach, Stop):
        return reach
    if stopped := breaker(post, account, now, sends_counted(main, posts, now)):
        return stopped
    claims = sum(entry.event == "claimed" for entry in posts.get(post.post_id, ()))
    carried: dict[str, Any] = {
        "content_sha": ready.tree_id,
        "evidence": with_warnings(ready.verdict.evidence, ready.warnings),
        "retry_key": retry_key(account.basic_id, post.post_id, claims),
        "nonce": uuid.uuid4().hex,
        "body_sha256": hashlib.sha256(body_bytes(messages)).hexdigest(),
        "audience_estimate": reach.audience,
    }
    if reach.month.limit is not None:  # without a limit LINE is not asked what is used
        carried["quota"] = {"limit": reach.month.limit, "used": reach.month.used}
    return Entry("claimed", now, run, carried)


def claimed_body(post_id: str, main: Main, claim: Entry, line: LineClient) -> bytes | Stop:
    """The bytes that were claimed, from the claimed tree whatever `main` says today; any other bytes are a stop."""
    try:
        post = post_of_tree(main.root, claim.carries["content_sha"], main.folder_of(post_id), main.tree)
    except GitFailed as failure:
        return stop("body_changed", failure)
    body = body_bytes(render(post, account_on(main)))
    if hashlib.sha256(body).hexdigest() != claim.carries["body_sha256"]:
        return stop("body_changed", "いまの設定で作ると内容が変わります")
    return wrong_account(line, account_on(main)) or body
