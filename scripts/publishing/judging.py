"""Judge one post before LINE is asked anything: approval, today's rules, pause, window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain

from scripts.approvals.judge import judge
from scripts.approvals.verdict import Verdict
from scripts.checking.finding import Finding
from scripts.content.account import Account
from scripts.content.places import POST_FILE
from scripts.content.post import Post
from scripts.delivery.guards import timing
from scripts.delivery.ledger import Entry, sent_ones
from scripts.delivery.reasons import Stop, stop
from scripts.effects.content.load import CONSENTS, account_in, post_in, post_of_tree, setting_in
from scripts.effects.git.main_branch import Main
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local import environment
from scripts.reading.fields import mapping, moment, text
from scripts.rules.book import ask

Posts = Mapping[str, tuple[Entry, ...]]


@cache
def account_on(main: Main) -> Account:
    """The account as that `main` says, read once."""
    return account_in(main.tree)


def paused(main: Main) -> bool:
    """The switch outside, or the one in the repository. A broken account.yml is not called a pause."""
    account = account_on(main)
    return environment.sending_paused() or (account.paused and not account.document.mistakes)


@dataclass(frozen=True)
class Ready:
    """A post that passed every check that needs no network to LINE; `judged_at` is the clock of the judgement.

    `warnings` are those that the approval form shows of the post.
    """

    post: Post
    tree_id: str
    verdict: Verdict
    judged_at: datetime
    warnings: tuple[Finding, ...] = ()

    @property
    def merged_at(self) -> datetime:
        """When the post was last merged: the evidence says so, else the approval, else the judgement."""
        return moment(self.verdict.evidence.get("merged_at")) or self.verdict.approved_at or self.judged_at


def check_before_line(post_id: str, main: Main, posts: Posts, now: datetime) -> Ready | Stop:
    """What git, GitHub, the rules and the clock say of a first send. `posts` are the ledger's lines."""
    folder = main.folder_of(post_id)
    verdict = verdict_on(main, folder, now)
    if verdict.outcome != "approved":
        return Stop(verdict.outcome, verdict.reasons)
    findings = rule_findings(main, folder, posts, now, verdict.approved_at)
    if broken := [finding for finding in findings if finding.level == "error"]:
        reasons = [stop("rule_broken", **vars(finding)).reasons for finding in broken]
        return Stop("held", tuple(chain.from_iterable(reasons)))
    if paused(main):
        return stop("paused")
    tree_id = main.view.trees[folder]
    warnings = tuple(finding for finding in findings if finding.path.startswith(f"{folder}/"))
    ready = Ready(post_of_tree(main.root, tree_id, folder, main.tree), tree_id, verdict, now, warnings)
    return timing(ready.post, account_on(main), now, ready.merged_at) or ready


def verdict_on(main: Main, folder: str, now: datetime) -> Verdict:
    """The judge's answer about a folder as that `main` stands, from git and GitHub alone."""
    return judge(take_snapshot(environment.github(), main.root, main.commit, folder, now))


def rule_findings(
    main: Main, folder: str, posts: Posts, now: datetime, approved_at: datetime | None
) -> list[Finding]:
    """What the rules say of the post, the account, the roster and the consents of that `main` at that time."""
    setting = setting_in(main.tree, now, sent_ones(posts), approved_at)
    post = post_in(main.tree, f"{folder}/{POST_FILE}")
    consents = setting.consents if CONSENTS in main.tree.entries else None
    subjects = filter(None, (post, setting.account, setting.roster, consents))
    return [finding for subject in subjects for finding in ask(subject, setting)]


def unapproved_claim(post_id: str, main: Main, claim: Entry, now: datetime) -> Stop | None:
    """What keeps a claim that another run wrote: the ledger is no authority, so its approval is judged again.

    It is judged as `main` stood at the claim (which the line says, and today's history must bear out), so that
    a later change of the folder does not matter; and for the claimed bytes, no others.
    """
    then = text(mapping(claim.carries.get("evidence")).get("main"))
    seen = Main(main.root, then) if then in main.view.history else main
    verdict = verdict_on(seen, seen.folder_of(post_id), now)
    if verdict.outcome != "approved":
        return Stop(verdict.outcome, verdict.reasons)
    if verdict.evidence.get("content_sha") != claim.carries["content_sha"]:
        return stop("body_changed", error="承認された内容ではありません")
    return None
