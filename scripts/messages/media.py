"""The pictures on the public site: each under the hash of its bytes, and which of them may still be shown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scripts.content.account import Account
from scripts.content.declared.images import Image
from scripts.content.incident import Incident
from scripts.content.picture import Picture, public_name
from scripts.content.post import Post
from scripts.text.dates import days_after

_FOLDER = "media/"


@dataclass(frozen=True)
class Hidden:
    """Why a picture may not be shown, and from which day on (None: from the incident's own day)."""

    why: Literal["ended", "withdrawn", "taken_down"]
    since: date | None = None

    @property
    def note(self) -> str:
        """What stands in the picture's place for everybody to read: nothing of a person or of a dispute."""
        if self.why == "ended":
            return "この画像は、掲載できる期間が終わったため、表示していません。"
        return "この画像は、掲載を取りやめました。"


def media_url(account: Account, picture: Picture) -> str:
    """Where the public site serves a picture."""
    return f"{account.site_base_url}/{media_name(picture.raw)}"


def media_name(raw: bytes) -> str:
    """The path below the site's address under which these bytes are served; empty where they are no picture."""
    name = public_name(raw)
    return _FOLDER + name if name else ""


def last_day(image: Image) -> date | None:
    """The last day on which rights and consents let a picture be shown; None where nothing ends them."""
    ends = [image.rights.valid_until, *(consent.valid_until for consent in image.people_consents)]
    return min((day for day in ends if day), default=None)


def withdrawn_on(image: Image) -> date | None:
    """The day on which a person in a picture withdrew the consent (同意); None where nobody did."""
    return min((c.withdrawn_on for c in image.people_consents if c.withdrawn_on), default=None)


def not_shown(image: Image, today: date) -> Hidden | None:
    """Why a picture's own rights and consents forbid to show it on a day; None where they allow it."""
    withdrawn, last = withdrawn_on(image), last_day(image)
    if withdrawn and withdrawn <= today:
        return Hidden("withdrawn", withdrawn)
    if last and last < today:
        return Hidden("ended", days_after(last, 1))
    return None


def hidden_pictures(
    files: Mapping[str, Mapping[str, bytes]],
    posts: Iterable[Post],
    incidents: Iterable[Incident],
    today: date,
) -> dict[bytes, Hidden]:
    """Every picture, by its bytes, that may not be shown on a day, and why.

    `files` maps a post_id to the files beside its text, by name. Whoever objects (第6第3項) or withdraws means the
    picture, not the folder: it goes from every post. A right that ends hides it where no other post has a longer one.
    """
    taken_down = {incident.takes_down for incident in incidents}
    hidden = {raw: Hidden("taken_down") for post_id in taken_down for raw in files.get(post_id, {}).values()}
    ended: dict[bytes, Hidden] = {}
    in_force = set()
    for post in posts:
        for image in post.images:
            raw = files.get(post.post_id, {}).get(image.file)
            why = not_shown(image, today)
            if raw is None:
                continue
            if why is None:
                in_force.add(raw)
            elif why.why == "withdrawn":
                hidden.setdefault(raw, why)
            else:
                ended[raw] = why
    return {raw: why for raw, why in ended.items() if raw not in in_force} | hidden


def shown_until(
    files: Mapping[str, Mapping[str, bytes]], posts: Iterable[Post]
) -> dict[tuple[str, str], date | None]:
    """Post and file → the last day on which the site shows that picture: the longest right of any post with the same
    bytes (or the same name of them, in `files`); None where nothing ends it.
    """
    named = {
        (post.post_id, image.file): (raw, last_day(image))
        for post in posts
        for image in post.images
        if (raw := files.get(post.post_id, {}).get(image.file)) is not None
    }
    longest: dict[bytes, date | None] = {}
    for raw, last in named.values():
        known = longest.get(raw, last)
        longest[raw] = None if last is None or known is None else max(last, known)
    return {place: longest[raw] for place, (raw, _) in named.items()}


def served(files: Mapping[str, Mapping[str, bytes]], hidden: Collection[bytes]) -> dict[str, bytes]:
    """Path below the site's address → bytes of every picture that may be seen."""
    shown = (raw for beside in files.values() for raw in beside.values() if raw not in hidden)
    return {name: raw for raw in shown if (name := media_name(raw))}


def is_clear(incident: Incident, posts: Collection[str]) -> bool:
    """False where nobody can say what an incident takes down: then nothing new is published."""
    if incident.document.mistakes:
        return False
    return incident.document.data.get("takes_down") is None or incident.takes_down in posts
