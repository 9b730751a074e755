"""Everything that has to hold before a first send, asked in a fixed order, and the claim that follows."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from scripts.approvals.verdict import Verdict
from scripts.checking.finding import Finding
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.delivery.guards import breaker, sends_of, timing
from scripts.delivery.ledger import Entry, latest_claim
from scripts.delivery.reasons import Stop, stop
from scripts.effects.content.load import account_in, post_of_tree
from scripts.effects.git.commands import GitFailed
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import Main
from scripts.effects.line.client import LineClient
from scripts.effects.line.preflight import audience_or_stop, pictures_missing, wrong_account
from scripts.effects.local import environment
from scripts.messages.render import body_bytes, render
from scripts.reading.fields import mapping, moment, text
from scripts.text.dates import JAPAN


@cache
def account_on(main: Main) -> Account:
    """The account as that `main` says, read once."""
    return account_in(main.tree)


@dataclass(frozen=True)
class Ready:
    """A post that only LINE, its pictures and the breaker may still keep. `looked_at` is when it was found so."""

    post: Post
    tree_id: str
    verdict: Verdict
    looked_at: datetime

    @property
    def merged_at(self) -> datetime:
        """When the post was merged: the evidence says so, else the approval, else the look."""
        return moment(self.verdict.evidence.get("merged_at")) or self.verdict.approved_at or self.looked_at


@dataclass
class FirstSend:
    """One run's way to a claim. `judge` answers for the approval of a folder, `findings` for the rules of today."""

    root: Path
    run: str
    clock: Callable[[], datetime]
    judge: Callable[[Main, str], Verdict]
    findings: Callable[[Main, str, datetime | None], list[Finding]]

    @cached_property
    def line(self) -> LineClient:
        """The conversation with LINE; its settings are needed from here on."""
        return LineClient(environment.line_endpoint(), environment.line_channel())

    def paused(self, main: Main) -> bool:
        """The switch outside, or the one in the repository. A broken account.yml is not called a pause."""
        account = account_on(main)
        return environment.sending_paused() or (account.paused and not account.document.mistakes)

    def consider(self, post_id: str, main: Main, ledger: Ledger) -> Entry | Stop:
        """The claim of a post that may go now, or what keeps it."""
        ready = self.ready(post_id, main)
        if isinstance(ready, Stop):
            return ready
        post, account = ready.post, account_on(main)
        messages = render(post, account)
        if stopped := wrong_account(self.line, account) or pictures_missing(post, account):
            return stopped
        audience = audience_or_stop(self.line, messages, self.clock().astimezone(JAPAN).date())
        if isinstance(audience, Stop):
            return audience
        if stopped := breaker(
            post, account, self.clock(), sends_of(ledger.posts, self._corrections(main, ledger))
        ):
            return stopped
        carried = {
            "content_sha": ready.tree_id,
            "evidence": dict(ready.verdict.evidence),
            "retry_key": str(uuid.uuid4()),
            "body_sha256": hashlib.sha256(body_bytes(messages)).hexdigest(),
            "audience_estimate": audience,
        }
        return Entry("claimed", self.clock(), self.run, carried)

    def ready(self, post_id: str, main: Main) -> Ready | Stop:
        """What git, GitHub, the rules and the clock say, before LINE is asked anything."""
        folder = main.view.survey.folders[post_id][0]
        verdict = self.judge(main, folder)
        if verdict.outcome != "approved":
            return Stop(verdict.outcome, verdict.reasons)
        broken = [each for each in self.findings(main, folder, verdict.approved_at) if each.level == "error"]
        if broken:
            reasons = [stop("rule_broken", **vars(finding)).reasons for finding in broken]
            return Stop("held", tuple(chain.from_iterable(reasons)))
        if self.paused(main):
            return stop("paused")
        tree_id = main.view.trees[folder]
        ready = Ready(post_of_tree(self.root, tree_id, folder, main.tree), tree_id, verdict, self.clock())
        return timing(ready.post, account_on(main), self.clock(), ready.merged_at) or ready

    def claimed_body(self, post_id: str, main: Main, claim: Entry) -> bytes | Stop:
        """The bytes that were claimed, from the claimed tree whatever `main` says today; any other bytes are a stop."""
        try:
            post = post_of_tree(self.root, claim.carries["content_sha"], main.folder_of(post_id), main.tree)
        except GitFailed as failure:
            return stop("body_changed", error=failure)
        body = body_bytes(render(post, account_on(main)))
        if hashlib.sha256(body).hexdigest() != claim.carries["body_sha256"]:
            return stop("body_changed", error="いまの設定で作ると内容が変わります")
        return wrong_account(self.line, account_on(main)) or body

    def unapproved(self, post_id: str, main: Main, claim: Entry) -> Stop | None:
        """What keeps a claim that another run wrote: the ledger is no authority, so its approval is judged again.

        It is judged as `main` stood at the claim (which the line says, and today's history must bear out), so that
        a later change of the folder does not matter; and for the claimed bytes, no others.
        """
        then = text(mapping(claim.carries.get("evidence")).get("main"))
        seen = Main(self.root, then) if then in main.view.history else main
        verdict = self.judge(seen, seen.folder_of(post_id))
        if verdict.outcome != "approved":
            return Stop(verdict.outcome, verdict.reasons)
        if verdict.evidence.get("content_sha") != claim.carries["content_sha"]:
            return stop("body_changed", error="承認された内容ではありません")
        return None

    def _corrections(self, main: Main, ledger: Ledger) -> frozenset[str]:
        """The corrections among the posts of today."""
        today = self.clock().astimezone(JAPAN).date()
        found = set()
        for post_id, claim in ((name, latest_claim(lines)) for name, lines in ledger.posts.items()):
            if claim and claim.at.astimezone(JAPAN).date() == today:
                try:
                    post = post_of_tree(
                        self.root, claim.carries["content_sha"], main.folder_of(post_id), main.tree
                    )
                except GitFailed:
                    continue  # it counts like any other
                found |= {post_id} if post.corrects else set()
        return frozenset(found)
