"""第6第2項: replies to comments, and the decision not to reply."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.checking.finding import by_hand
from scripts.content.places import POST_ID
from scripts.content.reply import Reply
from scripts.rules.book import rule
from scripts.text.dates import format_day
from scripts.text.sensitive import personal_data


@rule("reply-author", "第6第2項")
def reply_author(reply: Reply, context: RuleContext) -> Iterator[tuple[int, str]]:
    """返信の文を作り、送るのは、その側の名簿にある投稿者です。

    Bad: 運営者のフォルダの返信を、地域政策課の人が作っています。
    Good: 運営者のフォルダの返信を、運営者投稿者が作っています。
    """
    for name, on in (("author", reply.received_on or context.today), ("sent_by", reply.sent_on)):
        person_id = getattr(reply, name)
        person = context.roster.person(person_id)
        if not person_id or on is None or context.roster.document.unreadable:
            continue
        if person is None:
            yield (
                reply.line_no(name),
                f"「{person_id}」は名簿(roster.yml)にありません。名簿のidを書いてください。",
            )
        elif person.side != reply.side or "poster" not in person.roles:
            message = (
                "はこの側の投稿者ではありません。返信は、名簿でこの側の投稿者になっている人が作り、送ります。"
            )
            yield reply.line_no(name), f"「{person_id}」{message}"
        elif not person.in_office(max(on, person.appointed_on or on)):
            yield (
                reply.line_no(name),
                f"「{person_id}」は{format_day(on)}には任期が終わっています。いまの投稿者を書いてください。",
            )


@rule("reply-text", "第6第2項")
def reply_text(reply: Reply, context: RuleContext) -> Iterator[tuple[int, str]]:
    """返信するときは承認を受ける文を書き、返信しないときは何も書きません。

    Bad: decision: reply なのに本文がありません。
    Good: decision: no_reply で、本文がありません。
    """
    written = bool(reply.document.body.strip())
    if reply.decision == "reply" and not written:
        yield (
            reply.document.body_line,
            f"返信の文がありません。承認を受ける文を書いてください。{by_hand('「---」の下に書きます')}",
        )
    if reply.decision == "no_reply" and written:
        message = "返信しないと決めたのに、返信の文が書かれています。どちらかに合わせてください。"
        yield reply.document.body_line, message
    if reply.decision == "no_reply" and reply.sent_on:
        yield (
            reply.line_no("sent_on"),
            "返信しないと決めたのに、送った日が書かれています。どちらかに合わせてください。",
        )


@rule("reply-post", "第6第2項")
def reply_post(reply: Reply, context: RuleContext) -> Iterator[tuple[int, str]]:
    """返信の記録には、コメントが寄せられた投稿のIDを書きます。

    Bad: post: 20261215-hosifuri(そのような投稿はありません)
    Good: post: 20261215-hoshifuri-story
    """
    if POST_ID.fullmatch(reply.post) and reply.post not in context.folders:
        yield (
            reply.line_no("post"),
            f"投稿「{reply.post}」は見つかりません。送った投稿の投稿IDを書いてください。",
        )


@rule("reply-dates", "第6第2項")
def reply_dates(reply: Reply, context: RuleContext) -> Iterator[tuple[int, str]]:
    """返信を送った日は、コメントを受けた日より後です。

    Bad: 受けた日より前に送っています。
    Good: 12月16日に受け、12月17日に送りました。
    """
    if reply.sent_on and reply.received_on and reply.sent_on < reply.received_on:
        yield (
            reply.line_no("sent_on"),
            "返信を送った日が、コメントを受けた日より前です。日を確かめてください。",
        )


@rule("reply-personal-data", "第6第2項")
def reply_personal_data(reply: Reply, context: RuleContext) -> Iterator[tuple[int, str]]:
    """要旨と理由に、コメントした人の個人情報を書きません(返信の文は、投稿と同じきまりで確かめます)。

    Bad: 要旨に、コメントした人の携帯電話の番号が書かれています。
    Good: 「おためし暮らしは何歳まで申し込めるかという質問」
    """
    for name in ("inquiry", "reason"):
        for kind in personal_data(getattr(reply, name)):
            yield (
                reply.line_no(name),
                f"{kind}のように見える文字があります。個人情報は書かず、あらましだけにしてください。",
            )
