"""第4: who may write. Posters are named beforehand, on their own side, and for a term."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext, is_sent
from scripts.content.account import Account
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES
from scripts.reading.fields import day
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
    line = post.line_no("author")
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
        yield post.line_no("author"), f"{message}名簿の指定した日と最後の日を確かめてください。"


@rule("login-clause", "第4第1項第1号", "warning")
def login_clause(account: Account, _: RuleContext) -> Iterator[tuple[int, str]]:
    """本番では、「職場のタブレット等からログインし投稿すること」の読み方を、いまの運営要領について課で決めておきます。

    Bad: rules_confirmed がないか、運営要領が改められる前の日付です。
    Good: 運営要領の施行の日より後に、課で決めています。
    """
    if account.environment != "production":
        return
    decided, in_force = account.rules_confirmed, day(account.rules_version)
    if decided is None or (decided.on and in_force and decided.on < in_force):
        key = "environment" if decided is None else "rules_confirmed"
        message = "「職場のタブレット等からログインし投稿すること」を、承認のあと自動で配信する読み方でよいか、いまの運営要領について課で決めた記録がありません。"
        yield (
            account.line_no(key),
            f"{message}移住交流担当課長が決め、その日を rules_confirmed に書いてください。",
        )
