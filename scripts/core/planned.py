"""When a post will go out, as far as it can be known beforehand."""

from datetime import date

from scripts.core.fields import JAPAN
from scripts.core.opening import first_allowed
from scripts.core.post import Post
from scripts.core.setting import Setting


def is_sent(post: Post, setting: Setting) -> bool:
    """True for a post that went out: what time does to it is past."""
    return post.post_id in setting.sent


def send_day(post: Post, setting: Setting) -> date:
    """The day on which the post goes out if it is merged now: when its window begins and the account is open."""
    allowed = first_allowed(post, setting.account, setting.now)
    return (allowed or max(setting.now, post.send.not_before or setting.now)).astimezone(JAPAN).date()


def approval_day(setting: Setting) -> date:
    """The day by whose end consents and rights must have been had: that of the approval, or today."""
    return (setting.approved_at or setting.now).astimezone(JAPAN).date()


def approval_in_words(setting: Setting) -> str:
    """That day as a message says it."""
    return f"{'今日' if setting.approved_at is None else '承認の日'}({approval_day(setting)})"
