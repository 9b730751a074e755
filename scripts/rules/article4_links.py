"""第4第1項・第4項の第3号: links. Each is recorded, used, related to the post (ア) and read by somebody (イ).

The consent of its party (ウ) is a chapter of its own: `article4_consent.py`.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from unicodedata import normalize

from scripts.checking.context import RuleContext, approval_day, approval_in_words, is_sent, send_day
from scripts.checking.finding import by_hand
from scripts.checking.hidden_urls import hidden_urls, is_misspelt, meant_url
from scripts.content.post import Post
from scripts.rules.book import by_side, rule
from scripts.text.dates import format_day
from scripts.text.quote import quoted

_VAGUE = re.compile(
    r"(?:(?:くわしく|詳しく|詳細|続き|申込み?)?[はを]?、?)?(?:こちら|コチラ|ここ)(?:から|へ|を?(?:クリック|タップ))?"
    r"|くわしく|詳しく|詳細|続き|クリック|タップ|リンク|URL|HP|ホームページ|(?:WEB|ウェブ)?サイト|もっと見る",
    re.IGNORECASE,
)
_IN_LINKS = by_hand("links に記録します")
_DECORATION = "▼▶►→≫》>☞👉 　。、…!！:："


@rule("link-declared", by_side("第3号"))
def link_declared(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """本文のリンクは、すべて links に記録がある。

    Bad: 本文に https://iju.example.jp/new があり、links に無い
    Good: 本文と links に同じURLがある
    """
    for link in post.body.links:
        if link.url.lower().startswith("https:") and post.declared_link(link.url) is None:
            message = f"本文のリンク{quoted(link.url)}の記録がありません。"
            message += "リンクの欄を加えて相手方や了解を書くか、本文から消してください。"
            yield link.line_no, f"{message}{by_hand('links に同じURLで書きます')}"


@rule("link-used", by_side("第3号"))
def link_used(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """links に記録したURLは、本文で一字一句同じに使われている。

    Bad: links に記録があり、本文に無いURL
    Good: 本文と links に同じURLがある
    """
    used = {link.url for link in post.body.links}
    unused = [link for link in post.links if link.url.lower().startswith("http") and link.url not in used]
    mistyped = [url for _, url in hidden_urls(post)] if unused else []
    meant = {meant_url(normalize("NFKC", url)) for url in (*mistyped, *used)}  # each has its own message
    for link in unused:
        if link.url not in meant:
            message = f"URL{quoted(link.url)}のリンクが本文にありません。本文に入れるか、このリンクの欄を取り除いてください。"
            line = post.line_no("links", link.index, "url")
            yield line, f"{message}{by_hand('一字一句同じURLにします')}"


@rule("link-once", by_side("第3号"))
def link_once(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """一つのURLの記録は、links に一つだけ書く。

    Bad: 同じURLの記録が2つあり、了解の内容が違う
    Good: URLごとに記録が一つ
    """
    urls = [link.url for link in post.links]
    for link in post.links:
        if link.url and link.url in urls[: link.index]:
            message = f"{quoted(link.url)}の記録が2つあります。どちらか一つにしてください。"
            yield post.line_no("links", link.index, "url"), message


@rule("link-hidden", by_side("第3号"))
def link_hidden(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """読者がたどれるURLは、本文に https:// から半角で書き、件名や会場には書かない。

    Bad: www.iju.example.jp をご覧ください
    Good: https://iju.example.jp/ をご覧ください
    """
    for line, url in hidden_urls(post):
        message = f"{quoted(url)}は、読者がたどれるリンクになることがあります。"
        if is_misspelt(url):
            message = f"{quoted(url)}は、https:// の書き間違いに見えます。"
        meant = meant_url(url)
        if post.declared_link(meant) and line >= post.body.first_line:
            message = f"{quoted(url)}は、全角の文字などのためリンクになっていません。"
            yield line, f"{message}半角で {meant[:200]} と書いてください。"
        elif line < post.body.first_line:
            yield line, f"{message}件名や会場ではリンクにできません。消して、本文に書いてください。"
        else:
            message += f"リンクなら本文に {meant[:200]} と書いてリンクの欄にも加え、"
            yield line, f"{message}そうでなければ消してください。{_IN_LINKS}"


@rule("link-read", by_side("第3号イ"))
def link_read(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """リンク先の内容は、名簿にある人が、承認より前に読んで確かめている。

    Bad: checked_on が明日の日付
    Good: checked_on が今日か、それより前の日付
    """
    for link in post.links:
        if link.checked_on and link.checked_on > approval_day(context):
            message = f"{quoted(link.party)}のページを読んだ日({format_day(link.checked_on)})が、{approval_in_words(context)}より後です。"
            yield (
                post.line_no("links", link.index, "checked_on"),
                f"{message}読んで確かめた日を書いてください。",
            )
        if context.roster.lacks(link.checked_by):
            message = (
                f"リンク先を読んだ人{quoted(link.checked_by)}は名簿にありません。名簿の id を書いてください。"
            )
            yield post.line_no("links", link.index, "checked_by"), message


@rule("link-read-lately", by_side("第3号イ"), "warning")
def link_read_lately(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """リンク先の内容は、配信する日の前の決められた日数のうちに読んで確かめている。

    Bad: 配信の1か月前に読んだきりのリンク先
    Good: 配信の前の日に読み直したリンク先
    """
    if is_sent(post, context):
        return
    day = send_day(post, context)
    for link in post.links:
        if link.checked_on and link.checked_on < day - timedelta(days=context.account.recheck_days):
            message = f"{quoted(link.party)}のページを読んだのは、配信する日({format_day(day)})の{(day - link.checked_on).days}日前です。"
            yield (
                post.line_no("links", link.index, "checked_on"),
                f"{message}投稿者が、配信の前の日までに読み直してください。変わっていたら、配信を止めます。",
            )


@rule("link-label", "わかりやすさ", "warning")
def link_label(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """リンクの名前は、それだけで行き先が分かる。

    Bad: [くわしくはこちら](https://iju.example.jp/)
    Good: [相談会の申込みページ](https://iju.example.jp/)
    """
    for link in post.body.links:
        if _VAGUE.fullmatch(link.label.strip(_DECORATION)):
            message = f"リンクの名前{quoted(link.label)}では、行き先が分かりません。"
            yield link.line_no, f"{message}「相談会の申込みページ」のように、行き先の名前にしてください。"
