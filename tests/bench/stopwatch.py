"""Run a command some times and print each run's wall seconds and peak memory: `stopwatch.py RUNS CODE COMMAND…`.

A process of its own, and a small one: Linux counts the memory of whoever starts a command into its peak.
"""

import os
import sys
import time


def main() -> None:
    """One line a run. A run that ends with another code than the expected one ends everything."""
    runs, expected, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    for _ in range(runs):
        began = time.perf_counter()
        silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=silent)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - began
        code = os.waitstatus_to_exitcode(status)
        if code != expected:
            sys.exit(f"{' '.join(command)} ended with {code}")
        print(seconds, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
