"""From the bytes of a `post.md` to a `Post`."""

from collections.abc import Mapping

from scripts.content.picture import Picture
from scripts.content.places import folder_parts
from scripts.content.post import DeclaredLink, Event, Image, LinkConsent, PeopleConsent, Post, Rights, Send
from scripts.reading.document import read_markdown_file
from scripts.reading.fields import day, mapping, moment, sequence, text, texts


def read_post(path: str, raw: bytes, pictures: Mapping[str, Picture]) -> Post:
    """Read a `post.md`. Never raises: whatever is wrong stands in `document.mistakes` or is left empty."""
    document = read_markdown_file(path, raw)
    data = document.data
    send = mapping(data.get("send"))
    side, _, post_id = folder_parts(path) or ("", "", "")
    return Post(
        document=document,
        side=side,
        post_id=post_id,
        title=text(data.get("title")),
        author=text(data.get("author")),
        category=text(data.get("category")),
        reason=text(data.get("reason")),
        layout=text(data.get("layout")) or "card",
        send=Send(moment(send.get("not_before")), moment(send.get("not_after")), text(send.get("urgent"))),
        event=_event(data.get("event")),
        images=tuple(_image(entry, place) for place, entry in enumerate(sequence(data.get("images")))),
        links=tuple(_link(entry, place) for place, entry in enumerate(sequence(data.get("links")))),
        declarations=mapping(data.get("declarations")),
        corrects=text(data.get("corrects")),
        pictures=pictures,
    )


def _event(value: object) -> Event | None:
    if not isinstance(value, dict):
        return None
    return Event(
        moment(value.get("starts")),
        moment(value.get("ends")),
        day(value.get("deadline")),
        text(value.get("place")),
    )


def _image(value: object, place: int) -> Image:
    entry = mapping(value)
    return Image(
        file=text(entry.get("file")),
        alt=text(entry.get("alt")),
        relevance=text(entry.get("relevance")),
        rights=_rights(entry.get("rights")),
        people=text(entry.get("people")),
        people_consents=tuple(
            _people_consent(each, number)
            for number, each in enumerate(sequence(entry.get("people_consents")))
        ),
        ai=text(entry.get("ai")),
        place=place,
    )


def _rights(value: object) -> Rights:
    entry = mapping(value)
    return Rights(
        holder=text(entry.get("holder")),
        basis=text(entry.get("basis")),
        confirmed_on=day(entry.get("confirmed_on")),
        confirmed_by=text(entry.get("confirmed_by")),
        granted_on=day(entry.get("granted_on")),
        evidence=text(entry.get("evidence")),
        scope=texts(entry.get("scope")),
        valid_until=day(entry.get("valid_until")),
        no_expiry=entry.get("no_expiry") is True,
        terms_url=text(entry.get("terms_url")),
        terms_checked_on=day(entry.get("terms_checked_on")),
        credit=text(entry.get("credit")),
    )


def _people_consent(value: object, place: int) -> PeopleConsent:
    entry = mapping(value)
    return PeopleConsent(
        subject=text(entry.get("subject")),
        granted_on=day(entry.get("granted_on")),
        valid_until=day(entry.get("valid_until")),
        no_expiry=entry.get("no_expiry") is True,
        minor=entry.get("minor") is True,
        guardian=entry.get("guardian") is True,
        evidence=text(entry.get("evidence")),
        withdrawn_on=day(entry.get("withdrawn_on")),
        place=place,
    )


def _link(value: object, place: int) -> DeclaredLink:
    entry = mapping(value)
    return DeclaredLink(
        url=text(entry.get("url")),
        party=text(entry.get("party")),
        relevance=text(entry.get("relevance")),
        checked_on=day(entry.get("checked_on")),
        checked_by=text(entry.get("checked_by")),
        consent=_link_consent(entry.get("consent")),
        place=place,
    )


def _link_consent(value: object) -> LinkConsent:
    entry = mapping(value)
    return LinkConsent(
        basis=text(entry.get("basis")),
        granted_on=day(entry.get("granted_on")),
        method=text(entry.get("method")),
        evidence=text(entry.get("evidence")),
        valid_until=day(entry.get("valid_until")),
        withdrawn_on=day(entry.get("withdrawn_on")),
        policy_url=text(entry.get("policy_url")),
        policy_checked_on=day(entry.get("policy_checked_on")),
        scope=text(entry.get("scope")),
        id=text(entry.get("id")),
    )
