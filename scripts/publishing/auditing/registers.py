"""The register of a period, put together from `main` and the ledger."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from scripts.content.places import POST_FILE
from scripts.content.post import Post, read_post
from scripts.effects.content.load import Tree, account_in, document_in, folders_in, incidents_in, replies_in
from scripts.effects.content.registers import ACCOUNT, CONSENTS, ROSTER
from scripts.effects.git.archive import approved_texts
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import MainFiles
from scripts.effects.local import environment
from scripts.effects.local.environment import GitHub
from scripts.publishing.auditing.decisions import decided_on
from scripts.records.record import Record
from scripts.records.redaction import Redaction, redaction_of
from scripts.records.register import Period, entries, within
from scripts.text.dates import JAPAN


def records_of(ledger: Ledger) -> dict[str, Record]:
    """Every post of the ledger, read for its facts."""
    return {post_id: Record(post_id, lines) for post_id, lines in ledger.posts.items()}


def period_of(
    root: Path, tree: MainFiles, ledger: Ledger, first: date, last: date, at: datetime, github: GitHub | None
) -> Period:
    """What happened in these days, on `main` and in the ledger; GitHub is asked who approved the replies.

    Raises GitFailed.
    """
    records = records_of(ledger)
    posts = {**_not_sent(tree, records), **approved_texts(root, records)}
    replies = tuple(
        reply for reply in replies_in(tree) if reply.received_on and first <= reply.received_on <= last
    )
    incidents = tuple(
        incident
        for incident in incidents_in(tree)
        if incident.detected_at and first <= incident.detected_at.astimezone(JAPAN).date() <= last
    )
    rows = within(entries(records.values(), posts), first, last)
    unsent = tuple(row.post for row in rows if row.post and row.record.claim is None)
    return Period(
        account_in(tree),
        first,
        last,
        rows,
        replies,
        incidents,
        at,
        ledger.commit,
        decided_on(root, tree.tree, (*replies, *incidents, *unsent), github, at),
        environment.repository_url_if_set(),
    )


def _not_sent(tree: Tree, records: Mapping[str, Record]) -> dict[str, Post]:
    """The texts of the posts on `main` that were never claimed."""
    paths = {
        post_id: f"{folders[0]}/{POST_FILE}"
        for post_id, folders in folders_in(tree).items()
        if post_id not in records or records[post_id].claim is None
    }
    texts = tree.read(paths.values())
    return {post_id: read_post(path, texts[path], {}) for post_id, path in paths.items() if path in texts}


def redaction_for(tree: Tree, period: Period) -> Redaction:
    """What a disclosed register leaves out."""
    registers = (document_in(tree, path).data for path in (ACCOUNT, ROSTER, CONSENTS))
    forms = (*(entry.post for entry in period.entries), *period.replies, *period.incidents)
    lines = (line.carries for entry in period.entries for line in entry.record.lines)
    evidence = (decided.evidence for decided in period.decided.values())
    return redaction_of([*registers, *(form.document.data for form in forms if form), *lines, *evidence])
