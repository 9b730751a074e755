"""第3: what may be published. Public information only, no personal data, no harm to fair competition."""

import re
from collections.abc import Iterator

from scripts.checking.context import RuleContext, Spoken, is_sent
from scripts.checking.finding import by_hand
from scripts.content.post import Post
from scripts.rules.book import rule
from scripts.text.quote import quoted
from scripts.text.sensitive import private_numbers
from scripts.text.text_line import TextLine

_INTERNAL = re.compile(
    r"社外秘|部外秘|庁外秘|㊙|マル秘|取扱注意|庁内限り|部内限り|関係者限り|内部資料|記者発表前|報道解禁|公表前|オフレコ"
    r"|(?:パスワード|ID・?PW)\s*(?:は|:)|IPアドレス"
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?P<host>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)"
)
_PRIVATE_MAIL = (
    "gmail.com", "yahoo.co.jp", "ymail.ne.jp", "icloud.com", "me.com", "outlook.jp", "outlook.com", "hotmail.com",
    "hotmail.co.jp", "live.jp", "docomo.ne.jp", "ezweb.ne.jp", "au.com", "softbank.ne.jp", "i.softbank.jp",
    "ymobile.ne.jp", "rakumail.jp", "nifty.com",
)  # fmt: skip
_PART = r"\s{0,2}[-‐-―−ーｰ~().・]{1,2}\s{0,2}"
_AREA = rf"(?:\+81{_PART}(?:\(0\)\s?)?(?![5-9]0)[0-9]{{1,4}}{_PART}|\((?![05-9]+0\))0[0-9]{{1,4}}\)\s?-?|0(?![5-9]0)[0-9]{{1,4}}{_PART})"
_LANDLINE = re.compile(
    rf"(?<![0-9])(?<![0-9][-./:]){_AREA}[0-9]{{1,4}}{_PART}[0-9]{{3,4}}(?![0-9-])"
    r"|(?<![0-9-])0120-?[0-9]{3}-?[0-9]{3}(?![0-9-])"
)
_LANDLINE_DIGITS = 10
_DASHES = tuple("-‐‑‒–—―−ー")  # behind which a number that was broken in two goes on
_COMPETITION = re.compile(
    r"最安|激安|格安|業界(?:初|No|一)|No\.?\s?1(?![0-9])|ナンバーワン|日本一(?:安|お得)|おすすめの?(?:業者|店|宿|会社)|限定割引|今だけ"
)

_QUOTED_WORDS = re.compile(
    r"「(?P<words>[^「」]{2,400})」と、?(?:話(?:す|し(?![合あか]))|語(?:る|っ|り(?![合あか]))"
    r"|いう(?:[^。、「」]{0,8}の)?(?!皆|客|奥|娘|息子|母|父|業者)[A-Z一-龠ァ-ヴー]{1,6}さん)"
)
_SENTENCE = re.compile(r"[、。!?…]|(?:です|ます|ません|した|だった|かった|たい|ない|んだ|よ|ね)$")


@rule("internal-words", "第3第1項")
def internal_words(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """公表・公開を前提としない情報の目印(部外秘など)や、仕事の連絡が、本文に残っていない。

    Bad: 【部外秘】事業の計画
    Good: 公表した事業のお知らせ
    """
    for line_no, typed, _match in _seen(spoken, _INTERNAL):
        message = f"{typed}は、公表・公開を前提としない情報の目印です。"
        yield line_no, f"{message}公表してよい情報だけにしてください。"


@rule("personal-number", "第3第1項")
def personal_number(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """携帯電話の番号や個人番号などの、個人の番号を書かない。

    Bad: 電話 090-0000-0000
    Good: 電話 011-000-0000(窓口の番号)
    """
    above = TextLine(0, "", "")
    for line in spoken.lines:
        begun = above.plain.rstrip() if above.line_no == line.line_no - 1 else ""
        goes_on = begun.endswith(_DASHES)
        for kind in private_numbers(line.plain) or private_numbers(begun + line.plain if goes_on else ""):
            yield line.line_no, f"{kind}のように見える数字があります。消すか、窓口の番号に替えてください。"
        above = line


@rule("personal-mail", "第3第1項")
def personal_mail(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """個人が使うメールアドレスを書かない。

    Bad: cafe.tantou@gmail.com
    Good: iju@pref.example.jp(窓口のアドレス)
    """
    for line_no, typed, match in _seen(spoken, _MAIL):
        if match["host"].lower() in _PRIVATE_MAIL:
            message = f"{typed}は個人が使うメールアドレスのように見えます。"
            yield line_no, f"{message}窓口のアドレスに替えるか、消してください。"


@rule("contact-check", "第3第1項", "warning")
def contact_check(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """電話番号とメールアドレスは、公表している窓口のものであることを、承認する人も確かめる。

    Bad: 電話 011-000-0000(承認する人に示す)
    Good: 問合せ先をリンク先のページで案内する
    """
    for pattern, kind in ((_LANDLINE, "電話番号"), (_MAIL, "メールアドレス")):
        for line_no, typed, match in _seen(spoken, pattern):
            if _is_public_contact(match):
                message = f"{kind}{typed}があります。"
                yield line_no, f"{message}公表している窓口のもので、間違いないことを確かめてください。"


@rule("interview-consent", "第3第1項", "warning")
def interview_consent(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """人の言葉を「…」と話すAさん、のように載せるときは、載せてよいという本人の同意を記録する。

    Bad: 「星がまだ残っているんです」と話すAさん(interviewees がない)
    Good: interviewees に、同意の日、方法、文書番号、本人が文章を読んだかがある
    """
    if post.interviewees or is_sent(post, context):
        return
    for line in post.sent:
        match = next(
            (quote for quote in _QUOTED_WORDS.finditer(line.plain) if _SENTENCE.search(quote["words"])), None
        )
        if match:
            message = f"取材した人の言葉{quoted(match['words'])}を載せているように見えますが、本人の同意の記録がありません。投稿者は、"
            yield (
                line.line_no,
                f"{message}同意の日、方法、文書番号と、本人が文章を読んだかを書いてください。{by_hand('interviewees の行を加えます')}",
            )
            return


@rule("fair-competition", "第3第1項第1号", "warning")
def fair_competition(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """特定の業者を有利に見せるような言葉は、不当に民間の競争を阻害しないかを確かめる。

    Bad: 道内最安の引っ越し業者
    Good: 移住の相談窓口
    """
    for line_no, typed, _match in _seen(spoken, _COMPETITION):
        message = f"{typed}は、特定の業者を有利に見せることがあります。"
        yield line_no, f"{message}不当に民間の競争を阻害しないか確かめてください。"


@rule("own-group", "第3第1項第1号", "warning")
def own_group(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """投稿者の会社やその関係会社が物やサービスを売るページへのリンクは、だれが何を売るかを書き、承認する人が、競争を妨げないかを判断する。

    Bad: own_group: true だけ
    Good: own_group: true と own_group_about: 株式会社エゾリスコミュニケーションズが、移住体験の旅を売る。
    """
    for link in post.links:
        if link.own_group and not link.own_group_about.strip() and not is_sent(post, context):
            message = f"{quoted(link.party)}のページは、投稿者の会社や関係会社が物やサービスを売るページですが、だれが何を売るかが書かれていません。"
            yield (
                post.line_no("links", link.index, "own_group"),
                f"{message}投稿者は、売る物と売る会社を書いてください。{by_hand('own_group の下に own_group_about の行を加えます')}",
            )


def _seen(spoken: Spoken, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Line, what was typed there, and the match in its plain form."""
    for line in spoken.lines:
        for match in pattern.finditer(line.plain):
            yield line.line_no, quoted(line.typed(*match.span())), match


def _is_public_contact(match: re.Match[str]) -> bool:
    """True for a number with all the digits of a landline, and for mail that is not a private person's."""
    host = match.groupdict().get("host")
    if host:
        return host.lower() not in _PRIVATE_MAIL
    digits = [letter for letter in match[0] if letter.isdigit()]
    return len(digits) >= _LANDLINE_DIGITS and set(digits) != {"0"}  # nothing but zeros was never filled in
