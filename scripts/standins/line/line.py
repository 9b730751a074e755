"""LINE on loopback: real HTTP, the account's own state, and every way in which the service can fail.

Faults wait in a queue, each for its endpoint; the first that fits a request is used up by it. `when_asked` is
called before a request is looked at and after it has taken effect, which is where a rehearsal kills the asker.
"""

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from scripts.standins.line.account import LineAccount
from scripts.standins.line.exchange import Delivery, LineRequest, Reply

BROADCAST = "/v2/bot/message/broadcast"
_RATE = {"message": "The API rate limit has been exceeded. Try again later."}
_MONTH = {"message": "You have reached your monthly limit."}
_PAGE = "<html>混雑しています</html>".encode("shift_jis")

# What is answered instead, without anything being accepted.
NOT_ACCEPTED: dict[str, Reply] = {
    "500": Reply.of(500, {"message": "Internal Server Error"}),
    "502 shift_jis": Reply(502, _PAGE, {"content-type": "text/html; charset=shift_jis"}),
    "429 rate": Reply.of(429, _RATE),
    "429 monthly": Reply.of(429, _MONTH),
    "400": Reply.of(400, {"message": "The request body has 1 error(s)"}),
    "401": Reply.of(401, {"message": "Authentication failed. Confirm that the access token is valid."}),
    "403": Reply.of(403, {"message": "Access to this API is not available for your account"}),
    "413": Reply.of(413, {"message": "Payload Too Large"}),
    "302": Reply(302, b"", {"location": BROADCAST}),
    "200 of a stranger": Reply(
        200, b"<html>Wi-Fi</html>", {"content-type": "text/html", "x-line-request-id": ""}
    ),
}
# The request is answered as it should be, and then the answer is spoilt.
SPOILT: dict[str, Callable[[Reply], Reply]] = {
    "accept, 500": lambda reply: NOT_ACCEPTED["500"],
    "accept, 200 empty": lambda reply: replace(reply, body=b""),
    "accept, 200 not JSON": lambda reply: replace(reply, body=_PAGE),
    "accept, 200 without header": lambda reply: replace(reply, headers={"x-line-request-id": ""}),
    "409 without header": lambda reply: replace(reply, headers={}) if reply.status == 409 else reply,
}
CUT = ("drop", "accept, drop", "accept, hang", "accept, half an answer")
FAULTS = (*NOT_ACCEPTED, *SPOILT, *CUT)


@dataclass
class StandIn:
    """The server. Use it as a context manager; `account` holds LINE's side of the story."""

    account: LineAccount = field(default_factory=LineAccount)
    latency: float = 0.0
    hang: float = 11.0
    faults: list[tuple[str, str]] = field(default_factory=list)
    requests: list[tuple[LineRequest, int]] = field(default_factory=list)
    when_asked: Callable[[str, LineRequest], None] = lambda moment, request: None

    @property
    def deliveries(self) -> list[Delivery]:
        """Every broadcast that reached the followers."""
        return self.account.deliveries

    @property
    def url(self) -> str:
        """The endpoint to set as `LINE_API_ENDPOINT`."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def fail(self, *faults: str, at: str = BROADCAST) -> None:
        """Let the next requests at that path fail, one fault each, in this order."""
        unknown = set(faults) - set(FAULTS)
        if unknown:
            raise ValueError(f"no such fault: {unknown}")
        self.faults += [(at, fault) for fault in faults]

    def __enter__(self) -> Self:
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler, self)
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def handle(self, request: LineRequest) -> Reply | str:
        """The reply, or the name of the cut that ends the connection."""
        self.when_asked("before", request)
        with self._lock:
            fault = self._next_fault(request.path)
            if fault in NOT_ACCEPTED:
                reply: Reply | str = NOT_ACCEPTED[fault]
            elif fault == "drop":
                reply = fault
            else:
                answered = self.account.answer(request)
                reply = fault if fault in CUT else SPOILT[fault](answered) if fault else answered
            self.requests.append((request, reply.status if isinstance(reply, Reply) else 0))
        self.when_asked("after", request)
        if self.latency:
            time.sleep(self.latency)
        return reply

    def wait_out(self) -> None:
        """Hang until the asker's patience is over, or the stand-in closes."""
        self._closing.wait(self.hang)

    def _next_fault(self, path: str) -> str:
        for place, (at, fault) in enumerate(self.faults):
            if at == path:
                del self.faults[place]
                return fault
        return ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], line: StandIn
    ) -> None:
        self.line = line
        super().__init__(address, handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """An asker that was killed is no error of the server."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _serve(self) -> None:
        raw = self.requestline.split(" ")[1]  # as it came: http.server makes "//" one slash
        path = urlsplit("http://line" + raw)
        query = {name: values[0] for name, values in parse_qs(path.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        request = LineRequest(self.command, path.path, query, headers, body)
        reply = self.server.line.handle(request)
        if isinstance(reply, Reply):
            self._send(reply)
        elif reply == "accept, hang":
            self.server.line.wait_out()
        elif reply == "accept, half an answer":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nx-line-request-id: half\r\ncontent-length: 50\r\n\r\n{")

    do_GET = do_POST = _serve

    def _send(self, reply: Reply) -> None:
        headers = {
            "content-type": "application/json",
            "x-line-request-id": str(uuid.uuid4()),
            **reply.headers,
        }
        self.send_response(reply.status)
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.send_header("content-length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """The requests are kept in `StandIn.requests`."""
