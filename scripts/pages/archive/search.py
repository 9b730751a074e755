"""What the search in the browser reads: one file a year, so that the newest posts are found first."""

import json
from collections.abc import Iterator
from itertools import groupby

from scripts.pages.archive.collection import FOLDER, Archive, SentPost
from scripts.text.dates import JAPAN, day_in_words


def search_files(archive: Archive) -> Iterator[tuple[str, str]]:
    """Path below the site's address, and file: a list of [file name, day, kind, title, text] a year."""
    for year, posts in groupby(archive.posts, key=lambda sent: sent.month[:4]):
        yield f"{FOLDER}search-{year}.json", json.dumps([_row(sent) for sent in posts], ensure_ascii=False)


def _row(sent: SentPost) -> list[str]:
    day = day_in_words(sent.sent_at.astimezone(JAPAN).date())
    text = " ".join(line.plain for line in sent.post.sent)
    return [sent.path.removeprefix(FOLDER), day, sent.kind, sent.title, text]
