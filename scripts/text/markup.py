"""The second law of a post: no mark-up reaches a reader. What looks like it in a text as it is sent, by its name."""

import re
from collections.abc import Iterator

from scripts.text.quote import quoted

_MARKS = tuple(
    (re.compile(pattern), remedy)
    for pattern, remedy in (
        (r"\*\*", "太字になっていません。太字は「**文字**」のように、すき間なく一組の「**」で囲んでください。"),
        (r"(?<!\w)__(?=\w)|(?<=\w)__(?!\w)", "太字の印に見えます。太字は「**文字**」のように書いてください。"),
        (r"~~", "取り消し線は使えません。読者に伝えない文字は消してください。"),
        (r"[\[［][^\]］\n]{0,99}[\]］][ 　]?[(（<][ 　]?(?i:https?:|www\.)[!-~]*", "リンクになっていません。半角で「[名前](https://…)」と、すき間なく書いてください。"),
        (r"!?\[[^\[\]\n]{0,99}\]\([^)\n]{0,99}", "リンクや画像になっていません。半角で「[名前](https://…)」と、すき間なく書いてください。"),
        (r"^[ 　]*\[[ 　xX]?\](?=[ 　]|$)", "チェックボックスは使えません。「□」などの文字か、箇条書きで書いてください。"),
        (r"\[\^[^\]\n]{0,99}\]", "脚注は使えません。文の中に書いてください。"),
        (r"\]\[[^\]\n]{0,99}\]|^ {0,3}\[[^\^\[\]\n][^\[\]\n]{0,99}\]: *\S+", "参照形式のリンクは使えません。「[名前](https://…)」と書いてください。"),
        (r"\{[:#.][^{}\n]{0,99}\}", "ほかのサイト作成ソフトの書き方は使えません。消してください。"),
        (r"\{%.{0,99}|\{\{[<%].{0,99}|<%.{0,99}", "ほかのサイト作成ソフトの書き方は使えません。消してください。"),
        (r"(?<![A-Za-z0-9:/]):[a-z][a-z0-9_+-]{0,40}:(?![A-Za-z0-9/])", "絵文字の名前は絵文字になりません。絵文字そのものを入れるか、消してください。"),
        (r"\\.?", "「\\」が読者にそのまま見えます。消してください。円を表すときは「円」と書いてください。"),
        (r"^[ 　]*(?:={3,}|-{3,}|\*{3,}|_{3,}|~{3,})[ 　]*$", "区切り線になっていません。本文の区切り線は、上下に空の行を置いた「---」だけの行です。"),
        (r"^[ 　]*#{1,6}[ 　]", "見出しになっていません。「#」を消すか、本文の行頭に「# 見出し」と書いてください。"),
        (r"^[ 　]*\|.*\|[ 　]*$", "表は使えません。箇条書きか文章で書き直してください。"),
        (r"`+", "コードの印は使えません。消してください。"),
        (r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:[ /][^<>\n]{0,200})?>|<!--", "HTMLの記号は使えません。消してください。"),
        (r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});", "HTMLの記号は使えません。表したい文字をそのまま書いてください。"),
    )
)  # fmt: skip
_ADDRESS = re.compile(r"(https?://)[!-~]+", re.IGNORECASE)
_SIGNS = re.compile(r"[*_~\]\\{:=#|`<&-]|%|］")


def left_over(words: str) -> Iterator[str]:
    """A sentence for each kind of mark-up that one line of sent text still shows; addresses may hold anything."""
    if not _SIGNS.search(words):
        return
    words = _ADDRESS.sub(r"\1", words)
    for pattern, remedy in _MARKS:
        if found := pattern.search(words):
            yield f"{quoted(found[0].strip() or found[0])}: {remedy}"
