"""The stand-in answers as GitHub does: real commits, pages, accounts behind e-mail addresses, faults."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from scripts.standins.github.git import NOWHERE, git
from scripts.standins.github.github import GitHub, User

AUTHOR = User("div-poster-01-example", 1001)
CHIEF = User("section-chief-01-example", 1101, emails=("chief@example.jp",))
HEADERS = {"Authorization": "Bearer sample", "X-GitHub-Api-Version": "2022-11-28"}


class Clock:
    """Half a minute goes by at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 4, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=30)
        return self.now


@pytest.fixture
def github(tmp_path: Path) -> Iterator[GitHub]:
    bare = tmp_path / "cafe.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    stream = "".join(
        _commit(ref, mark, author, file, above)
        for ref, mark, author, file, above in [
            ("main", 1, "root@example.jp", "README.md", ""),
            ("fuyu", 2, "1001+old-login@users.noreply.github.com", "a.txt", "from :1\n"),
            ("fuyu", 3, "nobody@example.jp", "b.txt", "from :2\n"),
        ]
    )
    git(bare, "fast-import", "--quiet", given=stream)
    with GitHub(bare, Clock(), [AUTHOR, CHIEF]) as running:
        running.push("fuyu", AUTHOR.login)
        yield running


def _commit(branch: str, mark: int, author: str, file: str, above: str) -> str:
    who = f"Sample <{author}> {1_790_000_000 + mark} +0900"
    head = f"commit refs/heads/{branch}\nmark :{mark}\nauthor {who}\ncommitter {who}\ndata 4\ntext\n{above}"
    return f"{head}M 100644 inline {file}\ndata 2\nx\n"


def ask(github: GitHub, path: str, **query: object) -> requests.Response:
    url = f"{github.url}/repos/{github.state.name}/{path}"
    return requests.get(url, params=query, headers=HEADERS, timeout=5)


def test_a_merge_is_a_real_commit_of_two_parents_committed_and_signed_by_github(github: GitHub) -> None:
    head, before = github.state.tip("fuyu"), github.state.tip("main")
    number = github.open_pull_request("fuyu", AUTHOR.login)
    merge = github.merge(number, by=CHIEF.login)
    answer = ask(github, f"commits/{merge}").json()
    assert [parent["sha"] for parent in answer["parents"]] == [before, head]
    assert answer["committer"]["id"] == 19864447 and answer["commit"]["verification"]["verified"] is True
    assert answer["author"]["id"] == CHIEF.id
    assert git(github.state.repository, "rev-parse", "main^{tree}") == git(
        github.state.repository, "rev-parse", f"{head}^{{tree}}"
    )
    pulls = ask(github, f"commits/{merge}/pulls").json()
    assert [(each["number"], each["merge_commit_sha"]) for each in pulls] == [(number, merge)]


def test_accounts_are_found_by_their_addresses_and_by_the_number_in_noreply(github: GitHub) -> None:
    number = github.open_pull_request("fuyu", AUTHOR.login)
    first, second = ask(github, f"pulls/{number}/commits").json()
    assert first["author"]["id"] == AUTHOR.id
    assert second["author"] is None and second["committer"] is None
    assert first["commit"]["verification"]["verified"] is False


def test_a_branch_remembers_who_moved_it_and_how(github: GitHub) -> None:
    bare = github.state.repository
    git(bare, "update-ref", "refs/heads/fuyu", "refs/heads/main")
    github.push("fuyu", CHIEF.login)
    github.delete_branch("fuyu", CHIEF.login)
    entries = ask(github, "activity", ref="refs/heads/fuyu").json()
    assert [entry["activity_type"] for entry in entries] == [
        "branch_deletion",
        "force_push",
        "branch_creation",
    ]
    assert entries[0]["after"] == NOWHERE and entries[2]["actor"]["id"] == AUTHOR.id
    assert ask(github, "activity", ref="refs/heads/else").json() == []


def test_a_pull_request_closes_with_its_branch_and_opens_again_where_the_branch_is_restored(
    github: GitHub,
) -> None:
    number, head = github.open_pull_request("fuyu", AUTHOR.login), github.state.tip("fuyu")
    github.delete_branch("fuyu", CHIEF.login)
    closed = ask(github, f"pulls/{number}").json()
    assert (closed["state"], closed["head"]["sha"]) == ("closed", head)
    git(github.state.repository, "update-ref", "refs/heads/fuyu", head)
    github.push("fuyu", AUTHOR.login)
    github.reopen(number)
    again = ask(github, f"pulls/{number}").json()
    assert (again["state"], again["closed_at"], again["head"]["sha"]) == ("open", None, head)
    events = [event["event"] for event in ask(github, f"issues/{number}/timeline").json()]
    assert events == ["closed", "reopened"]


def test_reviews_come_in_pages_with_links(github: GitHub) -> None:
    number = github.open_pull_request("fuyu", AUTHOR.login)
    given = [github.review(number, CHIEF.login, "COMMENTED") for _ in range(101)]
    assert len(ask(github, f"pulls/{number}/reviews").json()) == 30
    first = ask(github, f"pulls/{number}/reviews", per_page=1000)
    assert len(first.json()) == 100
    last = requests.get(first.links["next"]["url"], headers=HEADERS, timeout=5)
    assert [each["id"] for each in last.json()] == given[100:]
    assert "next" not in last.links


def test_activity_comes_in_pages_with_a_cursor(github: GitHub) -> None:
    for _ in range(3):
        github.state.record("fuyu", "push", NOWHERE, github.state.tip("fuyu"), AUTHOR)
    first = ask(github, "activity", ref="refs/heads/fuyu", per_page=3)
    assert len(first.json()) == 3 and "page=" not in first.links["next"]["url"].replace("per_page", "")
    assert len(requests.get(first.links["next"]["url"], headers=HEADERS, timeout=5).json()) == 1


def test_faults_come_once_each_in_the_order_given(github: GitHub) -> None:
    github.fail("/reviews", 502)
    github.hang_up("/reviews")
    github.fail("/reviews", 200, value=b"<html>")
    number = github.open_pull_request("fuyu", AUTHOR.login)
    assert ask(github, f"pulls/{number}/reviews").status_code == 502
    with pytest.raises(requests.ConnectionError):
        ask(github, f"pulls/{number}/reviews")
    assert ask(github, f"pulls/{number}/reviews").text == "<html>"
    assert ask(github, f"pulls/{number}/reviews").json() == []
    assert len(github.requests) == 4


def test_the_index_of_pull_requests_lags_when_asked_to(github: GitHub) -> None:
    github.state.index_lag = timedelta(hours=1)
    merge = github.merge(github.open_pull_request("fuyu", AUTHOR.login), by=CHIEF.login)
    assert ask(github, f"commits/{merge}/pulls").json() == []
    github.state.clock.now += timedelta(hours=1)  # type: ignore[attr-defined]
    assert len(ask(github, f"commits/{merge}/pulls").json()) == 1


def test_dismissal_rewrites_the_review_itself(github: GitHub) -> None:
    number = github.open_pull_request("fuyu", AUTHOR.login)
    review = github.review(number, CHIEF.login, "APPROVED")
    before = ask(github, f"pulls/{number}/reviews").json()[0]
    github.dismiss(review)
    assert ask(github, f"pulls/{number}/reviews").json()[0] == before | {"state": "DISMISSED"}


def test_a_run_asks_for_reviews_and_sets_a_status(github: GitHub) -> None:
    number = github.open_pull_request("fuyu", AUTHOR.login)
    base = f"{github.url}/repos/{github.state.name}"

    def post(path: str, value: object) -> int:
        return requests.post(f"{base}/{path}", json=value, headers=HEADERS, timeout=5).status_code

    assert post(f"pulls/{number}/requested_reviewers", {"reviewers": [CHIEF.login]}) == 201
    assert post(f"pulls/{number}/requested_reviewers", {"reviewers": [AUTHOR.login]}) == 422
    assert post(f"pulls/{number}/requested_reviewers", {"reviewers": ["unheard-of"]}) == 422
    assert ask(github, f"pulls/{number}").json()["requested_reviewers"][0]["id"] == CHIEF.id
    head = github.state.tip("fuyu")
    assert post(f"statuses/{head}", {"state": "success", "context": "approval"}) == 201
    assert post(f"statuses/{head}", {"state": "splendid"}) == 422
    assert [status.context for status in github.state.statuses] == ["approval"]


def test_issues_are_opened_changed_commented_and_listed(github: GitHub) -> None:
    base = f"{github.url}/repos/{github.state.name}"
    opened = requests.post(
        f"{base}/issues", json={"title": "確認", "labels": ["配信"]}, headers=HEADERS, timeout=5
    ).json()
    number = opened["number"]
    made = requests.post(
        f"{base}/issues/{number}/comments", json={"body": "一"}, headers=HEADERS, timeout=5
    ).json()
    requests.patch(f"{base}/issues/comments/{made['id']}", json={"body": "二"}, headers=HEADERS, timeout=5)
    assert [each["body"] for each in ask(github, f"issues/{number}/comments").json()] == ["二"]
    assert [each["number"] for each in ask(github, "issues", labels="配信").json()] == [number]
    requests.patch(f"{base}/issues/{number}", json={"state": "closed"}, headers=HEADERS, timeout=5)
    assert ask(github, "issues").json() == []


def test_nobody_reads_without_a_token_and_nothing_is_found_elsewhere(github: GitHub) -> None:
    base = f"{github.url}/repos/{github.state.name}"
    assert requests.get(f"{base}/pulls/1", timeout=5).status_code == 401
    assert ask(github, "pulls/99").status_code == 404
    assert (
        requests.get(f"{github.url}/repos/other/cafe/pulls/1", headers=HEADERS, timeout=5).status_code == 404
    )


def test_a_dismissal_stands_in_the_time_line_with_what_was_dismissed_and_by_whom(github: GitHub) -> None:
    number = github.open_pull_request("fuyu", AUTHOR.login)
    given = github.review(number, CHIEF.login, "CHANGES_REQUESTED", body="直してください。")
    github.dismiss(given, by=AUTHOR.login)
    url = f"{github.url}/repos/{github.state.name}"
    (event,) = requests.get(f"{url}/issues/{number}/timeline", headers=HEADERS, timeout=5).json()
    assert (event["event"], event["actor"]["id"]) == ("review_dismissed", AUTHOR.id)
    assert event["dismissed_review"]["review_id"] == given
    assert event["dismissed_review"]["state"] == "changes_requested"
    (review,) = requests.get(f"{url}/pulls/{number}/reviews", headers=HEADERS, timeout=5).json()
    assert (review["state"], review["body"]) == ("DISMISSED", "直してください。")
