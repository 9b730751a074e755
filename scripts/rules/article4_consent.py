"""第4第1項・第4項の第3号ウ: the linked party has consented (了解) beforehand, to this page, and still does.

That every link has one at all is shape: `consent` is among what `schemas/post.schema.json` requires of a `link`, and `link_consent` says
what each kind of it holds. A page called the prefecture's own (`own_site`) needs no consent: where its address does not prove that it
is, the approver is told to look.
"""

from collections.abc import Iterator

from scripts.checking.context import RuleContext, approval_day, approval_in_words, is_sent, send_day
from scripts.checking.finding import by_hand
from scripts.content.declared.links import DeclaredLink
from scripts.content.post import Post
from scripts.rules.book import by_side, rule
from scripts.text.address import read_address
from scripts.text.dates import format_day
from scripts.text.quote import quoted

_CONSENT = by_side("第3号ウ")
_PREFECTURE = "pref.hokkaido.lg.jp"  # lg.jp is given to local governments alone


@rule("consent-first", _CONSENT)
def consent_first(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """リンクの相手方の了解(公表された方針なら、その確認)は、承認より前に済んでいる。

    Bad: 承認の日より後の granted_on
    Good: 承認の日か、それより前の granted_on
    """
    names = {"granted_on": "了解を得た日", "policy_checked_on": "リンクの方針を確認した日"}
    for link in post.links:
        for field, name in names.items():
            day = getattr(link.consent, field)
            if day and day > approval_day(context):
                message = f"{quoted(link.party)}の{name}({format_day(day)})が、{approval_in_words(context)}より後です。"
                line = post.line_no("links", link.index, "consent", field)
                yield line, f"{message}済ませてから承認を受けてください。"


@rule("consent-holds", _CONSENT)
def consent_holds(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """リンクの了解は、配信する日に有効で、撤回されていない。

    Bad: 配信する日より前に切れる valid_until
    Good: 配信する日か、それより後の valid_until
    """
    if is_sent(post, context):
        return
    day = send_day(post, context)
    for link in post.links:
        until, withdrawn = link.consent.valid_until, link.consent.withdrawn_on
        if until and until < day:
            message = f"{quoted(link.party)}の了解の期限({format_day(until)})が、配信する日({format_day(day)})より前に切れます。"
            yield (
                post.line_no("links", link.index, "consent", "valid_until"),
                f"{message}了解を得直してください。",
            )
        if withdrawn and withdrawn <= day:
            message = f"{quoted(link.party)}の了解は{format_day(withdrawn)}に撤回されています。リンクを消してください。"
            yield post.line_no("links", link.index, "consent", "withdrawn_on"), message


@rule("consent-scope", _CONSENT)
def consent_scope(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """リンク先は、了解の範囲の中にある。

    Bad: トップページだけ(top_page_only)の了解で、奥のページにリンクする
    Good: トップページだけの了解で、トップページにリンクする
    """
    for link in post.links:
        address = read_address(link.url)
        if link.consent.scope == "top_page_only" and address and not address.is_top_page:
            message = f"{quoted(link.party)}の了解はトップページだけですが、{quoted(link.url)}はトップページではありません。"
            yield (
                post.line_no("links", link.index, "url"),
                f"{message}トップページに直すか、このページの了解を得てください。",
            )


@rule("consent-policy", _CONSENT)
def consent_policy(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """公表されたリンクの方針は、それを了解とみなす定めがあり、リンク先と同じサイトに載っているときだけ使う。

    Bad: リンク先と別のサイトの policy_url
    Good: リンク先と同じサイトの policy_url
    """
    for link in _with_basis(post, "published_policy"):
        line = post.line_no("links", link.index, "consent", "basis")
        ours, theirs = read_address(link.url), read_address(link.consent.policy_url)
        if not context.account.published_policy_counts and not is_sent(post, context):
            message = "公表されたリンクの方針は、了解とみなさないことになっています。"
            yield line, f"{message}相手方から個別に了解を得てください。"
        if ours and link.consent.policy_url and (theirs is None or theirs.host != ours.host):
            message = (
                f"リンクの方針{quoted(link.consent.policy_url)}が、リンク先({ours.host})と別のサイトです。"
            )
            line = post.line_no("links", link.index, "consent", "policy_url")
            yield line, f"{message}リンク先と同じサイトに載っている方針のURLを書いてください。"


@rule("consent-by-policy", _CONSENT, "warning")
def consent_by_policy(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """公表されたリンクの方針を了解とみなすときは、承認する人が、書き写された方針の文でよいかを判断する。

    Bad: basis: published_policy(承認する人に示す)
    Good: basis: explicit
    """
    for link in _by_policy(post, context):
        if link.consent.policy_words.strip():
            message = f"{quoted(link.party)}の了解は、公表されたリンクの方針によるものです。承認する方は、リンクの表の"
            line = post.line_no("links", link.index, "consent", "basis")
            yield (
                line,
                f"{message}「方針の該当する文」が、この投稿からのリンクを認めているかを判断してください。",
            )


@rule("policy-words", _CONSENT, "warning")
def policy_words(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """公表されたリンクの方針を了解とみなすときは、リンクを認めている文を書き写す。

    Bad: policy_words がない
    Good: policy_words: トップページへのリンクは、連絡なしで自由に行えます。
    """
    for link in _by_policy(post, context):
        if not link.consent.policy_words.strip():
            message = f"{quoted(link.party)}の了解は公表されたリンクの方針によるものですが、方針の文が書き写されていません。投稿者は、"
            line = post.line_no("links", link.index, "consent", "policy_words")
            yield (
                line,
                f"{message}方針のうち、リンクを認めている文をそのまま書き写してください。{by_hand('consent に policy_words の行を加えます')}",
            )


@rule("consent-standing", _CONSENT)
def consent_standing(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """包括の了解は consents.yml にあり、相手方、範囲、期間がこの投稿のリンクに合っている。

    Bad: 了解の範囲(url_prefix)の外のURL
    Good: 了解の範囲の中のURL
    """
    for link in _with_basis(post, "standing"):
        if link.consent.id:
            line = post.line_no("links", link.index, "consent", "id")
            for message in _standing_troubles(post, link, context):
                yield line, f"包括の了解{quoted(link.consent.id)}{message}"


def _standing_troubles(post: Post, link: DeclaredLink, context: RuleContext) -> Iterator[str]:
    standing = context.consents.find(link.consent.id)
    if standing is None:
        yield "が consents.yml にありません。id を直すか、このリンクの了解を個別に記録してください。"
        return
    if standing.party != link.party:
        yield f"の相手方は{quoted(standing.party)}です。party を同じにするか、id を直してください。"
    if not standing.covers(link.url):
        yield f"の範囲は{quoted(standing.url_prefix)}の下のページです。このURLの了解を個別に得てください。"
    if standing.granted_on is None or standing.granted_on > approval_day(context):
        yield f"を得た日が、{approval_in_words(context)}までの日になっていません。consents.yml を確かめてください。"
    if is_sent(post, context):
        return
    day = send_day(post, context)
    if standing.valid_until and standing.valid_until < day:
        yield f"の期限({format_day(standing.valid_until)})が、配信する日({format_day(day)})より前に切れます。了解を得直してください。"
    if standing.withdrawn_on and standing.withdrawn_on <= day:
        yield f"は{format_day(standing.withdrawn_on)}に撤回されています。リンクを消してください。"


@rule("consent-own-site", _CONSENT, "warning")
def consent_own_site(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """了解の要らない道のサイトは、アドレスが道のもの。ほかのアドレスなら、道が運営するページかを承認する人が確かめる。

    Bad: https://hokkaido-pref.example.com/ を own_site とする
    Good: https://www.pref.hokkaido.lg.jp/iju/ を own_site とする
    """
    site = read_address(context.account.site_base_url)
    for link in () if is_sent(post, context) else _with_basis(post, "own_site"):
        address = read_address(link.url)
        if address and not address.lies_within(_PREFECTURE) and not (site and address.host == site.host):
            message = f"{quoted(link.party)}のページを道のサイトとし、了解を得ていませんが、アドレスの{quoted(address.host)}は道のもの({_PREFECTURE})ではありません。"
            line = post.line_no("links", link.index, "consent", "basis")
            yield (
                line,
                f"{message}承認する方は、道が運営するページかを確かめてください。ほかの団体のページなら、投稿者が相手方の了解を得て、了解の種別を直してください。",
            )


def _by_policy(post: Post, context: RuleContext) -> Iterator[DeclaredLink]:
    """The links that a published policy allows, as long as the post has not gone out."""
    counts = context.account.published_policy_counts and not is_sent(post, context)
    return _with_basis(post, "published_policy") if counts else iter(())


def _with_basis(post: Post, basis: str) -> Iterator[DeclaredLink]:
    return (link for link in post.links if link.consent.basis == basis)
