"""第4第1項・第4項の第3号: links. Declared, used, and with the linked party's consent (了解) beforehand."""

from collections.abc import Iterator

from scripts.core.planned import approved_on, send_day
from scripts.core.post import Post
from scripts.core.quote import quoted
from scripts.core.setting import Setting
from scripts.rules.book import by_side, rule


@rule("link-declared", by_side("第3号"))
def link_declared(post: Post, _: Setting) -> Iterator[tuple[int, str]]:
    """本文のリンクは、すべて links に記録がある。
    Bad: 本文に https://iju.example.jp/new があり、links に無い
    Good: 本文と links に同じURLがある
    """
    for link in post.body.links:
        if post.declared_link(link.url) is None:
            say = f"本文のリンク{quoted(link.url)}の記録が links にありません。"
            yield link.line, f"{say}相手方や了解を記録するか、リンクを消してください。"


@rule("link-used", by_side("第3号"))
def link_used(post: Post, _: Setting) -> Iterator[tuple[int, str]]:
    """links に記録したURLは、本文で使われている。
    Bad: links に記録があり、本文に無いURL
    Good: 本文と links に同じURLがある
    """
    used = {link.url for link in post.body.links}
    for link in post.links:
        if link.url and link.url not in used:
            say = f"links のURL{quoted(link.url)}が本文にありません。一字一句同じに書くか、記録を消してください。"
            yield post.line("links", link.place, "url"), say


@rule("link-consent-first", by_side("第3号ウ"))
def link_consent_first(post: Post, setting: Setting) -> Iterator[tuple[int, str]]:
    """リンクの相手方の了解は、承認より前に得ている。
    Bad: 承認の日より後の granted_on
    Good: 承認の日か、それより前の granted_on
    """
    approved = approved_on(setting)
    for link in post.links:
        granted = link.consent.granted_on
        if granted and granted > approved:
            say = f"{quoted(link.party)}の了解を得た日({granted})が、承認の日({approved})より後です。"
            if setting.approved_at is None:
                say = f"{quoted(link.party)}の了解を得た日({granted})が、今日({approved})より後です。"
            yield (
                post.line("links", link.place, "consent", "granted_on"),
                f"{say}了解を得てから、承認を受けてください。",
            )


@rule("link-consent-holds", by_side("第3号ウ"))
def link_consent_holds(post: Post, setting: Setting) -> Iterator[tuple[int, str]]:
    """リンクの了解は、配信する日に有効である。
    Bad: 配信する日より前に切れる valid_until
    Good: 配信する日か、それより後の valid_until
    """
    if post.post_id in setting.sent:
        return
    day = send_day(post, setting)
    for link in post.links:
        consent = link.consent
        if consent.valid_until and consent.valid_until < day:
            say = f"{quoted(link.party)}の了解の期限({consent.valid_until})が、配信する日({day})より前に切れます。了解を得直してください。"
            yield post.line("links", link.place, "consent", "valid_until"), say
        if consent.withdrawn_on and consent.withdrawn_on <= day:
            say = f"{quoted(link.party)}の了解は{consent.withdrawn_on}に撤回されています。リンクを消してください。"
            yield post.line("links", link.place, "consent", "withdrawn_on"), say
