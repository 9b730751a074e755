"""The report of the account: what goes out next, what the month costs, what came of what was sent; numbers with source and day."""
