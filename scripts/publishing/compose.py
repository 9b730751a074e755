"""One Sender with the judge, the rules and LINE behind it."""

import time
from datetime import datetime
from pathlib import Path

from scripts.approvals.judge import judge
from scripts.approvals.verdict import Verdict
from scripts.checking.finding import Finding
from scripts.content.places import POST_FILE
from scripts.delivery.ledger import sent_ones
from scripts.effects.content.load import CONSENTS, post_in, setting_in
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import Main
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local import environment
from scripts.publishing.first_send import FirstSend
from scripts.publishing.sender import Sender
from scripts.rules.book import ask


def sender_of(root: Path, main: Main, ledger: Ledger) -> Sender:
    """The sender of one run, with the judge and the rules behind it: all that is loaded only when a post is due."""

    def verdict(main: Main, folder: str) -> Verdict:
        return judge(take_snapshot(environment.github(), root, main.commit, folder, environment.now()))

    def findings(main: Main, folder: str, approved_at: datetime | None) -> list[Finding]:
        setting = setting_in(main.tree, environment.now(), sent_ones(ledger.posts), approved_at)
        post = post_in(main.tree, f"{folder}/{POST_FILE}")
        consents = setting.consents if CONSENTS in main.tree.entries else None
        subjects = filter(None, (post, setting.account, setting.roster, consents))
        return [found for each in subjects for found in ask(each, setting)]

    run = environment.run_url()
    first = FirstSend(root, run, environment.now, verdict, findings)
    return Sender(root, run, environment.now, _sleep, first, main, ledger)


def _sleep(seconds: float) -> None:
    if not environment.rehearsing():
        time.sleep(seconds)
