"""May the ledger be trusted? Its branch, claims of other runs, what the guards count, stops: against git and GitHub."""
