"""What went wrong elsewhere with words: tests sent to everybody, gaps never filled, the same text twice."""

import re
from collections.abc import Iterator

from scripts.checking.context import RuleContext, Spoken, is_sent
from scripts.checking.finding import by_hand
from scripts.checking.post_text import field_keys
from scripts.content.post import Post
from scripts.content.template import PROMPTS
from scripts.reading.strict_yaml import Key
from scripts.rules.book import rule
from scripts.text.quote import BLANK_LETTERS, quoted
from scripts.text.similarity import likeness, print_of
from scripts.text.text_line import TextLine, line_of

_ACCIDENTS = "過去の事故"
# What a drafter leaves to be filled in. A broadcast has no fields: {氏名} reaches every reader as it stands.
# ○○○ behind 味 is a rating; behind what a notice states of a person, a place or a sum it was never filled in.
_ROUND = "[○〇◯●△×]"
_LABEL = "(?:担当者?|内線|電話|TEL|FAX|会場|場所|日時|期間|時間|定員|費用|参加費|料金|講師|住所|所在地|氏名|締切|問い?合わ?せ先?)"
_GAP = re.compile(
    r"(?<![一二三四五六七八九十百〇])[○〇◯●△×]{1,3}(?:年(?!間)|月(?!間|曜)|日(?!時|程|本)|時(?!間|期|点)|分(?!野)|名(?!称|前|所|産)|円|市(?!町村)|町(?!内)|村|様|氏|課|条|号)"
    r"|(?<![一二三四五六七八九十百千0-9○〇◯△×□])([○〇◯△×□])\1{1,2}(?!\1)(?=[「『]?[ぁ-んァ-ヶ一-龠A-Za-z])"
    r"|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|(?<![A-Za-z])TB[DA](?![A-Za-z])|(?<![A-Za-z])TODO(?![A-Za-z])|未記入|未定稿|要確認|差し?替え|ダミー"
    r"|ここに.{0,10}(?:入|記|書)|(?:【|\[|\(|〔|<)\s?(?:案|仮|下書き|草案|調整中|確認中|素案)\s?(?:】|\]|\)|〕|>)"
    r"|\{{1,2}(?![#:%<{])[^{}]{1,30}\}{1,2}|\(\([^()]{1,30}\)\)|\[\[[^\[\]]{1,30}\]\]|<<[^<>]{1,30}>>"
    r"|#{2,6}(?![#\s])[^#]{1,30}(?<!\s)#{2,6}|%[A-Za-z_]{2,30}%"
    r"|(?<![A-Za-z])(?:[Yy]{2,4}\s?[年/.-]|[Mm]{1,2}\s?月|[Dd]{1,2}\s?日|(?:HH|hh)\s?[:時]\s?(?:MM|mm))"
    r"|(?<=[^\s_])\s?_{3,}|(?<!_)_{3,99}(?=[^\s_])|\(\s{1,9}\)|「\s{0,9}」|『\s{0,9}』|【\s{0,9}】|\s月\s{1,4}日"
    rf"|第\s{{0,2}}(?:{_ROUND}{{1,3}}|[XxNn]{{1,2}}|\s)\s{{0,2}}(?:回|期|号|弾|部|章|項|次|版|集|巻|話|報)"
    rf"|{_LABEL}\s{{0,2}}[:(]?\s{{0,4}}{_ROUND}{{2,12}}|:\s{{2,20}}(?:名|人|組|円|席|台|枚|回)(?=$|\W|まで|程度|以[内上])"
    r"|(?:後日|後で|あとで)\s?(?:記入|追記|加筆)(?![しすをのでい])|(?:追記|記入|加筆)予定"
    r"|[【\[〔<][^【】\[\]〔〕<>\n]{1,20}を(?:入力|記入|入れる)\s?[】\]〕>]"
    r"|(?i:lorem ipsum)|サンプル(?:テキスト|文)|(?<!\d)0{2,4}-0{2,4}-0{4}(?!\d)|https?://(?=$|[\s。、)」])"
)
# A bracket that holds nothing but the name of a slot: a heading would say 会場, and not 会場名. Where readers are asked
# to write something, it names what they write.
_SLOT = re.compile(
    r"(?<![(<【\[〔])[(<【\[〔](?!若干名|正式名)(?:[一-龠々ァ-ヶー]{2,10}名|(?:[一-龠々ァ-ヶー]{2,10}の)?(?:お名前|氏名))[)>】\]〕](?![)>】\]〕])"
)
_ASKED = re.compile(r"書[いくけ]|書き(?!換)|記[入載し]|明記|入力|入れ|添え|知らせ(?:て|くだ|下さ)")
_WORTH_A_LOOK = re.compile(  # what each of them has in it: nearly every line has none
    r"[○〇◯●△×□{(<\[【〔「『#%_第]|[Xx]{2}|TB|TODO|未|要確|替え|ダミ|ここに|[YyMmDd]\s?[年月日/.-]|[Hh]{2}|月\s|:\s\s"
    r"|追記|記入|加筆|(?i:lorem)|サンプル|0-0|//(?=$|[\s。、)」])"
)
_TEST = re.compile(
    r"(?<![ァ-ヴー])(?<!学力)(?<!体力)(?<!心理)(?<!実力)テスト(?!マーケ|ベッド|コース|キッチン|ドライブ)|(?<![A-Za-z])test(?![A-Za-z])|試験(?:配信|送信|投稿)|動作確認",
    re.IGNORECASE,
)
_ALIKE = 0.7
_NO_TEXT = re.compile(r"\s*(?:[0-9]{1,4}|[A-Za-z]{1,4}|あ{1,})\s*")
_DROPPED = re.compile(
    r"(?:虐待|暴力|いじめ|自殺|差別|犯罪|詐欺|飲酒運転|薬物乱用|交通事故|火災)(?:の)?(?:推進|促進|奨励|強化|応援)"
)


@rule("gap-left", _ACCIDENTS)
def gap_left(spoken: Spoken, context: RuleContext) -> Iterator[tuple[int, str]]:
    """後で埋めるはずの「○月○日」や「【案】」が、本文にも記録の項目にも残っていない。

    Bad: ○月○日、第○回、定員：　　名、【案】、{氏名}様、evidence: 契約書 第○条
    Good: 12月10日、○日時
    """
    sent = {(line.line_no, line.written): line for line in spoken.lines}
    keys = {(spoken.line_no(*key), words): key for key, words in field_keys(spoken.document)}
    lines = {**{place: line_of(*place) for place in keys}, **sent}
    for place, line in lines.items():
        if any(prompt in line.written for prompt in PROMPTS):
            continue  # template-left has its own sentence
        reaches = "このまま全員に届きます。" if place in sent else "このまま記録に残ります。"
        for gap in _gaps(line):
            if place not in sent and _is_misshapen(spoken, keys[place], place[1], context):
                continue  # the schema has its own sentence
            message = f"{quoted(gap)}は、後で埋める印のように見えます。{reaches}"
            yield line.line_no, f"{message}正しい内容を書いてください。"


def _is_misshapen(spoken: Spoken, key: Key, value: str, context: RuleContext) -> bool:
    pattern = context.schemas[spoken.kind].field(key).get("pattern", "")
    return not re.search(pattern, value)


@rule("template-left", _ACCIDENTS)
def template_left(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """ひな形の文が、そのまま残っていない。

    Bad: 〔ここに本文を書く〕
    Good: 書き上げた本文
    """
    for line in post.lines:
        for prompt in PROMPTS:
            if prompt in line.written:
                yield (
                    line.line_no,
                    f"ひな形の{quoted(prompt)}が残っています。本文を書いて、消してください。",
                )


@rule("test-left", _ACCIDENTS)
def test_left(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """試しに書いた文を出さない。

    Bad: テスト配信です
    Good: 写真コンテスト、プロテスト
    """
    for line in spoken.lines:
        if match := _TEST.search(line.plain):
            message = f"{quoted(line.typed(*match.span()))}は、試しの配信のように見えます。"
            yield (
                line.line_no,
                f"{message}全員に届きます。試しの文なら消し、そうでなければ別の言葉にしてください。",
            )


@rule("body-empty", _ACCIDENTS)
def body_empty(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """本文に、読者に伝える文がある。

    Bad: 本文が無い、「あああ」だけ
    Good: 一つ以上の文
    """
    readable = post.sent if post.body.blocks else post.lines
    words = "\n".join(line.plain for line in readable if line.line_no >= post.body.first_line)
    if not words.strip() or _NO_TEXT.fullmatch(words):
        message = "本文に、読者に伝える文がありません。本文を書いてください。"
        yield post.body.first_line, f"{message}{by_hand('2つ目の --- の下に書きます')}"


@rule("title-empty", _ACCIDENTS)
def title_empty(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """件名に、読者が読める文字がある。

    Bad: 「。。。」だけ、目に見えない文字だけ
    Good: 冬のオンライン移住相談会のご案内
    """
    if post.title.strip() and not any(
        letter.isalnum() and letter not in BLANK_LETTERS for letter in post.title
    ):
        yield (
            post.line_no("title"),
            f"件名{quoted(post.title)}に、読める文字がありません。内容が分かる件名を書いてください。",
        )


@rule("dropped-word", _ACCIDENTS, "warning")
def dropped_word(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """一語抜けると逆の意味になる言葉を、抜かさない。

    Bad: 児童虐待推進月間
    Good: 児童虐待防止推進月間
    """
    for line in spoken.lines:
        for match in _DROPPED.finditer(line.plain):
            message = f"{quoted(line.typed(*match.span()))}は「防止」などが抜けていませんか。"
            yield line.line_no, f"{message}声に出して読んで確かめてください。"


@rule("near-copy", _ACCIDENTS, "warning")
def near_copy(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """最近配信した投稿と、ほとんど同じ文を、もう一度出さない。

    Bad: 前の月のお知らせを写し、日付だけを変えた文
    Good: この投稿のために書いた文
    """
    if is_sent(post, context) or not context.recent:
        return
    ours = print_of(post.post_id, post.document.text)
    for recent in context.recent:
        if recent.post_id not in (post.post_id, post.corrects) and likeness(ours, recent) >= _ALIKE:
            message = f"配信済みの投稿{quoted(recent.post_id)}と、文がほとんど同じです。"
            yield (
                post.body.first_line,
                f"{message}もう一度配信してよいか、日付などが前のままでないか確かめてください。",
            )
            return


def _gaps(line: TextLine) -> Iterator[str]:
    """Every gap as it was typed; parts that stand side by side are one."""
    if not _WORTH_A_LOOK.search(line.plain):
        return
    spans: list[tuple[int, int]] = []
    slots = () if _ASKED.search(line.plain) else _SLOT.finditer(line.plain)
    for match in sorted((*_GAP.finditer(line.plain), *slots), key=re.Match.start):
        start, end = match.span()
        if _has_words(line.typed(start, end)) and not _has_words(match[0]):
            continue  # the address between brackets is not in the plain form
        if spans and not line.plain[spans[-1][1] : start].strip(" \t-"):
            start = spans.pop()[0]
        spans.append((start, end))
    yield from (line.typed(start, end) for start, end in spans)


def _has_words(letters: str) -> bool:
    return any(map(str.isalnum, letters))
