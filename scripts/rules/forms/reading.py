"""How a file is written: each way in which YAML or a text editor would bend it is a rule of its own."""

from collections.abc import Iterator
from functools import partial

from scripts.checking.context import RuleContext
from scripts.content.form import Form
from scripts.rules.book import Rule, article_of, enter

HOW_TO_WRITE = "書き方"

WAYS = (  # name as the reading room gives it, demand, bad, good
    ("missing-file", "アカウント、名簿、運用ポリシーのファイルがそろっている。", "content/roster.yml が消されている", "content/account.yml、content/roster.yml、content/policy.md がある"),
    ("front-matter", "項目は、ファイルの先頭の「---」の行と、次の「---」の行の間に書く。", "2つ目の「---」の行が無い", "1行目が「---」、項目の終わりの次の行が「---」"),
    ("too-large", "投稿などの文章のファイルは、100,000バイトまでにする。", "本のような長さの本文", "LINEで読める長さの本文"),
    ("bom", "ファイルの先頭に、目に見えない文字(BOM)を付けない。", "「UTF-8(BOM付き)」で保存したファイル", "「UTF-8」で保存したファイル"),
    ("encoding", "文字コードはUTF-8にする。", "Shift_JIS(ANSI)で保存したファイル", "UTF-8で保存したファイル"),
    ("full-width", "項目名の前後に、全角の空白やコロンを使わない。", "title:冬のくらし", "title: 冬のくらし"),
    ("no-blank", "項目名の「:」の後には、半角の空白を1つ置く。", "title:冬のくらし", "title: 冬のくらし"),
    ("invisible", "項目の行に、目に見えない特別な空白や改行を入れない。", "ホームページから貼り付けた、目に見えない空白", "半角の空白"),
    ("wide-quotes", "値を囲む引用符は、半角にする。", "deadline: “2027-01-15”", 'deadline: "2027-01-15"'),
    ("tab", "行頭の字下げは、タブでなく半角の空白で書く。", "行頭のタブ", "行頭の半角の空白2つ"),
    ("duplicate-key", "同じ項目を2回書かない。", "title: が2行ある", "title: は1行だけ"),
    ("unquoted-date", "日付と時刻は、引用符で囲む。", "checked_on: 2026-12-04", 'checked_on: "2026-12-04"'),
    ("unquoted-number", "0で始まる番号などの、計算に使わない数字は、引用符で囲む。", "evidence: 0112", 'evidence: "0112"'),
    ("bool-word", "「はい・いいえ」は、trueかfalseで書く。", "minor: no", "minor: false"),
    ("swallowed-value", "「#」より後ろは読み飛ばされるため、「#」を含む値は引用符で囲む。", "title: 冬の相談会 #3", 'title: "冬の相談会 #3"'),
    ("yaml-alias", "「&」「*」「!」で始まる値は、引用符で囲む。", "party: !重要 お知らせ", 'party: "!重要 お知らせ"'),
    ("yaml", "項目は「項目名: 値」の形で書き、引用符は閉じ、字下げをそろえる。", "title: 【重要】お知らせ: 冬のくらし", 'title: "【重要】お知らせ: 冬のくらし"'),
)  # fmt: skip


def written_so(form: Form, _: RuleContext, name: str) -> Iterator[tuple[int, str]]:
    """The problems of one kind that the reading met."""
    return ((problem.line_no, problem.message) for problem in form.document.mistakes if problem.rule == name)


for name, demand, bad, good in WAYS:
    enter(
        Rule(name, article_of(HOW_TO_WRITE), "error", Form, partial(written_so, name=name), demand, bad, good)
    )
