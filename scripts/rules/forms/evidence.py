"""What stands as evidence: the number of a document, and neither a word nor a person's name. Git never forgets one."""

import re
import unicodedata
from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.checking.post_text import field_keys
from scripts.content.form import Form
from scripts.rules.book import Article, article_of, by_side, rule
from scripts.rules.forms.reading import HOW_TO_WRITE
from scripts.text.quote import quoted

_GAP = re.compile(r"[○◯●△×]")
_NUMBER = re.compile(r"[0-9〇一二三四五六七八九十百]")
_NAME = re.compile(r"(?<![お皆])(?:さん(?!の?ポ)|様(?!式)|(?<![摂華])氏(?!名)|殿)")
_NOTHING = re.compile(r"^[\s(「]{0,3}(?:なし|無し|無$|口頭|電話で|後日|未定|不明|別途|確認[中済]|あり$|有$)")
_ARTICLES = {
    ("post", "links"): by_side("第3号ウ"),
    ("post", "images"): by_side("第2号"),
    ("consents", "consents"): by_side("第3号ウ"),
    ("account", "contractors"): article_of("第2"),
    ("incident", "evidence"): article_of("第6第3項"),
}


@rule("evidence-number", HOW_TO_WRITE)
def evidence_number(form: Form, _: RuleContext) -> Iterator[tuple[int, str, Article]]:
    """証跡(evidence)には、記録を保存した文書の番号を書き、人の名前や言葉を書かない。

    Bad: evidence: 口頭、evidence: 田中さんからのメール
    Good: evidence: 地政メール保存26-112
    """
    for key, words in field_keys(form.document):
        if key[-1] != "evidence" or not words.strip():
            continue
        plain = unicodedata.normalize("NFKC", words)
        if _GAP.search(plain):
            continue  # gap-left has its own sentence
        if _NAME.search(plain):
            message = f"証跡{quoted(words)}に、人の名前のような言葉があります。名前は履歴から消せません。"
        elif _NOTHING.search(plain) or not _NUMBER.search(plain):
            message = f"証跡{quoted(words)}は、文書の番号ではありません。"
            message += "電話や口頭でも、応対の記録を文書にして保存します。"
        else:
            continue
        message += "保存した文書の番号だけを書いてください(例 地政メール保存26-112)。"
        yield form.line_no(*key), message, _ARTICLES.get((form.kind, str(key[0])), article_of(HOW_TO_WRITE))
