"""The guards that only the outside can answer: the account behind the token, the pictures, LINE's own checks."""

from datetime import date
from typing import Any

from scripts.core.account import Account
from scripts.core.guards import quota
from scripts.core.messages import media_url
from scripts.core.post import Post
from scripts.core.reasons import Stop, stop
from scripts.world.line import Line, LineSilent
from scripts.world.pictures import trouble_at
from scripts.world.settings import LINE_HOST

_ENVIRONMENT_OF = {True: "production", False: "sample"}  # by "is this LINE's own host?"


def wrong_account(line: Line, account: Account) -> Stop | None:
    """The endpoint is that of the environment, and the token that of the account."""
    if account.environment != _ENVIRONMENT_OF[line.endpoint == LINE_HOST]:
        return stop("wrong_environment", environment=account.environment, endpoint=line.endpoint)
    try:
        seen = line.basic_id
    except LineSilent as silent:
        return stop("line_unavailable", what=silent.what, error=silent.error)
    return None if seen == account.basic_id else stop("wrong_account", seen=seen, wanted=account.basic_id)


def pictures_missing(post: Post, account: Account) -> Stop | None:
    """Every picture of the message answers at its public URL with the approved bytes."""
    for image in post.images:
        picture = post.pictures.get(image.file)
        if picture is None:
            continue  # a finding of the rules, which were asked before
        url = media_url(account, picture)
        if error := trouble_at(url, picture.sha256):
            return stop("picture_unreachable", file=image.file, url=url, error=error)
    return None


def audience_or_stop(line: Line, messages: list[dict[str, Any]], today: date) -> int | Stop | None:
    """How many people it will reach, after LINE's own validation and the month's quota have said yes."""
    try:
        if complaint := line.complaint(messages):
            return stop("line_validation", error=complaint)
        month, audience = line.quota(), line.audience(today)
    except LineSilent as silent:
        return stop("line_unavailable", what=silent.what, error=silent.error)
    return quota(month, audience) or audience
