"""Section of the approval form: links, whose page each is and by what consent (了解) (第4第1項・第4項の第3号)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.content.consents import Consents
from scripts.content.declared.links import DeclaredLink
from scripts.content.post import Post
from scripts.content.roster import Roster
from scripts.messages.passages import label_of
from scripts.pages.html import Fact, copied, day, external_link, facts, section, tag, until
from scripts.text.terms import CONSENT_BASIS, LINK_SCOPE, METHOD, label

NOT_SAID = "書かれていません。投稿者に書いてもらってください"


def links_section(post: Post, consents: Consents, roster: Roster) -> Element:
    """Each link: ア what it has to do with the post, イ who read the page when, ウ the party's consent."""
    if not post.links:
        return section("links", "リンク", tag("p", "リンクはありません。"))
    return section(
        "links",
        "リンク",
        [
            tag("article", tag("h3", title), facts(*rows), class_="card")
            for title, rows in link_facts(post, consents, roster)
        ],
    )


def link_facts(post: Post, consents: Consents, roster: Roster) -> Iterator[tuple[str, list[Fact]]]:
    """Each declared link: its name for readers, and what the approver must know of it."""
    labels = {link.url: label_of(post, link) for link in post.body.links}
    for link in post.links:
        reader = roster.person(link.checked_by)
        read = [day(link.checked_on), reader.title if reader else link.checked_by]
        yield (
            labels.get(link.url, "") or link.party or link.url,
            [
                ("リンク先", external_link(link.url, link.url)),
                ("相手方", link.party),
                ("投稿との関係", link.relevance),
                *_own_group(link),
                ("内容を確かめた", "　".join(filter(None, read))),
                *_consent(link, consents),
            ],
        )


def _own_group(link: DeclaredLink) -> Iterator[Fact]:
    """Only whose goods they are: that the page sells anything is the sentence before the tables."""
    about = link.own_group_about.strip()
    if link.own_group or about:
        yield "だれが何を売るか", about or NOT_SAID


def _consent(link: DeclaredLink, consents: Consents) -> Iterator[Fact]:
    consent = link.consent
    explicit = consent.basis == "explicit"
    answer = _answered(link) if explicit else label(CONSENT_BASIS, consent.basis)
    yield "了解", tag("strong", answer)
    yield from _extent(link, consents)
    if consent.policy_url:
        yield "リンク方針", external_link(consent.policy_url, consent.policy_url)
    yield "方針を確かめた日", day(consent.policy_checked_on)
    if consent.basis == "published_policy" or consent.policy_words:
        yield "方針の該当する文", copied(consent.policy_words)


def _extent(link: DeclaredLink, consents: Consents) -> Iterator[Fact]:
    """How far a consent goes, until when, where it is kept; where somebody was asked, what is not recorded is said."""
    consent, basis = link.consent, link.consent.basis
    expected = basis in ("explicit", "standing")
    standing = consents.find(consent.id) if basis == "standing" else None
    scope = f"{standing.url_prefix} で始まるページ" if standing else label(LINK_SCOPE, consent.scope)
    given = standing or consent
    yield "了解の範囲", scope or _unrecorded("範囲", expected or basis == "published_policy")
    if basis != "explicit":
        yield "了解した人", "" if standing else consent.given_by
        yield "了解の日", day(given.granted_on) or _unrecorded("日付", expected)
        yield "了解の方法", label(METHOD, given.method) or _unrecorded("方法", expected)
    yield "了解の期限", until(given.valid_until) or _unrecorded("期限", expected)
    yield "撤回された日", day(given.withdrawn_on)
    number = "相手方の回答の文書番号" if basis == "explicit" else "了解の文書番号"
    yield number, given.evidence or _unrecorded("文書番号", expected)


def _unrecorded(what: str, expected: bool) -> str:
    return f"{what}の記録がありません" if expected else ""


def _answered(link: DeclaredLink) -> str:
    """Who asked whom, when and how, and what was answered; what no field holds is said to be missing."""
    consent = link.consent
    whom = f"{link.party}の{consent.given_by}" if consent.given_by else f"{link.party}（答えた人の記録なし）"
    when = day(consent.granted_on) or "日付の記録なし"
    return f"投稿者の側が{whom}に聞き、{when}に{label(METHOD, consent.method) or '方法の記録なし'}で、リンクしてよいとの答えを得た"
