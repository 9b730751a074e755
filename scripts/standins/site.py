"""The public site on loopback: serves what `site.py` wrote into a folder, and whatever a test puts beside it."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from mimetypes import guess_type
from pathlib import Path

from scripts.standins.github.http import QuietServer


class Site:
    """`files`: path → bytes, before those in `folder`; `redirects`: path → URL, `troubles`: path → HTTP status.

    `when_asked` is called with "before" and "after" and the path; `asked` is every path in order.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.troubles: dict[str, int] = {}
        self.asked: list[str] = []
        self.when_asked: Callable[[str, str], None] = lambda moment, path: None
        self._server = QuietServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def content(self, path: str) -> bytes | None:
        """The bytes under a path, or None; a folder's are its `index.html`."""
        file = self.folder / (path + "index.html" if path.endswith("/") else path).lstrip("/")
        return self.files.get(path) or (file.read_bytes() if file.is_file() else None)

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.when_asked("before", self.path)
            site.asked.append(self.path)
            content, moved = site.content(self.path), site.redirects.get(self.path)
            trouble = site.troubles.get(self.path)
            self.send_response(trouble or (302 if moved else 404 if content is None else 200))
            if moved:
                self.send_header("location", moved)
            kind = "text/html" if self.path.endswith("/") else guess_type(self.path)[0]
            if kind:  # a browser runs no script of which it is not told that it is one
                self.send_header("content-type", kind)
            self.send_header("content-length", str(len(content or b"")))
            self.end_headers()
            site.when_asked("after", self.path)
            self.wfile.write(content or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Kept in `asked`."""

    return Handler
