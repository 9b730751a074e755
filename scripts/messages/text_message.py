"""Layout `text`: a post's pictures as image messages, then one text message."""

from collections.abc import Iterator

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.messages.flex_card import FlexPart
from scripts.messages.passages import event_rows, media_url, passages, pictures_of, title_of, uri_of
from scripts.reading.body import Block, Divider, Heading, Item, Paragraph, Points, plain

_HEADINGS = {1: "■ ", 2: "■ ", 3: "▼ "}


def messages(post: Post, account: Account) -> list[FlexPart]:
    """The image messages and the text message of a post."""
    urls = [media_url(account, picture) for picture in pictures_of(post)]
    images = [{"type": "image", "originalContentUrl": url, "previewImageUrl": url} for url in urls]
    return [*images, {"type": "text", "text": "\n\n".join(_paragraphs(post))}]


def _paragraphs(post: Post) -> Iterator[str]:
    if title := title_of(post):
        yield title
    if facts := [name + "　" + value.replace("\n", " ") for name, value in event_rows(post.event)]:
        yield "\n".join(facts)
    for passage in passages(post):
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
