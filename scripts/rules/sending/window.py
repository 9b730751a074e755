"""When a post may go out: a window that exists, that the account can use, and that ends before the event does."""

from collections.abc import Iterator
from datetime import date, timedelta

from scripts.checking.context import RuleContext, is_sent, send_day
from scripts.content.hours import first_allowed
from scripts.content.places import day_of
from scripts.content.post import Post
from scripts.rules.book import rule
from scripts.text.dates import format_day, moment_in_words
from scripts.text.quote import quoted

_SENDING = "配信のきまり"
_AHEAD = timedelta(days=14)  # by which a post's number may lie before its sending, and after it
_OLD = timedelta(days=180)


@rule("send-window", _SENDING)
def send_window(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """配信期限は配信開始より後で、まだ過ぎておらず、催しが終わる前である。

    Bad: 催しの終わりより後の not_after
    Good: not_before、not_after、催しの順
    """
    begins, ends, event = post.send.not_before, post.send.not_after, post.event
    line = post.line_no("send", "not_after")
    if ends is None or is_sent(post, context):
        return
    last = event and (event.ends or event.starts)
    if begins and ends <= begins:
        yield line, "配信期限が、配信開始より前か同じです。日時を直してください。"
    elif ends <= context.now:
        message = f"配信期限({moment_in_words(ends)})は過ぎています。"
        yield line, f"{message}日時を改めるか、この投稿を取りやめてください。"
    elif last and ends > last:
        message = f"配信期限({moment_in_words(ends)})が、催し({moment_in_words(last)})より後です。"
        yield line, f"{message}催しより前に直してください。"


@rule("send-open", _SENDING)
def send_open(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """配信開始から配信期限までの間に、アカウントの配信時間がある。

    Bad: 土曜日と日曜日だけの期間
    Good: 平日の配信時間を含む期間
    """
    if is_sent(post, context) or context.account.document.unreadable:
        return
    since = max(context.now, post.send.not_before or context.now)
    until = post.send.not_after
    first = first_allowed(post, context.account, context.now)
    hours = context.account.hours
    if (until is None or until > since) and (first is None or (until and first > until)):
        message = f"配信できる時間({hours.opens:%H:%M}から{hours.closes:%H:%M}まで{'、平日' if hours.weekdays_only else ''})が、配信の期間の中にありません。"
        yield post.line_no("send"), f"{message}期間を延ばしてください。"


@rule("send-urgent", _SENDING, "warning")
def send_urgent(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """配信時間の外に配信してよいとする理由は、承認する人が確かめる。

    Bad: urgent: 急ぎのため(承認する人に示す)
    Good: urgent の無い投稿
    """
    if post.send.urgent and not is_sent(post, context):
        message = f"夜間や休日にも配信されます。理由は{quoted(post.send.urgent)}です。"
        yield post.line_no("send", "urgent"), f"{message}承認する方は、それでよいか確かめてください。"


@rule("send-number", _SENDING, "warning")
def send_number(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """投稿IDの日付が配信する日から大きく離れているときは、配信の日を確かめる。

    Bad: 12月8日に取り込む投稿IDが 20270118-fuyu で、not_before が無い
    Good: not_before: "2027-01-18T10:00+09:00"
    """
    if is_sent(post, context) or post.send.not_before or (numbered := _day_of(post.post_id)) is None:
        return
    goes = send_day(post, context)
    if -_OLD <= numbered - goes <= _AHEAD:
        return
    message = f"投稿IDの日付は{format_day(numbered)}ですが、配信開始(not_before)が無いので、"
    message += f"承認のあと取り込むと{format_day(goes)}ごろに配信されます。"
    line_no = post.line_no("send")
    if numbered > goes:
        paste = f'not_before: "{numbered}T10:00+09:00"'
        yield line_no, f"{message}その日まで待つなら、send: の下に {paste} と書いてください。"
    else:
        yield line_no, f"{message}日付が古いままの投稿でないか確かめてください。"


@rule("correction-target", "第6第4項")
def correction_target(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """訂正の投稿は、実際にある、配信済みの別の投稿を訂正する。

    Bad: corrects: 存在しない投稿ID
    Good: corrects: 20261210-winter-soudan
    """
    if not post.corrects:
        return
    line = post.line_no("corrects")
    if post.corrects == post.post_id:
        yield line, "この投稿自身を訂正することはできません。訂正する、配信済みの投稿IDを書いてください。"
    elif post.corrects not in context.folders:
        yield line, f"投稿{quoted(post.corrects)}はありません。訂正する、配信済みの投稿IDを書いてください。"
    elif post.corrects in context.in_doubt:
        message = (
            f"投稿{quoted(post.corrects)}は、届いたかどうかがまだ分かりません。手で送り直さないでください。"
        )
        message += "その投稿のプルリクエストと課題(Issue)のとおりに、届いたかどうかを先に確かめてください。"
        yield line, f"{message}届いたと記録されたら、この訂正を配信できます。"
    elif context.has_ledger and post.corrects not in context.sent and not is_sent(post, context):
        message = f"投稿{quoted(post.corrects)}はまだ配信されていません。"
        yield line, f"{message}配信の前なら、その投稿を直して承認を受け直してください。"


def _day_of(post_id: str) -> date | None:
    return day_of(post_id)
