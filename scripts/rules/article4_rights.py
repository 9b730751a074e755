"""第4第1項・第4項の第2号: the rights in a picture (許諾) and the people in it (同意), known beforehand and in force."""

from collections.abc import Iterator
from datetime import date

from scripts.checking.context import RuleContext, approval_day, approval_in_words, is_sent, send_day
from scripts.checking.finding import by_hand
from scripts.content.declared.images import ON_TERMS
from scripts.content.post import Post
from scripts.rules.book import by_side, rule
from scripts.text.dates import format_day
from scripts.text.quote import quoted

_PICTURES = by_side("第2号")


@rule("rights-first", _PICTURES)
def rights_first(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """画像の権利の確認、許諾、利用規約の確認、写っている人の同意は、承認より前に済んでいる。

    Bad: 承認の日より後の confirmed_on
    Good: 承認の日か、それより前の confirmed_on
    """
    for image in post.images:
        rights = image.rights
        days: dict[tuple[str | int, ...], tuple[str, date | None]] = {
            ("rights", "confirmed_on"): ("権利を確認した日", rights.confirmed_on),
            ("rights", "granted_on"): ("許諾を受けた日", rights.granted_on),
            ("rights", "terms_checked_on"): ("利用規約を確認した日", rights.terms_checked_on),
        }
        for consent in image.people_consents:
            days["people_consents", consent.index, "granted_on"] = ("同意を受けた日", consent.granted_on)
        for key, (name, day) in days.items():
            if day and day > approval_day(context):
                message = f"画像{quoted(image.file)}の{name}({format_day(day)})が、{approval_in_words(context)}より後です。"
                line = post.line_no("images", image.index, *key)
                yield line, f"{message}済ませてから承認を受けてください。"


@rule("rights-checked-by", _PICTURES)
def rights_checked_by(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """画像の権利は、名簿にある人が確かめている。

    Bad: confirmed_by: 名簿にない id
    Good: confirmed_by: div-poster-01
    """
    for image in post.images:
        by = image.rights.confirmed_by
        if context.roster.lacks(by):
            message = f"権利を確認した人{quoted(by)}は名簿にありません。名簿の id を書いてください。"
            yield post.line_no("images", image.index, "rights", "confirmed_by"), message


@rule("rights-hold", _PICTURES)
def rights_hold(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """画像の許諾は、配信する日に有効である。

    Bad: 配信する日より前に切れる valid_until
    Good: 配信する日か、それより後の valid_until
    """
    if is_sent(post, context):
        return
    day = send_day(post, context)
    for image in post.images:
        until = image.rights.valid_until
        if until and until < day:
            message = f"画像{quoted(image.file)}の許諾の期限({format_day(until)})が、配信する日({format_day(day)})より前に切れます。"
            line = post.line_no("images", image.index, "rights", "valid_until")
            yield line, f"{message}許諾を延ばしてもらうか、画像を替えてください。"


@rule("rights-one-term", _PICTURES)
def rights_one_term(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """許諾や同意の期限は、日付か「期限なし」のどちらか一つを書く。

    Bad: valid_until と no_expiry の両方
    Good: valid_until だけ
    """
    message = f"期限の日付と「期限はない」の両方があります。どちらか一つにしてください。{by_hand('valid_until か no_expiry の行を消します')}"
    for image in post.images:
        if image.rights.valid_until and image.rights.no_expiry:
            yield post.line_no("images", image.index, "rights", "no_expiry"), message
        for consent in image.people_consents:
            if consent.valid_until and consent.no_expiry:
                yield (
                    post.line_no("images", image.index, "people_consents", consent.index, "no_expiry"),
                    message,
                )


@rule("rights-credit", _PICTURES)
def rights_credit(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """クレジット表記を決めた画像は、その文字を本文に入れる。

    Bad: credit: 写真提供 汐音漁業協同組合(本文に無い)
    Good: 本文に「写真提供 汐音漁業協同組合」がある
    """
    sent = "\n".join(line.written for line in post.sent)
    for image in post.images:
        credit = image.rights.credit
        if credit.strip() and credit.strip() not in sent:
            message = f"クレジット表記{quoted(credit)}が、配信される本文にありません。画像の下の行などに、一字一句同じに入れてください。"
            yield post.line_no("images", image.index, "rights", "credit"), message


@rule("terms-words", _PICTURES, "warning")
def terms_words(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """素材集の利用規約や公開の利用許諾で使う画像は、その使い方を認めている文を書き写す。

    Bad: terms_words がない
    Good: terms_words: 行政機関の広報(SNSを含む)に使えます。
    """
    for image in post.images:
        rights = image.rights
        if rights.basis in ON_TERMS and not rights.terms_words.strip() and not is_sent(post, context):
            message = f"画像{quoted(image.file)}は利用規約によって使うものですが、規約の文が書き写されていません。投稿者は、"
            yield (
                post.line_no("images", image.index, "rights", "terms_words"),
                f"{message}規約のうち、この使い方を認めている文をそのまま書き写してください。{by_hand('rights に terms_words の行を加えます')}",
            )


@rule("people-consent-holds", _PICTURES)
def people_consent_holds(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """写っている人の同意は、配信する日に有効で、撤回されていない。

    Bad: 配信する日より前の withdrawn_on
    Good: 配信する日か、それより後の valid_until
    """
    if is_sent(post, context):
        return
    day = send_day(post, context)
    for image in post.images:
        for consent in image.people_consents:
            key = ("images", image.index, "people_consents", consent.index)
            until, withdrawn = consent.valid_until, consent.withdrawn_on
            if until and until < day:
                message = f"{quoted(consent.subject)}の同意の期限({format_day(until)})が、配信する日({format_day(day)})より前に切れます。"
                yield post.line_no(*key, "valid_until"), f"{message}同意を得直すか、画像を替えてください。"
            if withdrawn and withdrawn <= day:
                message = f"{quoted(consent.subject)}の同意は{format_day(withdrawn)}に撤回されています。画像を替えてください。"
                yield post.line_no(*key, "withdrawn_on"), message


@rule("people-as-declared", _PICTURES)
def people_as_declared(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """写っている人の同意を書いた画像は、人物の写り込みを identifiable とする。

    Bad: people: none で people_consents がある
    Good: people: identifiable で people_consents がある
    """
    for image in post.images:
        if image.people_consents and image.people in ("none", "not_identifiable"):
            message = f"写っている人の同意が書かれていますが、人物の写り込みが{quoted(image.people)}になっています。"
            yield post.line_no("images", image.index, "people"), f"{message}どちらかに合わせてください。"
