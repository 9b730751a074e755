"""The stand-in is as strict as LINE where it matters: paths, tokens, keys, messages, the hourly limit."""

from datetime import timedelta

import pytest
import requests

from scripts.standins.line.line import BROADCAST, StandIn

TEXT = {"messages": [{"type": "text", "text": "雪"}]}
VALIDATE = "/v2/bot/message/validate/broadcast"


@pytest.fixture
def line():
    with StandIn() as standin:
        yield standin


def token(line, secret=None):
    form = {
        "grant_type": "client_credentials",
        "client_id": line.account.channel_id,
        "client_secret": secret or line.account.channel_secret,
    }
    return requests.post(line.url + "/oauth2/v3/token", data=form, timeout=5)


def post(line, path, body, **headers):
    bearer = {"Authorization": f"Bearer {token(line).json()['access_token']}"}
    return requests.post(line.url + path, json=body, headers={**bearer, **headers}, timeout=5)


def test_a_wrong_secret_and_a_foreign_token_are_refused(line):
    assert token(line, "wrong").json()["error"] == "invalid_request"
    answer = requests.get(line.url + "/v2/bot/info", headers={"Authorization": "Bearer made-up"}, timeout=5)
    assert answer.status_code == 401
    assert answer.headers["x-line-request-id"]


def test_a_token_ends_after_900_seconds_of_its_clock(line):
    bearer = {"Authorization": f"Bearer {token(line).json()['access_token']}"}
    line.account.now += timedelta(seconds=899)
    assert requests.get(line.url + "/v2/bot/info", headers=bearer, timeout=5).status_code == 200
    line.account.now += timedelta(seconds=1)
    assert requests.get(line.url + "/v2/bot/info", headers=bearer, timeout=5).status_code == 401


@pytest.mark.parametrize("path", ["/" + BROADCAST, BROADCAST + "/", "/v2/bot//message/broadcast"])
def test_a_slash_too_many_is_no_endpoint(line, path):
    assert post(line, path, TEXT).status_code == 404
    assert line.deliveries == []


def test_a_key_is_accepted_once_in_24_hours_and_again_after_them(line):
    key = {"X-Line-Retry-Key": "0b1f2e3d-4c5b-4a69-8877-665544332211"}
    first = post(line, BROADCAST, TEXT, **key)
    second = post(line, BROADCAST, TEXT, **key)
    assert (first.status_code, second.status_code, len(line.deliveries)) == (200, 409, 1)
    assert second.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    line.account.now += timedelta(hours=24)
    assert (post(line, BROADCAST, TEXT, **key).status_code, len(line.deliveries)) == (200, 2)


def test_without_a_key_every_request_is_a_send(line):
    post(line, BROADCAST, TEXT)
    post(line, BROADCAST, TEXT)
    assert len(line.deliveries) == 2


def test_the_61st_broadcast_in_an_hour_is_too_many(line):
    answers = [post(line, BROADCAST, {}, **{"X-Line-Retry-Key": "no"}).status_code for _ in range(61)]
    assert answers == [400] * 60 + [429]


def test_what_reaches_people_is_taken_from_the_quota_and_not_beyond_it(line):
    line.account.quota = line.account.reach * 2 - 1
    assert [post(line, BROADCAST, TEXT).status_code for _ in range(2)] == [200, 429]
    assert line.account.used == line.account.reach


def test_validation_takes_no_retry_key_and_sends_nothing(line):
    assert post(line, VALIDATE, TEXT).status_code == 200
    assert (
        post(line, VALIDATE, TEXT, **{"X-Line-Retry-Key": "0b1f2e3d-4c5b-4a69-8877-665544332211"}).status_code
        == 400
    )
    assert line.deliveries == []


BUBBLE = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": []}}


def flex(**changes):
    return {"type": "flex", "altText": "題", "contents": {**BUBBLE, **changes}}


def body(*contents):
    return flex(body={"type": "box", "layout": "vertical", "contents": list(contents)})


@pytest.mark.parametrize(
    ("message", "where"),
    [
        ({"type": "text", "text": ""}, "messages[0].text"),
        ({"type": "text", "text": "あ" * 5001}, "messages[0].text"),
        ({"type": "text", "text": "😀" * 2501}, "messages[0].text"),
        ({"type": "text", "text": "a", "colour": "red"}, "messages[0].colour"),
        ({"type": "sticker"}, "messages[0].type"),
        (
            {"type": "image", "originalContentUrl": "https://a.example.jp/a.jpg"},
            "messages[0].previewImageUrl",
        ),
        ({**flex(), "altText": "題" * 1501}, "messages[0].altText"),
        (flex(colour="red"), "messages[0].contents.colour"),
        (body({"type": "text", "text": "雪" * 10_000}), "messages[0].contents"),
        (body({"type": "text"}), "messages[0].contents.body.contents[0]"),
        (
            body({"type": "image", "url": "http://a.example.jp/a.jpg"}),
            "messages[0].contents.body.contents[0].url",
        ),
        (
            body(
                {
                    "type": "button",
                    "action": {"type": "uri", "label": "雪" * 41, "uri": "https://example.jp/"},
                }
            ),
            "messages[0].contents.body.contents[0].action.label",
        ),
        (
            body({"type": "button", "action": {"type": "uri", "label": "雪", "uri": "javascript:alert(1)"}}),
            "messages[0].contents.body.contents[0].action.uri",
        ),
    ],
)
def test_a_message_that_line_would_refuse_is_refused_with_its_place(line, message, where):
    answer = post(line, VALIDATE, {"messages": [message]})
    assert answer.status_code == 400
    assert [detail["property"] for detail in answer.json()["details"]] == [where]


@pytest.mark.parametrize("body", [{}, {"messages": []}, {"messages": [TEXT["messages"][0]] * 6}, []])
def test_one_to_five_messages(line, body):
    assert post(line, VALIDATE, body).status_code == 400


def test_statistics_of_a_day_are_ready_on_the_next(line):
    post(line, BROADCAST, TEXT)
    day = f"{line.account.now:%Y%m%d}"
    bearer = {"Authorization": f"Bearer {token(line).json()['access_token']}"}

    def ask(path, **query):
        return requests.get(line.url + path, params=query, headers=bearer, timeout=5)

    path = "/v2/bot/insight/message/delivery"
    assert ask(path, date=day).json() == {"status": "unready", "apiBroadcast": None}
    line.account.now += timedelta(days=1)
    bearer["Authorization"] = f"Bearer {token(line).json()['access_token']}"
    assert ask(path, date=day).json() == {"status": "ready", "apiBroadcast": line.account.reach}
    assert ask(path).json() == {"message": "date is required"}
    assert ask(path, date="2026-1-1").status_code == 400
    request_id = line.deliveries[0].request_id
    event = ask("/v2/bot/insight/message/event", requestId=request_id).json()
    assert event["overview"]["delivered"] == line.account.reach
    assert ask("/v2/bot/insight/message/event", requestId="unknown").status_code == 404


def test_an_unknown_fault_is_no_fault(line):
    with pytest.raises(ValueError, match="no such fault"):
        line.fail("meteor")
