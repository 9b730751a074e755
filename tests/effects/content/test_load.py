"""A correction knows the title and the day of the post that it corrects, wherever it is loaded from."""

from scripts.content.post import CorrectedPost
from scripts.effects.content.load import post_in
from tests.rules.case import MemoryTree

FOLDER = "content/posts/division/2026"
ORIGINAL = '---\ntitle: 相談会\nsend: {not_before: "2026-12-10T10:00+09:00"}\n---\n本文。\n'


def corrected(names: str, **others: str):
    files = {
        f"{FOLDER}/20261215-teisei/post.md": f"---\ntitle: 訂正\ncorrects: {names}\n---\n本文。\n".encode()
    }
    files |= {f"content/posts/{side}/2026/{names}/post.md": text.encode() for side, text in others.items()}
    post = post_in(MemoryTree(files), f"{FOLDER}/20261215-teisei/post.md")
    assert post is not None
    return post.corrected


def test_the_post_that_is_there_is_found_on_either_side():
    seen = CorrectedPost("相談会")
    assert corrected("20261210-soudan", division=ORIGINAL) == seen
    assert corrected("20261210-soudan", contractor=ORIGINAL) == seen


def test_a_name_that_is_no_posts_or_leads_elsewhere_finds_nothing():
    assert corrected("20261210-soudan") is None
    assert corrected("../../../account", division=ORIGINAL) is None
