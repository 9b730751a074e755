"""The pictures on the public site: each under the hash of its bytes, and which of them are served."""

from collections.abc import Collection, Iterable, Mapping

from scripts.content.account import Account
from scripts.content.incident import Incident
from scripts.content.picture import Picture, public_name

_FOLDER = "media/"


def media_url(account: Account, picture: Picture) -> str:
    """Where the public site serves a picture."""
    return f"{account.site_base_url}/{_FOLDER}{public_name(picture.raw)}"


def served(posts: Mapping[str, Iterable[bytes]], incidents: Iterable[Incident]) -> dict[str, bytes]:
    """Public name → bytes of every picture that may be seen. `posts` maps a post_id to the files beside its text.

    A picture that an incident takes down (第6第3項) is not served under any post: whoever objects to it means the
    picture, not the folder.
    """
    withdrawn = {incident.takes_down for incident in incidents}
    hidden = {raw for post_id in withdrawn for raw in posts.get(post_id, ())}
    shown = (raw for files in posts.values() for raw in files if raw not in hidden)
    return {_FOLDER + name: raw for raw in shown if (name := public_name(raw))}


def is_clear(incident: Incident, posts: Collection[str]) -> bool:
    """False where nobody can say what an incident takes down: then nothing new is published."""
    if incident.document.mistakes:
        return False
    return incident.document.data.get("takes_down") is None or incident.takes_down in posts
