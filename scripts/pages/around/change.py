"""What changed in a post, as words: its facts, its sentences, its pictures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from xml.etree.ElementTree import Element

from scripts.checking.context import RuleContext
from scripts.content.picture import Picture
from scripts.content.post import Post
from scripts.messages.passages import passages_of
from scripts.messages.text_message import text_of
from scripts.pages.html import Fact, section, tag, words_in
from scripts.pages.interviewees import interviewee_facts
from scripts.pages.links import link_facts
from scripts.pages.pictures import picture_facts
from scripts.pages.sending import declaration_facts, sending_facts
from scripts.text.quote import quoted

SENTENCE = "文章"
_LONGEST = 400  # letters of a sentence in a list; the whole text stands below it


@dataclass(frozen=True)
class PostDiff:
    """The post as it was (None: it is new), and as it is now."""

    before: Post | None
    after: Post


@dataclass(frozen=True)
class Change:
    """One thing that is another now: how it was and how it is; empty where it was not there, or is no more."""

    what: str
    before: str
    after: str

    @property
    def in_words(self) -> str:
        """The change as a sentence."""
        before, after = _cut(self.before), _cut(self.after)
        if not before:
            return f"{self.what}が加わりました: {after}"
        if not after:
            return f"{self.what}が無くなりました: {before}"
        return f"{self.what}が変わりました: 「{before}」から「{after}」へ"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…（ここまでを載せています）"


def changes(compared: PostDiff, context: RuleContext) -> list[Change]:
    """Everything that the approver would see differently, facts before sentences; nothing of a new post."""
    before, after = compared.before, compared.after
    if before is None:
        return []
    return [
        *_facts_changed(before, after, context),
        *_pictures(before.pictures, after),
        *sentences_changed(sentences(before), sentences(after)),
    ]


def change_section(compared: PostDiff, context: RuleContext) -> Element:
    """The same as a list, what was and what is marked."""
    if compared.before is None:
        return section("change", "変更点", tag("p", "新しい投稿です。比べる前の版はありません。"))
    listed = changes(compared, context)
    if not listed:
        return section("change", "変更点", tag("p", "承認された版から、変わったところはありません。"))
    return section("change", "変更点", tag("ul", map(_item, listed), class_="plain changes"))


def _item(change: Change) -> Element:
    was = tag("p", "前　", tag("del", change.before)) if change.before else None
    now = tag("p", "今　", tag("ins", change.after)) if change.after else None
    return tag("li", tag("strong", change.what), was, now)


@dataclass(frozen=True)
class _Told:
    """The facts of one table: its name there, what it is called where there is no table of it, its rows."""

    name: str
    called: str
    rows: Iterable[Fact]


def _tables(post: Post, context: RuleContext) -> dict[tuple[str, str], _Told]:
    """The facts of the form by what they are about: the post itself, each link by its address, each picture by its file.

    The title stands among the sentences.
    """
    links = link_facts(post, context.consents, context.roster)
    own = [fact for fact in sending_facts(post, context) if fact[0] != "件名"]
    tables = {
        ("", ""): _Told("", "", [*own, *declaration_facts(post)]),
        ("取材した人", ""): _Told("取材した人", "", interviewee_facts(post)),
    }
    for number, (link, (_, rows)) in enumerate(zip(post.links, links, strict=True), 1):
        tables.setdefault(("リンク", link.url), _Told(f"リンク {number}", link.url, rows))
    for number, image in enumerate(post.images, 1):
        shown = picture_facts(image, context.roster)
        tables.setdefault(("画像", image.file), _Told(f"画像 {number}", image.alt or image.file, shown))
    return tables


def _facts_changed(before: Post, after: Post, context: RuleContext) -> Iterator[Change]:
    was, now = _tables(before, context), _tables(after, context)
    for key in dict.fromkeys([*now, *was]):
        if key not in was:
            yield Change(now[key].name, "", now[key].called)
        elif key not in now:
            yield Change(f"前の{was[key].name}", was[key].called, "")
        else:
            yield from _rows_changed(now[key].name, was[key].rows, now[key].rows)


def _rows_changed(about: str, before: Iterable[Fact], after: Iterable[Fact]) -> Iterator[Change]:
    was, now = ({name: words_in(value) for name, value in rows} for rows in (before, after))
    for name in dict.fromkeys([*now, *was]):
        if was.get(name, "") != now.get(name, ""):
            what = f"{about} の「{name}」" if about else f"「{name}」"
            yield Change(what, was.get(name, ""), now.get(name, ""))


def _pictures(before: Mapping[str, Picture], after: Post) -> Iterator[Change]:
    numbers = {image.file: f"画像 {number}" for number, image in reversed([*enumerate(after.images, 1)])}
    for name in sorted(before.keys() & after.pictures.keys()):
        if before[name].sha256 != after.pictures[name].sha256:
            yield Change(f"{numbers.get(name, quoted(name))} の中身", "前の画像", "別の画像")


def sentences(post: Post) -> list[str]:
    """What a reader reads, line by line."""
    lines = text_of(post, passages_of(post)).splitlines()
    return [line.strip() for line in lines if line.strip()]


def sentences_changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """The sentences that came, went or took another's place, in their order."""
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(before[first:last], after[start:end], fillvalue="")
            yield from (Change(SENTENCE, was, now) for was, now in pairs)
