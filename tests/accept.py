"""Accept what has changed on purpose: `make accept` writes every derived file and every golden.

Look at `git diff` afterwards: it is the change that you accept.
"""

import sys

from scripts import setup
from tests.goldens import golden
from tests.handbooks import bill
from tests.rules import accept as rules

COMMAND = "make accept"


def main() -> int:
    """Write what the tests compare with."""
    rules.write()
    golden.write()
    bill.write()
    return setup.main([])


if __name__ == "__main__":
    sys.exit(main())
