"""How a file is written: each way in which YAML or a text editor would bend it is a rule of its own."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.content.form import Form
from scripts.rules.book import rule

HOW_TO_WRITE = "書き方"


def slips(form: Form, name: str) -> Iterator[tuple[int, str]]:
    """The mistakes of one kind that the reading found."""
    problems = form.document.mistakes
    return ((problem.line_no, problem.message) for problem in problems if problem.rule == name)


@rule("missing-file", HOW_TO_WRITE)
def missing_file(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """アカウント、名簿、運用ポリシーのファイルがそろっている。
    Bad: content/roster.yml が消されている
    Good: content/account.yml、content/roster.yml、content/policy.md がある
    """
    yield from slips(form, "missing-file")


@rule("front-matter", HOW_TO_WRITE)
def front_matter(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """項目は、ファイルの先頭の「---」の行と、次の「---」の行の間に書く。
    Bad: 2つ目の「---」の行が無い
    Good: 1行目が「---」、項目の終わりの次の行が「---」
    """
    yield from slips(form, "front-matter")


@rule("too-large", HOW_TO_WRITE)
def too_large(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """投稿などの文章のファイルは、100,000バイトまでにする。

    Bad: 本のような長さの本文
    Good: LINEで読める長さの本文
    """
    yield from slips(form, "too-large")


@rule("bom", HOW_TO_WRITE)
def bom(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """ファイルの先頭に、目に見えない文字(BOM)を付けない。
    Bad: 「UTF-8(BOM付き)」で保存したファイル
    Good: 「UTF-8」で保存したファイル
    """
    yield from slips(form, "bom")


@rule("encoding", HOW_TO_WRITE)
def encoding(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """文字コードはUTF-8にする。
    Bad: Shift_JIS(ANSI)で保存したファイル
    Good: UTF-8で保存したファイル
    """
    yield from slips(form, "encoding")


@rule("full-width", HOW_TO_WRITE)
def full_width(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """項目名の前後に、全角の空白やコロンを使わない。
    Bad: title:冬のくらし
    Good: title: 冬のくらし
    """
    yield from slips(form, "full-width")


@rule("tab", HOW_TO_WRITE)
def tab(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """行頭の字下げは、タブでなく半角の空白で書く。
    Bad: 行頭のタブ
    Good: 行頭の半角の空白2つ
    """
    yield from slips(form, "tab")


@rule("duplicate-key", HOW_TO_WRITE)
def duplicate_key(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """同じ項目を2回書かない。
    Bad: title: が2行ある
    Good: title: は1行だけ
    """
    yield from slips(form, "duplicate-key")


@rule("unquoted-date", HOW_TO_WRITE)
def unquoted_date(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """日付と時刻は、引用符で囲む。
    Bad: checked_on: 2026-12-04
    Good: checked_on: "2026-12-04"
    """
    yield from slips(form, "unquoted-date")


@rule("unquoted-number", HOW_TO_WRITE)
def unquoted_number(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """0で始まる番号などの、計算に使わない数字は、引用符で囲む。
    Bad: evidence: 0112
    Good: evidence: "0112"
    """
    yield from slips(form, "unquoted-number")


@rule("bool-word", HOW_TO_WRITE)
def bool_word(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """「はい・いいえ」は、trueかfalseで書く。
    Bad: minor: no
    Good: minor: false
    """
    yield from slips(form, "bool-word")


@rule("swallowed-value", HOW_TO_WRITE)
def swallowed_value(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """「#」で始まる値は、引用符で囲む。
    Bad: title: #冬のくらし
    Good: title: "#冬のくらし"
    """
    yield from slips(form, "swallowed-value")


@rule("yaml-alias", HOW_TO_WRITE)
def yaml_alias(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """「&」や「*」で値を使い回さない。
    Bad: party: *party
    Good: party: 一般社団法人しらかば移住サポート協会
    """
    yield from slips(form, "yaml-alias")


@rule("yaml", HOW_TO_WRITE)
def yaml(form: Form, _: RuleContext) -> Iterator[tuple[int, str]]:
    """項目は「項目名: 値」の形で書き、引用符は閉じ、字下げをそろえる。
    Bad: title: 【重要】お知らせ: 冬のくらし
    Good: title: "【重要】お知らせ: 冬のくらし"
    """
    yield from slips(form, "yaml")
