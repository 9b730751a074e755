"""When a post will go out, as far as it can be known beforehand."""

from datetime import date

from scripts.core.post import Post
from scripts.core.setting import Setting


def send_day(post: Post, setting: Setting) -> date:
    """The day on which the post goes out if it is approved now: today, or when its window begins."""
    return max(setting.today, post.send.not_before.date()) if post.send.not_before else setting.today


def approved_on(setting: Setting) -> date:
    """The day before whose end consents and rights must have been had: that of the approval, or today."""
    from scripts.core.fields import JAPAN

    return (setting.approved_at or setting.now).astimezone(JAPAN).date()
