"""GitHub's answers are bounded: in bytes, in pages, in depth; a failure is one kind of exception."""

import json

import pytest

from scripts.effects.github.api import LARGEST, MOST_PAGES, Api, Refused, Unanswered
from scripts.effects.github.proposal import open_pull_requests
from scripts.standins.github.http import Answer
from tests.approvals.cafe import Cafe


@pytest.fixture
def api(cafe: Cafe) -> Api:
    return Api(cafe.settings)


def test_a_list_that_is_longer_than_anybody_reads_is_no_answer(cafe: Cafe, api: Api) -> None:
    cafe.propose()
    pull = cafe.github.state.pull_requests[cafe.number]
    pull.events += [{"event": "commented"}] * (100 * MOST_PAGES)
    assert len(api.pages(f"issues/{cafe.number}/timeline")) == 100 * MOST_PAGES
    pull.events += [{"event": "commented"}]
    with pytest.raises(Unanswered, match="1,000件を超え"):
        api.pages(f"issues/{cafe.number}/timeline")


def without_links(cafe: Cafe, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub, or something on the way, loses the header that names the next page."""
    paged = cafe.github.server._page
    bare = lambda request, answer: Answer(200, paged(request, answer).value)  # noqa: E731
    monkeypatch.setattr(cafe.github.server, "_page", bare)


LISTS = ["issues/1/timeline", "activity"]


def fill(cafe: Cafe, entries: int) -> None:
    cafe.propose()
    state = cafe.github.state
    state.pull_requests[1].events += [
        {"event": "commented", "created_at": str(number)} for number in range(entries)
    ]
    state.activities.clear()
    for _ in range(entries):
        state.record("fuyu", "push", state.tip("fuyu"), state.tip("fuyu"), None)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("entries", [101, 201])
def test_a_full_page_without_its_link_is_not_the_whole_list(
    cafe: Cafe, api: Api, monkeypatch: pytest.MonkeyPatch, path: str, entries: int
) -> None:
    fill(cafe, entries)
    without_links(cafe, monkeypatch)
    with pytest.raises(Unanswered, match="続き"):
        api.pages(path)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(("entries", "calls"), [(99, 1), (100, 2), (101, 2), (200, 3)])
def test_only_where_the_last_page_is_full_it_is_asked_once_more_whether_the_list_ends_there(
    cafe: Cafe, api: Api, path: str, entries: int, calls: int
) -> None:
    fill(cafe, entries)
    cafe.github.requests.clear()
    assert len(api.pages(path)) == entries
    assert len(cafe.github.requests) == calls


def test_pages_are_counted_together(cafe: Cafe, api: Api) -> None:
    half = b'["' + b"x" * (LARGEST // 2) + b'"]'
    more = {"Link": f'<{cafe.github.url}/repos/hokkaido-example/cafe/pulls?page=2>; rel="next"'}
    cafe.github.server.faults += [("^pulls$", Answer(200, half, more))] * 2
    with pytest.raises(Unanswered, match="大きすぎ"):
        api.pages("pulls")


def test_long_descriptions_of_other_pull_requests_take_nobodys_room(cafe: Cafe, api: Api) -> None:
    cafe.propose()
    long = json.dumps([{"body": "あ" * 65_536}] * 100, ensure_ascii=False).encode()
    address = f"{cafe.github.url}/repos/hokkaido-example/cafe/pulls?state=open&page="
    cafe.github.server.faults += [
        ("^pulls$", Answer(200, long, {"Link": f'<{address}{page}>; rel="next"'})) for page in (2, 1)
    ]
    assert 2 * len(long) > LARGEST
    pulls = open_pull_requests(api)
    assert isinstance(pulls, list)
    assert [pull.number for pull in pulls] == [cafe.number]


@pytest.mark.parametrize("raw", [b"[" * 100_000, b"{", b"", b"\xff"])
def test_an_answer_that_is_no_json_is_no_answer(cafe: Cafe, api: Api, raw: bytes) -> None:
    cafe.github.fail("^pulls/1$", 200, value=raw)
    with pytest.raises(Unanswered):
        api.get("pulls/1")


@pytest.mark.parametrize(
    ("status", "refused"), [(403, True), (404, True), (422, True), (500, False), (302, False)]
)
def test_a_no_is_told_from_no_answer(cafe: Cafe, api: Api, status: int, refused: bool) -> None:
    cafe.github.fail("^issues$", status)
    with pytest.raises(Unanswered) as raised:
        api.send("POST", "issues", {"title": "x"})
    assert isinstance(raised.value, Refused) is refused
    assert str(status) in str(raised.value)


_OWN = "/repos/hokkaido-example/cafe/pulls?page=2"


@pytest.mark.parametrize(
    "following",
    [
        "https://[half",
        "https://[::1]bad/x",
        "http://elsewhere.example/x",
        "//elsewhere.example/x",
        _OWN,
        "http://a:b/",
    ],
)
def test_a_next_page_that_is_elsewhere_or_nowhere_is_no_answer(cafe: Cafe, api: Api, following: str) -> None:
    cafe.github.server.faults += [("^pulls$", Answer(200, b"[]", {"Link": f'<{following}>; rel="next"'}))]
    with pytest.raises(Unanswered, match="別の宛先"):
        api.pages("pulls")


def test_a_list_whose_next_page_is_itself_ends(cafe: Cafe, api: Api) -> None:
    itself = {"Link": f'<{cafe.github.url}{_OWN}>; rel="next"'}
    cafe.github.server.faults += [("^pulls$", Answer(200, b"[]", itself))] * MOST_PAGES
    with pytest.raises(Unanswered, match="1,000件を超え"):
        api.pages("pulls")
