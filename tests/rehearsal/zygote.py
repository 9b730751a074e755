"""A process with everything imported that forks a publisher for each order it reads: a run without a second of imports.

Orders are JSON lines on stdin, `{"cwd", "env", "argv", "out", "break"}`; answers are the child's pid, then its status.
"""

import importlib
import json
import os
import sys
import traceback

HEAVY = (
    "linebot.v3.messaging",
    "requests",
    "jsonschema",
    "markdown",
    "PIL.Image",
    "jpholiday",
    "frontmatter",
    "regex",
    "idna",
)

PATIENCE = 1  # seconds for an answer of LINE's; the real ten would only make a rehearsal longer


def main() -> None:
    for name in (*HEAVY, "scripts.publish", "scripts.world.line_wire", "tests.rehearsal.mutations"):
        importlib.import_module(name)
    for order in sys.stdin:
        wanted = json.loads(order)
        pid = os.fork()
        if pid == 0:
            _publish(wanted)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _publish(wanted: dict) -> None:
    code = 70
    try:
        os.setsid()
        os.chdir(wanted["cwd"])
        os.environ.update(wanted["env"])
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{wanted['out']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        importlib.import_module("scripts.world.line")._TIMEOUT = (5, PATIENCE)
        if wanted["break"]:
            importlib.import_module("tests.rehearsal.mutations").BREAK[wanted["break"]]()
        code = importlib.import_module("scripts.publish").main(wanted["argv"])
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
