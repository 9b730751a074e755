"""The form as HTML: native controls, each with its question, an example, the article and room for a finding.

`data-` attributes say what a control holds; the page's scripts read and fill it by them alone. A list's entry stands
in a `template`, in which `{1}` (in a list within it, `{2}`) is the place of the entry's number.
"""

import json
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from scripts.pages.html import Node, tag
from scripts.writing.question import Question, When
from scripts.writing.words import Words, words_for

_ENTRIES = {  # list → what one entry is called, and the button that adds one
    "images": ("画像", "画像を選ぶ"),
    "links": ("リンク", "リンクを加える"),
    "people_consents": ("同意", "同意を一人分加える"),
    "correction": ("誤り", "誤りを一つ加える"),
    "interviewees": ("取材した人", "取材した人を加える"),
}


def fields(kind: str, questions: Iterable[Question], prefix: str) -> Iterator[Element]:
    """The controls of some questions of a form; what is rarely needed is folded away below the others."""
    shown = [(question, words_for(kind, question.key, question.title)) for question in questions]
    for question, words in shown:
        if not words.kept and not words.rare:
            yield _field(kind, question, words, f"{prefix}-{question.name}")
    rare = [
        _field(kind, question, words, f"{prefix}-{question.name}")
        for question, words in shown
        if words.rare and not words.kept
    ]
    if rare:
        yield tag("details", tag("summary", "ほかに書けること（ふだんは使いません）"), rare, class_="rare")


def _field(kind: str, question: Question, words: Words, ref: str) -> Element:
    if question.kind == "object":
        return _object(kind, question, words, ref)
    if question.kind == "list":
        return _list(kind, question, words, ref)
    if question.kind in ("choice", "several", "yes_no"):
        return _group(question, words, ref)
    return _tick(question, words, ref) if question.kind == "tick" else _typed(question, words, ref)


def _typed(question: Question, words: Words, ref: str) -> Element:
    """A line or a few lines of text; days and moments are typed as people write them."""
    control = tag(
        "textarea" if question.kind == "long" else "input",
        id=ref,
        type=None if question.kind == "long" else "text",
        rows="3" if question.kind == "long" else None,
        autocomplete="off",
        aria_describedby=_described(ref),
        data_longest=str(question.longest) if question.longest else None,
    )
    if question.key == ("send", "not_before"):
        return _moment_or_soon(question, words, ref, control)
    return _frame(
        "div", question, words,
        tag("label", words.ask, _optional(question, words), for_=ref), _help(question, words, ref),
        control, tag("p", class_="read", id=f"{ref}-read"), _messages(ref),
    )  # fmt: skip


def _moment_or_soon(question: Question, words: Words, ref: str, control: Element) -> Element:
    """When to send is always asked: as soon as it may go, or not before a moment."""
    choices = (("soon", "承認がそろい、取り込んだら、すぐ"), ("from", "この日時から"))
    return _frame(
        "fieldset", question, words,
        tag("legend", words.ask), _help(question, words, ref),
        _choices(
            tag("label", tag("input", type="radio", name=f"{ref}-soon", value=value, data_soon=""), tag("span", label), class_="choice")
            for value, label in choices
        ),
        tag("label", "日時", control, class_="moment-line"),
        tag("p", class_="read", id=f"{ref}-read"), tag("p", class_="goes-out"), _messages(ref),
    )  # fmt: skip


def _choices(labels: Iterable[Element]) -> Element:
    return tag("div", labels, class_="choices")


def _group(question: Question, words: Words, ref: str) -> Element:
    """A choice: one of some, several of some, or yes and no."""
    choices = (("true", "はい"), ("false", "いいえ")) if question.kind == "yes_no" else question.choices
    kind = "checkbox" if question.kind == "several" else "radio"
    return _frame(
        "fieldset", question, words,
        tag("legend", words.ask, _optional(question, words)), _help(question, words, ref),
        _choices(
            tag("label", tag("input", type=kind, name=ref, value=value), tag("span", label), class_="choice")
            for value, label in choices
        ),
        _messages(ref), id=ref, aria_describedby=_described(ref), tabindex="-1",
    )  # fmt: skip


def _tick(question: Question, words: Words, ref: str) -> Element:
    """A statement that is true when it is ticked, and not made when it is not."""
    box = tag("input", type="checkbox", id=ref, aria_describedby=_described(ref))
    return _frame(
        "div", question, words,
        tag("label", box, tag("span", words.ask), class_="choice"), _help(question, words, ref), _messages(ref),
    )  # fmt: skip


def _object(kind: str, question: Question, words: Words, ref: str) -> Element:
    return _frame(
        "fieldset", question, words,
        tag("legend", words.ask), _help(question, words, ref), _messages(ref), fields(kind, question.inside, ref),
        id=ref, aria_describedby=_described(ref), tabindex="-1",
    )  # fmt: skip


def _list(kind: str, question: Question, words: Words, ref: str) -> Element:
    name, add = _ENTRIES.get(question.name, (question.title, "加える"))
    entry = f"{ref}-{{{ref.count('{') + 1}}}"
    inside = tag(
        "li",
        tag("div", tag("h4", name, tag("span", class_="number")), _removal(name), class_="item-head"),
        tag("div", class_="picture") if question.name == "images" else None,
        fields(kind, question.inside, entry),
        class_="item", id=entry, tabindex="-1",
    )  # fmt: skip
    return _frame(
        "div", question, words,
        tag("h3", words.ask, id=f"{ref}-name"), _help(question, words, ref), _messages(ref),
        tag("ol", class_="items", aria_labelledby=f"{ref}-name"),
        tag("template", inside),
        tag("button", add, type="button", class_="add"),
        id=ref, tabindex="-1",
    )  # fmt: skip


def _removal(name: str) -> Element:
    return tag("button", "取り除く", type="button", class_="remove", aria_label=f"この{name}を取り除く")


def _frame(
    kind: str, question: Question, words: Words, *inside: Node | Iterable[Node] | None, **attributes: str
) -> Element:
    when = question.when if words.when is None else words.when
    return tag(
        kind, *inside, class_=f"field {question.kind}",
        data_name=question.name, data_kind=question.kind, data_when=_when(when),
        data_unless=question.unless or None, data_fill=words.fill or None,
        data_required="" if question.required else None, data_needed=_when(question.when), **attributes,
    )  # fmt: skip


def _when(when: When) -> str | None:
    return json.dumps(dict(when)) if when else None


def _described(ref: str) -> str:
    return f"{ref}-help {ref}-said"


def _messages(ref: str) -> Element:
    """Where findings appear."""
    return tag("div", id=f"{ref}-said", class_="said-here")


def _optional(question: Question, words: Words) -> Element | None:
    hangs = question.required or question.when or question.unless or words.when == ()
    return None if hangs else tag("span", "任意", class_="optional")


def _help(question: Question, words: Words, ref: str) -> Element:
    return tag(
        "p",
        words.help,
        tag("span", f"例：{words.example}", class_="example") if words.example else None,
        _cited(question),
        id=f"{ref}-help",
        class_="help",
    )


def _cited(question: Question) -> Iterator[Element]:
    """The article that asks for the field, as the author's side cites it."""
    articles = {side: article for side, article in question.article.items() if article.startswith("第")}
    if len(set(articles.values())) == 1:
        yield tag("span", f"運営要領{articles['division']}", class_="article")
        return
    for side, article in articles.items():
        yield tag("span", f"運営要領{article}", class_="article", data_side=side)
