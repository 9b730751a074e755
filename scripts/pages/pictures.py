"""Section of the approval form: pictures, their rights and the people in them (第4第1項・第4項の第2号)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.content.post import Image, PeopleConsent, Post, Rights
from scripts.content.roster import Roster
from scripts.pages.flex_html import EmbeddedPicture
from scripts.pages.html import Fact, day, external_link, facts, section, tag, until
from scripts.text.terms import AI, MEDIA, PEOPLE, RIGHTS_BASIS, label


def pictures_section(post: Post, roster: Roster, thumbnails: dict[str, EmbeddedPicture]) -> Element:
    """Each picture, small, with its rights (許諾) and the agreement (同意) of whoever is in it."""
    if not post.images:
        return section("pictures", "画像", tag("p", "画像はありません。"))
    return section(
        "pictures",
        "画像",
        [
            tag(
                "article",
                tag("h3", image.file),
                _thumbnail(image, thumbnails.get(image.file)),
                facts(*picture_facts(image, roster)),
                class_="card",
            )
            for image in post.images
        ],
    )


def _thumbnail(image: Image, shown: EmbeddedPicture | None) -> Element | None:
    return tag("img", src=shown.data, alt=image.alt, class_="thumbnail") if shown else None


def picture_facts(image: Image, roster: Roster) -> Iterator[Fact]:
    """What the approver must know of a picture: what it shows, whose it is, who is in it."""
    rights = image.rights
    looker = roster.person(rights.confirmed_by)
    confirmed = [day(rights.confirmed_on), looker.title if looker else rights.confirmed_by]
    yield "画像の説明", image.alt
    yield "投稿との関係", image.relevance
    yield "権利者", rights.holder
    yield "使う根拠", tag("strong", label(RIGHTS_BASIS, rights.basis))
    yield from _ground(rights)
    yield "権利を確かめた", "　".join(filter(None, confirmed))
    yield "人物", label(PEOPLE, image.people)
    for consent in image.people_consents:
        yield from _agreement(consent)
    yield "生成AI", label(AI, image.ai)


def _ground(rights: Rights) -> Iterator[Fact]:
    yield "許諾の日", day(rights.granted_on)
    yield "許諾された媒体", "、".join(label(MEDIA, medium) for medium in rights.scope)
    yield "許諾の期限", until(rights.valid_until, rights.no_expiry)
    if rights.terms_url:
        yield "利用規約", external_link(rights.terms_url, rights.terms_url)
    yield "規約を確かめた日", day(rights.terms_checked_on)
    yield "文書番号", rights.evidence
    yield "クレジット", rights.credit


def _agreement(consent: PeopleConsent) -> Iterator[Fact]:
    age = "未成年。" if consent.minor else ""
    yield f"「{consent.subject}」と記録した方の同意", f"{age}{agreed_to(consent)}"


def agreed_to(consent: PeopleConsent) -> str:
    """Who agreed to what until when, as far as the fields hold it, and where the rest is written."""
    whose = "保護者" if consent.minor else "本人"
    if consent.minor and not consent.guardian:
        return "保護者の同意がありません"
    media = "、".join(label(MEDIA, medium) for medium in consent.scope)
    words = [
        f"{day(consent.granted_on)}に{whose}が同意"
        if consent.granted_on
        else f"{whose}が同意した日の記録なし",
        f"載せてよい所は{media}"
        if media
        else "載せてよい所（LINE、ホームページなど）は書かれていないので、同意の文書で確認",
        f"使ってよいのは{until(consent.valid_until)}" if consent.valid_until else None,
        "使ってよい期間に期限なし" if consent.no_expiry else None,
        f"文書番号 {consent.evidence}" if consent.evidence else "文書番号の記録なし",
        f"{day(consent.withdrawn_on)}に撤回" if consent.withdrawn_on else None,
    ]
    return "、".join(filter(None, words))
