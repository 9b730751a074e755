"""LINE's Messaging API through line-bot-sdk: one try a request, time-outs always, the answer read off the wire.

The SDK's own answers lose headers, stumble over unknown enum values and over bytes that are not UTF-8, and its
models drop what they do not know. So its client carries plain values out, and the reply is taken where it arrives.
The SDK costs most of a second to import and is imported only when there is something to ask.
"""

import gc
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, TypeVar

import urllib3

from scripts.delivery.guards import Quota
from scripts.effects.line.answer import HttpReply, LineAnswer, read_answer
from scripts.effects.line.unavailable import LineUnavailable, SecretRefused
from scripts.effects.local.environment import Channel


class OneTry(urllib3.PoolManager):
    """What the SDK asks goes out once. It would escape every Japanese letter; `exact` goes over the wire instead."""

    exact: bytes | None = None
    reply: urllib3.BaseHTTPResponse | None = None

    def request(self, method: str, url: str, body: Any = None, **given: Any) -> urllib3.BaseHTTPResponse:  # type: ignore[override]
        """Send once and remember what came back."""
        self.reply = None
        self.reply = super().request(
            method, url, body=self.exact or body, retries=False, redirect=False, **given
        )
        return self.reply


Kind = TypeVar("Kind")
_TIMEOUT = (5, 10)  # seconds to connect, to read
_INSIGHT_DAYS = 7
_WRONG_SECRET = (400, 401, 403)  # what LINE answers to an id and a secret that are not a channel's
_BROADCAST = "/v2/bot/message/broadcast"
_STATISTICS = "/v2/bot/insight/message/event"
_VALIDATE = "/v2/bot/message/validate/broadcast"


@dataclass
class LineClient:
    """A conversation with LINE in one run. The token lives 15 minutes and is drawn when it is first needed."""

    endpoint: str
    channel: Channel
    token: str = ""

    def draw_token(self) -> None:
        """A new stateless token. Raises LineUnavailable, SecretRefused."""
        secret = {"client_id": self.channel.id, "client_secret": self.channel.secret}
        form = {"grant_type": "client_credentials", **secret}
        reply = self._reply("認証", "POST", "/oauth2/v3/token", form=form)
        if reply.status in _WRONG_SECRET:
            raise SecretRefused("認証", reply.message, reply.status)
        self.token = _field("認証", _data("認証", reply), "access_token", str)

    @cached_property
    def basic_id(self) -> str:
        """The account behind the token, asked once. Raises LineUnavailable."""
        return _field("アカウントの名前", self._get("アカウントの名前", "/v2/bot/info"), "basicId", str)

    def complaint(self, messages: list[dict[str, Any]]) -> str:
        """What LINE's own validation has against the messages; nothing when they are fine. Raises LineUnavailable."""
        body = json.dumps({"messages": messages}, ensure_ascii=False).encode()
        reply = self._reply("メッセージの確認", "POST", _VALIDATE, body=body)
        if reply.status == 400:
            return reply.message
        _data("メッセージの確認", reply)
        return ""

    def quota(self) -> Quota:
        """This month's limit, and what is used of it, the console's sends included. Raises LineUnavailable."""
        what = "残りの通数"
        limit = self._get(what, "/v2/bot/message/quota")
        if limit.get("type") == "none":
            return Quota(None, 0)
        used = self._get(what, "/v2/bot/message/quota/consumption")
        return Quota(_field(what, limit, "value", int), _field(what, used, "totalUsage", int))

    def audience(self, today: date) -> int | None:
        """Followers who have not blocked, on the last of seven days that LINE has counted. Raises LineUnavailable."""
        for days in range(1, _INSIGHT_DAYS + 1):
            day = f"{today - timedelta(days):%Y%m%d}"
            counted = self._get("友だちの数", "/v2/bot/insight/followers", {"date": day})
            if counted.get("status") == "ready":
                followers, blocks = (
                    _field("友だちの数", counted, name, int) for name in ("followers", "blocks")
                )
                return followers - blocks
        return None

    def counts(self, path: str, day: date) -> Mapping[str, Any]:
        """LINE's statistics of one day, as they are. Raises LineUnavailable."""
        return self._get("配信の数", path, {"date": f"{day:%Y%m%d}"})

    def statistics(self, request_id: str) -> Mapping[str, Any]:
        """What LINE counted of one broadcast so far, as it is. Raises LineUnavailable."""
        return self._get("配信の集計", _STATISTICS, {"requestId": request_id})

    def broadcast(self, body: bytes, retry_key: str) -> LineAnswer:
        """One try to send exactly these bytes to every follower. Never raises: what has no answer is `unanswered`."""
        try:
            headers = {"X-Line-Retry-Key": retry_key}
            return read_answer(self._ask("POST", _BROADCAST, headers=headers, body=body))
        except Exception as error:  # whatever went wrong on the way, nobody knows whether LINE accepted
            return LineAnswer("unanswered", message=type(error).__name__)

    def _get(self, what: str, path: str, query: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        return _data(what, self._reply(what, "GET", path, query=query))

    def _reply(self, what: str, method: str, path: str, **given: Any) -> HttpReply:
        """The reply to a question that changes nothing; a token that LINE no longer takes is drawn anew once."""
        asks_for_token = "form" in given
        if not asks_for_token and not self.token:
            self.draw_token()
        try:
            reply = self._ask(method, path, **given)
            if reply.status == 401 and not asks_for_token:
                self.draw_token()
                reply = self._ask(method, path, **given)
        except LineUnavailable:
            raise
        except Exception as error:  # urllib3's and the SDK's errors have no common class
            raise LineUnavailable(what, type(error).__name__) from error
        return reply

    @cached_property
    def _client(self) -> Any:
        sdk = _sdk()
        from scripts.effects.line.client import OneTry

        client = sdk.ApiClient(sdk.Configuration(host=self.endpoint, access_token=""))
        client.rest_client.pool_manager = OneTry()
        return client

    def _ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None, body: bytes | None = None, form: Mapping[str, str] | None = None,
    ) -> HttpReply:  # fmt: skip
        """One request. Raises whatever kept the reply from arriving whole."""
        wire = self._client.rest_client.pool_manager
        wire.exact, wire.reply = body, None
        self._client.configuration.access_token = self.token
        content_type = "application/x-www-form-urlencoded" if form else "application/json"
        try:
            self._client.call_api(
                path, method, {}, list((query or {}).items()), {"Content-Type": content_type, **(headers or {})}, post_params=list((form or {}).items()), response_types_map={},
                auth_settings=[] if form else ["Bearer"], _request_timeout=_TIMEOUT,
            )  # fmt: skip
        except Exception:  # an error status, or bytes that the SDK cannot decode: the reply itself says more
            if wire.reply is None:
                raise
        return HttpReply(wire.reply.status, wire.reply.headers, wire.reply.data)


def _data(what: str, reply: HttpReply) -> Mapping[str, Any]:
    if reply.status != 200:
        raise LineUnavailable(what, reply.message, reply.status)
    try:
        data = json.loads(reply.body)
    except ValueError as error:
        raise LineUnavailable(what, "unreadable answer") from error
    if not isinstance(data, dict):
        raise LineUnavailable(what, "unreadable answer")
    return data


def _field(what: str, data: Mapping[str, Any], name: str, kind: type[Kind]) -> Kind:
    value = data.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise LineUnavailable(what, f"no {name}")
    return value


@cache
def _sdk() -> Any:
    """The SDK makes a thousand classes that stay: looking for garbage among them costs a quarter more, and as much on leaving."""
    gc.disable()
    try:
        import linebot.v3.messaging as sdk
    finally:
        gc.freeze()
        gc.enable()
    return sdk
