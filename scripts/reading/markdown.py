"""Markdown as GitHub reads it (CommonMark, tables, ~~), but for three things that a Japanese post needs.

Bold also works directly beside Japanese brackets, as every author expects of `**「冬の相談会」**を`; a bare URL ends
where Japanese text begins; the full-width blank that indents a paragraph is kept on its first line, too.
"""

import re
from functools import cache
from unicodedata import category, east_asian_width

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType

from scripts.text.bare_url import BARE_URL, trim_url

_BARE_URL = re.compile(BARE_URL)
_BLANK_AT_END = re.compile(r"[^\S \t\n]*$")  # a blank that Markdown does not know as one: U+3000


def parse(text: str) -> SyntaxTreeNode:
    """The tree of a text; `map` of a block are its lines, from 0. Raises RecursionError for a hostile depth."""
    return SyntaxTreeNode(_parser().parse(text))


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    md.disable(["reference", "text_join"])  # what `[name]: …` would swallow is text
    md.inline.__class__ = _Inline
    md.inline.ruler.before("link", "bare_url", _bare_url)
    md.core.ruler.before("inline", "indent", _keep_indent)
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # a forbidden scheme is for a rule to refuse
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]  # a URL is sent as it is declared
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


class _Delimiters(StateInline):
    """The CommonMark rule for `**`, by which Japanese letters and brackets part words as blanks do."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        left = not after.isspace() and (not _is_mark(after) or _parts_words(before))
        right = not before.isspace() and (not _is_mark(before) or _parts_words(after))
        opens = left and (canSplitWord or not right or _is_punctuation(before))
        closes = right and (canSplitWord or not left or _is_punctuation(after))
        return Scanned(opens, closes, end - start)


class _Inline(ParserInline):
    """The inline parser over that rule."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _Delimiters(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _is_punctuation(letter: str) -> bool:
    return category(letter)[0] in "PS"


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WFH"


def _is_mark(letter: str) -> bool:
    return _is_punctuation(letter) and not _is_wide(letter)


def _parts_words(letter: str) -> bool:
    return letter.isspace() or _is_punctuation(letter) or _is_wide(letter)


def _bare_url(state: StateInline, silent: bool) -> bool:
    """A URL in running text, found at its colon as the rest of its scheme has been read already."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    for scheme in ("https", "http"):
        start = state.pos - len(scheme)
        if state.pending[-len(scheme) :].lower() == scheme and (match := _BARE_URL.match(state.src, start)):
            break
    else:
        return False
    url = trim_url(match[1])
    if len(url) <= len(scheme) + len("://"):
        return False
    state.pending = state.pending[: -len(scheme)]
    opening = state.push("link_open", "a", 1)
    opening.attrs, opening.markup = {"href": url}, "bare"
    state.push("text", "", 0).content = url
    state.push("link_close", "a", -1).markup = "bare"
    state.pos = start + len(url)
    return True


def _keep_indent(state: StateCore) -> None:
    lines = state.src.split("\n")
    for token in state.tokens:
        if token.type == "inline" and token.map and token.content:
            first = token.content.partition("\n")[0]
            head = lines[token.map[0]].rpartition(first)[0]
            token.content = (_BLANK_AT_END.search(head) or [""])[0] + token.content
