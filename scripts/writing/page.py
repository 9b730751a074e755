"""The writing page: an empty form for each kind of file, and around it drafts, the phone and the handing over."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, tostring

from scripts.content.roster import SIDE_NAMES
from scripts.pages.html import Node, tag
from scripts.reading.schema import Schema
from scripts.writing.form import fields
from scripts.writing.frame import drafts_section, hand_over_section, head, sent_section, start_section
from scripts.writing.public import OPEN_MATTERS
from scripts.writing.question import questions
from scripts.writing.steps import STEPS, Step

_EXPLAINED = {"contractor": "（委託を受けた会社）"}  # a side's name may mean nothing to a newcomer
_FORMS = {"post": "投稿", "reply": "コメントへの返信"}


def writing_page(name: str, schemas: Mapping[str, Schema], commit: str, repository: str) -> str:
    """The page's HTML. `commit` is the program's; `repository` is OWNER/NAME on GitHub, or empty where it is not known."""
    body = tag(
        "body",
        tag("a", "書くところへ進む", href="#writing", class_="skip"),
        tag(
            "header",
            tag("p", name, class_="account"),
            tag("h1", "投稿を書く"),
            tag("p", id="state", role="status", class_="state"),
            tag("button", "はじめの画面に戻る", type="button", id="home", hidden=""),
        ),
        tag("noscript", tag("p", "このページは、JavaScriptを使えるブラウザーで開いてください。", class_="notice")),
        tag("div", id="notices", aria_live="polite"),
        tag(
            "main",
            start_section(),
            sent_section(),
            drafts_section(),
            _desk(schemas),
        ),
        tag("nav", tag("a", "点検", href="#check-title", id="jump-check"), tag("a", "届く画面", href="#screen-title"), id="jump", hidden="", aria_label="点検と届く画面へ"),
        _foot(commit),
        data_repository=repository, data_commit=commit,
    )  # fmt: skip
    page = tag("html", head(f"投稿を書く｜{name}"), body, lang="ja")
    return "<!doctype html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def _desk(schemas: Mapping[str, Schema]) -> Element:
    return tag(
        "div",
        tag("div", (_form(kind, schemas[kind]) for kind in _FORMS), hand_over_section(), class_="form"),
        _beside(),
        id="writing",
        tabindex="-1",
        hidden="",
    )


def _form(kind: str, schema: Schema) -> Element:
    by_name = {question.name: question for question in questions(schema)}
    steps: list[Node] = [_who(kind)]
    for step in STEPS[kind]:
        inside: list[Element] = []
        for name in step.names:
            inside += [_body(kind)] if name == "body" else fields(kind, [by_name[name]], kind)
        steps.append(_step(kind, step, inside))
    return tag(
        "form", steps, id=kind, data_kind=kind, hidden="", novalidate="", autocomplete="off",
        aria_label=f"{_FORMS[kind]}のフォーム",
    )  # fmt: skip


def _step(kind: str, step: Step, inside: list[Element]) -> Element:
    return tag(
        "section",
        tag("h2", step.title, id=f"{kind}-step-{step.id}"),
        tag("p", step.intro, class_="intro") if step.intro else None,
        inside,
        class_=f"step {step.id}",
        aria_labelledby=f"{kind}-step-{step.id}",
    )


def _who(kind: str) -> Element:
    """Side and author: asked once, remembered on the computer."""
    sides = [
        tag("label", tag("input", type="radio", name=f"{kind}-side", value=side, data_who="side"), tag("span", f"{name}{_EXPLAINED.get(side, '')}の投稿者"), class_="choice")
        for side, name in SIDE_NAMES.items()
    ]  # fmt: skip
    return tag(
        "section",
        tag("h2", "あなたについて", id=f"{kind}-step-who"),
        tag("fieldset", tag("legend", "どちらの投稿者ですか"), sides, tag("div", class_="said-here", id=f"{kind}-side-said"), class_="field choice", id=f"{kind}-side", tabindex="-1"),
        tag(
            "div",
            tag("label", "名簿にある、あなたの id は何ですか", for_=f"{kind}-author"),
            tag("p", "分からなければ、保守担当者に聞いてください。一度書けば、このパソコンが覚えます。ほかの方が使ったあとは、自分の id に直します。", tag("span", "例：地域政策課は div-poster-01、運営者は con-poster-01", class_="example"), class_="help", id=f"{kind}-author-help"),
            tag("input", type="text", id=f"{kind}-author", data_who="author", autocomplete="off", autocapitalize="none", spellcheck="false", aria_describedby=f"{kind}-author-help {kind}-author-said"),
            tag("div", class_="said-here", id=f"{kind}-author-said"),
            class_="field text",
        ),
        class_="step who",
        aria_labelledby=f"{kind}-step-who",
    )  # fmt: skip


_TOOLS = (
    ("heading", "見出し"),
    ("bold", "太字"),
    ("points", "箇条書き"),
    ("rule", "区切り線"),
    ("link", "リンク"),
)


def _body(kind: str) -> Element:
    tools = _TOOLS if kind == "post" else ()
    return tag(
        "div",
        tag("label", "本文" if kind == "post" else "返信の文", for_=f"{kind}-body"),
        tag("div", [tag("button", words, type="button", data_tool=tool) for tool, words in tools], class_="tools", role="group", aria_label="本文に入れる") if tools else None,
        tag("textarea", id=f"{kind}-body", rows="14" if tools else "6", data_body="", aria_describedby=f"{kind}-body-said"),
        tag("div", class_="said-here", id=f"{kind}-body-said"),
        class_="field long",
    )  # fmt: skip


def _beside() -> Element:
    return tag(
        "div",
        tag(
            "section",
            tag("h2", "点検", id="check-title", tabindex="-1"),
            tag("p", "点検の準備をしています。そのまま書き始められます。", id="verdict", role="status"),
            tag("ol", id="summary"),
            tag("details", tag("summary", "承認依頼を出したあとで点検されること"), tag("ul", [tag("li", matter) for matter in OPEN_MATTERS])),
            class_="check", id="check", aria_labelledby="check-title",
        ),
        tag(
            "section",
            tag("h2", "届く画面", id="screen-title"),
            tag("p", "書き始めると、ここに出ます。", class_="empty", id="screen-empty"),
            tag("div", id="screen"),
            aria_labelledby="screen-title",
        ),
        class_="beside",
    )  # fmt: skip


def _foot(commit: str) -> Element:
    def lines() -> Iterator[Node]:
        yield "書いたものは、最後にあなたがGitHub（承認を依頼するところ）に渡すまで、このパソコンの外に出ません。"
        yield tag(
            "span",
            f"点検のうまくいかないことを保守担当者に知らせるときは、この番号を伝えてください：{commit[:12]}",
        )

    return tag("footer", tag("p", lines()))
