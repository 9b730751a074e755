"""Run a command and print its wall seconds and its peak memory in MiB: `stopwatch.py COMMAND…`.

A process of its own, and a small one: Linux counts the memory of whoever starts a command into its peak.
"""

import os
import sys
import time


def main() -> None:
    """Ends with the command's own complaint if the command fails."""
    command = sys.argv[1:]
    began = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(command)} ended with {code}")
    print(seconds, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
