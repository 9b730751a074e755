"""LINE's limits on the finished message; `messages/limits.py` measures it, and has each limit's source."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from scripts.checking.context import RuleContext, is_sent
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.messages.flex import FlexPart
from scripts.messages.limits import LABEL_CLUSTERS, Excess, clusters, excesses
from scripts.messages.passages import label_of, uri_of
from scripts.messages.render import render
from scripts.rules.book import rule
from scripts.text.quote import BLANK_LETTERS, quoted

_LINE = "LINEの仕様"


@rule("line-label", _LINE)
def line_label(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """リンクの名前(URLだけを書いたリンクでは相手方の名前)は、読める文字で、40文字までにする。

    Bad: 空白だけの名前、41文字の名前
    Good: 相談会の申込みページ
    """
    for link in post.body.links:
        label = label_of(post, link)
        if not any(letter.isalnum() and letter not in BLANK_LETTERS for letter in label):
            message = f"リンク{quoted(link.url)}の名前に、読める文字がありません。"
            yield link.line_no, f"{message}「相談会の申込みページ」のように、行き先の名前を書いてください。"
        over = clusters(label) - LABEL_CLUSTERS
        if over > 0:
            message = f"リンクの名前{quoted(label)}が{over + LABEL_CLUSTERS}文字です。"
            yield (
                link.line_no,
                f"{message}LINEの上限は{LABEL_CLUSTERS}文字なので、{over}文字減らしてください。",
            )


@rule("line-length", _LINE)
def line_length(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """出来上がったメッセージが、LINEの受け付ける長さに収まっている。

    Bad: 5,000文字を超える文章
    Good: LINEの上限の中のメッセージ
    """
    if is_sent(post, context):
        return
    for excess in excesses(messages_of(post, context.account)):
        if excess.limit != LABEL_CLUSTERS:  # labels have their own rule, in either layout
            yield _line_of(post, excess), _too_long(excess)


@lru_cache(maxsize=1)
def messages_of(post: Post, account: Account) -> Sequence[FlexPart]:
    """The messages of a post, made once for all the rules that measure them."""
    return render(post, account)


def _too_long(excess: Excess) -> str:
    about = f"({quoted(excess.url)})" if excess.url else ""
    over = excess.size - excess.limit
    return f"{excess.what}{about}が{excess.size:,}{excess.unit}です。LINEの上限は{excess.limit:,}{excess.unit}なので、{over:,}{excess.unit}減らしてください。"


def _line_of(post: Post, excess: Excess) -> int:
    links = (link.line_no for link in post.body.links if uri_of(link.url) == excess.url)
    return next(links, post.body.first_line)
