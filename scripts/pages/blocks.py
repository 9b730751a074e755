"""The blocks of a body as HTML: what the operation policy's page and the public archive have in common."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from scripts.pages.html import Node, external_link, tag
from scripts.reading.body import Block, Divider, Heading, Link, Paragraph, PlacedPicture, Points, Run

Label = Callable[[Link], str]
Draw = Callable[[PlacedPicture], Element | None]


def block_html(block: Block, label: Label, draw: Draw) -> Element | None:
    """One block. `label` names a link, `draw` makes what stands in a picture's place."""
    if isinstance(block, Heading):
        return tag(f"h{block.level}", _words(block.runs, label))
    if isinstance(block, Paragraph):
        return tag("p", _words(block.runs, label))
    if isinstance(block, Points):
        points = (
            tag("li", f"{item.mark} ", _words(item.runs, label), class_=f"depth-{min(item.depth, _DEEPEST)}")
            for item in block.items
        )
        return tag("ul", points, class_="points")
    return tag("hr") if isinstance(block, Divider) else draw(block)


_DEEPEST = 5
POINTS_STYLE = "ul.points { list-style: none; padding: 0; } ul.points li { text-indent: -1em; }\n" + "".join(
    f"ul.points li.depth-{depth} {{ padding-left: {depth + 1}em; }}\n" for depth in range(_DEEPEST + 1)
)


def _words(runs: tuple[Run, ...], label: Label) -> Iterator[Node]:
    for run in runs:
        if isinstance(run, Link):
            yield external_link(run.url, label(run))
        else:
            yield tag("strong", run.text) if run.bold else run.text
