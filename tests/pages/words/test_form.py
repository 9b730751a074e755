"""`comment.md`: each fact of the form in words, and nothing of an author's that becomes Markdown."""

import re
from dataclasses import replace
from html import unescape

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from scripts.checking.finding import Finding
from scripts.content.post import Post
from scripts.messages.render import render
from scripts.pages.around.beside import PreviewContext
from scripts.pages.html import day
from scripts.pages.words.form import form_in_words
from scripts.pages.words.markdown import MOST_LETTERS, FormInWords
from scripts.text.quote import inert
from scripts.text.terms import AI, CATEGORY, CONSENT_BASIS, MEDIA, METHOD, PEOPLE, RIGHTS_BASIS
from tests.goldens.golden import CARD_NAMES, NAMES, card, case, setting
from tests.messages.subjects import SAMPLES, sample

KINDS = [
    "everything",
    "text",
    "two-days",
    "correction",
    "event",
    "other",
]  # cases and, where they say more, cards


def form(post: Post, most: int = MOST_LETTERS) -> FormInWords:
    context = setting()
    finding = Finding(post.path, 3, "x", "第3第1項", "warning", "確かめて| **ください**。")
    return form_in_words(post, render(post, context.account), context, [finding], PreviewContext(), most)


def html_of(markdown: str) -> str:
    """As GitHub would, with raw HTML left in, so that a tag of an author's would show."""
    return github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)


def plain(markdown: str) -> str:
    """What a person reads of it, without tags, gaps of no width and breaks."""
    return re.sub(r"[\s\u200b]", "", unescape(re.sub(r"<[^>]*>", "", html_of(markdown))))


def facts_of(post: Post) -> list[str]:
    """What the front matter says, in the words of the form."""
    facts = [post.title, post.reason, post.corrects, CATEGORY[post.category], post.send.urgent]
    for pair in post.correction:
        facts += [pair.wrong, pair.right]
    for link in post.links:
        consent = link.consent
        facts += [link.url, link.party, link.relevance, CONSENT_BASIS[consent.basis], consent.evidence]
        facts += [consent.given_by, METHOD.get(consent.method, ""), consent.policy_url]
        facts += [day(each) or "" for each in (consent.granted_on, consent.valid_until, link.checked_on)]
    for image in post.images:
        rights = image.rights
        facts += [image.file, image.alt, image.relevance, PEOPLE[image.people], AI[image.ai], rights.holder]
        facts += [RIGHTS_BASIS[rights.basis], rights.evidence, rights.credit, rights.terms_url]
        facts += [MEDIA[medium] for medium in rights.scope]
        facts += [day(each) or "" for each in (rights.granted_on, rights.valid_until, rights.confirmed_on)]
        for agreement in image.people_consents:
            facts += [agreement.subject, agreement.evidence, "未成年" if agreement.minor else ""]
            facts += [day(agreement.granted_on) or "", day(agreement.valid_until) or ""]
    return [re.sub(r"\s", "", fact) for fact in facts if fact]


@pytest.mark.parametrize("name", KINDS)
def test_every_fact_of_the_front_matter_stands_in_it(name: str) -> None:
    post = card(name) if name in CARD_NAMES else case(name)
    words, facts = plain(form(post).text), facts_of(post)
    assert len(facts) > 4
    assert [fact for fact in facts if fact not in words] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_fact_of_a_sample_stands_in_it(path) -> None:
    post, _ = sample(path)
    words = plain(form(post).text)
    assert [fact for fact in facts_of(post) if fact not in words] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("everything", ["移住交流担当課長（@chief-example）", "未成年の", "保護者の同意があります", "生成AI: 加工に使った",
                        "投稿者が確認していません"]),
        ("text", ["@manager-example）と、", "（どちらも要ります）", "区分が「その他」です。適当と認めるかを、この承認で判断します。投稿者が挙げた理由: 冬道の事故を防ぐため",
                  "時間帯によらず配信します。理由: 吹雪のため", "生成した"]),
        ("correction", ["訂正の投稿です。もとの投稿: 20261210-winter-soudan"]),
    ],
)  # fmt: skip
def test_what_is_unusual_is_said_before_the_tables(name: str, words: list[str]) -> None:
    first = plain(form(case(name)).text.partition("\n| ")[0] + "\n")
    assert [sentence for sentence in words if re.sub(r"\s", "", sentence) not in first] == []


def test_a_link_that_sells_is_said_first() -> None:
    post = case("everything")
    sells = replace(post, links=(replace(post.links[0], own_group=True), *post.links[1:]))
    assert "商品・サービスを売るページ" in form(sells).text.partition("\n| ")[0]
    assert "商品・サービスを売るページ" not in form(post).text


def test_what_a_post_does_not_have_is_said() -> None:
    assert "画像はありません。" in form(card("correction")).text
    assert "リンクはありません。" in form(case("correction")).text


def test_who_must_approve_stands_within_the_first_140_letters() -> None:
    assert "manager-example" in form(case("text")).text[:140]


HOSTILE = [
    "|||| x |", "a\nb\n\n# 承認済", "```\n", "~~~", "</details><img src=x onerror=alert(1)>", "<!-- ", "@everyone @pref/team",
    "![x](https://evil.example.com/x.png)", "[押す](javascript:alert(1))", "https://evil.example.com/a", "www.evil.example.com",
    "a@evil.example.com", "**太字** _斜体_ `字`", "\\| \\", "&lt;b&gt; &#64;x", "- 一覧", "1. 番号", "> 引用", "\u2028改\u2029行\x0b",
    "$x$", "<https://evil.example.com>", "[^1]: x", "#1 GH-1",
]  # fmt: skip


@pytest.mark.parametrize("written", HOSTILE)
def test_an_authors_words_stay_words(written: str) -> None:
    cell = inert(written)
    assert "\n" not in cell
    html = html_of(f"| あ | い |\n| --- | --- |\n| {cell} | 末尾 |\n")
    assert set(re.findall(r"</?(\w+)", html)) <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert html.count("<td>") == 2 and "<td>末尾</td>" in html
    listed = html_of(f"- **注意** {cell}\n")
    assert set(re.findall(r"</?(\w+)", listed)) <= {"ul", "li", "strong"}
    assert not re.search(r"@\w|#\d|www\.|://", unescape(html))


@pytest.mark.parametrize("written", HOSTILE)
def test_no_field_of_a_post_breaks_out(written: str) -> None:
    post = case("everything")
    image, link = post.images[0], post.links[0]
    rights = replace(image.rights, holder=written, evidence=written, credit=written, terms_url=written)
    agreed = tuple(replace(each, subject=written, evidence=written) for each in image.people_consents)
    odd = replace(
        post,
        title=written,
        author=written,
        reason=written,
        category="other",
        corrects=written,
        images=(replace(image, file=written, alt=written, relevance=written, rights=rights, ai=written,
                        people_consents=agreed),),
        links=(replace(link, url=written, party=written, own_group=True,
                       consent=replace(link.consent, given_by=written, policy_url=written, basis=written)),),
    )  # fmt: skip
    html = html_of(form(odd).text)
    kinds = {
        "p",
        "ul",
        "li",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "br",
        "details",
        "summary",
        "pre",
        "code",
        "a",
    }
    assert set(re.findall(r"</?([a-z]\w*)", html)) <= kinds
    assert html.count("<details>") == html.count("</details>") == html.count("<pre") == 1
    addresses = set(re.findall(r'href="([^"]*)"', html))
    assert addresses <= {written, *(each for each in re.findall(r"https://[!-~]*", post.document.text))}


@pytest.mark.parametrize("name", NAMES)
def test_every_case_can_be_told(name: str) -> None:
    told = form(case(name))
    assert told.left_out == () and len(told.text) < MOST_LETTERS


def test_what_has_no_room_is_named_and_the_end_comes() -> None:
    post = case("everything")
    endless = replace(post.images[0], alt="|" * 30_000)
    told = form(replace(post, images=(endless, endless)))
    assert len(told.text) <= MOST_LETTERS
    assert told.left_out == ("画像 1", "画像 2", "全文")
    assert "**長いため、ここに載せていないもの**: 画像 1、画像 2、全文" in told.text
    small = form(post, 2_000)
    assert len(small.text) <= 2_000 and small.left_out
