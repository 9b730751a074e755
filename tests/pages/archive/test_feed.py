"""The feed, the calendar and the sitemap, read by libraries that others use."""

import re
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
import vobject

from scripts.content.post import read_post
from scripts.effects.site.archive import write_archive
from scripts.text.dates import JAPAN
from tests.pages.archive.subjects import CORRECTION, FIRST, SITE, SOUDAN, TALK, sent, sources

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def feed(site):
    read = feedparser.parse((site / "archive/feed.atom").read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    return read


def test_a_feed_reader_reads_it(feed):
    assert feed.version == "atom10" and feed.feed.title == "北海道とつながるカフェ　配信した投稿"
    assert [link.rel for link in feed.feed.links] == ["alternate", "self"]
    assert feed.entries[-1].link == f"{SITE}/archive/{TALK}.html"
    (entry,) = [entry for entry in feed.entries if entry.link.endswith(f"{SOUDAN}.html")]
    assert entry.title == "冬のオンライン移住相談会のご案内"
    assert datetime.fromisoformat(entry.published) == FIRST
    assert entry.tags[0].term == "イベント"
    assert "どのくらい大変" in entry.content[0].value and f'src="{SITE}/media/' in entry.content[0].value


def test_a_correction_updates_what_it_corrects(feed):
    (entry,) = [entry for entry in feed.entries if entry.link.endswith(f"{SOUDAN}.html")]
    assert datetime.fromisoformat(entry.updated) == FIRST.replace(day=11)
    assert f'href="{SITE}/archive/{CORRECTION}.html"' in entry.content[0].value


def test_it_has_what_the_standard_demands(site):
    """RFC 4287, 4.1: a feed and its entries have an id, a title, a time, an author or a feed that has one."""
    root = ElementTree.parse(site / "archive/feed.atom").getroot()  # noqa: S314  # our own file
    assert root.tag == f"{ATOM}feed" and root.find(f"{ATOM}author/{ATOM}name").text
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1 and element.find(f"{ATOM}{name}").text
    for entry in entries:
        assert entry.find(f"{ATOM}content").attrib == {"type": "html"}
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == len(entries)


def test_an_id_stays_when_the_site_moves(site, tmp_path, feed):
    given = sources()
    moved = replace(given, account=replace(given.account, site_base_url="https://new.example.jp/cafe"))
    assert write_archive(tmp_path, moved, sent(given)) == []
    there = feedparser.parse((tmp_path / "archive/feed.atom").read_bytes())
    assert [entry.id for entry in there.entries] == [entry.id for entry in feed.entries]
    assert there.feed.id == feed.feed.id and there.entries[0].link.startswith(
        "https://new.example.jp/cafe/archive/"
    )


def test_a_feed_without_posts_does_not_ask_the_clock(tmp_path):
    assert write_archive(tmp_path, sources(), {}) == []
    read = feedparser.parse((tmp_path / "archive/feed.atom").read_bytes())
    assert not read.bozo and read.entries == [] and read.feed.updated.startswith("2000-01-01")


def calendar(folder):
    return icalendar.Calendar.from_ical((folder / "archive/events.ics").read_bytes())


def test_the_calendar_has_each_event_once_as_it_was_corrected_last(site):
    talk, soudan = calendar(site).events
    assert (talk["SUMMARY"], talk["LOCATION"]) == ("ニセコの宿で話を聞く<夕べ>", "にせこ町, 駅前; 2階")
    assert talk.start == datetime(2026, 9, 20, 18, 0, tzinfo=JAPAN) and talk.start.tzinfo.key == "Asia/Tokyo"
    assert soudan["SUMMARY"] == "冬のオンライン移住相談会のご案内（訂正あり）"
    assert (soudan.start.hour, soudan.end.hour, soudan["SEQUENCE"]) == (13, 16, 1)
    assert "締切：2027年1月18日" in soudan["DESCRIPTION"] and soudan["URL"].endswith(f"{CORRECTION}.html")


def test_it_has_what_the_standard_demands_of_a_calendar(site):
    """RFC 5545: version and product, a zone for every name of one, and of each event an id and a stamp in UTC."""
    whole = calendar(site)
    assert whole["VERSION"] == "2.0" and whole["PRODID"] and whole.get_missing_tzids() == set()
    for event in whole.events:
        assert event["UID"] and event["DTSTAMP"].to_ical().endswith(b"Z")
    raw = (site / "archive/events.ics").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") and max(map(len, raw.split(b"\r\n"))) <= 75


def test_another_parser_reads_the_same(site):
    read = vobject.readOne((site / "archive/events.ics").read_text("utf-8"))
    assert [(event.summary.value, event.dtstart.value.utctimetuple()[:5]) for event in read.vevent_list] == [
        (event["SUMMARY"], event.start.utctimetuple()[:5]) for event in calendar(site).events
    ]


def test_an_event_keeps_its_id_when_it_is_corrected(site, tmp_path):
    given = sources()
    days = sent(given)
    del days[CORRECTION]
    assert write_archive(tmp_path, given, days) == []
    assert [event["UID"] for event in calendar(tmp_path).events] == [
        event["UID"] for event in calendar(site).events
    ]
    assert calendar(tmp_path).events[1]["SEQUENCE"] == 0


def test_the_sitemap_names_every_post_and_its_last_change(site):
    root = ElementTree.parse(site / "sitemap.xml").getroot()  # noqa: S314  # our own file
    rows = {page[0].text.rpartition("/")[2]: page[1].text for page in root if len(page) > 1}
    assert rows[f"{SOUDAN}.html"] == "2026-12-11" and len(rows) == len(sources().texts)


HOSTILE = """\
---
title: "\\u0000\\u0008題\\u000b名]]>"
category: event
event: {starts: "%s", ends: "%s", place: "\\u0007町\\r\\nBEGIN:VEVENT"}
corrects: 20260101-hostile
---
本文\x0b\x1f&amp;
"""


@pytest.mark.parametrize("year", ["1900", "1949", "2999"])
def test_what_no_author_should_write_breaks_no_reader(tmp_path, year):
    """Letters that no XML may hold, a line end that would begin another event, days at the ends of the calendar."""
    text = HOSTILE % (f"{year}-01-01T00:00+09:00", f"{year}-12-31T23:59+09:00")
    post = read_post("content/posts/division/2026/20260101-hostile/post.md", text.encode(), {})
    given = sources()
    given = replace(given, texts=(*given.texts, post))
    assert write_archive(tmp_path, given, sent(given)) == []
    read = feedparser.parse((tmp_path / "archive/feed.atom").read_bytes())
    assert not read.bozo and len(read.entries) == len(given.texts)
    assert "題名]]>" in read.entries[-1].title
    assert len(calendar(tmp_path).events) == 3
    page = (tmp_path / "archive/20260101-hostile.html").read_text("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", page)
