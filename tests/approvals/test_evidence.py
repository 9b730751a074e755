"""The evidence of a verdict: every field that the ledger, the register and the dossier need."""

import json
from dataclasses import replace

from scripts.approvals.evidence import history_rewritten, repeatable, with_warnings
from scripts.approvals.github_record import Dismissal, GitHubRecord, Review
from scripts.approvals.judge import judge
from scripts.approvals.serialise import read_plain
from scripts.checking.finding import Finding
from scripts.content.post import read_post
from tests.approvals.cafe import DIVISION, post
from tests.approvals.good_case import APPROVED, AUTHOR, GOOD, HEAD, MERGE, RECORD, TREE, merged, minutes, said

CHIEF = {
    "person": "section-chief-01",
    "title": "地域政策課 移住交流担当課長",
    "github_id": 1101,
    "login": "section-chief-01-example",
}
POSTER = {
    "person": "div-poster-01",
    "title": "地域政策課 主事",
    "github_id": 1001,
    "login": "div-poster-01-example",
}


def test_the_main_facts_stand_at_the_top() -> None:
    evidence = judge(GOOD).evidence
    assert {name: evidence[name] for name in ("pull_request", "head", "merge", "content_sha", "folder")} == {
        "pull_request": 12,
        "head": HEAD,
        "merge": MERGE,
        "content_sha": TREE,
        "folder": DIVISION,
    }
    assert evidence["opened_at"] == "2026-12-04T12:01:00+09:00"  # 報告
    assert evidence["merged_at"] == "2026-12-04T12:10:00+09:00"
    assert evidence["opened_by"] == evidence["merged_by"] == evidence["author"] == POSTER
    assert evidence["rules_version"] == "2023-07-19"
    assert (evidence["roster_blob"], evidence["account_blob"]) == ("1" * 40, "2" * 40)
    assert [approval["review_id"] for approval in evidence["approvals"]] == [9001]


def test_the_authors_declarations_are_kept_as_yes_or_no() -> None:
    text = post(declarations="{guideline: true, fair_competition: false, public_information: maybe}")
    content = read_post(f"{DIVISION}/post.md", text.encode(), {})
    assert judge(merged(content=content)).evidence["declarations"] == {
        "guideline": True,
        "fair_competition": False,
        "public_information": False,
    }


def test_the_course_tells_every_review_and_every_dismissal_in_order() -> None:
    comment = Review(9000, AUTHOR, "COMMENTED", HEAD, minutes(3), "0" * 64)
    dismissals = (Dismissal(8999, "approved", minutes(4), AUTHOR, "1" * 64),)
    course = judge(said(reviews=(APPROVED, comment), dismissals=dismissals)).evidence["course"]
    assert course == [
        {"at": "2026-12-04T12:03:00+09:00", "review": 9000, "state": "COMMENTED", "commit": HEAD,
         "by": POSTER, "body_sha256": "0" * 64},
        {"at": "2026-12-04T12:04:00+09:00", "dismissed": 8999, "state": "approved", "by": POSTER,
         "body_sha256": "1" * 64},
        {"at": "2026-12-04T12:05:00+09:00", "review": 9001, "state": "APPROVED", "commit": HEAD,
         "by": CHIEF, "body_sha256": "f" * 64},
    ]  # fmt: skip


def test_the_warnings_that_were_shown_are_added_and_errors_are_not() -> None:
    shown = Finding("a.md", 3, "link-read-lately", "第3項イ", "warning", "読み直してください。")
    error = replace(shown, level="error")
    evidence = with_warnings(judge(GOOD).evidence, [shown, error])
    assert evidence["warnings"] == [vars(shown)]
    assert repeatable(evidence) == judge(GOOD).evidence


def test_evidence_is_json_and_github_s_record_can_be_read_back() -> None:
    evidence = json.loads(json.dumps(judge(GOOD).evidence))
    assert evidence == judge(GOOD).evidence
    assert read_plain(GitHubRecord, evidence["merges"][0]["testimony"]) == RECORD


def test_a_record_of_before_is_read_without_what_it_did_not_keep() -> None:
    recorded = json.loads(json.dumps(judge(GOOD).evidence))["merges"][0]["testimony"]
    del recorded["dismissals"], recorded["pull_request"]["merged_by"], recorded["reviews"][0]["body_sha256"]
    old = read_plain(GitHubRecord, recorded)
    assert (old.dismissals, old.reviews[0].body_sha256) == (None, "")
    assert judge(merged(github=old)).outcome == "approved"


def test_a_rewritten_main_is_held() -> None:
    evidence = judge(GOOD).evidence
    assert history_rewritten(evidence, {MERGE}) is None
    reason = history_rewritten(evidence, {"0" * 40})
    assert reason and reason.holds and MERGE[:7] in reason.message
    assert history_rewritten({}, {MERGE}) is not None
