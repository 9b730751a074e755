"""Which pictures may be shown on a day: their rights, the consents of the people in them, and incidents."""

from datetime import date

import pytest

from scripts.content.incident import Incident, read_incident
from scripts.content.post import Post, read_post
from scripts.messages.media import Hidden, hidden_pictures, last_day, served
from scripts.reading.document import read_yaml_file
from tests.messages.subjects import picture

PHOTO = picture("photo.jpg").raw
FIRST, SECOND = "20261210-first", "20261211-second"
PERMISSION = 'rights: {holder: 写真家協会, basis: permission, valid_until: "2026-12-31"}\n  people: none\n'
ONE_MORE_YEAR = PERMISSION.replace("2026-12-31", "2027-12-31")
CHILD = """rights: {holder: 北海道, basis: own}
  people: identifiable
  people_consents:
    - {subject: 被写体A, no_expiry: true}
    - {subject: 被写体B, valid_until: "2027-03-31"}
"""
WITHDRAWN = CHILD.replace("no_expiry: true", 'no_expiry: true, withdrawn_on: "2027-01-08"')
FOREVER = "rights: {holder: 北海道, basis: own}\n  people: none\n"


def post(post_id: str, image: str) -> Post:
    raw = f"---\ntitle: 見本\nimages:\n- file: photo.jpg\n  {image}---\n![](photo.jpg)\n"
    return read_post(f"content/posts/division/2026/{post_id}/post.md", raw.encode(), {})


def incident(post_id: str) -> Incident:
    raw = f"kind: rights_claim\ntakes_down: {post_id}\n".encode()
    return read_incident(read_yaml_file("content/incidents/20261220-claim.yml", raw))


def hidden(*posts: Post, on: str, incidents: tuple[Incident, ...] = ()) -> Hidden | None:
    files = {post.post_id: {"photo.jpg": PHOTO} for post in posts}
    kept = hidden_pictures(files, posts, incidents, date.fromisoformat(on))
    assert bool(served(files, kept)) is (PHOTO not in kept)
    return kept.get(PHOTO)


@pytest.mark.parametrize(
    ("image", "last", "why"),
    [
        (PERMISSION, "2026-12-31", Hidden("ended", date(2027, 1, 1))),
        (CHILD, "2027-03-31", Hidden("ended", date(2027, 4, 1))),
        (WITHDRAWN, "2027-01-07", Hidden("withdrawn", date(2027, 1, 8))),
    ],
)
def test_a_picture_is_shown_on_its_last_day_and_gone_on_the_next(image: str, last: str, why: Hidden) -> None:
    assert hidden(post(FIRST, image), on=last) is None
    assert hidden(post(FIRST, image), on=f"{why.since}") == why


def test_what_nothing_ends_is_always_shown() -> None:
    forever = post(FIRST, FOREVER)
    assert last_day(forever.images[0]) is None
    assert hidden(forever, on="2099-12-31") is None


def test_a_longer_right_in_another_post_keeps_it() -> None:
    posts = (post(FIRST, PERMISSION), post(SECOND, ONE_MORE_YEAR))
    assert hidden(*posts, on="2027-06-01") is None
    assert hidden(*posts, on="2028-01-01") == Hidden("ended", date(2028, 1, 1))


def test_whoever_withdraws_or_objects_means_the_picture_in_every_post() -> None:
    posts = (post(FIRST, WITHDRAWN), post(SECOND, FOREVER))
    assert hidden(*posts, on="2027-02-01") == Hidden("withdrawn", date(2027, 1, 8))
    assert hidden(*posts, on="2026-12-20", incidents=(incident(FIRST),)) == Hidden("taken_down")


def test_the_note_tells_everybody_nothing_of_a_person_or_a_dispute() -> None:
    notes = {Hidden(why).note for why in ("ended", "withdrawn", "taken_down")}
    assert len(notes) == 2  # whether a person withdrew or somebody objected is nobody's business
    assert not any(word in note for note in notes for word in ("同意", "撤回", "権利", "人"))
