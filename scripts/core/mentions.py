"""Which posts a form speaks of: its own id, and every id that stands in one of its fields."""

import re
from collections.abc import Iterable

from scripts.core.change import ChangedFile
from scripts.core.form import Form
from scripts.core.post import Post
from scripts.core.sent_text import field_texts

_POST_ID = re.compile(r"[0-9]{8}-[a-z0-9-]+")


def mentioned_posts(subjects: Iterable[object]) -> frozenset[str]:
    """The ids of all posts that these speak of. What has not the form of an id is none."""
    ids: set[str] = set()
    for subject in subjects:
        if isinstance(subject, Form):
            ids |= {text for text in field_texts(subject.document) if text[:1].isdigit()}
        if isinstance(subject, Post | ChangedFile):
            ids.add(subject.post_id)
    return frozenset(filter(_POST_ID.fullmatch, ids))
