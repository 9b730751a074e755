"""The floor under a look at everything: main's tree, its history and every line of the ledger, read in a plain loop."""

import json
import subprocess
import sys


def main() -> None:
    """Read what says whether every post is at rest, with git and the JSON library alone."""
    clone = sys.argv[1]

    def git(*arguments: str, given: bytes = b"") -> bytes:
        return subprocess.run(
            ["git", "-C", clone, *arguments], input=given, check=True, capture_output=True
        ).stdout

    git("ls-tree", "-r", "-z", "origin/main")
    git("rev-list", "--first-parent", "origin/main")
    shas = [line.split(b" ")[2][:40] for line in git("ls-tree", "-z", "origin/ledger").split(b"\0")[:-1]]
    answer = git("cat-file", "--batch", "--buffer", given=b"".join(sha + b"\n" for sha in shas))
    print(sum("event" in json.loads(line) for line in answer.splitlines() if line.startswith(b"{")))


if __name__ == "__main__":
    main()
