"""Compare the operation policy with the public page that must show it (第6第1項)."""

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser

from scripts.content.policy import Policy
from scripts.reading.body import Item, Points, plain, runs_of
from scripts.reading.body_reader import read_body
from scripts.tasks.issue_plan import Task
from scripts.tasks.links import LinkStatus
from scripts.text.quote import in_code, inert

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
# The encodings of Japanese pages; any other name is read as UTF-8 (some of Python's codecs are traps).
_CODECS = {
    "shift-jis": "cp932",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
}
_UNSEEN = ("script", "style", "template", "noscript")
_SHOWN = 5  # differing paragraphs in a task


def compared(policy: Policy, content: bytes, content_type: str) -> LinkStatus:
    """Whether every paragraph of the policy stands on its page; `wrong` is a list in Markdown."""
    missing = list(missing_from(text_of(content, content_type), policy.document.body))
    if not missing:
        return LinkStatus(confirmed=True)
    rows = "".join(f"\n  - {inert(paragraph)}" for paragraph in missing[:_SHOWN])
    more = f"\n  - ほか{len(missing) - _SHOWN}か所" if len(missing) > _SHOWN else ""
    return LinkStatus(confirmed=True, wrong=f"次の文が、ページに見当たりません。{rows}{more}")


def policy_task(policy: Policy, sight: LinkStatus) -> Task | None:
    """What to do when the page is gone or says something else."""
    if not sight.wrong:
        return None
    return Task(
        "policy-page",
        "第6第1項 運用ポリシーの掲示を確かめてください",
        f"{in_code(policy.url)}: {sight.wrong}\n\nホームページの掲示を直すか、移したページのアドレスを `content/policy.md` に"
        "書いて、移住交流担当課長の承認を受けてください。",
    )


def text_of(content: bytes, content_type: str) -> str:
    """The visible letters of an HTML page, in the encoding that it names (UTF-8 where it names none)."""
    named = _CHARSET.search(content_type.encode("ascii", "replace")) or _CHARSET.search(content[:2048])
    codec = _CODECS.get(named.group(1).decode().lower().replace("_", "-") if named else "", "utf-8")
    written = content.decode(codec, "replace")
    reader = _Letters()
    reader.feed(written)
    reader.close()
    return "".join(reader.letters)


def missing_from(page: str, markdown: str) -> Iterator[str]:
    """The paragraphs of a Markdown text that do not stand in a page's text; blanks and widths do not matter."""
    seen = _bare(page)
    for paragraph in _paragraphs(markdown):
        if _bare(paragraph) not in seen:
            yield paragraph


def _paragraphs(markdown: str) -> Iterator[str]:
    for block in read_body(markdown, 1).blocks:
        if isinstance(block, Points):
            yield from (plain(item.runs) for item in block.items if isinstance(item, Item))
        else:
            yield plain(tuple(runs_of(block)))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


class _Letters(HTMLParser):
    """Collects what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.letters: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing inside a script is shown."""
        self.unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """Shown again."""
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        """Letters between tags."""
        if not self.unseen:
            self.letters.append(data)
