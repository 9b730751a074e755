"""Whether everybody can read a card: the contrast of its colours, and how long a reader has to scroll."""

from collections.abc import Iterator
from math import ceil

from scripts.checking.context import RuleContext, is_sent
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.messages.colours import LEAST, WHITE, contrast, palette_of
from scripts.messages.height import height_of
from scripts.rules.book import rule
from scripts.rules.sending.line_limits import messages_of

_READABLE = "読みやすさ"
_SCREENS = 1.5  # of an ordinary phone, which _TALLEST is
_TALLEST, _ABOUT = 900, 50  # px; the height is worked out to within two lines or so


@rule("brand-contrast", _READABLE)
def brand_contrast(account: Account, _: RuleContext) -> Iterator[tuple[int, str]]:
    """カードの色は、目の弱い方にも読めるように、文字と地の明るさの比が4.5対1以上になる組み合わせにする。

    Bad: 黄色の地に白い文字
    Good: 濃い緑の地に白い文字
    """
    if account.brand is None:
        return
    palette = palette_of(account, is_correction=False)
    pairs = [
        ("on_accent", palette.on_accent, palette.accent, "accent の地に on_accent の文字を置いたとき"),
        ("accent", palette.accent, WHITE, "白い地に accent の文字(見出しやリンク)を置いたとき"),
        ("accent", palette.accent, palette.tint, "accent をうすくした地に accent の文字を置いたとき"),
    ]
    for field, letters, ground, where in pairs:
        ratio = contrast(letters, ground)
        if ratio < LEAST:
            line = account.document.line_no("brand", field)
            remedy = (
                "accent をもっと濃い色にしてください"
                if field == "accent"
                else "accent を濃くするか、on_accent を白や黒に近づけてください"
            )
            yield (
                line,
                f"{where}の明るさの比が{int(ratio * 10) / 10}対1で、{LEAST}対1に足りません。{remedy}。",
            )
            return


@rule("card-height", _READABLE, "warning")
def card_height(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """カードは、スマートフォンで何度も送らずに読める高さ(幅300ピクセルで900ピクセルほど)にする。

    Bad: 画像3枚と見出し5つのカード
    Good: 要点と画像1枚を載せ、続きはリンク先で読むカード
    """
    if post.layout == "text" or is_sent(post, context):
        return
    height = height_of(messages_of(post, context.account)[0]["contents"])
    if height > _TALLEST + _ABOUT:
        screens = ceil(2 * _SCREENS * height / _TALLEST) / 2
        seen = f"カードが長く、ふつうのスマートフォンの約{screens:g}画面分あります(目安は{_SCREENS:g}画面分まで)。"
        remedy = "途中で読むのをやめる方が増えます。本文を短くするか、画像や見出しを減らし、続きはリンク先で読めるようにすることをご検討ください。"
        yield post.body.first_line, seen + remedy
