"""LINE's side of one account: tokens, retry keys, quota, followers, and what was delivered to them."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from scripts.standins.line.exchange import Delivery, LineRequest, Reply
from scripts.standins.line.messages import complaints
from scripts.text.dates import JAPAN

KEY_REMEMBERED = timedelta(hours=24)
TOKEN_LIVES = timedelta(seconds=900)


@dataclass
class LineAccount:
    """The state, and the answer to every request (LINE's Messaging API reference)."""

    now: datetime = field(default_factory=lambda: datetime.now(JAPAN))
    channel_id: str = "1234567890"
    channel_secret: str = "sample-channel-secret"  # noqa: S105  # the rehearsal's own, known to everyone
    basic_id: str = "@hokkaido-cafe"
    name: str = "北海道とつながるカフェ"
    quota: int | None = 5000
    used: int = 0
    followers: int = 1300
    blocks: int = 66
    unready_days: set[str] = field(default_factory=set)
    console_broadcasts: dict[str, int] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    tokens: dict[str, datetime] = field(default_factory=dict)
    keys: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    broadcasts_asked: list[datetime] = field(default_factory=list)

    @property
    def reach(self) -> int:
        """How many people one broadcast reaches."""
        return self.followers - self.blocks

    def answer(self, request: LineRequest) -> Reply:
        """The answer of the endpoint, or 404."""
        endpoint = {
            ("POST", "/oauth2/v3/token"): self._token,
            ("POST", "/v2/bot/message/broadcast"): self._broadcast,
            ("POST", "/v2/bot/message/validate/broadcast"): self._validate,
            ("GET", "/v2/bot/message/quota"): self._quota,
            ("GET", "/v2/bot/message/quota/consumption"): self._consumption,
            ("GET", "/v2/bot/message/delivery/broadcast"): self._delivery_count,
            ("GET", "/v2/bot/insight/followers"): self._followers,
            ("GET", "/v2/bot/insight/message/delivery"): self._insight_delivery,
            ("GET", "/v2/bot/insight/message/event"): self._insight_event,
            ("GET", "/v2/bot/info"): self._info,
        }.get((request.method, request.path))
        if endpoint is None:
            return Reply.of(404, {"message": "Not found"})
        if request.path != "/oauth2/v3/token" and not self._authorised(request):
            return Reply.of(
                401, {"message": "Authentication failed. Confirm that the access token is valid."}
            )
        return endpoint(request)

    def _authorised(self, request: LineRequest) -> bool:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        issued = self.tokens.get(token)
        return scheme == "Bearer" and issued is not None and self.now < issued + TOKEN_LIVES

    def _token(self, request: LineRequest) -> Reply:
        form = {name: values[0] for name, values in parse_qs(request.body.decode("utf-8", "replace")).items()}
        given = (form.get("grant_type"), form.get("client_id"), form.get("client_secret"))
        if given != ("client_credentials", self.channel_id, self.channel_secret):
            wrong = {"error": "invalid_request", "error_description": "Invalid 'client_credentials'."}
            return Reply.of(400, wrong)
        token = f"stateless-{uuid.uuid4()}"
        self.tokens[token] = self.now
        return Reply.of(200, {"token_type": "Bearer", "access_token": token, "expires_in": 900})

    def _broadcast(self, request: LineRequest) -> Reply:
        self.broadcasts_asked.append(self.now)
        if sum(self.now - at < timedelta(hours=1) for at in self.broadcasts_asked) > 60:
            return Reply.of(429, {"message": "The API rate limit has been exceeded. Try again later."})
        key = request.headers.get("x-line-retry-key", "")
        if key and not _is_uuid(key):
            return Reply.of(400, {"message": "The retry key is invalid"})
        first = self.keys.get(key)
        if key and first and self.now < first[0] + KEY_REMEMBERED:
            known = {"message": "The retry key is already accepted"}
            return Reply.of(409, known, x_line_accepted_request_id=first[1])
        if wrong := _wrong_body(request.body):
            return wrong
        if self.quota is not None and self.used + self.reach > self.quota:
            return Reply.of(429, {"message": "You have reached your monthly limit."})
        return self._deliver(request, key)

    def _deliver(self, request: LineRequest, key: str) -> Reply:
        request_id = str(uuid.uuid4())
        if key:
            self.keys[key] = (self.now, request_id)
        messages = json.loads(request.body)["messages"]
        self.deliveries.append(Delivery(request_id, key, messages, request.body, self.now, self.reach))
        self.used += self.reach
        return Reply.of(200, {}, x_line_request_id=request_id)

    def _validate(self, request: LineRequest) -> Reply:
        if "x-line-retry-key" in request.headers:
            return Reply.of(400, {"message": "The retry key is not supported by this endpoint"})
        return _wrong_body(request.body) or Reply.of(200, {})

    def _quota(self, request: LineRequest) -> Reply:
        return Reply.of(
            200, {"type": "none"} if self.quota is None else {"type": "limited", "value": self.quota}
        )

    def _consumption(self, request: LineRequest) -> Reply:
        return Reply.of(200, {"totalUsage": self.used})

    def _info(self, request: LineRequest) -> Reply:
        about = {"userId": "U" + "0" * 32, "basicId": self.basic_id, "displayName": self.name}
        return Reply.of(200, {**about, "chatMode": "bot", "markAsReadMode": "auto"})

    def _followers(self, request: LineRequest) -> Reply:
        return self._on_day(
            request, {"targetedReaches": self.reach, "followers": self.followers, "blocks": self.blocks}
        )

    def _delivery_count(self, request: LineRequest) -> Reply:
        return self._on_day(request, {"success": self._reached_on(request.query.get("date", ""))})

    def _insight_delivery(self, request: LineRequest) -> Reply:
        day = request.query.get("date", "")
        counts = {"apiBroadcast": self._reached_on(day)}
        if day in self.console_broadcasts:
            counts["broadcast"] = self.console_broadcasts[day]
        return self._on_day(request, counts)

    def _insight_event(self, request: LineRequest) -> Reply:
        sent = next(
            (
                delivery
                for delivery in self.deliveries
                if delivery.request_id == request.query.get("requestId")
            ),
            None,
        )
        if sent is None:
            return Reply.of(404, {"message": "Not found"})
        overview = {
            "requestId": sent.request_id,
            "timestamp": int(sent.at.timestamp()),
            "delivered": sent.reach,
            "uniqueImpression": sent.reach * 41 // 100,
            "uniqueClick": sent.reach * 9 // 100,
        }
        return Reply.of(200, {"overview": overview, "messages": [], "clicks": []})

    def _reached_on(self, day: str) -> int:
        return sum(
            delivery.reach for delivery in self.deliveries if f"{delivery.at.astimezone(JAPAN):%Y%m%d}" == day
        )

    def _on_day(self, request: LineRequest, data: Mapping[str, object]) -> Reply:
        """Statistics of a day: ready on the next day."""
        day = request.query.get("date", "")
        if not day:
            return Reply.of(400, {"message": "date is required"})
        if not (len(day) == 8 and day.isdecimal()):
            return Reply.of(400, {"message": "The value for the 'date' parameter is invalid"})
        if day >= f"{self.now.astimezone(JAPAN):%Y%m%d}" or day in self.unready_days:
            return Reply.of(200, {"status": "unready", **dict.fromkeys(data)})
        return Reply.of(200, {"status": "ready", **data})


def _wrong_body(body: bytes) -> Reply | None:
    if len(body) > 2_000_000:
        return Reply.of(413, {"message": "Payload Too Large"})
    try:
        data = json.loads(body)
    except ValueError:
        return Reply.of(400, {"message": "The request body could not be parsed as JSON"})
    faults = complaints(data)
    if not faults:
        return None
    details = [{"message": message, "property": where} for where, message in faults]
    return Reply.of(400, {"message": f"The request body has {len(faults)} error(s)", "details": details})


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
