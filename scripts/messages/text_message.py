"""A post as plain text: the text message of layout `text`, and what a screen reader gets of a preview."""

from collections.abc import Iterator, Sequence

from scripts.content.post import Post
from scripts.messages.facts import RIGHT, WRONG, corrected_in_words, event_rows, title_of
from scripts.messages.passages import Passage, uri_of
from scripts.reading.body import Block, Divider, Heading, Item, Paragraph, Points, plain

_HEADINGS = {1: "■ ", 2: "■ ", 3: "▼ "}


def text_of(post: Post, passages: Sequence[Passage]) -> str:
    """Title, event and body, each link as its label with its URL on the next line; of a correction what was wrong first."""
    facts = "\n".join(name + "　" + value.replace("\n", " ") for name, value in event_rows(post))
    pairs = [f"{WRONG}　{pair.wrong}\n{RIGHT}　{pair.right}" for pair in post.correction]
    says_first = bool(pairs and passages) and isinstance(passages[0].block, Paragraph)
    apology, rest = (passages[:1], passages[1:]) if says_first else ((), passages)
    parts = [*_body(apology), *pairs, facts, *_body(rest)]
    return "\n\n".join(filter(None, [title_of(post), corrected_in_words(post), *parts]))


def _body(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        if not passage.only_links and (words := _words(passage.block)):
            yield words
        for link in passage.links:
            yield f"{link.label}\n{uri_of(link.url)}"


def _words(block: Block) -> str:
    if isinstance(block, Heading):
        return _HEADINGS[block.level] + plain(block.runs)
    if isinstance(block, Paragraph):
        return plain(block.runs)
    if isinstance(block, Points):
        return "\n".join(map(_item, block.items))
    return "―" * 8 if isinstance(block, Divider) else ""


def _item(item: Item) -> str:
    gap = "" if item.mark == "・" else " "
    return "　" * item.depth + item.mark + gap + plain(item.runs)
