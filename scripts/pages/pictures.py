"""Section of the approval form: pictures, their rights and the people in them (第4第1項・第4項の第2号)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.content.declared.images import ON_TERMS, Image, PeopleConsent, Rights
from scripts.content.post import Post
from scripts.content.roster import Roster
from scripts.pages.flex_html import EmbeddedPicture
from scripts.pages.html import Fact, copied, day, external_link, facts, section, tag, until
from scripts.text.terms import AI, MEDIA, PEOPLE, RIGHTS_BASIS, label

NO_GUARDIAN = "保護者の同意がありません"
NOWHERE = "書かれていません"
_UNTIL_THEN = "（配信はこの日までできます。過ぎると、ホームページから画像を外します）"


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
    for place, consent in enumerate(image.people_consents, 1):
        yield f"{person_in_words(place)}の同意", agreed_to(consent)
    yield "生成AI", label(AI, image.ai)


def _ground(rights: Rights) -> Iterator[Fact]:
    yield "許諾の日", day(rights.granted_on)
    yield "許諾された媒体", "、".join(label(MEDIA, medium) for medium in rights.scope)
    yield "許諾の期限", until(rights.valid_until, rights.no_expiry)
    if rights.terms_url:
        yield "利用規約", external_link(rights.terms_url, rights.terms_url)
    yield "規約を確かめた日", day(rights.terms_checked_on)
    if rights.basis in ON_TERMS or rights.terms_words:
        yield "規約の該当する文", copied(rights.terms_words)
    yield "権利の文書番号", rights.evidence
    yield "クレジット", rights.credit


def person_in_words(place: int) -> str:
    """Somebody in a picture by the place of their consent among the picture's: no letter that the text has for another."""
    return f"写っている人{place}"


def sign_of(consent: PeopleConsent) -> str:
    """What the record has for them in the place of a name."""
    return consent.subject.removeprefix("被写体").strip()


def agreed_to(consent: PeopleConsent) -> str:
    """Who agreed to what until when, a fact a line; what no field holds is said to be missing."""
    whose = "保護者" if consent.minor else "本人"
    if consent.minor and not consent.guardian:
        return "\n".join(("未成年", *_who(consent), NO_GUARDIAN))
    media = "、".join(label(MEDIA, medium) for medium in consent.scope)
    lines = [
        "未成年" if consent.minor else None,
        *_who(consent),
        f"同意した人: {whose}（{day(consent.granted_on) or '日付の記録がありません'}）",
        f"載せてよい所: {media or '記録がありません（同意の文書で、LINEに載せてよいかを確かめます）'}",
        f"使ってよい期間: {until(consent.valid_until, consent.no_expiry) or '期限の記録がありません'}{_UNTIL_THEN * bool(consent.valid_until)}",
        f"同意の文書番号: {consent.evidence or '記録がありません'}",
        f"{day(consent.withdrawn_on)}に撤回" if consent.withdrawn_on else None,
    ]
    return "\n".join(filter(None, lines))


def _who(consent: PeopleConsent) -> Iterator[str]:
    yield f"画像の中のどの人か: {consent.where_in_picture.strip() or NOWHERE}"
    if sign := sign_of(consent):
        yield f"同意の文書での呼び名: {sign}"
