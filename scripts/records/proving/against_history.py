"""The ledger's lines of a post against the history of its branch, as git and GitHub know it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts.delivery.damage import CLOCKS_DIFFER
from scripts.delivery.entry import Entry
from scripts.delivery.pushes import Push, seen_at
from scripts.reading.fields import mapping, text
from scripts.records.proving.proof import ProofAnswer
from scripts.records.record import Record


@dataclass(frozen=True)
class LineCommit:
    """The commit that brought a line into the ledger, and its own time."""

    sha: str
    at: datetime


def appended_only(damage: str, commits: Collection[str]) -> ProofAnswer:
    """`damage` says in words what git or GitHub saw of the branch or of the post's file; nothing: all is well."""
    question = "配信台帳は、行を書き足しただけの一本の履歴か"
    return ProofAnswer(question, not damage, damage or f"コミット{len(commits)}件", "git")


def written_when_it_says(lines: Sequence[Entry], commits: Sequence[LineCommit]) -> ProofAnswer:
    """The time of each line against the time of the commit that brought it."""
    question = "台帳の各行の日時は、その行を書き足したコミットの日時と合うか"
    if len(lines) != len(commits):
        return ProofAnswer(
            question, False, f"{len(lines)}行に、書き足したコミットが{len(commits)}件です。", "git"
        )
    wrong = [
        f"{number}行目 {line.at:%Y-%m-%d %H:%M:%S} / コミット {commit.at:%Y-%m-%d %H:%M:%S}"
        for number, (line, commit) in enumerate(zip(lines, commits, strict=True), start=1)
        if abs(line.at - commit.at) > CLOCKS_DIFFER
    ]
    return ProofAnswer(question, not wrong, "、".join(wrong) or f"{len(lines)}行", "git")


def pushed_when_it_says(
    lines: Sequence[Entry], commits: Sequence[LineCommit], pushed: Mapping[str, datetime]
) -> Iterator[ProofAnswer]:
    """The time of each line against the time at which GitHub's server took it; nothing where GitHub kept none.

    `pushed`: commit → GitHub's own time.
    """
    known = [
        (number, line.at, pushed[commit.sha])
        for number, (line, commit) in enumerate(zip(lines, commits, strict=False), start=1)
        if commit.sha in pushed
    ]
    if known:
        wrong = [
            f"{number}行目 {at:%Y-%m-%d %H:%M:%S} / GitHub {seen:%Y-%m-%d %H:%M:%S}"
            for number, at, seen in known
            if abs(at - seen) > CLOCKS_DIFFER
        ]
        yield ProofAnswer(
            "台帳の各行の日時は、GitHubが受け取った日時と合うか",
            not wrong,
            "、".join(wrong) or f"{len(known)}行",
            "GitHub",
        )


def taken_by_github(
    commits: Sequence[LineCommit], history: Sequence[str], pushes: Sequence[Push]
) -> ProofAnswer:
    """Whether GitHub's server took every line; what is older than the oldest push that it still knows is excused.

    `history` are the branch's commits, newest first, `pushes` GitHub's, in any order.
    """
    question = "台帳の各行は、GitHubが受け取ったものか"
    if not pushes:
        return ProofAnswer(question, None, "GitHubに、台帳への書き込みの記録が残っていません。", "GitHub")
    seen, oldest = seen_at(history, pushes), min(pushes, key=lambda push: push.at)
    known = history.index(oldest.before) if oldest.before in history else len(history)
    excused = frozenset(history[known:])
    unknown = [
        f"{number}行目（コミット {commit.sha[:7]}）"
        for number, commit in enumerate(commits, start=1)
        if commit.sha not in seen and commit.sha not in excused
    ]
    detail = "、".join(unknown)
    return ProofAnswer(
        question, not unknown, f"GitHubが知らない行: {detail}" if unknown else f"{len(commits)}行", "GitHub"
    )


def receipt_of_its_own(record: Record, posts: Mapping[str, Sequence[Entry]]) -> ProofAnswer:
    """No other post's lines name this post's retry keys or LINE's receipts. `posts`: post_id → its lines."""
    own = _numbers(record.lines)
    twice = [
        f"{post_id}: {number}"
        for post_id, lines in sorted(posts.items())
        if post_id != record.post_id
        for number in sorted(own & _numbers(lines))
    ]
    question = "再送番号と受付番号は、ほかの投稿の記録にないか"
    return ProofAnswer(question, not twice, "、".join(twice) or f"{len(own)}個の番号")


def _numbers(lines: Sequence[Entry]) -> set[str]:
    """Every retry key and every receipt that the lines name."""
    numbers = {text(line.carries.get(name)) for line in lines for name in ("retry_key", "request_id")}
    counted = (mapping(line.carries.get("overview")) for line in lines if line.event == "measured")
    return (numbers | {text(overview.get("requestId")) for overview in counted}) - {""}


def heads_still_there(heads: Mapping[str, str], history: Collection[str]) -> Iterator[ProofAnswer]:
    """Where each head was noted (an issue of a month, a dossier) → the commit; it must be in the ledger's history."""
    if heads:
        lost = [
            f"{where} {sha[:12] or '（番号が消されています）'}"
            for where, sha in sorted(heads.items())
            if sha not in history
        ]
        yield ProofAnswer(
            "前に控えた台帳の先頭は、いまの台帳の履歴にあるか",
            not lost,
            f"見当たらないもの: {'、'.join(lost)}" if lost else "、".join(sorted(heads)),
            "git",
        )
