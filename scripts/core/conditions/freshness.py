"""When the server saw what is to be approved: a commit's own dates and a review's own commit prove nothing."""

from datetime import datetime

from scripts.core.snapshot import Landing
from scripts.core.testimony import Push, Testimony


def pushes_of_the_head(landing: Landing) -> tuple[Push, ...]:
    """The movements of the head branch since it was last made, up to the merge, oldest first.

    GitHub lists the newest first; turning the list round keeps the order of those in one second.
    """
    if not isinstance(landing.testimony, Testimony):
        return ()
    until = sorted(
        (push for push in reversed(landing.testimony.pushes) if push.at <= landing.merged_at),
        key=lambda push: push.at,
    )
    made = [place for place, push in enumerate(until) if push.kind == "branch_creation"]
    since = until[made[-1] :] if made else until
    return tuple(push for push in since if push.kind != "branch_deletion")


def head_was_seen(landing: Landing) -> bool:
    """True if the server's record of pushes knows the head itself."""
    head = landing.pull_request.head if landing.pull_request else ""
    return any(push.after == head for push in pushes_of_the_head(landing))


def settled_at(landing: Landing) -> datetime | None:
    """The last moment at which the text, or where it goes, could still change. An approval must be younger."""
    if not isinstance(landing.testimony, Testimony):
        return None
    moments = [push.at for push in pushes_of_the_head(landing)]
    moments += [at for at in landing.testimony.base_changes if at <= landing.merged_at]
    return max(moments, default=None)
