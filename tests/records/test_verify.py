"""`audit.py --verify`: the verdict repeated offline, from a clone and the ledger's record; a doctored one is found out."""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scripts import audit
from scripts.delivery.entry import Entry, write_line
from scripts.effects.content.load import account_in, post_of_tree
from scripts.effects.git.commands import CommitTree
from scripts.records.proving.proof import sent_body
from scripts.records.proving.replayed import differences
from scripts.standins.github.git import git
from tests.approvals.cafe import CONTRACTOR, DIVISION, Cafe, approved, post, settled

POST_ID = DIVISION.rpartition("/")[2]
Bend = Callable[[dict[str, Any]], None]


@pytest.fixture
def archive(cafe: Cafe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cafe:
    """A sent post in a clone, with GitHub gone for good."""
    cafe.propose()
    cafe.review("section-chief-01", "COMMENTED")
    settled(cafe)
    write_ledger(cafe, approved(cafe).evidence)
    cafe.github.server.stop()
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(cafe.bare), str(clone))
    monkeypatch.chdir(clone)
    monkeypatch.setenv("CAFE_NOW", "2030-01-01T10:00+09:00")
    return cafe


def write_ledger(cafe: Cafe, evidence: Any) -> None:
    tree = evidence["content_sha"]
    account = account_in(CommitTree(cafe.bare, "main"))
    body = sent_body(post_of_tree(cafe.bare, tree, cafe.folder, CommitTree(cafe.bare, "main")), account)
    at = cafe.now + timedelta(minutes=5)
    claimed = {
        "content_sha": tree,
        "evidence": evidence,
        "retry_key": "00000000-0000-4000-8000-000000000001",
        "body_sha256": hashlib.sha256(body).hexdigest(),
        "audience_estimate": 1000,
    }
    lines = [Entry("claimed", at, "local", claimed), Entry("accepted", at, "local", {"request_id": "r"})]
    text, above = "", ("",)
    for line in lines:
        text += write_line(line).decode()
        name = f"{cafe.folder.rpartition('/')[2]}.jsonl"
        above = (cafe.repository.commit("ledger", {name: text}, above=above, at=line.at),)


def bent(cafe: Cafe, bend: Bend) -> None:
    """Somebody rewrites the record and with it the whole branch, so that its history tells nothing."""
    name = f"{POST_ID}.jsonl"
    claimed, accepted = git(cafe.bare, "show", f"ledger:{name}").splitlines()
    line = json.loads(claimed)
    bend(line["evidence"])
    first = f"{json.dumps(line, ensure_ascii=False)}\n"
    at = cafe.now + timedelta(minutes=5)
    root = cafe.repository.commit("ledger", {name: first}, above=("",), at=at)
    cafe.repository.commit("ledger", {name: f"{first}{accepted}\n"}, above=(root,), at=at)
    fetch()


def fetch() -> None:
    git(Path.cwd(), "fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")


def test_a_stranger_repeats_the_verdict_offline(archive: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(["--verify", POST_ID]) == 0
    said = capsys.readouterr().out
    assert "移住交流担当課長 地域政策課 移住交流担当課長(section-chief-01)" in said
    assert said.count("はい") == 15 and "いいえ" not in said and "確認できず" not in said
    assert "GitHubに問い合わせていません" in said.partition("確かめていないこと")[2]


def test_a_post_with_two_merges_and_two_approvers(
    cafe: Cafe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cafe.folder = CONTRACTOR
    cafe.propose("con-poster-01", category="other")
    settled(cafe, "con-manager-01", "section-chief-01")
    cafe.branch = "fuyu-2"
    cafe.propose("con-poster-01", text=post("con-poster-01", "other", "直した本文"))
    settled(cafe, "con-manager-01", "section-chief-01")
    write_ledger(cafe, approved(cafe).evidence)
    git(tmp_path, "clone", "-q", str(cafe.bare), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    assert audit.main(["--verify", CONTRACTOR.rpartition("/")[2]]) == 0


def as_before(evidence: Any) -> None:
    """The record as the version before wrote it: without the course, the declarations, who merged, the report's text."""
    for name in ("course", "declarations", "opened_by", "merged_by", "account_blob", "report_sha256"):
        del evidence[name]
    record = evidence["merges"][0]["testimony"]
    del record["dismissals"]
    record["reviews"] = [review for review in record["reviews"] if review["state"] != "COMMENTED"]
    for review in record["reviews"]:
        del review["body_sha256"]
    for pull in (record["pull_request"], *record["candidates"]):
        del pull["merged_by"], pull["body_sha256"]


def test_a_record_of_the_version_before_still_proves_itself(archive: Cafe) -> None:
    bent(archive, as_before)
    assert audit.main(["--verify", POST_ID]) == 0


def test_the_warnings_that_were_shown_are_no_difference(archive: Cafe) -> None:
    bent(archive, lambda evidence: evidence.update(warnings=[{"rule": "link-read-lately"}]))
    assert audit.main(["--verify", POST_ID]) == 0


def _only_testimony(key: str, value: Any) -> Bend:
    def bend(evidence: dict[str, Any]) -> None:
        evidence["merges"][0]["testimony"][key] = value

    return bend


def _review(**change: Any) -> Bend:
    def bend(evidence: dict[str, Any]) -> None:
        evidence["merges"][0]["testimony"]["reviews"][0].update(change)

    return bend


def _top(**change: Any) -> Bend:
    return lambda evidence: evidence.update(change)


DOCTORED: dict[str, Bend] = {
    "no reviews": _only_testimony("reviews", []),
    "no pushes": _only_testimony("pushes", []),
    "no pull request": _only_testimony("candidates", []),
    "another merge": _top(merges=[{"merge": "0" * 40}]),
    "no merges": _top(merges=[]),
    "another roster": _top(roster_blob="0" * 40),
    "another text": _top(content_sha="0" * 40),
    "another folder": _top(folder=CONTRACTOR),
    "another main": _top(main="0" * 40),
    "another day": _top(judged_at="never"),
    "another rules version": _top(rules_version="2020-08-27"),
    "an approval by somebody else": _review(user={"id": 1002, "login": "x", "type": "User"}),
    "an approval after the merge": _review(submitted_at="2026-12-05T10:00:00+09:00"),
    "a number that is a text": _review(id="7"),
    "a history of nonsense": _only_testimony("commits", [1]),
}


@pytest.mark.parametrize("how", DOCTORED)
def test_a_doctored_record_is_found_out(archive: Cafe, capsys: pytest.CaptureFixture[str], how: str) -> None:
    bent(archive, DOCTORED[how])
    assert audit.main(["--verify", POST_ID]) == 1
    assert "いいえ" in capsys.readouterr().out


def test_a_line_that_was_cut_or_edited_on_top_of_the_ledger_is_found(
    archive: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    name = f"{POST_ID}.jsonl"
    whole = git(archive.bare, "show", f"ledger:{name}")
    for text in (whole.splitlines()[0], whole.replace('"request_id": "r"', '"request_id": "s"')):
        archive.repository.commit("ledger", {name: f"{text}\n"})
        fetch()
        assert audit.main(["--verify", POST_ID]) == 1
        assert "前にあった行が、消されるか書き換えられています" in capsys.readouterr().out


def test_a_ledger_with_a_merge_in_it_is_found(archive: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    name, tip = f"{POST_ID}.jsonl", git(archive.bare, "rev-parse", "ledger")
    whole = git(archive.bare, "show", f"ledger:{name}") + "\n"
    aside = archive.repository.commit("aside", {name: whole}, above=("",))
    archive.repository.commit("ledger", {name: whole}, above=(tip, aside))
    fetch()
    assert audit.main(["--verify", POST_ID]) == 1
    assert "いいえ  [git] 配信台帳は、行を書き足しただけの一本の履歴か" in capsys.readouterr().out


def test_times_that_differ_from_their_commits_are_found(
    archive: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `git filter-branch` would leave it: other lines under the old commits' times."""
    name = f"{POST_ID}.jsonl"
    claimed, accepted = git(archive.bare, "show", f"ledger:{name}").splitlines()
    later = accepted.replace(f"{archive.now + timedelta(minutes=5):%H:%M:%S}", "19:30:00")
    assert later != accepted
    at = archive.now + timedelta(minutes=5)
    root = archive.repository.commit("ledger", {name: f"{claimed}\n"}, above=("",), at=at)
    archive.repository.commit("ledger", {name: f"{claimed}\n{later}\n"}, above=(root,), at=at)
    fetch()
    assert audit.main(["--verify", POST_ID]) == 1
    assert "いいえ  [git] 台帳の各行の日時は" in capsys.readouterr().out


@pytest.mark.parametrize("seconds", [0, 253402300800, 99999999999999])
def test_a_commit_of_the_ledger_with_a_date_beyond_the_calendar_is_found(
    archive: Cafe, capsys: pytest.CaptureFixture[str], seconds: int
) -> None:
    """Whoever holds the key chooses the dates of commits, and one such commit can never be taken away again."""
    written = git(archive.bare, "cat-file", "commit", "ledger")
    dated = re.sub(r"(?m)^(author|committer)( .*> )\d+ ", rf"\g<1>\g<2>{seconds} ", written) + "\n"
    options = ("-t", "commit", "-w", "--stdin", "--literally")
    made = subprocess.run(
        ["git", "-C", str(archive.bare), "hash-object", *options], input=dated.encode(), capture_output=True, check=True
    )  # fmt: skip
    git(archive.bare, "update-ref", "refs/heads/ledger", made.stdout.decode().strip())
    fetch()
    assert audit.main(["--verify", POST_ID]) == 1
    assert "いいえ  [git] 台帳の各行の日時は" in capsys.readouterr().out


def test_a_ledger_that_was_rewritten_since_its_head_was_noted(
    archive: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    head = git(archive.bare, "rev-parse", "ledger")
    assert audit.main(["--verify", POST_ID, "--ledger-head", head]) == 0
    bent(archive, lambda evidence: evidence.update(warnings=[]))
    assert audit.main(["--verify", POST_ID]) == 0
    assert audit.main(["--verify", POST_ID, "--ledger-head", head]) == 1
    assert "いいえ  [git] 前に控えた台帳の先頭は" in capsys.readouterr().out


def test_an_edited_post_on_main_is_found(archive: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    archive.repository.commit("main", {f"{DIVISION}/post.md": post(text="ほかの本文")})
    fetch()
    assert audit.main(["--verify", POST_ID]) == 1
    assert "いいえ  [git] 配信した投稿は、いまの main でも" in capsys.readouterr().out


def test_a_sent_post_that_was_taken_away_is_named_and_nothing_else_is_doubted(
    archive: Cafe, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.repository.commit("main", {f"{DIVISION}/post.md": None})
    fetch()
    assert audit.main(["--verify", POST_ID]) == 1
    printed = capsys.readouterr().out
    assert printed.count("確認できず") == 1 and "いいえ" not in printed
    assert "main から取り除かれています" in printed


@pytest.mark.parametrize("how", ["the branch", "the file", "never written"])
def test_a_lost_ledger_is_found(archive: Cafe, capsys: pytest.CaptureFixture[str], how: str) -> None:
    if how == "the branch":
        git(Path.cwd(), "update-ref", "-d", "refs/remotes/origin/ledger")
    elif how == "the file":
        archive.repository.commit("ledger", {f"{POST_ID}.jsonl": None})
        fetch()
    else:
        archive.repository.commit("ledger", {"20261201-other.jsonl": "\n"}, above=("",))
        fetch()
    assert audit.main(["--verify", POST_ID]) == 1
    assert "いいえ  [git] 配信の記録があるか" in capsys.readouterr().out


def test_main_was_rewritten_since(archive: Cafe, capsys: pytest.CaptureFixture[str]) -> None:
    git(Path.cwd(), "update-ref", "refs/remotes/origin/main", "refs/remotes/origin/main^1")
    assert audit.main(["--verify", POST_ID]) == 1
    assert "書き換えられています" in capsys.readouterr().out


def test_a_post_that_was_never_sent_is_a_wrong_question(archive: Cafe) -> None:
    assert audit.main(["--verify", "20261231-nai"]) == 2


def test_the_record_is_whole_and_plain(cafe: Cafe) -> None:
    evidence = dict(approved(settled(cafe)).evidence)
    assert json.loads(json.dumps(evidence)) == evidence
    assert evidence["rules_version"] == "2023-07-19"
    assert evidence["opened_at"] == "2026-12-04T10:02:00+09:00"
    assert evidence["merged_at"] == "2026-12-04T10:04:00+09:00"
    assert evidence["author"]["title"] == "地域政策課 主事"
    assert evidence["approvals"][0] | {"review_id": 0} == {
        "person": "section-chief-01",
        "title": "地域政策課 移住交流担当課長",
        "github_id": 1101,
        "role": "section_chief",
        "review_id": 0,
        "submitted_at": "2026-12-04T10:03:00+09:00",
        "commit": evidence["head"],
        "login": "section-chief-01-example",
    }
    assert evidence["roster_blob"] == git(cafe.bare, "rev-parse", "main^1:content/roster.yml")
    assert evidence["merges"][0]["files"] == {
        f"{DIVISION}/post.md": git(cafe.bare, "rev-parse", f"main:{DIVISION}/post.md")
    }


def test_a_key_that_the_record_of_its_day_did_not_have_is_no_difference() -> None:
    assert list(differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 2, "c": 3}], "d": 4}, "")) == []
    assert list(differences({"a": [1, {"b": 2}]}, {"a": [True, {"b": 3}]}, "")) == ["a[0]", "a[1].b"]
