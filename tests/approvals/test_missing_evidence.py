"""Evidence that cannot be had is never a yes, and never a traceback: whatever GitHub answers, at whatever call."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest
import requests

from scripts.approvals.judge import judge
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local.environment import GitHub as Settings
from scripts.standins.github import answers
from scripts.standins.github.git import git
from scripts.standins.github.http import Answer, Server
from tests.approvals.cafe import NAME, Cafe, approved, held, post, settled

CALLS = [
    "^commits/[0-9a-f]+$",
    "^commits/[0-9a-f]+/pulls$",
    "^pulls/1$",
    "^pulls/1/reviews$",
    "^pulls/1/commits$",
    "^issues/1/timeline$",
    "^activity$",
]
ANSWERS: dict[str, Callable[[Cafe, str], None]] = {
    "500": lambda cafe, part: cafe.github.fail(part, 500),
    "503": lambda cafe, part: cafe.github.fail(part, 503),
    "403 rate limit": lambda cafe, part: cafe.github.fail(part, 403),
    "404": lambda cafe, part: cafe.github.fail(part, 404),
    "204": lambda cafe, part: cafe.github.fail(part, 204, value=b""),
    "hung up": lambda cafe, part: cafe.github.hang_up(part),
    "no JSON": lambda cafe, part: cafe.github.fail(part, 200, value=b"<html>"),
    "half a JSON": lambda cafe, part: cafe.github.fail(part, 200, value=b'[{"id": 1'),
    "no UTF-8": lambda cafe, part: cafe.github.fail(part, 200, value=b'"\xff"'),
    "a number": lambda cafe, part: cafe.github.fail(part, 200, value=7),
    "null": lambda cafe, part: cafe.github.fail(part, 200, value=b"null"),
    "a list of nonsense": lambda cafe, part: cafe.github.fail(part, 200, value=b"[1]"),
    "a list of empty objects": lambda cafe, part: cafe.github.fail(part, 200, value=b"[{}]"),
    "an object of nonsense": lambda cafe, part: cafe.github.fail(part, 200, value={"message": "no"}),
}


@pytest.fixture
def good(cafe: Cafe) -> Cafe:
    approved(settled(cafe))
    return cafe


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_that_fails(good: Cafe, call: str) -> None:
    for name, answer in ANSWERS.items():
        if (name, call) == ("a list of empty objects", "^issues/1/timeline$"):
            continue  # entries of the timeline that say nothing about the base may look like anything
        answer(good, call)
        assert good.judge().outcome == "held", name
        assert not good.github.server.faults, name
    approved(good)


def test_nothing_listens(good: Cafe) -> None:
    good.github.server.stop()
    verdict = held(good)
    assert "(@maintainer-01-example)" in verdict.reasons[0].message


def test_no_right_to_read(good: Cafe) -> None:
    settings = Settings(good.github.url, "somebody-else/cafe", "sample-token")
    main = git(good.bare, "rev-parse", "main")
    assert judge(take_snapshot(settings, good.bare, main, good.folder, good.now)).outcome == "held"


@pytest.mark.parametrize(
    ("part", "bent"),
    [
        ("/reviews", {"state": "SPLENDID"}),
        ("/reviews", {"submitted_at": None}),
        ("/reviews", {"submitted_at": "yesterday"}),
        ("/reviews", {"id": "7"}),
        ("/reviews", {"user": {"login": "x", "id": "1101", "type": "User"}}),
        ("/reviews", {"commit_id": 5}),
        ("activity", {"timestamp": "2026-12-04"}),
        ("activity", {"after": "HEAD"}),
        ("activity", {"actor": []}),
        ("pulls/1/commits", {"commit": None}),
        ("pulls/1/commits", {"author": True}),
    ],
)
def test_one_field_that_is_not_what_it_should_be(good: Cafe, part: str, bent: dict[str, Any]) -> None:
    headers = {"Authorization": "Bearer x"}
    path = {"/reviews": "pulls/1/reviews", "activity": "activity?ref=refs/heads/fuyu"}.get(part, part)
    rows = requests.get(f"{good.github.url}/repos/{NAME}/{path}", headers=headers, timeout=5).json()
    good.github.fail(part, 200, value=[rows[0] | bent, *rows[1:]])
    held(good)


def test_a_timeline_whose_change_of_base_has_no_time(good: Cafe) -> None:
    good.github.fail("/timeline", 200, value=[{"event": "base_ref_changed"}])
    held(good)


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    """Another server, which would answer with an approval; the token would go with the request."""
    chief = {"login": "x", "id": 1101, "type": "User"}
    review = {"id": 1, "user": chief, "state": "COMMENTED", "submitted_at": "2026-12-04T01:00:00Z"}
    server = Server("/repos", lambda request: Answer(200, [review | {"commit_id": None}]))
    server.start()
    yield server
    server.stop()


def test_pages_that_lead_elsewhere_are_not_followed(good: Cafe, elsewhere: Server) -> None:
    link = {"Link": f'<{elsewhere.url}/repos/x?page=2>; rel="next"'}
    good.github.server.faults.append(("/reviews", Answer(200, [], link)))
    held(good)
    assert elsewhere.requests == []


def test_a_redirect_is_not_followed(good: Cafe, elsewhere: Server) -> None:
    redirect = {"Location": f"{elsewhere.url}/repos/x"}
    good.github.server.faults.append(("/reviews", Answer(301, [], redirect)))
    held(good)
    assert elsewhere.requests == []


def test_the_answer_is_about_another_commit(good: Cafe) -> None:
    """A well-signed merge of GitHub's own, but not the one that was asked for."""
    url = f"{good.github.url}/repos/{NAME}/commits/{git(good.bare, 'rev-parse', 'main')}"
    said = requests.get(url, headers={"Authorization": "Bearer x"}, timeout=5).json()
    good.github.fail("^commits/[0-9a-f]+$", 200, value=said | {"sha": "0" * 40})
    held(good)


def test_the_answer_is_about_another_pull_request(good: Cafe) -> None:
    url = f"{good.github.url}/repos/{NAME}/pulls/1"
    said = requests.get(url, headers={"Authorization": "Bearer x"}, timeout=5).json()
    good.github.fail("^pulls/1$", 200, value=said | {"number": 2})
    held(good)


def test_pages_without_an_end(good: Cafe) -> None:
    url = f"{good.github.url}/repos/{NAME}/pulls/1/reviews?page=2"
    endless = Answer(200, [], {"Link": f'<{url}>; rel="next"'})
    good.github.server.faults += [("/reviews", endless)] * 60
    held(good)


def test_slow_answers_are_waited_for_side_by_side(good: Cafe) -> None:
    """Seven calls, but only two that wait for each other."""
    good.github.slow_down(0.2)
    before = monotonic()
    approved(good)
    assert monotonic() - before < 7 * 0.2


@pytest.mark.parametrize("reason", ["gpgverify_unavailable", "gpgverify_error"])
def test_a_signature_that_github_cannot_check_at_the_moment_is_no_forgery(
    good: Cafe, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    real = answers.commit

    def commit(*asked: Any) -> dict[str, Any]:
        said = real(*asked)
        said["commit"]["verification"] = {"verified": False, "reason": reason}
        return said

    with monkeypatch.context() as outage:
        outage.setattr(answers, "commit", commit)
        verdict = held(good)
    assert "コミットの署名をいま確かめられません" in verdict.reasons[0].message
    approved(good)


@pytest.mark.parametrize("act", ["objection", "retarget", "approver's push"])
def test_a_full_page_without_its_link_is_not_the_whole_list(
    cafe: Cafe, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """Of 101 entries and more GitHub gives 100 and no `Link`: what is on the second page is not taken for not there."""
    if act == "retarget":
        cafe.write({f"{cafe.folder}/post.md": post()})
        cafe.open("div-poster-01", base="staging")
        labeled = {"event": "labeled", "created_at": "2026-12-04T01:00:00Z"}
        cafe.github.state.pull_requests[cafe.number].events += [labeled] * 100
        cafe.review("section-chief-01")
        cafe.later()
        cafe.github.retarget(cafe.number, "main")
    elif act == "objection":
        cafe.propose()
        for _ in range(99):
            cafe.github.review(cafe.number, "con-poster-01-example", "COMMENTED")
        cafe.review("section-chief-01")
        cafe.review("con-manager-01", "CHANGES_REQUESTED")
    else:  # under the author's name; GitHub lists the newest first
        cafe.propose()
        head = cafe.write({f"{cafe.folder}/post.md": post(text="課長の文")}, pusher="section-chief-01")
        for _ in range(100):
            cafe.github.state.record(
                "fuyu", "push", head, head, cafe.github.state.accounts["div-poster-01-example"]
            )
        cafe.review("section-chief-01")
    cafe.merge()
    paged = cafe.github.server._page
    bare = lambda request, answer: Answer(200, paged(request, answer).value)  # noqa: E731
    monkeypatch.setattr(cafe.github.server, "_page", bare)
    held(cafe)
