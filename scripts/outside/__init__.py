"""What must be so outside the repository: one snapshot of GitHub, LINE and the site in, one line a matter out."""

CHAPTERS = (
    "repository",  # plan, merges
    "rulesets",
    "environment",  # the one that sends: who may use it, its secrets, the ledger's key
    "actions",
    "people",  # who has which right
    "pages",  # what the site serves
    "running",  # whether the jobs still run
    "line",  # the account at LINE
    "production",  # what may not stay as it was in the sample
)
