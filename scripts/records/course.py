"""Section of the dossier: the course of the decision, step by step, with the texts where GitHub still has them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from scripts.approvals.evidence import RECORD
from scripts.approvals.github_record import Actor, GitHubRecord
from scripts.approvals.serialise import NotPlain, read_plain
from scripts.content.roster import Roster
from scripts.pages.html import section, tag
from scripts.reading.fields import mapping, sequence, text
from scripts.records.record import Record
from scripts.text.dates import JAPAN, moment_in_words
from scripts.text.terms import label

_NOTHING = hashlib.sha256(b"").hexdigest()
_STATES = {
    "APPROVED": "承認",
    "CHANGES_REQUESTED": "差し戻し(変更の求め)",
    "COMMENTED": "コメント",
    "DISMISSED": "レビュー(あとで取り消されたもの)",
    "approved": "承認",
    "changes_requested": "差し戻し(変更の求め)",
}


@dataclass(frozen=True)
class Texts:
    """What people wrote in one pull request, as GitHub has it today: reviews by number, dismissals by their review."""

    title: str = ""
    report: str = ""
    reviews: Mapping[int, str] = field(default_factory=dict)
    dismissals: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One step: when, who, what, and its text with the hash that the ledger holds."""

    at: datetime
    who: str
    what: str
    sha256: str = ""
    written: str | None = None

    @property
    def words(self) -> tuple[str, str]:
        """The text (or why there is none), and whether it is the text of that day."""
        if self.sha256 == _NOTHING:
            return "", "文はありません"
        if self.written is None:
            return "", f"文はGitHubにあります（SHA-256 {self.sha256}）" if self.sha256 else ""
        same = hashlib.sha256(self.written.encode("utf-8", "surrogatepass")).hexdigest() == self.sha256
        changed = "配信の後に書き換えられた文です（台帳のSHA-256と違います）"
        return self.written, "台帳のSHA-256と同じ文です" if same else changed


def course_section(record: Record, roster: Roster, texts: Mapping[int, Texts]) -> Element:
    """報告, every review and dismissal, the merge, the claim, LINE's yes. `texts` by pull request; what is not there is named."""
    steps = sorted(_steps(record, roster, texts), key=lambda step: step.at)
    return section(
        "course",
        "決定の経過",
        tag("ol", [_item(step) for step in steps], class_="course")
        if steps
        else tag("p", "記録がありません。"),
        *_warnings(record),
        *_declared(record),
    )


def _item(step: Step) -> Element:
    words, note = step.words
    return tag(
        "li",
        tag("p", f"{moment_in_words(step.at)}:{step.at:%S}　", tag("strong", step.what), f"　{step.who}"),
        tag("pre", words) if words else None,
        tag("p", note, class_="note") if note else None,
    )


def _steps(record: Record, roster: Roster, texts: Mapping[int, Texts]) -> Iterator[Step]:
    for merge in map(mapping, sequence(record.evidence.get("merges"))):
        try:
            github = read_plain(GitHubRecord, merge.get(RECORD))
        except NotPlain:
            continue
        pull = github.pull_request
        if pull:
            yield from _of_merge(github, texts.get(pull.number), roster)
    for line, what in ((record.claim, "配信を始めた"), (record.accepted, "LINEが受け付けた")):
        if line:
            yield Step(line.at, "プログラム", what)


def _of_merge(github: GitHubRecord, texts: Texts | None, roster: Roster) -> Iterator[Step]:
    pull = github.pull_request
    if pull is None:
        return
    written = texts.report if texts else None
    report = f"報告（プルリクエスト #{pull.number}{f' {texts.title}' if texts and texts.title else ''}）"
    yield Step(pull.opened_at, _who(pull.author, roster, pull.opened_at), report, pull.body_sha256, written)
    for review in github.reviews:
        what = f"{label(_STATES, review.state)}（レビュー {review.id}）"
        words = texts.reviews.get(review.id) if texts else None
        yield Step(
            review.submitted_at,
            _who(review.user, roster, review.submitted_at),
            what,
            review.body_sha256,
            words,
        )
    for dismissal in github.dismissals or ():
        what = f"{label(_STATES, dismissal.state)}の取り消し（レビュー {dismissal.review}）"
        words = texts.dismissals.get(dismissal.review) if texts else None
        yield Step(
            dismissal.at, _who(dismissal.actor, roster, dismissal.at), what, dismissal.message_sha256, words
        )
    if pull.merged_at:
        yield Step(
            pull.merged_at, _who(pull.merged_by, roster, pull.merged_at), f"取り込み（#{pull.number}）"
        )


def _who(actor: Actor | None, roster: Roster, at: datetime) -> str:
    if actor is None:
        return "（記録なし）"
    person = roster.appointment(actor.id, at.astimezone(JAPAN).date())
    return f"{person.title}（{person.id}）" if person else f"名簿にない人（{actor.login}）"


def _warnings(record: Record) -> Iterator[Element]:
    """The warnings that stood on the form when it was approved."""
    if "warnings" in record.evidence:
        shown = [mapping(warning) for warning in sequence(record.evidence.get("warnings"))]
        yield tag("h3", "承認する人に示された注意")
        rows = [tag("li", f"{_place(warning)} {text(warning.get('message'))}") for warning in shown]
        yield tag("ul", rows) if rows else tag("p", "ありません。")


def _place(warning: Mapping[str, Any]) -> str:
    name = text(warning.get("path")).rpartition("/")[2]
    return f"{name} {warning.get('line')}行目（{text(warning.get('article'))}）"


def _declared(record: Record) -> Iterator[Element]:
    if record.evidence.get("rules_version"):
        yield tag("p", f"運営要領の版: {text(record.evidence.get('rules_version'))}", class_="note")
