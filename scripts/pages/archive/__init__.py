"""The public archive: what was sent, as pages that need no server, a feed, a calendar and a search."""
