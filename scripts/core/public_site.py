"""What the public site serves: the pictures on `main` under their hashes, and the operation policy's page."""

from collections.abc import Iterable, Mapping

from scripts.core.incident import Incident
from scripts.core.picture import Picture


def served(posts: Mapping[str, Iterable[Picture]], incidents: Iterable[Incident]) -> dict[str, bytes]:
    """Public name → bytes of every picture that may be seen. `posts` maps a post_id to its pictures.

    A picture that an incident takes down (第6第3項) is not served under any post: whoever objects to it means the
    picture, not the folder.
    """
    withdrawn = {incident.takes_down for incident in incidents} - {""}
    hidden = {picture.sha256 for post_id in withdrawn for picture in posts.get(post_id, ())}
    return {
        f"media/{picture.sha256}.{picture.ending}": picture.raw
        for pictures in posts.values()
        for picture in pictures
        if picture.kind and picture.sha256 not in hidden
    }


def is_clear(incident: Incident, posts: Mapping[str, object]) -> bool:
    """False where it cannot be told what an incident takes down: then nothing new is published."""
    if incident.document.mistakes:
        return False
    asked = incident.document.data.get("takes_down")
    return asked is None or incident.takes_down in posts
