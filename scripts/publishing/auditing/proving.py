"""Everything that an auditor asks of one sent post: of the clone and the ledger, of the ledger's history, of GitHub."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from scripts.approvals.evidence import RECORD
from scripts.approvals.serialise import NotPlain
from scripts.content.account import Account
from scripts.content.places import POST_ID, homes_of
from scripts.content.post import Post
from scripts.delivery.damage import branch_damage
from scripts.delivery.entry import Entry
from scripts.delivery.pushes import Push, seen_at
from scripts.effects.content.accounts import retry_key
from scripts.effects.content.load import Tree, account_in, roster_in
from scripts.effects.git.archive import approved_post, folder_of, registers_then
from scripts.effects.git.commands import objects, resolve
from scripts.effects.git.fetching import BRANCH
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.ledger_history import forgotten_lines, parents_of
from scripts.effects.git.ledger_lines import line_commits
from scripts.effects.git.main_branch import MAIN_ON_ORIGIN, main_files
from scripts.effects.github.api import MOST_PAGES_OF_ALL, Api, Unanswered
from scripts.effects.github.merges import merge_commits, touching
from scripts.effects.github.record import record_of_merge
from scripts.effects.github.replay import history_now, recorded_snapshot
from scripts.effects.github.writes import issues_of
from scripts.effects.local.environment import GitHub
from scripts.publishing.auditing.runs import written_by_runs
from scripts.publishing.trust.branch import distrusted
from scripts.reading.fields import instant, mapping, moment, sequence, text
from scripts.records.proving.against_github import same_at_github
from scripts.records.proving.against_history import (
    appended_only,
    heads_still_there,
    pushed_when_it_says,
    receipt_of_its_own,
    taken_by_github,
    written_when_it_says,
)
from scripts.records.proving.proof import ProofAnswer, answers, claim_answers
from scripts.records.proving.replayed import replayed
from scripts.records.proving.shape import as_written, claimed_anew, of_this_post
from scripts.records.record import Record
from scripts.tasks.ledger_head import noted_heads


def every_answer(
    root: Path, record: Record, ledger: Ledger, github: GitHub | None, heads: Mapping[str, str]
) -> tuple[ProofAnswer, ...]:
    """All of it. `heads`: where a head of the ledger was noted → the commit. Raises GitFailed."""
    then = registers_then(root, record)
    return (
        *proved(root, record, approved_post(root, record), then),
        *proved_by_history(root, record, ledger, heads),
        *(proved_at_github(github, root, record, ledger) if github and record.claim else ()),
    )


def proved(root: Path, record: Record, post: Post | None, then: Tree) -> tuple[ProofAnswer, ...]:
    """Every question, answered from the clone and the ledger's lines alone."""
    account = account_in(then)
    if record.claim is None:
        return answers(record, post, account)
    return (
        *_judged_again(root, record, record.claim),
        *answers(record, post, account),
        _unchanged_on_main(root, record),
        *_key_of(record, account),
        of_this_post(record),
        as_written(record.lines),
        *claimed_anew(record.lines),
        *_attempts_before(root, record),
    )


def _judged_again(root: Path, record: Record, claim: Entry) -> list[ProofAnswer]:
    """The latest claim of these lines, held against the clone."""
    try:
        return [*replayed(claim, recorded_snapshot(root, record.evidence), history_now(root))]
    except NotPlain as why:
        return [ProofAnswer("承認の記録を読めるか", False, f"記録のこの部分が読めません: {why}")]


def _attempts_before(root: Path, record: Record) -> Iterator[ProofAnswer]:
    """Every claim before the latest: what went before a second send is a record as well."""
    places = [place for place, line in enumerate(record.lines) if line.event == "claimed"]
    for number, (place, following) in enumerate(pairwise(places), start=1):
        attempt = Record(record.post_id, record.lines[:following])
        account = account_in(registers_then(root, attempt))
        for answer in (
            *_judged_again(root, attempt, record.lines[place]),
            *claim_answers(attempt, approved_post(root, attempt), account),
            *_key_of(attempt, account),
        ):
            yield replace(answer, question=f"{number}回目の宣言: {answer.question}")


def _unchanged_on_main(root: Path, record: Record) -> ProofAnswer:
    question = "配信した投稿は、いまの main でも書き換えられていないか"
    sent, main = text(record.claimed.get("content_sha")), resolve(root, MAIN_ON_ORIGIN) or "HEAD"
    folders = [
        f"{main}:{folder}" for folder in dict.fromkeys((folder_of(root, record), *homes_of(record.post_id)))
    ]
    there = objects(root, folders)
    now = "、".join(there[folder].sha for folder in folders if there[folder].sha)
    if not now:
        return ProofAnswer(
            question, None, "main から取り除かれています。だれがいつ消したかは、履歴に残っています。", "git"
        )
    return ProofAnswer(question, now == sent, f"いまの識別子 {now} / 配信した内容 {sent}", "git")


def _key_of(record: Record, account: Account) -> Iterator[ProofAnswer]:
    """The key follows from account, post and number of claims; claims of earlier versions drew theirs by lot."""
    if "nonce" in record.claimed:
        claims = sum(line.event == "claimed" for line in record.lines)
        key = retry_key(account.basic_id, record.post_id, claims - 1)
        same = key == record.claimed.get("retry_key")
        yield ProofAnswer(
            "再送番号は、アカウントと投稿IDから計算したものと同じか", same, f"計算した番号 {key}", "git"
        )


def proved_by_history(
    root: Path, record: Record, ledger: Ledger, heads: Mapping[str, str]
) -> Iterator[ProofAnswer]:
    """The ledger's branch as git knows it. `heads`: where a head was noted → the commit. Raises GitFailed."""
    parents = parents_of(root, ledger.commit)
    forgotten = forgotten_lines(root, ledger.commit, [record.post_id])
    yield appended_only(branch_damage(parents, ()) or forgotten.get(record.post_id, ""), parents)
    yield written_when_it_says(record.lines, line_commits(root, ledger.commit, record.post_id))
    yield receipt_of_its_own(record, ledger.posts)
    yield from heads_still_there(heads, parents)


def proved_at_github(github: GitHub, root: Path, record: Record, ledger: Ledger) -> Iterator[ProofAnswer]:
    """The same facts as GitHub tells them today. Raises GitFailed."""
    api, judged_at = Api(github), moment(record.evidence.get("judged_at"))
    merges = {
        text(merge.get("merge")): merge for merge in map(mapping, sequence(record.evidence.get("merges")))
    }
    for commit in merge_commits(root, [sha for sha in merges if resolve(root, sha)]) if judged_at else ():
        testimony = mapping(merges[commit.sha].get(RECORD))
        yield same_at_github(testimony, record_of_merge(api, commit), judged_at or commit.committed_at)
    if stopped := distrusted(root, ledger):
        unknown = stopped.reasons[0].code == "evidence_unavailable"
        sentences = " ".join(reason.message for reason in stopped.reasons)
        yield ProofAnswer(
            "ブランチ ledger は、作り直されていないか", None if unknown else False, sentences, "GitHub"
        )
    else:
        yield ProofAnswer(
            "ブランチ ledger は、作り直されていないか", True, "GitHubの書き込みの記録", "GitHub"
        )
    try:
        pushes = [*_pushes(api.pages("activity", MOST_PAGES_OF_ALL, ref=BRANCH))]
        heads = noted_heads(issues_of(github))
    except Unanswered as why:
        yield ProofAnswer("台帳への書き込みの日時を、GitHubに確かめられるか", None, str(why), "GitHub")
        return
    commits, history = line_commits(root, ledger.commit, record.post_id), parents_of(root, ledger.commit)
    yield taken_by_github(commits, [*history], pushes)
    yield from pushed_when_it_says(record.lines, commits, seen_at(history, pushes))
    yield from heads_still_there(heads, history)
    yield from written_by_runs(
        api, record, [roster_in(registers_then(root, record)), roster_in(main_files(root))]
    )


def _pushes(entries: Iterable[object]) -> Iterator[Push]:
    for entry in map(mapping, entries):
        if entry.get("ref") == BRANCH and (at := instant(entry.get("timestamp"))):
            yield Push(text(entry.get("before")), text(entry.get("after")), at)


def lost_record(root: Path, ledger: Ledger, post_id: str) -> str:
    """Where a post stands on `main` and the ledger has nothing of it: what is missing. Raises GitFailed."""
    if not POST_ID.fullmatch(post_id):
        return ""
    if not ledger.commit:
        return "配信台帳(ブランチ ledger)が、この複製にありません。git fetch origin ledger で取り込んでも無ければ、失われています。"
    if gone := forgotten_lines(root, ledger.commit, [post_id]).get(post_id, ""):
        return gone
    main = resolve(root, MAIN_ON_ORIGIN) or resolve(root, "HEAD")
    if main and touching(root, main, homes_of(post_id)):
        return "main の履歴にある投稿ですが、配信台帳に行がありません。まだ配信していないか、記録が失われています。"
    return ""
