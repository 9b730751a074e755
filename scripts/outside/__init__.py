"""What must be so outside the repository: one snapshot of GitHub, LINE and the site in, one line a matter out."""

CHAPTERS = (  # in the order in which SETUP.md has people mend them
    "production",  # what may not stay as it was in the sample
    "environment",  # the one that sends: who may use it, its secrets, the ledger's key
    "repository",  # plan, merges
    "pages",  # what the site serves
    "rulesets",
    "people",  # who has which right
    "line",  # the account at LINE
    "actions",
    "running",  # whether the jobs still run
)
