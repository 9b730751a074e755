"""A post's dossier, put together from the clone, the ledger, and GitHub where it can be asked: the page and its parcel."""

from collections.abc import Mapping
from pathlib import Path

from scripts.effects.content.load import account_in, consents_in, document_in, incidents_in, roster_in
from scripts.effects.content.registers import ACCOUNT, CONSENTS, ROSTER
from scripts.effects.git.archive import approved_post, approved_texts, folder_of, registers_then
from scripts.effects.git.commands import CommitTree, GitFailed
from scripts.effects.git.ledger_branch import ENDING, Ledger
from scripts.effects.git.main_branch import main_files
from scripts.effects.github.api import Api
from scripts.effects.github.texts import texts_of
from scripts.effects.local import environment
from scripts.effects.local.environment import GitHub
from scripts.publishing.auditing.proving import every_answer
from scripts.publishing.auditing.registers import records_of
from scripts.reading.fields import integer, mapping, sequence, text
from scripts.records.course import Texts
from scripts.records.dossier import Case, dossier
from scripts.records.parcel import BODY, CHECK, LINES, Origin, check_page, disclosed, manifest
from scripts.records.proving.proof import exact_body
from scripts.records.proving.provable import not_proved
from scripts.records.record import Record
from scripts.records.redaction import Redaction, redaction_of
from scripts.records.register import entries


def case_of(root: Path, ledger: Ledger, post_id: str, github: GitHub | None, redact: bool) -> Case:
    """Everything about one post of the ledger. Raises GitFailed."""
    records = records_of(ledger)
    record, posts = records[post_id], approved_texts(root, records)
    then, post = registers_then(root, record), approved_post(root, record)
    every = {
        entry.post_id: entry for entry in entries(records.values(), posts | ({post_id: post} if post else {}))
    }
    entry, account = every[post_id], account_in(then)
    incidents = tuple(
        incident
        for incident in incidents_in(main_files(root))
        if incident.about & {post_id, *entry.corrected_by}
    )
    data = [
        post.document.data if post else {},
        *(document_in(then, path).data for path in (ACCOUNT, ROSTER, CONSENTS)),
        *(incident.document.data for incident in incidents),
        *(line.carries for line in record.lines),
    ]
    return Case(
        entry,
        account,
        roster_in(then),
        consents_in(then),
        incidents,
        every_answer(root, record, ledger, github, {}),
        tuple(not_proved(record.lines, github is not None)),
        _texts(github, record),
        redaction_of(data) if redact else Redaction(),
        environment.now(),
        ledger.commit,
    )


def parcel_of(root: Path, case: Case) -> dict[str, bytes]:
    """Path below the folder of output → bytes: the page, the parcel, the manifest of both. Raises GitFailed."""
    post_id, files = case.entry.post_id, disclosed(_files(root, case), case.redaction)
    files = {**files, CHECK: check_page(_origin(root, case), files, case.redaction)}
    named = {f"{post_id}/{name}": raw for name, raw in files.items()}
    named[f"{post_id}.html"] = dossier(case).encode()
    return {**named, f"{post_id}.sha256": manifest(named)}


def _files(root: Path, case: Case) -> dict[str, bytes]:
    record, name = case.entry.record, f"{case.entry.post_id}{ENDING}"
    try:
        tree = CommitTree(root, text(record.claimed.get("content_sha")))
        files = tree.read(path for path in tree.paths() if "/" not in path) if record.claim else {}
    except GitFailed:
        files = {}
    files[LINES] = CommitTree(root, case.ledger).read([name]).get(name, b"")
    post = case.entry.post
    body = exact_body(record, post, case.account) if post and record.claim else None
    return {**files, **({BODY: body} if body is not None else {})}


def _origin(root: Path, case: Case) -> Origin:
    record = case.entry.record
    return Origin(
        case.entry.post_id,
        folder_of(root, record),
        text(record.claimed.get("content_sha")),
        text(record.evidence.get("merge")),
        case.ledger,
        text(record.claimed.get("body_sha256")),
        environment.repository_url() if environment.github_if_set() else "リポジトリのアドレス",
    )


def _texts(github: GitHub | None, record: Record) -> Mapping[int, Texts]:
    """What people wrote in the pull requests that the claim names."""
    merges = [mapping(merge) for merge in sequence(record.evidence.get("merges"))]
    pulls = [mapping(mapping(merge.get("testimony")).get("pull_request")) for merge in merges]
    numbers = {number for pull in pulls if (number := integer(pull.get("number")))}
    api = Api(github) if github else None
    known = {number: texts_of(api, number) for number in sorted(numbers)} if api else {}
    return {number: texts for number, texts in known.items() if texts}
