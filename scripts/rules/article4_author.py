"""第4: who may write. Posters are named beforehand, on their own side, and for a term."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext, is_sent
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES
from scripts.rules.book import Article, rule
from scripts.text.dates import format_day
from scripts.text.quote import quoted

# The division's roster is our own design; the contractor's posters are named by 第4第3項.
_POSTERS = Article("第4第1項", "第4第3項・第4項")


@rule("author-on-roster", _POSTERS)
def author_on_roster(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """投稿者は、名簿にある、その側の投稿者である。

    Bad: author: div-poster-99(名簿にない)
    Good: author: div-poster-01
    """
    if not post.author or context.roster.document.unreadable:
        return
    person = context.roster.person(post.author)
    line = post.line("author")
    if person is None:
        yield line, f"投稿者{quoted(post.author)}は名簿にありません。名簿(roster.yml)の id を書いてください。"
    elif person.side != post.side and post.side in SIDE_NAMES:
        message = f"投稿者{quoted(post.author)}の所属は{SIDE_NAMES.get(person.side, '不明')}ですが、投稿は{SIDE_NAMES[post.side]}のフォルダにあります。"
        yield line, f"{message}投稿者か、フォルダを直してください。"
    elif "poster" not in person.roles:
        message = f"{quoted(post.author)}は名簿で投稿者になっていません。投稿者の id を書いてください。"
        yield line, message


@rule("author-in-office", _POSTERS)
def author_in_office(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """投稿者は、いま指定を受けている。

    Bad: 名簿の最後の日(ends_on)を過ぎた人の投稿
    Good: 指定した日から最後の日までの投稿
    """
    person = context.roster.person(post.author)
    if person and not is_sent(post, context) and not person.in_office(context.today):
        message = (
            f"投稿者{quoted(post.author)}は、{format_day(context.today)}には指定の期間に入っていません。"
        )
        yield post.line("author"), f"{message}名簿の指定した日と最後の日を確かめてください。"
