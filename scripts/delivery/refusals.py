"""Why LINE refuses a message, in words for people: what to change, who changes it, where; from LINE's own English.

LINE documents no list of its texts (Messaging API reference, error responses): what no row knows gets a general one.
"""

import re
from dataclasses import dataclass

from scripts.delivery.clicks import EDIT, LINE_DEVELOPERS, MONEY, RUNS


@dataclass(frozen=True)
class Refusal:
    """One kind of refusal: what LINE means, and who does what about it, by when, where."""

    why: str
    who: str
    due: str
    where: str
    does: str


_IN_TIME = "配信したい日時までに"
_ROWS = [
    (re.compile(pattern, re.IGNORECASE), Refusal(*row))
    for pattern, *row in (
        (r"monthly limit", "今月の通数が足りないか、ほかの配信が通数を押さえています", "保守担当者", _IN_TIME, MONEY,
         "残りの通数を見て、契約を見直すか来月まで待つかを承認者と決めてください。"),
        (r"^403|not available|access to this api|not authorized", "このチャネルに、一斉配信の権利がありません", "保守担当者", "きょうのうちに", LINE_DEVELOPERS,
         "チャネルが有効で、このLINE公式アカウントにつながっているかを確かめて、直してください。"),
        (r"^413|too large|larger than|size must|size limit", "メッセージの全体が大きすぎます", "投稿者", _IN_TIME, EDIT,
         "本文を短くするか、画像やリンクを減らすプルリクエストを作り、承認を受けて取り込んでください。"),
        (r"length must|too long|max ?length|characters", "文字が多すぎます", "投稿者", _IN_TIME, EDIT,
         "その文を短くするプルリクエストを作り、承認を受けて取り込んでください。"),
        (r"empty|is required|must be specified|blank", "空の欄があります", "投稿者", _IN_TIME, EDIT,
         "空の欄に書き足すプルリクエストを作り、承認を受けて取り込んでください。"),
        (r"https url|image|contenturl|hero", "画像のアドレスを、LINEが受け付けません", "保守担当者", _IN_TIME, "「Settings」→「Pages」で",
         "公開ページのアドレスが https で始まるかを確かめて、直してください。"),
        (r"uri|url|percent-encoded|scheme", "リンクのアドレスを、LINEが受け付けません", "投稿者", _IN_TIME, EDIT,
         "リンクのアドレスを直すプルリクエストを作り、承認を受けて取り込んでください。"),
    )
]  # fmt: skip
_OTHER = Refusal(
    "LINEの決まりに合わないメッセージです", "保守担当者", "きょうのうちに", RUNS,
    "実行の記録の「保守担当者向けの記録」で合わないところを調べ、投稿者に直すところを伝えてください。",
)  # fmt: skip
_PARTS = (("alttext", "通知の文"), ("label", "ボタンの文字"), (r"\.text\b", "本文"))


def refusal(status: int, message: str) -> Refusal:
    """The row for what LINE said; the part of the message is named where LINE names it."""
    answer = f"{status} {message}"
    row = next((row for pattern, row in _ROWS if pattern.search(answer)), _OTHER)
    parts = [words for name, words in _PARTS if re.search(name, message, re.IGNORECASE)]
    why = f"{row.why}({'、'.join(parts)})" if parts else row.why
    return Refusal(why, row.who, row.due, row.where, row.does)


def every_refusal() -> list[Refusal]:
    """Every row, the general one last."""
    return [*(row for _, row in _ROWS), _OTHER]
