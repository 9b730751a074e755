"""Judge one post before LINE is asked anything: approval, today's rules, pause, window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import chain

from scripts.approvals.judge import judge
from scripts.approvals.verdict import Verdict
from scripts.checking.finding import Finding
from scripts.content.account import Account
from scripts.content.places import POST_FILE
from scripts.content.post import Post
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import doubtful_ones, sent_ones
from scripts.delivery.next_step import Consider
from scripts.delivery.reasons import Stop, kept_by_pause, stop
from scripts.effects.content.load import CONSENTS, account_in, post_in, post_of_tree, setting_in
from scripts.effects.git.main_branch import Main
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local import environment
from scripts.pages.around.to_weigh import ToWeigh
from scripts.pages.unusual import unusual
from scripts.publishing.trust.full_days import timing_in_turn
from scripts.reading.fields import moment
from scripts.rules.book import ask
from scripts.text.dates import JAPAN, format_datetime

Posts = Mapping[str, tuple[Entry, ...]]
LEAST_REASON = 10  # letters of `send.again`
_SOON = timedelta(hours=1)


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


def check_before_line(post_id: str, main: Main, posts: Posts, now: datetime, step: Consider) -> Ready | Stop:
    """What git, GitHub, the rules and the clock say of a first send, or of sending again. `posts`: the ledger's lines."""
    folder = main.folder_of(post_id)
    if step.unless and not asks_again(post_in(main.tree, f"{folder}/{POST_FILE}")):
        return step.unless
    if not step.unless and (early := _not_asked_about_yet(main, folder, now)):
        return early
    verdict = verdict_on(main, folder, now)
    if step.unless and step.ended and not merged_since(step.ended, verdict):
        return step.unless
    if verdict.outcome != "approved":
        return Stop(verdict.outcome, verdict.reasons)
    findings = rule_findings(main, folder, posts, now, verdict.approved_at)
    if broken := broken_rules(findings):
        return broken
    if paused(main):
        return kept_by_pause(midway=False)
    tree_id = main.view.trees[folder]
    post = post_of_tree(main.root, tree_id, folder, main.tree)
    shown = [finding for finding in findings if finding.path.startswith(f"{folder}/")]
    ready = Ready(post, tree_id, verdict, now, (*shown, *map(partial(_weighed, post), unusual(post))))
    return timing_in_turn(ready.post, account_on(main), now, ready.merged_at, main, posts) or ready


def _weighed(post: Post, matter: ToWeigh) -> Finding:
    """What the approver was asked to weigh, for the record: it stands beside the rules' warnings."""
    return Finding(post.path, 1, "to-weigh", matter.name, "warning", "\n".join(matter.lines))


def asks_again(post: Post | None) -> bool:
    """True if the post says why it is to be sent again."""
    return post is not None and len(post.send.again.strip()) >= LEAST_REASON


def merged_since(ended: Entry, verdict: Verdict) -> bool:
    """Sending again is an approval like any other: a merge later than the line that ended the post."""
    merged_at = moment(verdict.evidence.get("merged_at"))
    return merged_at is not None and merged_at > ended.at


def spares_github(main: Main, now: datetime) -> bool:
    """True for a run that the schedule woke, but for the first of a day: it does not ask GitHub about every post."""
    return environment.woken_by_schedule() and now.astimezone(JAPAN).hour != account_on(main).hours.opens.hour


def _not_asked_about_yet(main: Main, folder: str, now: datetime) -> Stop | None:
    """The posts of later days, in a run that spares GitHub."""
    if not spares_github(main, now):
        return None
    post = post_in(main.tree, f"{folder}/{POST_FILE}")
    begins = post.send.not_before if post else None
    if begins is None:
        return None
    return stop("before_window", since=format_datetime(begins)) if begins - now > _SOON else None


def broken_rules(findings: list[Finding]) -> Stop | None:
    """The stop of a post that the rules do not let go."""
    errors = [finding for finding in findings if finding.level == "error"]
    reasons = [stop("rule_broken", **vars(error)).reasons for error in errors]
    return Stop("held", tuple(chain.from_iterable(reasons))) if errors else None


def verdict_on(main: Main, folder: str, now: datetime, today: Main | None = None) -> Verdict:
    """The judge's answer about a folder as that `main` stands, from git and GitHub alone.

    `today` is the `main` of now, where the first is that of a claim: whose objection counts is asked of today's roster.
    """
    commit = (today or main).commit
    return judge(take_snapshot(environment.github(), main.root, main.commit, folder, now, commit))


def rule_findings(
    main: Main, folder: str, posts: Posts, now: datetime, approved_at: datetime | None
) -> list[Finding]:
    """What the rules say of the post, the account, the roster and the consents of that `main` at that time."""
    post = post_in(main.tree, f"{folder}/{POST_FILE}")
    doubtful = doubtful_ones({post.corrects: posts.get(post.corrects, ())}) if post else frozenset()
    context = setting_in(main.tree, now, sent_ones(posts), approved_at, doubtful)
    consents = context.consents if CONSENTS in main.tree.entries else None
    subjects = filter(None, (post, context.account, context.roster, consents))
    return [finding for subject in subjects for finding in ask(subject, context)]
