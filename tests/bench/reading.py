"""The floor under a look at everything: every post of main, its history and every line of the ledger, read plainly."""

import json
import subprocess
import sys


def main() -> None:
    """Read what says whether a post is due and whether it was sent, with git and the JSON library alone."""
    clone = sys.argv[1]

    def git(*arguments: str, given: bytes = b"") -> bytes:
        return subprocess.run(
            ["git", "-C", clone, *arguments], input=given, check=True, capture_output=True
        ).stdout

    files = [
        line.split(b" ")[2].split(b"\t")
        for line in git("ls-tree", "-r", "-z", "origin/main").split(b"\0")[:-1]
    ]
    posts = [sha for sha, path in files if path.endswith(b"/post.md")]
    git("cat-file", "--batch", "--buffer", given=b"".join(sha + b"\n" for sha in posts))
    git("rev-list", "--first-parent", "origin/main")
    shas = [line.split(b" ")[2][:40] for line in git("ls-tree", "-z", "origin/ledger").split(b"\0")[:-1]]
    answer = git("cat-file", "--batch", "--buffer", given=b"".join(sha + b"\n" for sha in shas))
    print(sum("event" in json.loads(line) for line in answer.splitlines() if line.startswith(b"{")))


if __name__ == "__main__":
    main()
