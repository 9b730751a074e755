"""What the words of the front matter are called in Japanese: on the approver's form, in the records, on the card.

The writing page and the editor read the same words from the schemas (`x-labels`, titles); a test holds the two together.
Three words never stand for each other: 承認 (by the approver), 了解 (by the linked party), 許諾・同意 (by a rights
holder or a person in a picture).
"""

CATEGORY = {
    "relocation": "移住・定住",
    "related_population": "関係人口",
    "attraction": "北海道の魅力",
    "event": "イベント",
    "other": "その他（移住交流担当課長が適当と認めるときだけ送れる情報）",
}
LAYOUT = {"card": "カード（見出しと画像とボタン）", "text": "文章（画像のあとに文章が続く）"}
CONSENT_BASIS = {
    "explicit": "相手方に聞き、リンクしてよいとの答えを得た",
    "published_policy": "相手方が公表しているリンクの方針による",
    "own_site": "道のサイト",
    "standing": "サイト全体についての了解が、前もってある",
}
METHOD = {
    "email": "電子メール",
    "letter": "文書",
    "form": "問合せフォーム",
    "contract": "契約書",
    "phone_memo": "電話（応対の記録）",
    "meeting_memo": "面談（応対の記録）",
}
LINK_SCOPE = {"page": "そのページだけ", "host": "サイト全体", "top_page_only": "トップページだけ"}
RIGHTS_BASIS = {
    "own": "自分たちで撮った・作った（著作権を持つ）",
    "assigned": "著作権を譲り受けた",
    "permission": "権利者から許諾を得た",
    "open_license": "公開された利用許諾（ライセンス）による",
    "stock": "素材集の利用規約による",
    "public_domain": "著作権の保護期間が終わっている",
}
MEDIA = {"line": "LINE", "website": "ホームページ", "print": "広報紙・チラシ"}
PEOPLE = {
    "none": "写っていない",
    "not_identifiable": "写っているが、だれであるかは分からない",
    "identifiable": "だれであるかが分かる人が写っている",
}
AI = {"none": "使っていない", "edited": "加工に使った", "generated": "生成した"}
DECLARATIONS = {
    "public_information": "公表・公開を前提とする情報であること",
    "no_personal_information": "個人情報を含まないこと",
    "fair_competition": "不当に民間の競争を阻害しないこと",
    "guideline": "北海道ソーシャルメディア利用ガイドラインに十分留意したこと",
}


def label(words: dict[str, str], value: str) -> str:
    """The Japanese of a value; a value that is none of the known ones, as it was written."""
    return words.get(value, value)
