"""The second law of a post: no mark-up reaches a reader. What looks like it in a text as it is sent, by its name."""

import re
from collections.abc import Iterator

from scripts.text.quote import quoted

_MARKS = tuple(
    (re.compile(pattern), remedy)
    for pattern, remedy in (
        (r"\*\*", "太字になっていません。太字は「**文字**」のように、すき間なく一組の「**」で囲んでください。"),
        (r"(?<!\w)__(?=[^\W_])|(?<=[^\W_])__(?!\w)", "太字の印に見えます。太字は「**文字**」のように書いてください。"),
        (r"(?<![A-Za-z0-9+=%^|$])(\+\+|==|%%|\^\^|\|\||\$\$)(?![\s+=%^|$])[^\n]{1,60}?(?<!\s)\1(?![+=%^|$])", "強調になっていません。記号を消すか、太字なら「**文字**」のように書いてください。"),
        (r"[A-Za-z]~[0-9]{1,3}~|[A-Za-z0-9)]\^[A-Za-z0-9{+-][A-Za-z0-9}]{0,9}\^?", "上付きや下付きにはなりません。「m²」「H₂O」のような文字か、言葉で書いてください。"),
        (r"(?<![A-Za-z0-9$])\$(?=[^$\n]{0,60}[\\^_{}=])[^$\n]{1,60}\$(?![0-9])", "数式にはなりません。言葉か、普通の文字で書いてください。"),
        (r"[|｜]\w{1,30}《[^《》\n]{1,30}》", "ふりがなの印は使えません。読みは「凍結(とうけつ)」のように、かっこに入れて書いてください。"),
        (r"~~", "取り消し線は使えません。読者に伝えない文字は消してください。"),
        (r"[\[［][^\]］\n]{0,99}[\]］][ 　]?[(（<][ 　]?(?i:https?:|www\.)[!-~]*", "リンクになっていません。半角で「[名前](https://…)」と、すき間なく書いてください。"),
        (r"<(?i:https?://)[^<>\n]{0,99}>?", "リンクになっていません。「<」と「>」を消し、URLの後ろに空白を置いてください。"),
        (r"!?\[[^\[\]\n]{0,99}\]\([^)\n]{0,99}", "リンクや画像になっていません。半角で「[名前](https://…)」と、すき間なく書いてください。"),
        (r"^[ 　]*\[[ 　xX]?\](?=[ 　]|$)", "チェックボックスは使えません。「□」などの文字か、箇条書きで書いてください。"),
        (r"\[\^[^\]\n]{0,99}\]", "脚注は使えません。文の中に書いてください。"),
        (r"\]\[[^\]\n]{0,99}\]|^ {0,3}\[[^\^\[\]\n][^\[\]\n]{0,99}\]: *\S+", "参照形式のリンクは使えません。「[名前](https://…)」と書いてください。"),
        (r"\{[:#.][^{}\n]{0,99}\}", "ほかのサイト作成ソフトの書き方は使えません。消してください。"),
        (r"^[ 　]*:{3,}.{0,99}|\[(?i:toc)\]|\[([a-z]{1,20})[^\]\n]{0,60}\].{0,200}?\[/\1\]", "ほかのサイト作成ソフトの書き方は使えません。消してください。"),
        (r"\{%.{0,99}|\{\{[<%].{0,99}|<%.{0,99}", "ほかのサイト作成ソフトの書き方は使えません。消してください。"),
        (r"(?<![A-Za-z0-9:/]):[a-z][a-z0-9_+-]{0,40}:(?![A-Za-z0-9/])", "絵文字の名前は絵文字になりません。絵文字そのものを入れるか、消してください。"),
        (r"\\.?", "「\\」が読者にそのまま見えます。消してください。円を表すときは「円」と書いてください。"),
        (r"^[ 　]*#{1,6}[ 　]", "見出しになっていません。「#」を消すか、本文の行頭に「# 見出し」と書いてください。"),
        (r"^[ 　]*\|.*\|[ 　]*$", "表は使えません。箇条書きか文章で書き直してください。"),
        (r"(?<![A-Za-z0-9=])=[A-Z]{2,20}\(|#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|(?<!#)#{5,}(?![#\w])", "表計算ソフトの式やエラーです。表示されるはずの文字に打ち直してください。"),
        (r"`+", "コードの印は使えません。消してください。"),
        (r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:[ /][^<>\n]{0,200})?>|<!--", "HTMLの記号は使えません。消してください。"),
        (r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});", "HTMLの記号は使えません。表したい文字をそのまま書いてください。"),
    )
)  # fmt: skip
_DIVIDER = re.compile(r"^[ 　]*(?:[=＝]{3,}|[-－]{3,}|[*＊]{3,}|[_＿]{3,}|~{3,})[ 　]*$")
_NO_DIVIDER = "区切り線になっていません。本文の区切り線は、上下に空の行を置いた「---」だけの行です。"
# Marks that a Japanese keyboard types full-width, and that are no marks of ordinary text in these patterns.
_HALF_WIDTH = str.maketrans("＊＃＜＞｛｝％｀＋＾＄", "*#<>{}%`+^$")
_ADDRESS = re.compile(r"(https?://)[!-~]+", re.IGNORECASE)
_SIGNS = re.compile(r"[*_~\]\\{:=#|｜`<&+^$%］-]")


def left_over(words: str) -> Iterator[tuple[str, str]]:
    """Each kind of mark-up that one line of sent text still shows, and what its author may do in a body; addresses may hold anything."""
    words = _ADDRESS.sub(r"\1", words)
    half_width = words.translate(_HALF_WIDTH)
    if _DIVIDER.match(words):
        yield quoted(words.strip()), _NO_DIVIDER
        return
    if not _SIGNS.search(half_width):
        return
    for pattern, remedy in _MARKS:
        if match := pattern.search(half_width):
            typed = words[slice(*match.span())]
            yield quoted(typed.strip() or typed), remedy
