"""LINE through the real SDK against the stand-in: every answer of the table, every trap of the SDK."""

import json
from datetime import date, timedelta

import pytest

from scripts.delivery.guards import Quota
from scripts.effects.line.client import LineClient
from scripts.effects.line.unavailable import LineUnavailable, SecretRefused
from scripts.effects.local.environment import Channel
from scripts.standins.line.line import BROADCAST, StandIn

KEY = "0b1f2e3d-4c5b-4a69-8877-665544332211"
MESSAGES = [
    {"type": "text", "text": "冬のオンライン移住相談会\nお申し込みはこちら https://iju.example.jp/"},
    {
        "type": "flex",
        "altText": "相談会",
        "contents": {
            "type": "bubble",
            "hero": {"type": "image", "url": "https://example.jp/a.jpg", "aspectRatio": "20:13"},
            "body": {
                "type": "box",
                "layout": "vertical",
                "contents": [{"type": "text", "text": "雪", "wrap": True}],
            },
        },
    },
]
BODY = json.dumps({"messages": MESSAGES}, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.fixture
def standin():
    with StandIn(hang=10) as it:
        yield it


@pytest.fixture
def line(standin, monkeypatch):
    monkeypatch.setattr("scripts.effects.line.client._TIMEOUT", (5, 2))
    return LineClient(standin.url, Channel(standin.account.channel_id, standin.account.channel_secret))


def test_what_arrives_is_what_was_rendered_byte_for_byte(standin, line):
    line.draw_token()
    answer = line.broadcast(BODY, KEY)
    sent = standin.deliveries[0]
    assert (answer.meaning, answer.request_id) == ("accepted", sent.request_id)
    assert sent.messages == MESSAGES
    assert sent.body == BODY
    asked, status = standin.requests[-1]
    assert (asked.headers["x-line-retry-key"], status) == (KEY, 200)
    assert asked.headers["user-agent"].startswith("line-bot-sdk-python/3.27")


@pytest.mark.parametrize(
    ("fault", "meaning", "delivered"),
    [
        ("500", "unanswered", 0),
        ("502 shift_jis", "unanswered", 0),
        ("302", "unanswered", 0),
        ("drop", "unanswered", 0),
        ("200 of a stranger", "unanswered", 0),
        ("429 rate", "rate", 0),
        ("429 monthly", "refused", 0),
        ("400", "refused", 0),
        ("403", "refused", 0),
        ("413", "refused", 0),
        ("401", "token", 0),
        ("accept, 500", "unanswered", 1),
        ("accept, drop", "unanswered", 1),
        ("accept, hang", "unanswered", 1),
        ("accept, half an answer", "unanswered", 1),
        ("accept, 200 without header", "unanswered", 1),
        ("accept, 200 empty", "accepted", 1),
        ("accept, 200 not JSON", "accepted", 1),
    ],
)
def test_every_answer_has_its_meaning_and_is_asked_once(standin, line, fault, meaning, delivered):
    line.draw_token()
    standin.fail(fault)
    answer = line.broadcast(BODY, KEY)
    assert answer.meaning == meaning
    assert len(standin.deliveries) == delivered
    assert [asked.path for asked, _ in standin.requests].count(BROADCAST) == 1
    again = line.broadcast(BODY, KEY)
    assert again.meaning == "accepted"
    assert again.request_id == standin.deliveries[0].request_id
    assert len(standin.deliveries) == 1


def test_a_409_without_the_header_is_accepted_with_its_id_unknown(standin, line):
    line.draw_token()
    line.broadcast(BODY, KEY)
    standin.fail("409 without header")
    answer = line.broadcast(BODY, KEY)
    assert (answer.meaning, answer.request_id) == ("accepted", None)


def test_a_key_is_forgotten_after_24_hours(standin, line):
    line.draw_token()
    line.broadcast(BODY, KEY)
    standin.account.now += timedelta(hours=24)
    line.draw_token()
    line.broadcast(BODY, KEY)
    assert len(standin.deliveries) == 2


def test_a_refused_connection_is_unanswered(line):
    line.token = "any"
    line.endpoint = "http://127.0.0.1:1"
    assert line.broadcast(BODY, KEY).meaning == "unanswered"
    with pytest.raises(LineUnavailable):
        assert line.basic_id


def test_the_guards_are_asked_and_the_token_is_drawn_by_itself(standin, line):
    assert line.basic_id == "@hokkaido-cafe"
    assert line.quota() == Quota(5000, 0)
    standin.account.quota = None
    assert line.quota() == Quota(None, 0)
    assert line.complaint(MESSAGES) == ""
    assert "messages[0].text" in line.complaint([{"type": "text", "text": ""}])
    assert [asked.path for asked, _ in standin.requests].count("/oauth2/v3/token") == 1


def test_an_expired_token_is_drawn_anew_once(standin, line):
    line.draw_token()
    standin.account.now += timedelta(minutes=16)
    assert line.quota() == Quota(5000, 0)
    standin.fail("401", "401", at="/v2/bot/info")
    with pytest.raises(LineUnavailable):
        assert line.basic_id


def test_a_wrong_secret_is_said(standin):
    with pytest.raises(SecretRefused, match="チャネルシークレット"):
        assert LineClient(standin.url, Channel("1234567890", "wrong")).basic_id


def test_the_audience_is_that_of_the_last_ready_day_of_seven(standin, line):
    today = date(2026, 12, 10)
    standin.account.now = standin.account.now.replace(year=2026, month=12, day=10)
    assert line.audience(today) == 1234
    standin.account.unready_days = {f"202612{day:02}" for day in range(4, 10)}
    assert line.audience(today) == 1234
    standin.account.unready_days.add("20261203")
    assert line.audience(today) is None


@pytest.mark.parametrize("fault", ["500", "502 shift_jis", "302", "drop", "200 of a stranger", "403"])
@pytest.mark.parametrize(
    ("path", "ask"),
    [
        ("/oauth2/v3/token", lambda line: line.basic_id),
        ("/v2/bot/info", lambda line: line.basic_id),
        ("/v2/bot/message/quota", LineClient.quota),
        ("/v2/bot/message/quota/consumption", LineClient.quota),
        ("/v2/bot/insight/followers", lambda line: line.audience(date(2026, 12, 10))),
        ("/v2/bot/message/validate/broadcast", lambda line: line.complaint(MESSAGES)),
    ],
)
def test_a_guard_that_gets_no_answer_says_so_and_never_yes(standin, line, path, ask, fault):
    standin.fail(fault, at=path)
    with pytest.raises(LineUnavailable):
        ask(line)
