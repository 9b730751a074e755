"""Each field of the record is tampered with, one by one: it is found, by what the table says, or the table says why not.

The whole branch is taken as rewritten, so that its history tells nothing.
"""

import copy
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

import pytest

from scripts.approvals.evidence import RECORD, with_warnings
from scripts.approvals.github_record import Actor, GitHubRecord, Unavailable
from scripts.approvals.judge import judge
from scripts.checking.finding import Finding
from scripts.delivery.entry import FIELDS, read_lines
from scripts.effects.content.accounts import retry_key
from scripts.effects.content.load import account_in, post_of_tree
from scripts.effects.git import commands
from scripts.effects.git.commands import CommitTree
from scripts.effects.github.api import Api
from scripts.effects.github.merges import merge_commits
from scripts.effects.github.record import record_of_merge
from scripts.publishing.auditing.proving import proved
from scripts.records.proving.against_github import same_at_github
from scripts.records.proving.against_history import LineCommit, written_when_it_says
from scripts.records.proving.proof import ProofAnswer, sent_body
from scripts.records.proving.provable import FOUND_BY, NOT_PROVABLE, NotProvable, answer_for
from scripts.records.record import Record
from tests.approvals.cafe import DIVISION, Cafe, approved, copied, post
from tests.approvals.good_case import GOOD

POST_ID = DIVISION.rpartition("/")[2]
WARNING = Finding("a.md", 3, "link-read-lately", "第3項イ", "warning", "読み直してください。")
Lines = list[dict[str, Any]]


@dataclass(frozen=True)
class Sent:
    """A sent post: the lines of its file as JSON, the clone, what GitHub says today."""

    root: Path
    lines: Lines
    github: Mapping[str, GitHubRecord | Unavailable]


@pytest.fixture(scope="module")
def sent(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    """Everything that a record can hold happened; later there was a comment, a dismissal and a new login."""
    cafe = copied(papers, tmp_path_factory.mktemp("sent"))
    patch = pytest.MonkeyPatch()
    with cafe.github:
        decided(cafe)
        evidence = with_warnings(approved(cafe).evidence, [WARNING])
        lines = lines_of(cafe, evidence)
        cafe.now += timedelta(days=3)
        cafe.review("con-manager-01", "COMMENTED")
        cafe.github.dismiss(chief_s_yes(cafe), by="maintainer-01-example")
        git_is_remembered(patch)
        (commit,) = merge_commits(cafe.bare, [evidence["merge"]])
        now = record_of_merge(Api(cafe.settings), commit)
        yield Sent(cafe.bare, lines, {commit.sha: now})
    patch.undo()


def decided(cafe: Cafe) -> None:
    """Two authors, another base and back, an objection that is dismissed, a comment, one approval too many."""
    other = "Content\n\nCo-authored-by: x <1002+div-poster-02-example@users.noreply.github.com>"
    cafe.write({f"{DIVISION}/post.md": post(text="はじめの本文", declarations="{guideline: true}")})
    cafe.write(
        {f"{DIVISION}/post.md": post(declarations="{guideline: true}")}, message=other, pusher="div-poster-02"
    )
    cafe.open("div-poster-01")
    cafe.github.state.pull_requests[cafe.number].body = "報告します。"
    for base in ("other", "main"):
        cafe.later()
        cafe.github.retarget(cafe.number, base)
    cafe.later()
    objection = cafe.github.review(
        cafe.number, "section-chief-01-example", "CHANGES_REQUESTED", body="日付を。"
    )
    cafe.later()
    cafe.github.dismiss(objection, by="section-chief-01-example")
    cafe.review("maintainer-01", "COMMENTED")
    cafe.review("div-poster-02")
    cafe.review("section-chief-01")
    cafe.merge()


def chief_s_yes(cafe: Cafe) -> int:
    reviews = cafe.github.state.reviews
    return next(given.id for given in reviews if (given.user.id, given.state) == (1101, "APPROVED"))


def lines_of(cafe: Cafe, evidence: Mapping[str, Any]) -> Lines:
    """The lines as `publish` writes them."""
    main = CommitTree(cafe.bare, "main")
    account, at = account_in(main), cafe.now + timedelta(minutes=5)
    body = sent_body(post_of_tree(cafe.bare, evidence["content_sha"], DIVISION, main), account)
    key = retry_key(account.basic_id, POST_ID, 0)
    overview = {"requestId": "r-1", "timestamp": int(at.timestamp()) + 2, "delivered": 1234,
                "uniqueImpression": 500, "uniqueClick": 100}  # fmt: skip
    claimed = {"content_sha": evidence["content_sha"], "evidence": evidence, "retry_key": key,
               "nonce": "abc", "body_sha256": sha256(body), "audience_estimate": 1240,
               "quota": {"limit": 30000, "used": 4210}}  # fmt: skip
    rows = [
        ("claimed", at, claimed),
        ("accepted", at + timedelta(seconds=2), {"request_id": "r-1", "retry_key": key}),
        ("measured", at + timedelta(days=2), {"overview": overview}),
    ]
    return [
        {"event": event, "at": moment.isoformat(timespec="seconds"), "run": "local", **carries}
        for event, moment, carries in rows
    ]


def sha256(raw: bytes) -> str:
    import hashlib

    return hashlib.sha256(raw).hexdigest()


def git_is_remembered(patch: pytest.MonkeyPatch) -> None:
    """Nothing changes in the clone any more, and it is asked the same some hundred times."""
    run, known = subprocess.run, dict[object, Any]()

    def remembered(command: list[str], **options: Any) -> Any:
        key = (tuple(command), options.get("input"))
        if key not in known:
            known[key] = run(command, **options)
        return known[key]

    patch.setattr(commands.subprocess, "run", remembered)


def in_the_clone(sent: Sent, lines: Lines) -> list[ProofAnswer]:
    """What the clone and the ledger's lines say; of its commits only the times are left."""
    raw = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
    record = Record(POST_ID, read_lines(raw))
    then = CommitTree(sent.root, sent.lines[0]["evidence"]["main"])
    text = post_of_tree(sent.root, sent.lines[0]["content_sha"], DIVISION, then)
    commits = [LineCommit("", datetime.fromisoformat(line["at"])) for line in sent.lines]
    return [*proved(sent.root, record, text, then), written_when_it_says(record.lines, commits)]


def at_github(sent: Sent, lines: Lines) -> list[ProofAnswer]:
    evidence = lines[0]["evidence"]
    judged_at = datetime.fromisoformat(evidence["judged_at"])
    return [
        same_at_github(merge[RECORD], sent.github[merge["merge"]], judged_at)
        for merge in evidence["merges"]
        if merge["merge"] in sent.github
    ]


def holds(answers: list[ProofAnswer]) -> bool:
    return all(answer.holds for answer in answers)


def places(value: object, way: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The way to every single value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*way, key))
    if not isinstance(value, dict | list):
        yield way


def name_of(way: tuple[str | int, ...]) -> str:
    """The name of a place in the table; the names of files are data."""
    named = ".".join("[]" if isinstance(key, int) else key for key in way).replace(".[]", "[]")
    return re.sub(r"\.(files|declarations)\..*", r".\1", named)


def tampered(lines: Lines, way: tuple[str | int, ...]) -> Lines:
    """The lines with another value of the same kind at that place."""
    bent = copy.deepcopy(lines)
    inner: Any = next(line for line in bent if line["event"] == way[0])
    for key in way[1:-1]:
        inner = inner[key]
    inner[way[-1]] = another(inner[way[-1]])
    return bent


def removed(lines: Lines, way: tuple[str | int, ...]) -> Lines:
    """The lines without that value."""
    bent = copy.deepcopy(lines)
    inner: Any = next(line for line in bent if line["event"] == way[0])
    for key in way[1:-1]:
        inner = inner[key]
    del inner[way[-1]]
    return bent


def another(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 100_000
        case str() if re.match(r"\d{4}-\d\d-\d\dT", value):
            return (datetime.fromisoformat(value) + timedelta(days=1)).isoformat()
        case str() if re.fullmatch("[0-9a-f-]{36,64}", value):
            return ("1" if value[0] != "1" else "2") + value[1:]
        case str():
            return f"{value}x"
        case _:
            return "x"


def names_in(kind: Any, before: str) -> Iterator[str]:
    """The names of all fields of a dataclass, as its record in the ledger has them."""
    if isinstance(kind, UnionType):
        (kind,) = [member for member in get_args(kind) if member is not NoneType]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield from names_in(hints[field.name], f"{before}.{field.name}")
    elif get_args(kind):
        yield from names_in(get_args(kind)[0], f"{before}[]")
    else:
        yield before


TESTIMONY = f"claimed.evidence.merges[].{RECORD}"
OF_GITHUB = sorted(set(names_in(GitHubRecord, TESTIMONY)))
AT_THE_TOP = [f"claimed.evidence.{name}" for name in judge(GOOD).evidence] + ["claimed.evidence.warnings[]"]
OF_LINES = sorted(
    f"{event}.{name}" for event, kinds in FIELDS.items() for name in ("at", "run", *kinds[0], *kinds[1])
)
NEVER_HERE = (f"{TESTIMONY}.pull_request.requested[]", f"{TESTIMONY}.candidates[].requested[]",
              f"{TESTIMONY}.merge.co_authors[]")  # fmt: skip


def of_the_sample(lines: Lines) -> list[tuple[str | int, ...]]:
    return [
        way
        for line in lines
        for way in places({key: value for key, value in line.items() if key != "event"}, (line["event"],))
    ]


def test_the_record_as_it_is_holds(sent: Sent) -> None:
    assert [answer for answer in in_the_clone(sent, sent.lines) if not answer.holds] == []
    assert [answer for answer in at_github(sent, sent.lines) if not answer.holds] == []
    assert len(at_github(sent, sent.lines)) == 1


@pytest.mark.parametrize("name", [*OF_GITHUB, *AT_THE_TOP])
def test_a_field_of_the_evidence_that_was_tampered_with_is_found(sent: Sent, name: str) -> None:
    ways = [way for way in of_the_sample(sent.lines) if re.match(re.escape(name) + r"(?![\w])", name_of(way))]
    assert ways or name in NEVER_HERE, "the sample has no such value"
    for way in ways:
        found_as_the_table_says(sent, way)


@pytest.mark.parametrize("event", ["claimed", "accepted", "measured"])
def test_a_field_of_a_line_that_was_tampered_with_is_found(sent: Sent, event: str) -> None:
    for way in of_the_sample(sent.lines):
        if way[0] == event and way[1] != "evidence":
            found_as_the_table_says(sent, way)


def found_as_the_table_says(sent: Sent, way: tuple[str | int, ...]) -> None:
    by = answer_for(name_of(way))
    assert by is not None, f"{name_of(way)}: no answer in the table"
    bent = tampered(sent.lines, way)
    if by == "GitHub":
        assert not holds(at_github(sent, bent)), way
    elif not isinstance(by, NotProvable):
        assert not holds(in_the_clone(sent, bent)), way


def test_whatever_was_taken_away_is_found(sent: Sent) -> None:
    """What cannot be vouched for must at least be there: of a line nothing may be missing but a quota that LINE sets not."""
    parts = {
        (line["event"], *way[: length + 1])
        for line in sent.lines
        for way in places({key: value for key, value in line.items() if key != "event"}, ())
        for length in range(len(way))
    }
    one_of_each = {name_of(way): way for way in sorted(parts, key=str)}
    missed = set()
    for name, way in one_of_each.items():
        bent = removed(sent.lines, way)
        if holds(in_the_clone(sent, bent)) and holds(at_github(sent, bent)):
            missed.add(name)
    assert {name for name in missed if not isinstance(answer_for(name), NotProvable)} == set()
    assert {name for name in missed if name.count(".") == 1} == {"claimed.quota"}


@pytest.mark.parametrize("foreign", ["x", None], ids=repr)
def test_a_foreign_value_is_found(sent: Sent, foreign: object) -> None:
    missed = []
    for way in {name_of(way): way for way in objects_in(sent.lines)}.values():
        bent = copy.deepcopy(sent.lines)
        inner: Any = next(line for line in bent if line["event"] == way[0])
        for key in way[1:]:
            inner = inner[key]
        inner["foreign"] = foreign
        if holds(in_the_clone(sent, bent)):
            missed.append(name_of(way))
    assert {name for name in missed if not isinstance(answer_for(name), NotProvable)} == set()


def objects_in(lines: Lines) -> list[tuple[str | int, ...]]:
    """The way to every object inside, each line itself included."""
    ways = {(line["event"],) for line in lines}
    for line in lines:
        for way in places({key: value for key, value in line.items() if key != "event"}, ()):
            ways |= {
                (line["event"], *way[:length])
                for length in range(1, len(way))
                if not isinstance(way[length], int)
            }
    return sorted(ways, key=str)


@pytest.mark.parametrize("name", OF_LINES)
def test_every_field_of_every_line_has_an_answer(name: str) -> None:
    by = answer_for(name)
    assert by is not None
    assert not isinstance(by, NotProvable) or by.why.endswith("。")


def test_the_table_has_no_answer_to_what_nobody_asks() -> None:
    asked = [*OF_GITHUB, *AT_THE_TOP, *OF_LINES, "measured.overview.requestId", "measured.overview.timestamp",
             *(f"claimed.evidence.merges[].passed_over[].{name}" for name in ("who", "why"))]  # fmt: skip
    for place in (*FOUND_BY, *NOT_PROVABLE):
        assert any(name.startswith(place) for name in asked), place


SWAPS: dict[str, Callable[[dict[str, Any]], None]] = {
    "two reviews change places": lambda record: record["reviews"].reverse(),
    "two reviews change their texts": lambda record: swap(record["reviews"], "body_sha256"),
    "two reviews change their people": lambda record: swap(record["reviews"], "user"),
    "a review is left out": lambda record: record["reviews"].pop(0),
    "a dismissal is left out": lambda record: record["dismissals"].pop(),
    "a push is left out": lambda record: record["pushes"].pop(0),
    "a commit is left out": lambda record: record["commits"].pop(0),
    "a base change is left out": lambda record: record["base_changes"].pop(),
}


def swap(entries: list[dict[str, Any]], name: str) -> None:
    entries[0][name], entries[1][name] = entries[1][name], entries[0][name]


@pytest.mark.parametrize("how", SWAPS)
def test_what_was_exchanged_or_left_out_is_found_at_github(sent: Sent, how: str) -> None:
    bent = copy.deepcopy(sent.lines)
    before = copy.deepcopy(bent[0]["evidence"]["merges"][0][RECORD])
    SWAPS[how](bent[0]["evidence"]["merges"][0][RECORD])
    assert bent[0]["evidence"]["merges"][0][RECORD] != before
    assert not holds(at_github(sent, bent))


def test_a_consistent_lie_about_a_time_and_a_person_is_found_at_github(sent: Sent) -> None:
    """Whoever rewrites the ledger changes a fact everywhere it stands; only GitHub knows better."""
    text = json.dumps(sent.lines[0]["evidence"], ensure_ascii=False)
    opened = sent.lines[0]["evidence"]["opened_at"]
    lie = text.replace(opened, (datetime.fromisoformat(opened) + timedelta(seconds=30)).isoformat())
    bent = [{**sent.lines[0], "evidence": json.loads(lie)}, *sent.lines[1:]]
    assert lie != text
    assert holds(in_the_clone(sent, bent))
    assert not holds(at_github(sent, bent))


def today(sent: Sent, **changes: Any) -> list[ProofAnswer]:
    """What GitHub says of the untouched record after something changed there."""
    github = {
        sha: replace(now, **changes) for sha, now in sent.github.items() if isinstance(now, GitHubRecord)
    }
    return at_github(replace(sent, github=github), sent.lines)


def known(sent: Sent) -> GitHubRecord:
    (now,) = sent.github.values()
    assert isinstance(now, GitHubRecord)
    return now


def test_an_account_that_is_gone_or_renamed_leaves_the_question_open(sent: Sent) -> None:
    now = known(sent)
    for user in (None, Actor(10137, "ghost", "User"), Actor(1101, "new-name", "User")):
        reviews = tuple(
            replace(review, user=user) if review.user and review.user.id == 1101 else review
            for review in now.reviews
        )
        (answer,) = today(sent, reviews=reviews)
        assert answer.holds is None, user
    strangers = tuple(replace(review, user=Actor(9, "x", "User")) for review in now.reviews)
    assert [answer.holds for answer in today(sent, reviews=strangers)] == [False]


def test_pushes_that_github_has_forgotten_leave_it_open_and_one_more_does_not(sent: Sent) -> None:
    now = known(sent)
    assert [answer.holds for answer in today(sent, pushes=())] == [None]
    more = (*now.pushes, replace(now.pushes[0], after="f" * 40))
    assert [answer.holds for answer in today(sent, pushes=more)] == [False]


def test_without_an_answer_of_github_nobody_says_yes(sent: Sent) -> None:
    silent = dict.fromkeys(sent.github, Unavailable("HTTP 500"))
    (answer,) = at_github(replace(sent, github=silent), sent.lines)
    assert answer.holds is None and "HTTP 500" in answer.detail
