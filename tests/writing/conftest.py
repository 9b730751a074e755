"""The writing page as it is published: made once, served on loopback, opened in the installed browser."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts.content.post import Post
from scripts.effects.content.load import account_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.site.writing_page import NoBrowserPython, write_writing_page
from tests.messages.subjects import HOME, SAMPLES, sample
from tests.writing.author import Author

NOW = "2026-12-05T10:00:00+09:00"


def sent() -> list[tuple[Post, datetime]]:
    """Two of the samples, as if they had gone out; the others have not."""
    posts = [sample(path)[0] for path in SAMPLES]
    return [(post, datetime.fromisoformat(NOW)) for post in posts if post.post_id < "20261216"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds `write/`."""
    folder = tmp_path_factory.mktemp("site")
    try:
        write_writing_page(
            folder / "write", account_in(WorkingTree(HOME)), "0123456789abcdef", "OWNER/CAFE", sent()
        )
    except NoBrowserPython as missing:
        pytest.skip(str(missing))
    return folder


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A tab that is closed while it still loads is nobody's mistake."""


@pytest.fixture(scope="session")
def address(made: Path) -> Iterator[str]:
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(made)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/write/"
    server.shutdown()
    server.server_close()
    thread.join()


def well_behaved(person: Author) -> None:
    """Nothing was asked for outside the page's own address, and the browser complained of nothing."""
    assert [url for url in person.requests if not url.startswith((person.address, "blob:", "data:"))] == []
    assert person.troubles == []


@pytest.fixture(scope="session")
def one_author(browser, address: str) -> Iterator[Author]:
    """A person with the judge at hand, who stays for all tests: Python takes its time to start."""
    context = browser.new_context(
        locale="ja-JP", accept_downloads=True, viewport={"width": 1280, "height": 900}
    )
    person = Author(context, address, NOW)
    yield person
    person.leave()


@pytest.fixture
def person(one_author: Author) -> Iterator[Author]:
    """The same person, beginning anew."""
    one_author.fresh()
    yield one_author
    well_behaved(one_author)


@pytest.fixture
def author(browser, address: str) -> Iterator[Callable[..., Author]]:
    """Opens the page for somebody on a computer of their own."""
    opened = []

    def sit_down(**how: object) -> Author:
        settings = {
            "locale": "ja-JP",
            "accept_downloads": True,
            "viewport": {"width": 1280, "height": 900},
            **how,
        }
        opened.append(new := Author(browser.new_context(**settings), address, NOW))
        return new

    yield sit_down
    for each in opened:
        each.leave()
        well_behaved(each)
