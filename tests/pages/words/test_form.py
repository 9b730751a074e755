"""`comment.md`: each fact of the form in words, and nothing of an author's that becomes Markdown."""

import re
from dataclasses import replace
from datetime import datetime
from html import unescape

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from scripts.checking.finding import Finding, Level
from scripts.content.post import Post
from scripts.content.roster import Person
from scripts.effects.content.load import schemas
from scripts.messages.render import render
from scripts.pages.approval import called, needed
from scripts.pages.approval_form import page
from scripts.pages.around.beside import Look, PreviewContext
from scripts.pages.html import day
from scripts.pages.words.form import form_in_words
from scripts.pages.words.markdown import MOST_LETTERS, FormInWords, as_quotation
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
    category = CATEGORY[post.category].partition("（")[0]
    facts = [post.title, post.reason, post.corrects, category, post.send.urgent, post.correction_ground]
    facts += [post.correction_affected, post.correction_page_now]
    for pair in post.correction:
        facts += [pair.wrong, pair.right]
    for link in post.links:
        consent = link.consent
        basis = (
            "リンクしてよいとの答えを得た" if consent.basis == "explicit" else CONSENT_BASIS[consent.basis]
        )
        facts += [link.url, link.party, link.relevance, link.own_group_about, basis, consent.evidence]
        facts += [consent.given_by, METHOD.get(consent.method, ""), consent.policy_url, consent.policy_words]
        facts += [day(each) or "" for each in (consent.granted_on, consent.valid_until, link.checked_on)]
    for image in post.images:
        rights = image.rights
        facts += [image.alt, image.relevance, PEOPLE[image.people], AI[image.ai], rights.holder]
        facts += [RIGHTS_BASIS[rights.basis], rights.evidence, rights.credit, rights.terms_url]
        facts += [rights.terms_words]
        facts += [MEDIA[medium] for medium in rights.scope]
        facts += [day(each) or "" for each in (rights.granted_on, rights.valid_until, rights.confirmed_on)]
        for agreement in image.people_consents:
            facts += [
                agreement.subject.replace("被写体", "同意の文書での呼び名:"),
                agreement.where_in_picture,
                agreement.evidence,
                "未成年" if agreement.minor else "",
            ]
            facts += [day(agreement.granted_on) or "", day(agreement.valid_until) or ""]
            facts += [MEDIA[medium] for medium in agreement.scope]
    for person in post.interviewees:
        facts += [person.subject, day(person.granted_on) or "", METHOD[person.method], person.evidence]
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
        ("everything", ["移住交流担当課長（@chief-example）", "だれであるかが分かる人が写っています。投稿者が挙げたのは1人（うち未成年1人）です。写っている人1（未成年）は「左の手前の子ども」です。承認する方は、「画像の説明」にほかの人が出てこないことと、",
                        "画像 2 の生成AI: 加工に使った",
                        "投稿者が確認していません"]),
        ("text", ["@manager-example）と、", "（どちらも要ります）", "区分が「その他」です。移住交流担当課長が適当と認めるときだけ送れます（運営要領 第3第1項第2号）。課長は、適当と認めるなら承認します（承認が、その記録になります）。認めないなら差し戻します。そのあと投稿者が、内容か区分を直すか、取りやめます。",
                  "投稿者が挙げた理由: 「冬道の事故を防ぐため",
                  "時間帯によらず配信します。承認する方は、急ぐ理由として足りるかを判断してください。理由: 吹雪のため", "生成した"]),
        ("correction", ["正しいと確かめた根拠」、「すでに申し込んだ方などへの影響」が書かれていません。"]),
    ],
)  # fmt: skip
def test_what_is_unusual_is_said_before_the_tables(name: str, words: list[str]) -> None:
    first = plain(form(case(name)).text.partition("\n| ")[0] + "\n")
    assert [sentence for sentence in words if re.sub(r"\s", "", sentence) not in first] == []


@pytest.mark.parametrize(
    ("about", "judged", "row"),
    [
        ("エゾリスが、体験の旅を売る", "だれが何を売るか: 「エゾリスが、体験の旅を売る」。", "エゾリスが、体験の旅を売る"),
        ("", "だれが何を売るかは、書かれていません。投稿者に書いてもらってください。",
         "書かれていません。投稿者に書いてもらってください"),
    ],
)  # fmt: skip
def test_a_link_that_sells_is_judged_first(about: str, judged: str, row: str) -> None:
    post = case("everything")
    sells = replace(
        post, links=(replace(post.links[0], own_group=True, own_group_about=about), *post.links[1:])
    )
    first, _, tables = form(sells).text.partition("\n| ")
    (said,) = [line for line in first.splitlines() if "サービスを売るページ" in line]
    assert said.startswith("- **要確認** リンク 1（相手方は「星降村」）は、") and judged in said
    assert (
        "承認する方は、不当に民間の競争を阻害しないかを判断してください（運営要領 第3第1項第1号）。" in said
    )
    assert f"| だれが何を売るか | {row} |" in tables and "own_group" not in first + tables
    html = page(sells, render(sells, setting().account), setting(), [], PreviewContext())
    assert "<dt>だれが何を売るか</dt>" in html and judged in html
    assert "サービスを売るページ" not in form(post).text and "だれが何を売るか" not in form(post).text


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
    rights = replace(
        image.rights, holder=written, evidence=written, credit=written, terms_url=written, terms_words=written
    )
    agreed = tuple(
        replace(each, subject=written, where_in_picture=written, evidence=written)
        for each in image.people_consents
    )
    odd = replace(
        post,
        title=written,
        author=written,
        reason=written,
        category="other",
        corrects=written,
        images=(replace(image, file=written, alt=written, relevance=written, rights=rights, ai=written,
                        people_consents=agreed),),
        interviewees=tuple(replace(each, subject=written, evidence=written) for each in post.interviewees),
        links=(replace(link, url=written, party=written, own_group=True, own_group_about=written,
                       consent=replace(link.consent, given_by=written, policy_url=written, policy_words=written, basis=written)),),
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
        "blockquote",
    }
    assert set(re.findall(r"</?([a-z]\w*)", html)) <= kinds
    assert html.count("<details>") == html.count("</details>") == html.count("<pre") == 0
    assert html.count("<blockquote>") == 1
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
    assert told.left_out == ("届く文章", "画像 1", "画像 2")
    assert "**長いため、ここに載せていないもの**: 届く文章、画像 1、画像 2" in told.text
    small = form(post, 2_000)
    assert len(small.text) <= 2_000 and small.left_out


def test_the_text_is_read_before_the_tables_and_needs_no_tap() -> None:
    words = form(card("event")).text
    assert words.index("**届く文章**") < words.index("\n| ") and "<details>" not in words
    html = html_of(words)
    assert plain(words).count("届く文章") == 1 and html.count("<blockquote>") == 1


def test_a_finding_names_its_field_and_no_line_of_a_file() -> None:
    post = case("everything")
    context = replace(setting(), schemas=schemas())
    places = [
        (post.path, post.line_no("links", 1, "consent"), "リンク 2、運営要領 第3"),
        (post.path, post.line_no("images", 0), "画像 1、運営要領 第3"),
        (post.path, post.line_no("event", "starts"), "催し、運営要領 第3"),
        (post.path, post.document.body_line, "本文、運営要領 第3"),
        (post.path, 1, "投稿の全体、運営要領 第3"),
        ("content/roster.yml", 4, "名簿、運営要領 第3"),
    ]
    for path, line, where in places:
        finding = Finding(
            path, line, "x", "第3", "warning", "確かめてください。手で書くときは、x の行を消します。"
        )
        words = form_in_words(post, render(post, context.account), context, [finding], PreviewContext()).text
        (said,) = [line for line in words.splitlines() if line.startswith("- **注意**")]
        assert (
            unescape(said).replace("\u200b", "")
            == f"- **注意**（投稿者への知らせ） 確かめてください。（{where}）"
        )
        html = page(post, render(post, context.account), context, [finding], PreviewContext())
        assert "行目" not in words + html


def test_a_person_in_a_picture_stands_beside_the_statement_on_personal_information() -> None:
    words = plain(form(case("everything")).text)
    assert (
        "個人情報を含まないことはい（画像に写っている、だれであるかが分かる人と、本文にある、取材した人の言葉は、ここでは数えません。"
        "同意は、それぞれの表にあります）" in words
    )
    quiet = replace(case("everything"), interviewees=(), images=())
    assert "個人情報を含まないことはい不当に" in plain(form(quiet).text)
    assert "個人情報を含まないことはい公表" not in plain(form(card("event")).text)
    assert "だれであるかが分かる人が写っています" not in plain(form(card("event")).text)


@pytest.mark.parametrize(
    ("consent", "words"),
    [
        ({"scope": ()}, "載せてよい所: 記録がありません（同意の文書で、LINEに載せてよいかを確かめます）"),
        ({"scope": ("line", "print")}, "載せてよい所: LINE、広報紙・チラシ"),
        ({"valid_until": None, "no_expiry": True}, "使ってよい期間: 期限なし"),
        ({"valid_until": None}, "使ってよい期間: 期限の記録がありません"),
        ({"guardian": False}, "保護者の同意がありません"),
        ({"evidence": ""}, "同意の文書番号: 記録がありません"),
        ({"granted_on": None}, "同意した人: 保護者（日付の記録がありません）"),
        ({"where_in_picture": ""}, "画像の中のどの人か: 書かれていません"),
        ({"where_in_picture": "右の、帽子の人"}, "画像の中のどの人か: 右の、帽子の人"),
    ],
)
def test_what_was_agreed_to_is_said_as_far_as_it_is_recorded(consent: dict[str, object], words: str) -> None:
    post = case("everything")
    image = post.images[1]
    agreed = replace(image.people_consents[0], **consent)  # type: ignore[arg-type]
    told = plain(form(replace(post, images=(post.images[0], replace(image, people_consents=(agreed,))))).text)
    missing = consent == {"guardian": False}  # which is said before the tables, too
    assert told.count(re.sub(r"\s", "", words)) == 1 + missing


EXPLICIT = "20261215-hoshifuri-story"


@pytest.mark.parametrize(
    ("consent", "row"),
    [
        ({"valid_until": None}, "| 了解の期限 | 期限の記録がありません |"),
        ({"scope": ""}, "| 了解の範囲 | 範囲の記録がありません |"),
        ({"evidence": ""}, "| 相手方の回答の文書番号 | 文書番号の記録がありません |"),
        ({"given_by": ""}, "（答えた人の記録なし）に聞き、"),
        ({"granted_on": None}, "日付の記録なしに"),
        ({"method": ""}, "方法の記録なしで、"),
        ({"basis": "published_policy", "scope": ""}, "| 了解の範囲 | 範囲の記録がありません |"),
        ({"basis": "standing", "valid_until": None}, "| 了解の期限 | 期限の記録がありません |"),
        ({"basis": "standing", "method": ""}, "| 了解の方法 | 方法の記録がありません |"),
        ({"basis": "standing", "granted_on": None}, "| 了解の日 | 日付の記録がありません |"),
    ],
)
def test_what_a_link_consent_does_not_record_is_said(consent: dict[str, object], row: str) -> None:
    post, _ = sample(next(path for path in SAMPLES if path.parent.name == EXPLICIT))
    link = post.links[0]
    told = form(replace(post, links=(replace(link, consent=replace(link.consent, **consent)),))).text  # type: ignore[arg-type]
    assert told.count(row) == 1


def test_a_published_policy_has_no_last_day() -> None:
    post, _ = sample(next(path for path in SAMPLES if path.parent.name == EXPLICIT))
    link = post.links[0]
    by_policy = replace(link.consent, basis="published_policy", valid_until=None)
    assert "了解の期限" not in form(replace(post, links=(replace(link, consent=by_policy),))).text


def test_of_the_prefectures_own_page_nothing_is_missing() -> None:
    post = case("everything")
    (own,) = [link for link in post.links if link.consent.basis == "own_site"]
    assert "の記録がありません" not in form(replace(post, links=(own,), images=())).text


@pytest.mark.parametrize("where", ["右の、白い帽子をかぶった店主", ""])
def test_which_person_in_a_picture_it_is_is_said_or_missed(where: str) -> None:
    post, _ = sample(next(path for path in SAMPLES if path.parent.name == EXPLICIT))
    image = post.images[0]
    agreed = (replace(image.people_consents[0], where_in_picture=where),)
    first = form(replace(post, images=(replace(image, people_consents=agreed),))).text.partition("\n| ")[0]
    assert "文章の「Aさん」と同じ字ですが、同じ人とは限りません。" in first
    assert (
        f"写っている人1は「{where}」です。"
        if where
        else "写っている人1が画像の中のどの人かは、書かれていません。"
    ) in first


@pytest.mark.parametrize(
    ("given", "row", "judged"),
    [
        ({}, "載せる文章: 本人は読んでいない", "取材した人「村のBさん」が、載せる文章を読んでいません。"),
        ({"checked_text": None}, "載せる文章: 本人が読んだかの記録がありません", "載せる文章を読んだかの記録がありません。"),
        ({"checked_text": True}, "載せる文章: 本人が読んで確かめた", ""),
        ({"granted_on": None}, "言葉を載せることに同意した日: 日付の記録がありません", "読んでいません。"),
        ({"method": ""}, "同意を得た方法: 方法の記録がありません", "読んでいません。"),
        ({"evidence": ""}, "同意の文書番号: 記録がありません", "読んでいません。"),
    ],
)  # fmt: skip
def test_whose_words_a_post_quotes_is_a_table(given: dict[str, object], row: str, judged: str) -> None:
    post = case("everything")
    quoting = replace(post, interviewees=(replace(post.interviewees[0], **given),))  # type: ignore[arg-type]
    first, _, tables = form(quoting).text.partition("\n| ")
    (line,) = [line for line in tables.splitlines() if line.startswith("| 村のBさん | ")]
    assert row in line and "取材した人 |  |" in tables
    assert ("取材した人" in first) is bool(judged) and judged in first
    html = page(quoting, render(quoting, setting().account), setting(), [], PreviewContext())
    assert "<dt>村のBさん</dt>" in html and row in html
    assert "取材した人" not in form(replace(post, interviewees=())).text


def with_words(name: str, written: str) -> Post:
    """A case with that in the place of every sentence that its author copied out."""
    post = case(name)
    links = (
        replace(link, consent=replace(link.consent, policy_words=written * bool(link.consent.policy_words)))
        for link in post.links
    )
    images = (
        replace(image, rights=replace(image.rights, terms_words=written * bool(image.rights.terms_words)))
        for image in post.images
    )
    return replace(post, links=tuple(links), images=tuple(images))


@pytest.mark.parametrize(("name", "row"), [("everything", "方針の該当する文"), ("text", "規約の該当する文")])
def test_the_decisive_words_stand_in_the_table_or_that_they_are_missing(name: str, row: str) -> None:
    copied = [line for line in form(case(name)).text.splitlines() if line.startswith(f"| {row} | ")]
    assert len(copied) == 1 and copied[0].endswith("」（投稿者の書き写し） |")
    lacking = [line for line in form(with_words(name, "")).text.splitlines() if row in line]
    missing = "書き写されていません。投稿者に書き写してもらうか、上のページを開いて確かめてください"
    assert lacking == [f"| {row} | {missing} |"]
    context = setting()
    for post, words in ((case(name), "」（投稿者の書き写し）"), (with_words(name, ""), missing)):
        html = page(post, render(post, context.account), context, [], PreviewContext())
        assert html.count(f"<dt>{row}</dt>") == 1 and html.count(words) == 1


@pytest.mark.parametrize("name", ["everything", "text"])
@pytest.mark.parametrize(
    "written", [*HOSTILE, "文\u202e逆\u2066", "\n\n一\n\n\u2028| 承認済み | はい |\n", "<b>太字</b>" * 30]
)
def test_what_was_copied_out_stays_words_on_its_lines(name: str, written: str) -> None:
    post = with_words(name, written)
    usual, odd = form(with_words(name, "文")).text, form(post).text
    assert odd.count("\n") == usual.count("\n") and "\u202e" not in odd and "\u2066" not in odd
    assert html_of(odd).replace("<br>", "").count("<") == html_of(usual).replace("<br>", "").count("<")
    assert "<br><br>" not in odd
    html = page(post, render(post, setting().account), setting(), [], PreviewContext())
    assert "<b>太字" not in html and "<img src=x" not in html


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {},
            "投稿者の側が一般社団法人しらかば移住サポート協会（答えた人の記録なし）に聞き、2026年12月1日（火）に電子メールで、",
        ),
        ({"given_by": "広報担当"}, "一般社団法人しらかば移住サポート協会の広報担当に聞き、"),
        ({"granted_on": None, "method": ""}, "日付の記録なしに方法の記録なしで、"),
    ],
)
def test_who_asked_whom_when_and_what_was_answered(given: dict[str, object], words: str) -> None:
    post = card("correction")
    consent = replace(post.links[0].consent, **given)  # type: ignore[arg-type]
    asked = replace(post, links=(replace(post.links[0], consent=consent),))
    assert words in plain(form(asked).text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("event", "カード（見出しと画像と文章とリンク）"),
        ("correction", "カード（見出しと文章とリンク）"),
        ("contact", "カード（見出しと文章）"),
    ],
)
def test_the_form_promises_no_picture_and_no_link_that_is_not_there(name: str, shown: str) -> None:
    assert f"| 見せ方 | {shown} |" in form(card(name)).text


def test_who_has_pressed_approve_is_named_and_only_the_judge_says_whether_it_counts() -> None:
    post, context = case("text"), setting()
    needs = needed(post, (), context)
    first, second = (people[0] for _, people in needs)
    at = context.now

    def lead(*people: Person) -> str:
        looks = tuple(Look(person, at, (), at) for person in people)
        told = form_in_words(post, render(post, context.account), context, [], PreviewContext(looks=looks))
        return unescape(told.lead).replace("\u200b", "").partition("\n")[0]

    done, both = (
        "は、2026年12月4日（金） 10:00に Approve を押しました。",
        f"{called(first)}と、{called(second)}",
    )
    counts = "承認に数えるかは、この画面の下の **approval** に出ます。"
    assert lead() == f"**承認する人** {both}（どちらも要ります）"
    assert lead(first) == f"**承認する人** {both}（どちらも要ります）。{called(first)}{done}{counts}"
    assert lead(first, second).endswith(f"。{called(first)}{done}{called(second)}{done}{counts}")
    assert "承認がそろ" not in lead(first, second)


def test_only_where_the_managers_approval_is_enough_the_first_line_says_so() -> None:
    alone = "地域政策課の承認は要りません（運営要領 第4第4項）。"
    assert alone in form(card("story")).lead.partition("\n")[0]
    for name in ("event", "other", "correction"):
        assert alone not in form(card(name)).text


def test_what_is_said_before_the_tables_is_not_said_again() -> None:
    for name, again in (("text", "吹雪のため"), ("other", card("other").reason)):
        post = card(name) if name in CARD_NAMES else case(name)
        assert again and plain(form(post).text).count(re.sub(r"\s", "", again)) == 1
    assert (
        "**承認が要る理由**\n\n- 地域政策課の投稿には移住交流担当課長の承認が要ります"
        in form(card("event")).text
    )


def test_the_two_words_are_told_apart_only_where_both_stand() -> None:
    context, post = setting(), card("event")

    def said(post: Post, *levels: Level) -> str:
        findings = [Finding(post.path, 3, "x", "第3", level, "見本です。") for level in levels]
        return form_in_words(post, render(post, context.account), context, findings, PreviewContext()).text

    other = card("other")
    both = "要確認は承認する方が判断すること、注意は機械の点検が投稿者に知らせたことです。要確認と注意があっても、読んで判断すれば承認できます。"
    assert both in said(other, "warning")
    assert "\n\n要確認があっても、読んで判断すれば承認できます。" in said(other)
    assert "読んで判断すれば承認できます" not in said(other, "warning", "error")
    assert "エラーがあるうちは、承認しても配信されません。" in said(other, "warning", "error")
    plain_one = said(post)
    assert ("要確認" in plain_one) == ("読んで判断すれば承認できます" in plain_one)


def test_what_is_held_back_is_never_called_fit_to_be_approved() -> None:
    words = form(case("everything")).text
    assert "\n- **差し戻し** 投稿者が確認していません: " in words
    assert (
        "**差し戻し** と書いたことは、その文にある直しか返事があるまで承認しません。要確認と注意は、読んで判断します。"
        in words
    )
    assert "承認できます" not in words and words.index("**差し戻し**") < words.index("**要確認**")


def test_each_choice_says_who_does_what_with_it() -> None:
    for name in ("everything", "text"):
        weighed = [line for line in form(case(name)).text.splitlines() if line.startswith("- **要確認**")]
        assert len(weighed) > 3
        assert [line for line in weighed if not re.search("承認する方|課長|投稿者が", line)] == []


def test_what_the_first_lines_and_the_text_say_is_not_said_again() -> None:
    words = form(card("event")).text
    post = card("event")
    assert post.event and words.partition("**届く文章**")[2].count(post.event.venue) == 1
    for row in ("| 件名 |", "| 配信の開始 |", "| 承認する人 |", "| 催し |", ".jpg", "比べるものは"):
        assert row not in words
    assert "| 配信の直前に機械が確かめること | 承認、" in words
    assert "| 機械が確かめないこと | リンク先のページの中身。" in words


def test_an_address_in_the_text_is_whole_and_nobodys_link() -> None:
    html = html_of(
        as_quotation(
            "届く文章", "■ 案内 https://iju.example.jp/a?b=1&c=2 です\n`x` https://x.example.com/`y`"
        )
    )
    assert "<code>https://iju.example.jp/a?b=1&amp;c=2</code> です" in html
    assert "<code>https://x.example.com/</code>" in html and "href" not in html
    assert "\u200b" not in html and html.count("<code>") == 2


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-12-04T10:00+09:00", "17:00から17:30のあいだに取り込むと、その日に間に合わないことがあります。間に合わないときと、17:30を過ぎて取り込んだときは、2026年12月7日（月） 08:45から配信します"),
        ("2026-12-04T18:00+09:00", "17:30を過ぎて取り込んだときは、2026年12月8日（火） 08:45から配信します"),
    ],
)  # fmt: skip
def test_a_post_that_goes_at_once_says_what_a_late_approval_does(now: str, words: str) -> None:
    post, context = card("correction"), setting()
    hours = replace(context.account.hours, weekdays_only=True)
    context = replace(context, now=datetime.fromisoformat(now), account=replace(context.account, hours=hours))
    post = replace(post, send=replace(post.send, not_before=None, not_after=None))
    told = form_in_words(post, render(post, context.account), context, [], PreviewContext()).text
    assert "| 取り込みが遅れたとき | " in told and words in told


def test_somebody_in_a_picture_is_not_taken_for_whom_the_text_calls_by_the_same_letter() -> None:
    words = "写っている人1の文書での呼び名は、文章の「Aさん」と同じ字ですが、同じ人とは限りません。"
    post = case("everything")
    agreed = (replace(post.images[1].people_consents[0], where_in_picture=""),)
    post = replace(post, images=(post.images[0], replace(post.images[1], people_consents=agreed)))
    assert words not in form(post).text
    named = replace(
        post, document=replace(post.document, body=f"{post.document.body}\n\nと話すAさんは、村の人です。")
    )
    assert form(named).text.count(words) == 1


@pytest.mark.parametrize(
    ("now", "soon", "warned"),
    [
        ("2026-12-10T10:00+09:00", True, "承認が遅れて2026年12月11日（金）に取り込むと、そのあと約63時間、"),
        ("2026-12-11T10:00+09:00", True, ""),
        ("2026-12-28T10:00+09:00", True, ""),
        ("2026-12-10T10:00+09:00", False, ""),
    ],
)
def test_whoever_merges_late_is_told_beforehand_of_the_day_that_leaves_a_post_unwatched(
    now: str, soon: bool, warned: str
) -> None:
    post, context = card("event"), setting()
    hours = replace(context.account.hours, weekdays_only=True)
    context = replace(context, now=datetime.fromisoformat(now), account=replace(context.account, hours=hours))
    start = None if soon else datetime.fromisoformat("2027-01-05T10:00+09:00")
    post = replace(post, send=replace(post.send, not_before=start))
    lead = form_in_words(post, render(post, context.account), context, [], PreviewContext()).lead
    assert warned in lead and ("承認が遅れて" in lead) == bool(warned)
    late = form_in_words(
        replace(post, corrects="20261201-x"), render(post, context.account), context, [], PreviewContext()
    )
    assert "承認が遅れて" not in late.lead
