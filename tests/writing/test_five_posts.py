"""Five posts as an office has them in its notes, written in the page without a line of YAML; the check has nothing to add."""

import json
import shutil
import subprocess

import pytest

from scripts import check
from tests.messages.subjects import HOME, SAMPLES
from tests.writing.test_pictures import photo

SOUDAN = next(path for path in SAMPLES if "winter-soudan" in str(path))


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A checkout with the samples, on the day on which the posts are written."""
    root = tmp_path / "cafe"
    shutil.copytree(HOME / "content", root / "content")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    monkeypatch.chdir(root)
    monkeypatch.setenv("CAFE_NOW", "2026-12-05T10:00+09:00")
    return root


def handed_over(person, office, capsys) -> list[dict]:
    """The files that the page saved, put where its link to GitHub points; what the check says of them."""
    verdict = person.judged()
    assert verdict.startswith("直すところはありません。"), person.findings()
    folder = office / person.page.get_attribute("#github", "href").split("/upload/main/")[1]
    folder.mkdir(parents=True, exist_ok=True)
    files = person.saved(folder)
    check.main(["--format", "json", *(str(file) for file in files.values())])
    found = json.loads(capsys.readouterr().out)
    return [finding for finding in found if finding["level"] == "error"]


def who(person, side: str, author: str) -> None:
    person.choose("post-side", side)
    person.fill("post-author", author)


def declare(person) -> None:
    for name in ("public_information", "no_personal_information", "fair_competition", "guideline"):
        person.page.check(f"#post-declarations-{name}")


def last(person, name: str) -> str:
    """The id of the last entry of a list; its controls' ids begin with it."""
    return person.page.locator(f'[data-name="{name}"] > .items > .item').last.get_attribute("id")


def link(person, url: str, party: str, relevance: str) -> str:
    person.page.click('[data-name="links"] > .add')
    entry = last(person, "links")
    person.fill(f"{entry}-url", url)
    person.fill(f"{entry}-party", party)
    person.fill(f"{entry}-relevance", relevance)
    person.fill(f"{entry}-checked_on", "12/4")
    person.page.click(f"#{entry} .into-body")
    return entry


def explicit(person, entry: str) -> None:
    person.choose(f"{entry}-consent-basis", "explicit")
    person.fill(f"{entry}-consent-granted_on", "12月4日")
    person.fill(f"{entry}-consent-given_by", "広報担当")
    person.choose(f"{entry}-consent-method", "email")
    person.fill(f"{entry}-consent-evidence", "地政メール保存26-120")


def own_picture(person, entry: str, alt: str) -> None:
    person.fill(f"{entry}-alt", alt)
    person.fill(f"{entry}-relevance", "祭りのようすを伝えるため")
    person.fill(f"{entry}-rights-holder", "北海道")
    person.choose(f"{entry}-rights-basis", "own")
    person.fill(f"{entry}-rights-confirmed_on", "12月3日")
    person.choose(f"{entry}-ai", "none")


def test_an_event_with_a_consent(person, office, capsys) -> None:
    person.begin()
    who(person, "division", "div-poster-01")
    person.choose("post-category", "event")
    person.fill("post-title", "道東の冬のくらし相談会のご案内")
    person.fill("post-event-starts", "1月30日 13時30分")
    person.fill("post-event-ends", "1月30日 16時")
    person.fill("post-event-deadline", "1月25日")
    person.fill("post-event-place", "札幌市内の会場とオンライン")
    person.fill("post-event-fee", "無料")
    person.fill("post-event-capacity", "20組（先着順）")
    person.fill(
        "post-body",
        "道東での冬のくらしについて、先輩移住者がお答えします。\n\n当日は、暖房や雪かきの道具も展示します。",
    )
    entry = link(
        person,
        "https://iju.example.jp/soudan/doto",
        "一般社団法人しらかば移住サポート協会",
        "申込みの方法を載せているページ",
    )
    explicit(person, entry)
    person.page.check('[data-soon][value="from"]')
    person.fill("post-send-not_before", "12月14日 10時")
    person.fill("post-send-not_after", "1月22日 17時")
    declare(person)
    assert "2026年12月14日（月） 10:00" in (person.judged(), person.page.inner_text(".goes-out"))[1]
    assert handed_over(person, office, capsys) == []


def test_a_festival_with_two_photos_of_which_one_shows_a_child(person, office, capsys, tmp_path) -> None:
    person.begin()
    who(person, "division", "div-poster-02")
    person.choose("post-category", "attraction")
    person.fill("post-title", "氷のランタン祭りの準備が始まりました")
    person.fill(
        "post-body",
        "汐音町で、氷のランタン祭りの準備が始まりました。町の子どもたちも、ランタン作りを手伝っています。",
    )
    person.add_pictures(photo(tmp_path / "lantern.jpg", orientation=1))
    own_picture(person, (entry := last(person, "images")), "雪の広場に並んだ、火のともった氷のランタン")
    person.choose(f"{entry}-people", "none")
    person.add_pictures(photo(tmp_path / "kodomo.jpg", orientation=1))
    own_picture(
        person, (entry := last(person, "images")), "毛糸の帽子をかぶり、氷のランタンを持って笑う子ども"
    )
    person.choose(f"{entry}-people", "identifiable")
    child = person.page.locator(f"#{entry} [data-name='people_consents'] .item").get_attribute("id")
    person.fill(f"{child}-subject", "被写体A")
    person.fill(f"{child}-where_in_picture", "手前の、毛糸の帽子の子ども")
    person.fill(f"{child}-granted_on", "12月1日")
    person.fill(f"{child}-valid_until", "2028年3月31日")
    person.choose(f"{child}-minor", "true")
    person.choose(f"{child}-guardian", "true")
    person.fill(f"{child}-evidence", "地政第26-301号")
    person.page.check('[data-soon][value="soon"]')
    declare(person)
    assert handed_over(person, office, capsys) == []


def test_category_other_by_a_contractor(person, office, capsys, tmp_path) -> None:
    person.begin()
    who(person, "contractor", "con-poster-01")
    person.choose("post-category", "other")
    person.fill("post-reason", "大雪の予報があり、移住体験中の方に早めの買い物を呼びかける必要があるため")
    person.fill("post-title", "大雪にそなえる")
    person.fill(
        "post-body", "年末にかけて大雪の予報が出ています。食べ物と灯油を、早めにそろえておきましょう。"
    )
    person.add_pictures(photo(tmp_path / "yuki.png", orientation=0, place=False, kind="PNG"))
    entry = last(person, "images")
    person.fill(f"{entry}-alt", "雪の積もった家並みのイラスト")
    person.fill(f"{entry}-relevance", "大雪のようすを伝えるため")
    person.fill(f"{entry}-rights-holder", "イラスト素材サンプル社")
    terms, policy = f"{entry}-rights-terms_words", "consent-policy_words"
    assert not person.page.is_visible(f"#{terms}")
    person.choose(f"{entry}-rights-basis", "stock")
    person.fill(terms, "行政機関の広報（SNSを含む）に使えます。クレジットは不要です。加工できます。")
    person.fill(f"{entry}-rights-confirmed_on", "12/4")
    person.fill(f"{entry}-rights-terms_url", "https://stock.example.com/license")
    person.fill(f"{entry}-rights-terms_checked_on", "12/4")
    person.fill(f"{entry}-rights-evidence", "EZ-DOC-0044")
    person.choose(f"{entry}-people", "none")
    person.choose(f"{entry}-ai", "none")
    entry = link(
        person,
        "https://fuyumichi.example.jp/",
        "冬道安全運転推進会議",
        "大雪のときの道路の情報を載せているページ",
    )
    assert not person.page.is_visible(f"#{entry}-{policy}")
    person.choose(f"{entry}-consent-basis", "published_policy")
    person.fill(f"{entry}-consent-policy_url", "https://fuyumichi.example.jp/link-policy")
    person.fill(f"{entry}-consent-policy_checked_on", "12/4")
    person.choose(f"{entry}-consent-scope", "top_page_only")
    person.page.check('[data-soon][value="soon"]')
    declare(person)
    person.judged()
    assert "リンクを認めている文をそのまま書き写してください。" in person.page.inner_text(
        f"#{entry}-{policy}-said"
    )
    person.fill(f"{entry}-{policy}", "トップページへのリンクは、\n連絡なしで自由に行えます。")
    assert handed_over(person, office, capsys) == []
    (post,) = [
        text
        for file in office.rglob("*/post.md")
        if (text := file.read_text("utf-8")).count("大雪にそなえる")
    ]
    assert 'policy_words: "トップページへのリンクは、\\n連絡なしで自由に行えます。"' in post
    assert "terms_words: " in post


def test_a_correction(person, office, capsys) -> None:
    person.begin("correction")
    person.fill("sent-search", "相談会")
    person.page.click("#sent button")
    person.until(lambda: person.page.is_visible("#post-corrects"))
    who(person, "division", "div-poster-01")
    assert person.page.input_value("#post-corrects") == "20261210-winter-soudan"
    entry = last(person, "correction")
    person.fill(f"{entry}-wrong", "締切 1月15日（金）")
    person.fill(f"{entry}-right", "締切 1月18日（月）")
    person.fill("post-event-deadline", "1月18日")
    person.fill("post-send-not_after", "1月18日 17時")
    person.page.check('[data-soon][value="soon"]')
    assert person.page.locator('[data-name="declarations"] input:checked').count() == 0
    declare(person)
    assert person.page.input_value("#post-title").startswith("【訂正】")
    assert handed_over(person, office, capsys) == []


def test_a_reply(person, office, capsys) -> None:
    person.begin("reply")
    person.choose("reply-side", "contractor")
    person.fill("reply-author", "con-poster-02")
    person.fill("reply-received_on", "12月4日")
    person.choose("reply-channel", "voom_comment")
    person.fill("reply-post", "20261215-hoshifuri-story")
    person.fill("reply-inquiry", "おためし暮らしの期間を知りたいという質問")
    person.choose("reply-decision", "reply")
    person.fill("reply-reason", "同じ疑問を持つ方が多いと考えられるため")
    person.fill(
        "reply-body",
        "ご質問ありがとうございます。期間は市町村ごとに異なりますので、くわしくは各市町村の移住の窓口へお問い合わせください。",
    )
    assert handed_over(person, office, capsys) == []


def test_next_years_post_keeps_the_text_and_asks_for_everything_else_again(person) -> None:
    person.open_file("next", SOUDAN)
    person.until(lambda: person.page.input_value("#post-title") != "")
    entry = last(person, "links")
    assert person.page.input_value(f"#{entry}-url") == "https://iju.example.jp/soudan/2027winter"
    for control in (
        "post-event-starts",
        "post-event-deadline",
        f"{entry}-checked_on",
        f"{entry}-consent-evidence",
    ):
        assert person.page.input_value(f"#{control}") == ""
    assert person.page.locator(f'[name="{entry}-consent-basis"]:checked').count() == 0
    assert person.page.locator('[data-name="declarations"] input:checked').count() == 0
    assert "yukikaki.jpg" not in person.page.input_value("#post-body")
