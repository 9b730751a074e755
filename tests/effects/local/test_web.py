"""Looking at web pages: real HTTP on loopback; every way in which a page can lead astray."""

import shutil
import socket
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.effects.local import web as reach
from scripts.effects.local.web import visit, visit_all


class Site:
    """Answers each path with (status, headers, body)."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                status, headers, body = site.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for piece in body if isinstance(body, list) else [body]:
                        self.wfile.write(piece)
                except OSError:
                    site.hung_up = True

            def log_message(self, *args):
                """Kept in `asked`."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()


@pytest.fixture
def site():
    it = Site()
    yield it
    it.server.shutdown()
    it.server.server_close()


def test_a_page_comes_with_its_content(site):
    site.answers["/a?b=%E5%86%AC"] = (200, {"content-type": "text/html; charset=utf-8"}, "冬".encode())
    seen = visit(f"{site.url}/a?b=%E5%86%AC#c", loopback=True)
    assert (seen.outcome, seen.content.decode(), seen.content_type) == (
        "page",
        "冬",
        "text/html; charset=utf-8",
    )


def test_redirects_are_followed_to_the_page(site):
    site.answers |= {"/a": (301, {"location": "/b"}, b""), "/b": (200, {}, b"ok")}
    assert visit(f"{site.url}/a", loopback=True).url == f"{site.url}/b"


def test_redirects_without_end_are_broken(site):
    site.answers["/a"] = (302, {"location": "/a"}, b"")
    assert visit(f"{site.url}/a", loopback=True).outcome == "broken"
    assert len(site.asked) == 6


@pytest.mark.parametrize("status", [404, 410, 400, 451])
def test_a_page_that_is_gone_is_broken(site, status):
    site.answers["/a"] = (status, {}, b"")
    seen = visit(f"{site.url}/a", loopback=True)
    assert (seen.outcome, seen.url) == ("broken", f"{site.url}/a")
    assert seen.seen.startswith(f"{status}: ")


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_site_that_refuses_or_fails_is_neither_well_nor_broken(site, status):
    site.answers["/a"] = (status, {}, b"")
    assert visit(f"{site.url}/a", loopback=True).outcome == "unconfirmed"


def test_nobody_at_home_is_unconfirmed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert visit(f"http://127.0.0.1:{taken.getsockname()[1]}/", loopback=True).outcome == "unconfirmed"


def test_a_name_that_nobody_knows_is_unconfirmed():
    assert visit("https://does-not-exist.invalid/", loopback=True).outcome == "unconfirmed"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "https://127.0.0.1:1/",
        "https://[::1]:1/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://2130706433/",
    ],
)
def test_no_machine_of_our_own_is_ever_asked(url):
    assert visit(url, loopback=False).outcome == "broken"


def test_a_rehearsal_lets_this_machine_pass_and_no_other():
    assert visit("http://10.0.0.1/", loopback=True).outcome == "broken"


def test_a_redirect_into_our_own_network_is_not_followed(site):
    site.answers["/a"] = (302, {"location": "http://10.0.0.1/"}, b"")
    assert visit(f"{site.url}/a", loopback=True).outcome == "broken"


def test_a_name_is_resolved_once_and_that_address_is_asked(site, monkeypatch):
    """A name that points to a public page at the look and into our network at the visit (DNS rebinding)."""
    resolve, answers = socket.getaddrinfo, iter(["127.0.0.1"])

    def rebinding(host, *given, **more):
        return resolve(next(answers, "10.0.0.1") if host == "rebinding.example" else host, *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    site.answers["/a"] = (200, {}, b"ok")
    seen = visit(f"http://rebinding.example:{site.server.server_port}/a", loopback=True)
    assert (seen.outcome, seen.content) == ("page", b"ok")


def test_a_page_without_end_is_cut(site):
    site.answers["/a"] = (200, {}, [b"x" * 65536] * 200)
    seen = visit(f"{site.url}/a", loopback=True)
    assert seen.outcome == "page"
    assert len(seen.content) < 3_000_000


def test_a_page_that_drips_is_given_up(site, monkeypatch):
    ticks = iter(range(0, 10_000, 15))
    monkeypatch.setattr(reach.time, "monotonic", lambda: next(ticks))
    site.answers["/a"] = (200, {}, [b"x" * 65536] * 4)
    assert visit(f"{site.url}/a", loopback=True).outcome == "unconfirmed"


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for_is_broken(site, tmp_path):
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(cert),
         "-days", "1", "-subj", "/CN=localhost"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    seen = visit(f"https://localhost:{site.server.server_port}/", loopback=True)
    assert (seen.outcome, seen.seen) == ("broken", "証明書が正しくありません")


def test_many_pages_are_visited_each_once(site):
    site.answers |= {f"/{number}": (200, {}, b"") for number in range(20)}
    urls = [f"{site.url}/{number}" for number in range(20)]
    assert {each.outcome for each in visit_all(urls, loopback=True).values()} == {"page"}
    assert sorted(site.asked) == sorted(f"/{number}" for number in range(20))
