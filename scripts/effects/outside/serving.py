"""Whether the public site serves what it must: the pictures of the posts to come, and the policy's page."""

import hashlib
from collections.abc import Iterable

from scripts.content.account import Account
from scripts.content.policy import Policy
from scripts.content.post import Post
from scripts.effects.line.preflight import trouble_at
from scripts.messages.media import media_url
from scripts.pages.policy import policy_page

_POLICY = "policy.html"
_MOST = 20  # addresses; what is wrong with one is wrong with all


def unserved(posts: Iterable[Post], policy: Policy, account: Account) -> dict[str, str]:
    """Address → what is wrong with it. The sender asks the same of a post's pictures before it sends."""
    page = hashlib.sha256(policy_page(policy, account).encode()).hexdigest()
    wanted = {f"{account.site_base_url}/{_POLICY}": page}
    wanted |= {
        media_url(account, picture): picture.sha256
        for post in posts
        for image in post.images
        if (picture := post.pictures.get(image.file))
    }
    troubles = {url: trouble_at(url, sha256) for url, sha256 in list(wanted.items())[:_MOST]}
    return {url: trouble for url, trouble in troubles.items() if trouble}
