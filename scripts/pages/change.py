"""Section of the approval form: what changed since the last approved version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from xml.etree.ElementTree import Element

from scripts.content.picture import Picture
from scripts.content.post import Post
from scripts.pages.html import section, tag

_AROUND = 3  # lines shown around a change


@dataclass(frozen=True)
class PostDiff:
    """The post as it was when it was last approved (None: it is new), and as it is now."""

    before: Post | None
    after: Post


def change_section(compared: PostDiff) -> Element:
    """The lines that were added and taken away, and the pictures that were put in, taken out or exchanged."""
    before, after = compared.before, compared.after
    if before is None:
        return section("change", "変更点", tag("p", "新しい投稿です。比べる前の版はありません。"))
    lines, pictures = (
        list(_lines(before.document.text, after.document.text)),
        list(_pictures(before.pictures, after.pictures)),
    )
    if not lines and not pictures:
        return section("change", "変更点", tag("p", "承認された版から、変わったところはありません。"))
    return section(
        "change",
        "変更点",
        tag("ul", pictures) if pictures else None,
        tag("div", lines, class_="diff", tabindex="0", role="group", aria_label="文章の変更")
        if lines
        else None,
    )


def _lines(before: str, after: str) -> Iterator[Element]:
    changed = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=_AROUND)
    for line in list(changed)[3:]:  # after the names of both versions and the place of the first change
        if line.startswith("@@"):
            yield tag("hr")
        elif line.startswith("-"):
            yield tag("p", tag("del", f"− {line[1:]}"))
        elif line.startswith("+"):
            yield tag("p", tag("ins", f"＋ {line[1:]}"))
        else:
            yield tag("p", f"　 {line[1:]}")


def _pictures(before: Mapping[str, Picture], after: Mapping[str, Picture]) -> Iterator[Element]:
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield tag("li", f"画像 {name} が無くなりました。")
        elif name not in before:
            yield tag("li", f"画像 {name} が加わりました。")
        elif before[name].sha256 != after[name].sha256:
            yield tag("li", f"画像 {name} が別の画像に替わりました。")
