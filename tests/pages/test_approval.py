"""Every declaration of an author stands in the approval form."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from scripts.content.post import Send
from scripts.delivery.audience import last_reach
from scripts.delivery.entry import Entry
from scripts.pages.approval import approval_section
from scripts.pages.schedule import promise, start_in_words
from scripts.pages.sending import sending_section
from tests.goldens.golden import case, drawn, setting


def said(name, part):
    """The words of one section of a case's page."""
    section = drawn(name)["page.html"].partition(f'id="{part}"')[2].partition("</section>")[0]
    return re.sub(r"<[^>]*>", " ", section)


@pytest.mark.parametrize(
    ("name", "part", "words"),
    [
        ("everything", "links", ["星降村", "サイト全体についての了解", "https://mura.example.jp/ で始まるページ", "2026年10月1日（木）",
                                 "2027年9月30日（木）まで", "見本-6", "公表しているリンクの方針", "https://douro.example.jp/link",
                                 "トップページだけ", "道のサイト", "2026年12月1日（火）"]),
        ("everything", "pictures", ["wide.png", "自分たちで撮った・作った", "写っていない", "使っていない", "権利者から許諾を得た", "2026年11月20日（金）", "期限なし",
                                    "見本-1", "写真：星降村", "だれであるかが分かる人が写っている", "写っている人1の同意", "2027年3月31日（水）まで",
                                    "同意した人: 保護者（2026年11月20日（金））\n載せてよい所: LINE", "見本-2", "加工に使った"]),
        ("everything", "approval", ["移住交流担当課長", "第4第1項第1号", "@chief-example"]),
        ("everything", "declarations", ["公表・公開を前提", "個人情報を含まないこと", "いいえ（未確認）"]),
        ("text", "approval", ["どちらも要ります", "業務処理責任者", "第4第4項第1号", "@manager-example", "第3第1項第2号", "@chief-example"]),
        ("text", "sending", ["冬道の事故を防ぐため", "2026年12月10日（木） 10:00", "2027年1月15日（金） 17:00まで", "時間帯によらず", "吹雪のため",
                             "その他", "編集担当（運営者。地域政策課から運営を受託した事業者）", "友だち全員に届きます"]),
        ("text", "links", ["に電子メールで、リンクしてよいとの答えを得た", "見本-5", "2027年3月31日（水）まで"]),
        ("text", "pictures", ["素材集の利用規約", "https://stock.example.com/license", "見本-3", "生成した", "だれであるかは分からない", "譲り受けた"]),
        ("correction", "correction", ["20261210-winter-soudan", "配信した投稿の中に、見つかりません"]),
        ("correction", "sending", ["承認のあと、取り込むとすぐ", "平日（土日・祝日・年末年始を除く）の08:45から17:30"]),
        ("correction", "links", ["リンクはありません"]),
        ("correction", "pictures", ["画像はありません"]),
        ("two-days", "sending", ["nobody-here（名簿にありません）"]),
        ("hostile", "findings", ["直すところの&lt;見本&gt;", "第3第1項", "投稿の全体", "確かめてほしいこと"]),
    ],
)  # fmt: skip
def test_the_form_says(name, part, words):
    text = said(name, part)
    assert [word for word in words if word not in text] == []


def test_nobody_approves_their_own_post_under_whatever_name():
    around = setting()
    twice = {"id": "div-poster-01", "github_id": 1101}  # the chief's own account, entered as a poster too
    people = tuple(
        replace(each, **twice) if each.id == "div-poster-01" else each for each in around.roster.people
    )
    form = approval_section(
        case("everything"), (), replace(around, roster=replace(around.roster, people=people))
    )
    assert "いまこの役の人がいません" in "".join(form.itertext())


def test_nobody_is_named_whom_the_judge_would_refuse():
    """The contract is over: the judge takes no approval of its operations manager, and the form names none."""
    around = setting()
    over = tuple(
        replace(contractor, contract_to=date(2026, 12, 1)) for contractor in around.account.contractors
    )
    form = approval_section(
        case("text"), (), replace(around, account=replace(around.account, contractors=over))
    )
    said = "".join(form.itertext())
    assert "@manager-example" not in said and "いまこの役の人がいません" in said


def test_errors_come_before_warnings():
    text = said("hostile", "findings")
    assert text.index("エラー") < text.index("注意")


def test_every_declared_url_and_file_is_named():
    for name in ("everything", "text"):
        page = drawn(name)["page.html"]
        assert all(link.url in page for link in case(name).links)
        assert all(image.file in page for image in case(name).images)


def test_the_youngest_send_tells_the_reach():
    def ledger(day, people, sent=True):
        at = datetime(2026, 12, day, 1, 0, tzinfo=UTC)
        claim = Entry("claimed", at, "local", {"audience_estimate": people})
        return (claim, Entry("accepted", at, "local")) if sent else (claim,)

    found = last_reach([ledger(1, 100), ledger(3, 300), ledger(5, 500, sent=False), ledger(4, None)])
    assert found is not None
    assert (found.on.day, found.people) == (3, 300)
    assert last_reach([]) is None


@pytest.mark.parametrize(
    ("not_before", "now", "words"),
    [
        ("2026-12-12T10:00", "2026-12-08T10:00", "2026年12月14日（月） 08:45から（指定の 2026年12月12日（土） 10:00 は"),
        ("2026-12-14T10:00", "2026-12-08T10:00", "2026年12月14日（月） 10:00から"),
        ("2026-12-29T10:00", "2026-12-08T10:00", "2027年1月5日（火） 08:45から（指定の 2026年12月29日（火） 10:00 は"),
        ("2026-12-01T10:00", "2026-12-08T10:00", "承認のあと、取り込むとすぐ"),
        ("", "2026-12-08T10:00", "承認のあと、取り込むとすぐ"),
        ("", "2026-12-11T18:00", "承認のあと、取り込むとすぐ（いま取り込むと、時間帯の外のため 2026年12月14日（月） 08:45から）"),
    ],
)  # fmt: skip
def test_the_form_says_the_first_moment_at_which_the_post_really_goes_out(not_before, now, words):
    """Case 43. The office is closed on Saturdays, from 29 December to 3 January, and here on 4 January too."""
    around = setting()
    hours = replace(around.account.hours, weekdays_only=True, closed_on=(date(2027, 1, 4),))
    account = replace(around.account, hours=hours)
    post = replace(case("everything"), send=Send(at(not_before) if not_before else None, None, "", ""))
    context = replace(around, account=account, now=at(now))
    told = "".join(sending_section(post, context, promise(post, context, None)).itertext())
    assert f"配信の開始\n{words}" in told
    assert words.startswith(start_in_words(post, context))
    urgent = replace(post, send=replace(post.send, urgent="急ぎのため"))
    hurried = "".join(sending_section(urgent, context, promise(urgent, context, None)).itertext())
    assert "指定の" not in hurried
    assert "次の時間帯が始まったとき" not in hurried


@pytest.mark.parametrize(
    ("not_before", "not_after", "words"),
    [
        ("", "2027-01-15T17:00", "2027年1月15日（金） 17:00まで（過ぎたら配信しません）"),
        ("", "2027-01-17T17:00", "2027年1月17日（日） 17:00まで（時間帯の外なので、実際に配信するのは 2027年1月15日（金） 17:30まで）"),
        ("2026-12-12T10:00", "2026-12-13T17:00", "2026年12月13日（日） 17:00まで（それまでに、配信できる時間がありません）"),
        ("", "2026-12-07T17:00", "2026年12月7日（月） 17:00まで（それまでに、配信できる時間がありません）"),
    ],
)  # fmt: skip
def test_the_form_says_the_last_moment_at_which_the_post_really_goes_out(not_before, not_after, words):
    around = setting()
    account = replace(around.account, hours=replace(around.account.hours, weekdays_only=True))
    send = Send(at(not_before) if not_before else None, at(not_after), "", "")
    post = replace(case("everything"), send=send)
    context = replace(around, account=account, now=at("2026-12-08T10:00"))
    told = "".join(sending_section(post, context, promise(post, context, None)).itertext())
    assert f"配信の期限\n{words}" in told


def at(local):
    return datetime.fromisoformat(f"{local}+09:00")
