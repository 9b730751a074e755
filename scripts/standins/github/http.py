"""HTTP on loopback as GitHub speaks it: routes, pages with Link headers, faults on order, a log of requests."""

import json
import re
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit


@dataclass(frozen=True)
class Request:
    """One request as it arrived; `path` is behind the repository's own prefix."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """A status and a JSON value. `hang_up` closes the connection without a word."""

    status: int
    value: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    hang_up: bool = False


Handler = Callable[..., Answer]
ROUTES: list[tuple[str, re.Pattern[str], Handler]] = []


def route(method: str, path: str) -> Callable[[Handler], Handler]:
    """Answer a method and a path; `{…}` in the path are groups given as arguments."""
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))

    def note(handler: Handler) -> Handler:
        ROUTES.append((method, pattern, handler))
        return handler

    return note


MOVED = "stand-in/moved/"  # no address of GitHub's: the hook of the repository calls it
NOT_FOUND = Answer(404, {"message": "Not Found", "status": "404"})


class QuietServer(ThreadingHTTPServer):
    """A thread a request; an asker that was killed is no error of the server."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Only what is wrong with the server itself is printed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Server:
    """The server in its thread. `respond` is called under one lock, a request at a time.

    `moved` hears from the repository's own hook that a branch stands elsewhere, also while a request is answered.
    """

    def __init__(self, prefix: str, respond: Callable[[Request], Answer]) -> None:
        self.prefix = prefix
        self.respond = respond
        self.requests: list[Request] = []
        self.faults: list[tuple[str, Answer]] = []
        self.latency = 0.0
        self.moved: Callable[[str], None] = lambda branch: None
        self.lock = threading.Lock()
        self._http = QuietServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def start(self) -> None:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def answer(self, request: Request) -> Answer:
        """A fault that was ordered for this path, or what GitHub would say."""
        if request.path.startswith(MOVED):
            self.moved(request.path.removeprefix(MOVED))
            return Answer(200, {})
        with self.lock:
            self.requests.append(request)
            for place, (part, fault) in enumerate(self.faults):
                if re.search(part, request.path):
                    del self.faults[place]
                    return fault
            if not request.headers.get("Authorization"):
                return Answer(401, {"message": "Requires authentication"})
            answer = self.respond(request)
        return self._page(request, answer) if isinstance(answer.value, list) else answer

    def _page(self, request: Request, answer: Answer) -> Answer:
        size = min(int(request.query.get("per_page", 30)), 100)
        by_cursor = request.path == "activity"
        name = "after" if by_cursor else "page"
        here = int(request.query.get(name, 0 if by_cursor else 1))
        start = here if by_cursor else (here - 1) * size
        more = start + size < len(answer.value)
        following = start + size if by_cursor else here + 1
        query = urlencode({**request.query, name: following})
        link = f'<{self.url}{self.prefix}/{request.path}?{query}>; rel="next"'
        return Answer(answer.status, answer.value[start : start + size], {"Link": link} if more else {})

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # `self` is the inner class's
        class Speaker(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for the asker's acknowledgement

            def speak(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                raw = self.rfile.read(length)
                time.sleep(server.latency)
                split = urlsplit(self.path)
                inside = (split.path.lower() + "/").startswith(server.prefix.lower() + "/")
                request = Request(
                    self.command,
                    split.path[len(server.prefix) + 1 :] if inside else split.path,
                    dict(parse_qsl(split.query)),
                    json.loads(raw) if raw else None,
                    dict(self.headers),
                )
                answer = server.answer(request) if inside else NOT_FOUND
                if answer.hang_up:
                    self.close_connection = True
                    return
                value = answer.value
                content = value if isinstance(value, bytes) else json.dumps(value).encode()
                self.send_response(answer.status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(content)))
                for name, text in answer.headers.items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PATCH = do_DELETE = speak  # the names are http.server's

            def log_message(self, format: str, *args: object) -> None:
                """Nothing on stderr: the log is `requests`."""

        return Speaker
