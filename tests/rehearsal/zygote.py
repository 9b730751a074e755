"""A process with everything imported that forks a publisher for each order it reads: a run without a second of imports.

Orders are JSON lines on stdin: a run to start, answered with its pid, or a pid to wait for, answered with its status.
"""

import importlib
import json
import os
import sys
import traceback
from contextlib import redirect_stdout
from io import StringIO

HEAVY = (
    "linebot.v3.messaging",
    "requests",
    "scripts.publish",
    "scripts.effects.line.client",
    "tests.rehearsal.mutations",
)
PATIENCE = 3  # seconds for an answer of LINE's; the real ten would only make a rehearsal longer


def main() -> None:
    for name in HEAVY:
        importlib.import_module(name)
    with redirect_stdout(
        StringIO()
    ):  # builds what every run would build again: schemas, converters, the rule book
        importlib.import_module("scripts.check").main([])
    for text in sys.stdin:
        order = json.loads(text)
        if "wait" in order:
            print(os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1]), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            _publish(order)
        print(pid, flush=True)


def _publish(order: dict) -> None:
    code = 70
    try:
        os.setsid()
        os.chdir(order["cwd"])
        os.environ.update(order["env"])
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{order['out']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        importlib.import_module("scripts.effects.line.client")._TIMEOUT = (5, PATIENCE)
        if order["broken"]:
            importlib.import_module("tests.rehearsal.mutations").BREAK[order["broken"]]()
        code = importlib.import_module("scripts.publish").main(order["argv"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
