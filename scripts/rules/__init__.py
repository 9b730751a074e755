"""The regulation: one file per article, each rule a small function. `book` opens it."""
