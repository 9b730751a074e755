"""The installed Firefox and WebKit, without Playwright's own builds: each driven in the words of WebDriver."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

_START = 60.0  # seconds until a browser must listen
_PREFERENCES = """user_pref("marionette.port", {port});
user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", "{folder}");
user_pref("browser.download.useDownloadDir", true);
user_pref("browser.download.alwaysOpenPanel", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
"""
Command = Callable[[str, dict[str, Any]], Any]


class Tab:
    """A page in one of them. `send` takes a command of WebDriver by its name."""

    def __init__(self, send: Command) -> None:
        self._send = send

    def go(self, address: str) -> None:
        self._send("Navigate", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        """What a script of the page returns; a promise is waited for."""
        whole = f"const done = arguments[arguments.length - 1]; (async (...args) => {{ {script} }})(...arguments).then(done, (e) => done('failed: ' + e));"
        return self._send("ExecuteAsyncScript", {"script": whole, "args": list(arguments)})

    def until(self, script: str, *arguments: object) -> None:
        end = time.monotonic() + 120
        while not self.run(script, *arguments):
            assert time.monotonic() < end, script
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def firefox(home: Path) -> Iterator[Tab]:
    """Firefox by its own Marionette: messages of JSON, each behind its length."""
    port, command = _free_port(), shutil.which("firefox-esr") or shutil.which("firefox")
    assert command
    profile = home / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(_PREFERENCES.format(port=port, folder=home), "utf-8")
    env = {**os.environ, "HOME": str(home), "MOZ_HEADLESS": "1"}
    words = [command, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        try:
            with _connected(port, "Firefox") as connection, connection.makefile("rwb") as line:
                _heard(line)
                numbers = iter(range(1, 1_000_000))

                def send(name: str, given: dict[str, Any]) -> Any:
                    message = json.dumps([0, next(numbers), f"WebDriver:{name}", given]).encode()
                    line.write(b"%d:%s" % (len(message), message))
                    line.flush()
                    _, _, error, answer = _heard(line)
                    assert error is None, error
                    return answer.get("value") if isinstance(answer, dict) else answer

                send("NewSession", {"capabilities": {"alwaysMatch": {}}, "timeouts": {"script": 120_000}})
                send("SetTimeouts", {"script": 120_000})
                yield Tab(send)
        finally:
            started.kill()


def _connected(port: int, what: str) -> socket.socket:
    end = time.monotonic() + _START
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            assert time.monotonic() < end, f"{what} does not listen"
            time.sleep(0.1)


def _heard(line: Any) -> Any:
    length = b""
    while (letter := line.read(1)) != b":":
        length += letter
    return json.loads(line.read(int(length)))


@contextmanager
def webkit(home: Path) -> Iterator[Tab]:
    """WebKit (its GTK port) by its driver over HTTP, on a screen that nobody sees."""
    port, display = _free_port(), f":{60 + os.getpid() % 900}"
    env = {
        **os.environ,
        "HOME": str(home),
        "DISPLAY": display,
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with (
        subprocess.Popen(["Xvfb", display, "-screen", "0", "1280x900x24"], **quiet) as screen,
        subprocess.Popen(["WebKitWebDriver", f"--port={port}"], env=env, **quiet) as driver,
    ):
        try:
            _connected(port, "the driver").close()
            session = _post(port, "/session", {"capabilities": {"alwaysMatch": {}}})["sessionId"]
            paths = {"Navigate": "url", "ExecuteAsyncScript": "execute/async", "SetTimeouts": "timeouts"}

            def send(name: str, given: dict[str, Any]) -> Any:
                return _post(port, f"/session/{session}/{paths[name]}", given)

            send("SetTimeouts", {"script": 120_000})
            yield Tab(send)
        finally:
            driver.terminate()
            screen.terminate()


def _post(port: int, path: str, given: dict[str, Any]) -> Any:
    reply = requests.post(f"http://127.0.0.1:{port}{path}", json=given, timeout=150)
    assert reply.ok, reply.text
    return reply.json()["value"]
