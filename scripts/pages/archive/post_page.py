"""The page of one sent post, and its content as the feed carries it."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from scripts.content.post import Post
from scripts.messages.facts import RIGHT, WRONG, corrected_in_words, event_facts
from scripts.messages.media import Hidden
from scripts.messages.passages import label_of
from scripts.pages.archive.collection import Archive, SentPost
from scripts.pages.archive.frame import UP, framed, sent_on
from scripts.pages.blocks import block_html
from scripts.pages.html import external_link, facts, tag
from scripts.reading.body import Block, Heading, PlacedPicture
from scripts.text.dates import JAPAN, day_in_words

_DESCRIBED = 110  # letters


def post_page(sent: SentPost, archive: Archive) -> str:
    """The whole file."""
    words = " ".join(line.plain for line in sent.post.sent[1:])
    about = words if len(words) <= _DESCRIBED else words[:_DESCRIBED] + "…"
    article = tag(
        "article",
        tag("p", sent_on(sent), "配信", tag("span", sent.kind, class_="kind") if sent.kind else None),
        tag("h1", sent.title),
        content(sent, archive, UP),
    )
    return framed(
        archive, sent.path, f"{sent.title}｜{archive.name}", about, article, _neighbours(sent, archive)
    )


def content(sent: SentPost, archive: Archive, site: str) -> Iterator[Element]:
    """What was sent, without its title. `site` leads to the site's address: an address, or the way up from a page."""
    yield from _corrections(sent, archive, site)
    if sent.post.corrects:
        yield _corrects(sent, archive, site)
    if sent.post.correction:
        yield _put_right(sent.post)
    if rows := list(event_facts(sent.post)):
        yield facts(*rows)
    for block in _outlined(sent.post.body.blocks):
        drawn = block_html(
            block, lambda link: label_of(sent.post, link), lambda placed: _picture(sent, placed, site)
        )
        if drawn is not None:
            yield drawn
    yield from _links(sent)


def _corrections(sent: SentPost, archive: Archive, site: str) -> Iterator[Element]:
    """Where readers find what is right."""
    corrections = archive.corrections_of(sent)
    if corrections:
        rows = [
            tag("li", f"{_day(correction)}　", tag("a", correction.title, href=site + correction.path))
            for correction in corrections
        ]
        yield tag("div", tag("p", "この投稿には、訂正があります。"), tag("ul", rows), class_="notice")


def _corrects(sent: SentPost, archive: Archive, site: str) -> Element:
    """Which post this one corrects, with the way to it where the archive shows it."""
    corrected = archive.corrected_by(sent)
    if corrected is None:
        return tag("p", corrected_in_words(sent.post), class_="notice")
    link = tag("a", corrected.title, href=site + corrected.path)
    return tag("p", f"{_day(corrected)}に配信した投稿「", link, "」の訂正です。", class_="notice")


def _put_right(post: Post) -> Element:
    """Each 誤 with its 正 beside it."""
    rows = [
        tag("tr", tag("td", tag("del", pair.wrong)), tag("td", tag("ins", pair.right)))
        for pair in post.correction
    ]
    head = tag("tr", tag("th", WRONG, scope="col"), tag("th", RIGHT, scope="col"))
    return tag("table", tag("thead", head), tag("tbody", rows), class_="correction")


def _outlined(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks with headings that follow the page's own without a gap, whatever levels the author chose."""
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    above = 1
    for block in blocks:
        if isinstance(block, Heading):
            above = min(levels.index(block.level) + 2, above + 1)
            block = replace(block, level=above)
        yield block


def _picture(sent: SentPost, placed: PlacedPicture, site: str) -> Element | None:
    """A picture with its alternative text, or the note that stands for it."""
    shown = sent.pictures.get(placed.file)
    if isinstance(shown, Hidden):
        return tag("p", shown.note, class_="gone")
    declared = sent.post.declared_image(placed.file)
    alt = (declared.alt if declared else "") or placed.alt
    return (
        tag("p", tag("img", src=site + shown, alt=alt, loading="lazy"), class_="picture") if shown else None
    )


def _links(sent: SentPost) -> Iterator[Element]:
    """Whose pages the post leads to, with their addresses: what stands behind a label can be read on paper, too."""
    parties = {
        link.url: declared for link in sent.post.body.links if (declared := sent.post.declared_link(link.url))
    }
    if parties:
        rows = [
            tag("li", f"{declared.party}　", external_link(url, url)) for url, declared in parties.items()
        ]
        yield tag("div", tag("p", "リンク先"), tag("ul", rows), class_="links")


def _neighbours(sent: SentPost, archive: Archive) -> Element | None:
    """The posts before and after this one, and its month."""
    place = archive.places[sent.post_id]
    newer = archive.posts[place - 1] if place else None
    older = archive.posts[place + 1] if place + 1 < len(archive.posts) else None
    steps = [
        tag("li", words, tag("a", other.title, href=UP + other.path))
        for words, other in (("前の投稿：", older), ("次の投稿：", newer))
        if other
    ]
    return tag("nav", tag("ul", steps), aria_label="前後の投稿") if steps else None


def _day(sent: SentPost) -> str:
    return day_in_words(sent.sent_at.astimezone(JAPAN).date())
