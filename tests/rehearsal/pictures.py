"""The public site on loopback: serves bytes under the paths that it was given."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Pictures:
    """`files`: path → bytes, `redirects`: path → URL, `troubles`: path → HTTP status. `when_asked` is called with "before" and "after" and the path."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.troubles: dict[str, int] = {}
        self.asked: list[str] = []
        self.when_asked: Callable[[str, str], None] = lambda moment, path: None
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.when_asked("before", self.path)
                site.asked.append(self.path)
                content = site.files.get(self.path)
                moved = site.redirects.get(self.path)
                trouble = site.troubles.get(self.path)
                self.send_response(trouble or (302 if moved else 404 if content is None else 200))
                if moved:
                    self.send_header("location", moved)
                self.send_header("content-length", str(len(content or b"")))
                self.end_headers()
                site.when_asked("after", self.path)
                self.wfile.write(content or b"")

            def log_message(self, format: str, *args: object) -> None:
                """Kept in `asked`."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """An asker that was killed is no error of the server."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
