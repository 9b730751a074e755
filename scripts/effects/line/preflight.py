"""The guards that only the outside can answer: the account behind the token, the pictures, LINE's own checks."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.delivery.guards import Quota, quota
from scripts.delivery.reasons import Stop, refused, stop
from scripts.effects.line.client import LineClient
from scripts.effects.line.unavailable import LineUnavailable, SecretRefused
from scripts.effects.local.environment import LINE_HOST
from scripts.messages.media import media_url
from scripts.text.causes import cause_in_words

_TIMEOUT = (5, 10)  # seconds to connect, to read
_MOST = 10_000_000  # bytes; LINE itself takes no larger picture


def trouble_at(url: str, sha256: str) -> str:
    """What is wrong with a picture's URL; nothing when it answers with exactly those bytes."""
    import requests

    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(url, timeout=_TIMEOUT, allow_redirects=False, stream=True)
            if answer.status_code != 200:
                return cause_in_words(f"HTTP {answer.status_code}")
            content = answer.raw.read(_MOST + 1, decode_content=True)
    except (
        Exception
    ) as error:  # a host's answer breaks in many ways, and urllib3's errors are not requests' own
        return cause_in_words(type(error).__name__)
    return "" if hashlib.sha256(content).hexdigest() == sha256 else "別の内容が返ります"


def unavailable(silent: LineUnavailable) -> Stop:
    """The stop of a post about which LINE cannot be asked: a secret that LINE no longer takes waits for a person."""
    return stop("secret_refused" if isinstance(silent, SecretRefused) else "line_unavailable", silent)


_ENVIRONMENT_OF = {True: "production", False: "sample"}  # by "is this LINE's own host?"


def wrong_account(line: LineClient, account: Account) -> Stop | None:
    """The endpoint is that of the environment, and the token that of the account."""
    if account.environment != _ENVIRONMENT_OF[line.endpoint == LINE_HOST]:
        return stop("wrong_environment", environment=account.environment, endpoint=line.endpoint)
    try:
        seen = line.basic_id
    except LineUnavailable as silent:
        return unavailable(silent)
    return None if seen == account.basic_id else stop("wrong_account", seen=seen, wanted=account.basic_id)


def pictures_missing(post: Post, account: Account) -> Stop | None:
    """Every picture of the message answers at its public URL with the approved bytes."""
    for image in post.images:
        picture = post.pictures.get(image.file)
        if picture is None:
            continue  # a finding of the rules, which were asked before
        url = media_url(account, picture)
        if error := trouble_at(url, picture.sha256):
            return stop("picture_unreachable", error, file=image.file, url=url)
    return None


@dataclass(frozen=True)
class Reach:
    """What LINE says before a send: how many it will reach (None: unknown, and no quota asks), and the month's quota."""

    audience: int | None
    month: Quota


def reach_or_stop(line: LineClient, messages: list[dict[str, Any]], today: date) -> Reach | Stop:
    """How many people it will reach, after LINE's own validation and the month's quota have said yes."""
    try:
        if complaint := line.complaint(messages):
            return refused("line_validation", 400, complaint)
        month, audience = line.quota(), line.audience(today)
    except LineUnavailable as silent:
        return unavailable(silent)
    return quota(month, audience) or Reach(audience, month)
