"""Sections of the dossier that come from the ledger: approvals, statistics, corrections, entries, hashes, retention."""

import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.content.account import Account
from scripts.content.incident import TROUBLE_NAMES, Incident
from scripts.content.roster import ROLE_NAMES
from scripts.delivery.entry import EVENT_NAMES
from scripts.pages.html import Fact, facts, section, tag
from scripts.reading.fields import mapping, sequence, text
from scripts.records.approved import RecordedApproval
from scripts.records.cells import person_in_words
from scripts.records.matters import table
from scripts.records.record import FEW, Record
from scripts.records.register import RegisterRow, span_in_days
from scripts.records.report.chart import bars, people
from scripts.text.dates import day_in_words, moment_in_words
from scripts.text.terms import label


def approvals_section(entry: RegisterRow) -> Element:
    """Who approved, in which role, when, on which version; and who reported when."""
    record = entry.record
    evidence = record.evidence
    author = mapping(evidence.get("author"))
    return section(
        "approvals",
        "承認",
        [_approval(given) for given in record.approvals]
        or tag("p", "承認の記録がありません。", class_="note"),
        tag(
            "article",
            tag("h3", "報告と取込み"),
            facts(
                (
                    "投稿者",
                    f"{text(author.get('title'))}（{text(author.get('person'))}）" if author else None,
                ),
                ("報告（プルリクエスト）", _pull_request(record)),
                ("報告の日時", moment_in_words(record.opened_at) if record.opened_at else None),
                ("承認された版", _code(text(evidence.get("head")))),
                ("取込み（マージ）", _code(text(evidence.get("merge")))),
                ("取込みの日時", moment_in_words(record.merged_at) if record.merged_at else None),
                ("取り込んだ人", person_in_words(evidence.get("merged_by"))),
                ("報告から承認まで", span_in_days(record.approved_after) if record.approved_after else None),
                ("承認の時の名簿", _code(text(evidence.get("roster_blob")))),
                ("運営要領の版", text(evidence.get("rules_version"))),
                *_passed_over(record),
            ),
            class_="card",
        ),
    )


def _approval(given: RecordedApproval) -> Element:
    return tag(
        "article",
        tag("h3", f"{label(ROLE_NAMES, given.role)}の承認"),
        facts(
            ("承認した人", tag("strong", f"{given.title}（{given.person}）")),
            ("承認の日時", _exact(given)),
            ("GitHubのアカウント", f"{given.login}（番号 {given.github_id}）"),
            ("レビューの番号", str(given.review_id) if given.review_id else None),
            ("承認した版", _code(given.commit)),
        ),
        class_="card",
    )


def _exact(given: RecordedApproval) -> str | None:
    return f"{moment_in_words(given.submitted_at)}:{given.submitted_at:%S}" if given.submitted_at else None


def _pull_request(record: Record) -> str | None:
    number = record.evidence.get("pull_request")
    return f"#{number}" if number else None


def _passed_over(record: Record) -> Iterator[Fact]:
    for merge in sequence(record.evidence.get("merges")):
        for review in sequence(mapping(merge).get("passed_over")):
            seen = mapping(review)
            yield "数えなかった承認", f"{text(seen.get('who'))}: {text(seen.get('why'))}"


def reached_section(entry: RegisterRow) -> Element:
    """To how many it went, as LINE counted."""
    record, counts = entry.record, entry.record.counts
    rows: list[tuple[str, int | str | None]] = [("対象者(推定)", record.estimate)]
    if counts:
        rows += [
            ("配信数", counts.delivered),
            ("開封した人", FEW if counts.opened is None else counts.opened),
            ("リンクを開いた人", FEW if counts.clicked is None else counts.clicked),
        ]
        note = f"{moment_in_words(counts.at)} のLINEの集計です。少ない人数を、LINEは公開しません。"
    else:
        note = "LINEの集計は、まだ記録されていません。"
    return section(
        "reached",
        "届いた人数",
        bars([people(name, number) for name, number in rows]),
        tag("p", note, class_="note"),
    )


def corrections_section(entry: RegisterRow, incidents: tuple[Incident, ...]) -> Element | None:
    """What it corrects, what corrects it, and the trouble behind it."""
    corrects = entry.post.corrects if entry.post else ""
    rows: list[Fact] = [("この投稿が訂正する投稿", corrects)]
    rows += [("この投稿の訂正", correction) for correction in entry.corrected_in_words]
    for incident in incidents:
        kind = label(TROUBLE_NAMES, incident.trouble)
        rows.append(("トラブルの記録", f"{incident.id}（{kind}） {incident.summary}"))
    if not any(value for _, value in rows):
        return None
    return section("corrections", "訂正とトラブル（第6）", facts(*rows))


def ledger_section(entry: RegisterRow) -> Element:
    """Every line of the ledger, in order."""
    rows = []
    for number, line in enumerate(entry.record.lines, start=1):
        carried = {name: value for name, value in line.carries.items() if name != "evidence"}
        rows.append(
            tag(
                "tr",
                tag("td", str(number), class_="number"),
                tag("td", f"{line.at:%Y-%m-%d %H:%M:%S}", class_="when"),
                tag("td", EVENT_NAMES.get(line.event, line.event)),
                tag("td", tag("code", json.dumps(carried, ensure_ascii=False) if carried else "")),
                tag("td", line.run),
            )
        )
    headings = ("行", "日時", "できごと", "記録", "実行")
    return section("ledger", "配信台帳の行", table(headings, rows))


def hashes_section(entry: RegisterRow) -> Element:
    """The fingerprints by which everything can be checked."""
    claimed = entry.record.claimed
    return section(
        "hashes",
        "ハッシュ",
        facts(
            ("送信本文（SHA-256）", _code(text(claimed.get("body_sha256")))),
            ("内容の識別子（git）", _code(text(claimed.get("content_sha")))),
            ("再送防止の番号", _code(text(claimed.get("retry_key")))),
            *_files(entry),
        ),
    )


def _files(entry: RegisterRow) -> Iterator[Fact]:
    """Each approved file: git's name of it, and of a picture also the hash by which the site serves it."""
    merges = sequence(entry.record.evidence.get("merges"))
    blobs = mapping(mapping(merges[-1]).get("files")) if merges else {}
    for path, blob in blobs.items():
        yield f"{path.rpartition('/')[2]}（git）", _code(text(blob))
    for name, picture in sorted(entry.post.pictures.items()) if entry.post else ():
        yield f"{name}（SHA-256）", _code(picture.sha256)


def retention_section(entry: RegisterRow, account: Account) -> Element:
    """Until when it is kept."""
    until = entry.kept_until(account)
    years = account.retention_class.removesuffix("y")
    kept = (
        f"{day_in_words(until)}まで（保存期間 {years}年。配信した年度の翌年度の4月1日から数えます）"
        if until
        else "配信が完了していないため、まだ決まりません。"
    )
    return section("retention", "保存期間", tag("p", kept))


def _code(value: str) -> Element | None:
    return tag("code", value) if value else None
