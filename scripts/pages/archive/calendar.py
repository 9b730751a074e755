"""The events of the sent posts as a calendar that others subscribe to (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from scripts.messages.facts import event_facts
from scripts.pages.archive.collection import Archive, SentPost
from scripts.pages.html import without_controls
from scripts.text.dates import JAPAN

_ZONE = "Asia/Tokyo"
_SAID = ("費用", "定員", "締切")  # of an event's facts, those that a calendar has no field for


def calendar(archive: Archive) -> bytes:
    """The file. An event that was corrected stands there once, as it was corrected last."""
    from icalendar import Calendar, Event

    whole = Calendar()
    whole.add("prodid", "-//hokkaido-cafe//archive//JA")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("x-wr-calname", without_controls(f"{archive.name}　イベント"))
    whole.add("x-wr-timezone", _ZONE)
    for posts in _events(archive):
        entry = Event()
        for name, value in _properties(archive, posts):
            entry.add(name, without_controls(value) if isinstance(value, str) else value)
        whole.add_component(entry)
    whole.add_missing_timezones()
    return bytes(whole.to_ical())


def _events(archive: Archive) -> Iterator[list[SentPost]]:
    """For each event the posts that tell of it, oldest first: its announcement, and the corrections that name it anew."""
    events: dict[str, list[SentPost]] = {}
    for sent in reversed(archive.posts):
        if sent.post.event and sent.post.event.starts:
            events.setdefault(_first(archive, sent).post_id, []).append(sent)
    yield from events.values()


def _first(archive: Archive, sent: SentPost) -> SentPost:
    """The post at the beginning of a chain of corrections."""
    seen = {sent.post_id}
    while (corrected := archive.corrected_by(sent)) and corrected.post_id not in seen:
        sent = corrected
        seen.add(sent.post_id)
    return sent


def _properties(archive: Archive, posts: list[SentPost]) -> Iterator[tuple[str, str | int | datetime]]:
    first, last = posts[0], posts[-1]
    event = last.post.event
    yield "uid", first.lasting_id.rpartition(":")[2]
    yield "dtstamp", last.sent_at.astimezone(UTC)
    yield "created", first.sent_at.astimezone(UTC)
    yield "last-modified", archive.updated_at(last).astimezone(UTC)
    yield "sequence", len(posts) - 1
    yield "summary", f"{first.title}（訂正あり）" if first.post.corrects or last is not first else first.title
    if event and event.starts:
        yield "dtstart", _there(event.starts)
        if event.ends and event.ends > event.starts:
            yield "dtend", _there(event.ends)
        if event.venue:
            yield "location", event.venue
    yield "url", f"{archive.account.site_base_url}/{last.path}"
    yield "description", "\n".join(_described(archive, last))


def _there(moment: datetime) -> datetime:
    """The same moment in the named zone: a fixed distance from UTC has no name that a calendar knows."""
    return moment.astimezone(JAPAN).replace(tzinfo=ZoneInfo(_ZONE))


def _described(archive: Archive, sent: SentPost) -> Iterator[str]:
    yield from (f"{name}：{value}" for name, value in event_facts(sent.post) if name in _SAID)
    if archive.corrections_of(sent):
        yield "この投稿には、訂正があります。"
    yield f"くわしくは {archive.account.site_base_url}/{sent.path}"
