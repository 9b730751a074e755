"""A post as its values, from the bytes of its file."""

from datetime import UTC, date, datetime

from scripts.content.post import Correction, read_post

PATH = "content/posts/division/2026/20261210-fuyu/post.md"
WRITTEN = """---
title: 冬のくらし
author: div-poster-01
category: event
send: {not_before: "2026-12-10T10:00+09:00", again: 届かなかったことを確かめたため}
event: {starts: "2027-01-23T13:00+09:00", place: オンライン, fee: 無料, capacity: 20組}
images:
  - file: a.jpg
    people_consents: [{subject: 被写体A, where_in_picture: 左の子ども, minor: true}, {subject: 被写体B, withdrawn_on: "2026-12-01"}]
links:
  - {url: "https://a.example/", own_group: true, own_group_about: 旅を売る, consent: {basis: explicit, given_by: 広報担当}}
interviewees: [{subject: Aさん, method: email, checked_text: false}, {subject: Bさん, checked_text: "はい"}]
declarations: {guideline: true}
corrects: 20261201-fuyu
correction: [{wrong: 1月15日, right: 1月18日}]
---
[名前](https://a.example/)
"""


def test_every_field_has_its_place() -> None:
    post = read_post(PATH, WRITTEN.encode(), {})
    assert (post.side, post.post_id, post.layout) == ("division", "20261210-fuyu", "card")
    assert post.send.not_before == datetime(2026, 12, 10, 1, 0, tzinfo=UTC)
    assert post.send.again == "届かなかったことを確かめたため"
    assert post.event is not None
    assert (post.event.venue, post.event.fee, post.event.capacity) == ("オンライン", "無料", "20組")
    first, second = post.images[0].people_consents
    assert (first.minor, second.withdrawn_on, second.index) == (True, date(2026, 12, 1), 1)
    assert (first.where_in_picture, second.where_in_picture) == ("左の子ども", "")
    assert [person.subject for person in post.interviewees] == ["Aさん", "Bさん"]
    assert [person.checked_text for person in post.interviewees] == [False, None]
    (link,) = post.links
    assert link.own_group_about == "旅を売る"
    assert (link.own_group, link.consent.given_by) == (True, "広報担当")
    assert post.correction == (Correction("1月15日", "1月18日", 0),)
    assert post.line_no("images", 0, "people_consents", 1) == 9
    assert [link.url for link in post.body.links] == ["https://a.example/"]


def test_what_nobody_wrote_is_empty() -> None:
    post = read_post("somewhere/post.md", b"---\ntitle: 12\nlinks: x\nevent: []\n---\n", {})
    assert (post.title, post.links, post.event, post.side, post.post_id) == ("", (), None, "", "")
    assert not post.declarations and not post.document.unreadable
