"""A sent post as a page: what was sent, what corrects it, and nothing that may no longer be shown."""

from dataclasses import replace
from datetime import date, datetime
from xml.etree.ElementTree import Element

import html5lib
import pytest

from scripts.content.picture import public_name
from scripts.effects.site import archive as writer
from scripts.effects.site.archive import write_archive
from scripts.messages.media import Hidden
from scripts.text.dates import JAPAN
from tests.pages.archive.subjects import CORRECTION, HOSHIFURI, SITE, SOUDAN, TALK, sources, write_site


def parsed(site, name) -> Element:
    """The page as a strict parser of HTML 5 sees it; it complains of every slip."""
    text = (site / f"archive/{name}.html").read_text("utf-8")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def words(element) -> str:
    return "".join("".join(element.itertext()).split())


def test_every_page_is_valid_html(site):
    pages = sorted(file.stem for file in (site / "archive").glob("*.html"))
    assert {"index", "2026-12", "event", SOUDAN, CORRECTION} <= set(pages)
    for name in pages:
        page = parsed(site, name)
        assert len(page.findall(".//h1")) == 1 and page.find(".//title").text


def test_it_says_what_was_sent(site):
    page = parsed(site, SOUDAN)
    article = words(page.find(".//article"))
    assert page.find(".//h1").text == "冬のオンライン移住相談会のご案内"
    assert page.find(".//time").attrib["datetime"] == "2026-12-10T10:07+09:00"
    for said in (
        "2026年12月10日（木）配信",
        "13:00〜16:00",
        "オンライン",
        "締切2027年1月15日（金）",
        "どのくらい大変",
    ):
        assert said in article
    assert "締切が近づいています" not in article, "that was so on the day of the send"
    (picture,) = page.findall(".//img")
    assert picture.attrib["alt"] == "雪の積もった住宅の前に立てかけられた赤い雪かきスコップと、晴れた冬の空"
    assert (site / "archive" / picture.attrib["src"]).resolve().is_file()
    hrefs = [link.attrib["href"] for link in page.find(".//article").iter("a")]
    assert (
        hrefs.count("https://iju.example.jp/soudan/2027winter") == 2
    )  # in the text, and in the list of addresses


def test_a_correction_and_what_it_corrects_lead_to_each_other(site):
    wrong, right = parsed(site, SOUDAN), parsed(site, CORRECTION)
    to_right = [link.attrib["href"] for link in wrong.iter("a")].count(f"../archive/{CORRECTION}.html")
    assert "この投稿には、訂正があります。" in words(wrong) and to_right == 2  # the notice, and the next post
    assert "2026年12月10日（木）に配信した投稿「冬のオンライン移住相談会のご案内」の訂正です。" in words(
        right
    )
    assert words(right.find(".//table")) == "誤正締切1月15日(金)締切1月18日(月)"


def test_what_an_author_wrote_is_words_and_never_mark_up(site):
    page = parsed(site, TALK)
    assert page.find(".//h1").text == "ニセコの宿で話を聞く<夕べ>"
    assert page.findall(".//article//b") == [] and "<b>宿</b>の&主人" in words(page)
    assert page.find(".//article//strong").text == "満席"


def test_headings_follow_each_other_without_a_gap(site):
    levels = [
        int(element.tag[1])
        for element in parsed(site, TALK).iter()
        if element.tag in ("h1", "h2", "h3", "h4")
    ]
    assert levels == [1, 2, 2], "the author began with ### and went on with #"


@pytest.mark.parametrize(
    ("hidden", "note"),
    [
        (Hidden("ended", date(2027, 1, 1)), "掲載できる期間が終わったため"),
        (Hidden("withdrawn", date(2027, 1, 1)), "掲載を取りやめました"),
    ],
)
def test_a_picture_that_may_not_be_shown_gives_way_to_a_note(tmp_path, hidden, note):
    given = sources()
    (raw,) = given.files[SOUDAN].values()
    assert write_site(tmp_path, replace(given, hidden={raw: hidden})) == []
    page = parsed(tmp_path, SOUDAN)
    assert page.findall(".//img") == [] and note in words(page)
    assert "赤い雪かきスコップ" not in words(page), "the alternative text shows what may not be shown"
    assert len(list((tmp_path / "media").iterdir())) == sum(map(len, given.files.values())) - 1
    for file in (tmp_path / "archive").iterdir():
        assert public_name(raw) not in file.read_text("utf-8"), file.name


def test_a_right_that_ends_hides_the_picture_on_the_next_day(tmp_path):
    """The samples' own rights: the bakery's picture may be shown until the end of its term."""
    given = sources(today=date(2999, 1, 1))
    assert given.hidden, "some sample has a right that ends"
    assert write_site(tmp_path, given) == []
    assert "掲載できる期間が終わったため" in words(parsed(tmp_path, HOSHIFURI))


def test_of_a_post_that_an_incident_takes_down_there_is_its_address_and_a_note(tmp_path):
    assert write_site(tmp_path, sources(taken_down=SOUDAN)) == []
    note = tmp_path / f"archive/{SOUDAN}.html"
    assert "この投稿は取り下げました。" in note.read_text("utf-8")
    assert "相談会" not in note.read_text("utf-8")
    for file in {*(tmp_path / "archive").iterdir()} - {note}:
        assert f"{SOUDAN}.html" not in file.read_text("utf-8"), file.name
    assert "先にお送りした投稿を改めます。" in words(parsed(tmp_path, CORRECTION))


def test_a_page_that_cannot_be_made_is_left_out_and_named_and_the_others_are_there(tmp_path, monkeypatch):
    def breaks(sent, archive):
        if sent.post_id == SOUDAN:
            raise ValueError("x")
        return real(sent, archive)

    real = writer.post_page
    monkeypatch.setattr(writer, "post_page", breaks)
    (failure,) = write_site(tmp_path)
    assert SOUDAN in failure
    assert not any(f"{SOUDAN}.html" in file.read_text("utf-8") for file in (tmp_path / "archive").iterdir())
    assert (tmp_path / f"archive/{CORRECTION}.html").exists()


def test_the_newest_post_is_in_every_list_and_each_post_in_its_month_and_category(site):
    index = words(parsed(site, "index"))
    assert "2026年12月（4件）" in index and "イベント（2件）" in index
    assert SITE + "/archive/index.html" in (site / "sitemap.xml").read_text("utf-8")
    for name in ("index", "2026-09", "related_population"):
        assert "ニセコの宿で話を聞く<夕べ>" in words(parsed(site, name))


def test_without_a_sent_post_it_says_so(tmp_path):
    assert write_archive(tmp_path, sources(), {}) == []
    assert "まだありません" in words(parsed(tmp_path, "index"))


def test_the_order_is_that_of_the_sends(tmp_path):
    given = sources()
    late = datetime(2027, 3, 1, 10, 0, tzinfo=JAPAN)
    write_archive(tmp_path, given, {SOUDAN: late, TALK: late.replace(day=2)})
    links = [
        link.attrib["href"]
        for link in parsed(tmp_path, "index").find(".//section[@aria-labelledby='newest']").iter("a")
    ]
    assert links == [f"../archive/{TALK}.html", f"../archive/{SOUDAN}.html"]
