"""Chrome DevTools Protocol with a running Chromium or Chrome, over a pipe instead of a port.

One message is one JSON object, ended by a zero byte. The browser reads from its file 3 and answers on its file 4.
"""

import json
import os
import select
import signal
import time
from typing import Any

_SECONDS = 60  # for one answer
_LEAVE = 5  # seconds in which a browser that was told to go may go by itself
_ABOVE = 10  # our ends of the pipes stay clear of the numbers 3 and 4


class Silent(Exception):
    """The browser is gone, says nothing, or does not do what it was asked."""


class Browser:
    """One browser process. `session`: id of the attached tab; without one, commands go to the browser itself."""

    def __init__(self, command: list[str]) -> None:
        import fcntl  # not on Windows, where nothing but the drawing of pictures needs it

        theirs_to_read, self._to = os.pipe()
        self._from, theirs_to_write = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _ABOVE) for end in (theirs_to_read, theirs_to_write)]
        given = [(os.POSIX_SPAWN_DUP2, end, number) for end, number in zip(ends, (3, 4), strict=True)]
        mute = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
        try:
            self._process = os.posix_spawnp(command[0], command, os.environ, file_actions=[*given, *mute])
        except OSError as error:
            os.close(self._to)
            os.close(self._from)
            raise Silent(str(error)) from error
        finally:
            for end in (theirs_to_read, theirs_to_write, *ends):
                os.close(end)
        self.session = ""
        self._asked = 0
        self._heard = b""
        self._events: list[dict[str, Any]] = []

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to one question. Raises Silent."""
        self._asked += 1
        question = {"id": self._asked, "method": method, "params": parameters}
        if self.session:
            question["sessionId"] = self.session
        try:
            os.write(self._to, json.dumps(question).encode() + b"\0")
        except OSError as error:
            raise Silent(str(error)) from error
        while True:
            message = self._next()
            if message.get("id") == self._asked:
                if "result" not in message:
                    raise Silent(f"{method}: {message.get('error')}")
                return dict(message["result"])
            self._events.append(message)

    def wait_for(self, event: str, **parameters: Any) -> None:
        """Until this has happened, with these parameters among its own; all else is forgotten. Raises Silent."""
        while not any(
            message.get("method") == event and parameters.items() <= message.get("params", {}).items()
            for message in self._events
        ):
            self._events = [self._next()]
        self._events.clear()

    def close(self) -> None:
        """Without its pipe a browser goes; one that stays is ended."""
        os.close(self._to)
        os.close(self._from)
        until = time.monotonic() + _LEAVE
        while os.waitpid(self._process, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)
                return
            time.sleep(0.005)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            ready, _, _ = select.select([self._from], [], [], _SECONDS)
            more = os.read(self._from, 1 << 20) if ready else b""
            if not more:
                raise Silent("no answer")
            self._heard += more
        message, _, self._heard = self._heard.partition(b"\0")
        try:
            return dict(json.loads(message))
        except (ValueError, TypeError) as error:
            raise Silent(str(error)) from error
