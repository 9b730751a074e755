"""A post or a reply that a change takes away, in words: what it is, what has become of it, what follows, who approves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts.approvals.required import may_give, required
from scripts.checking.context import RuleContext
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.pages.approval import needed
from scripts.pages.html import Fact, day
from scripts.pages.schedule import begins
from scripts.pages.words.approvers import Needed, approvers, grounds
from scripts.pages.words.form import transcript
from scripts.pages.words.markdown import MOST_LETTERS, FormInWords, Part, assembled, folded, table
from scripts.text.dates import moment_in_words
from scripts.text.quote import inert

_STOPS_IT = "**Actions** → **届いていた・止める** → **Run workflow** で `stopped` を選んで先に止め"
_KEPT = (
    "配信した投稿は消さない決まりなので、点検が断ります。このプルリクエストは、下の **Close pull request** で閉じてください。"
    "誤りを直すときはトラブルの手引の「訂正を送る」、画像と公開のページを外すときは「画像を取り下げる」のとおりにします。"
)
_ASK_FIRST = (
    "先にトラブルの手引のとおりに確かめてください。取り込むと、確かめるようにという知らせも止まります。"
)


@dataclass(frozen=True)
class Course:
    """What the ledger says of a post: the folded state, None where there is no ledger, and when it went out."""

    state: str | None
    sent_at: datetime | None = None


def withdrawal_in_words(
    post_id: str,
    post: Post | None,
    corrected: Sequence[Post],
    course: Course,
    context: RuleContext,
    most: int = MOST_LETTERS,
) -> FormInWords:
    """A post that leaves `main`. `post` is None where its folder holds no `post.md`: then it needs everybody's approval."""
    needs = needed(post, corrected, context) if post else _of_what_nobody_can_read(context)
    title = f"「{inert(post.title)}」（{post_id}）" if post else post_id
    follows = _follows(course, post, context)
    again = f"この投稿ID（{post_id}）は、もう使えません。また出すときは、新しい投稿IDで作ります。"
    lead = f"{approvers(needs)}\n\n**取り下げる投稿** {title}\n\n{follows}{'' if course.state == 'sent' else again}"
    return assembled(lead, _parts(post, needs, context), most)


def _of_what_nobody_can_read(context: RuleContext) -> Needed:
    needs = required(None, (), context.roster, 0)
    return [(need, may_give(need, context.roster, context.account, context.today)) for need in needs]


def _follows(course: Course, post: Post | None, context: RuleContext) -> str:
    """What has become of it, and what the merge does then."""
    if course.state == "sent":
        at = f"{moment_in_words(course.sent_at)}に" if course.sent_at else ""
        return f"**{at}配信しました。消しても、届いたものは取り消せません。**{_KEPT}"
    if course.state == "claimed":
        return f"**配信の途中です。消しても、LINEがもう受け付けていれば届きます。**{_ASK_FIRST}"
    if course.state == "uncertain":
        return f"**届いたかどうか、分かっていません。消しても、届いたものは取り消せません。**{_ASK_FIRST}"
    if course.state == "refused":
        return "LINEが受け付けず、届いていません。取り込むと、知らせが止まります。"
    if course.state == "stopped":
        return "人が止めたため、届いていません。取り込むと、この投稿は届きません。"
    if course.state == "new":
        return f"まだ届いていません。取り込むと、この投稿は届きません。{_by_when(post, context)}"
    why = (
        "がないため、届いたかどうかを確かめられません"
        if course.state is None
        else "のこの投稿の記録が読めず、届いたかどうか分かりません"
    )
    return f"**配信台帳{why}。届いていれば、消しても取り消せません。**{_ASK_FIRST}"


def _by_when(post: Post | None, context: RuleContext) -> str:
    """An approved post goes out on its own; removing it later is too late."""
    first = begins(post, context) if post else None
    if post is None or first is None or (post.send.not_after and post.send.not_after < context.now):
        return ""
    if first > context.now:
        return (
            f"**{moment_in_words(first)}より前に取り込んでください。** 間に合わないときは、{_STOPS_IT}ます。"
        )
    return f"**承認のそろった投稿は、いまにも届きます。** {_STOPS_IT}、それから取り込んでください。"


def _parts(post: Post | None, needs: Needed, context: RuleContext) -> Iterator[Part]:
    if post:
        yield "取り下げる投稿の文章", folded("取り下げる投稿の文章", transcript(post))
    yield "承認の根拠", grounds(needs)


def reply_removal_in_words(reply: Reply, context: RuleContext, most: int = MOST_LETTERS) -> FormInWords:
    """The record of a reply that leaves `main`: what was sent by hand stays sent."""
    needs = needed(reply, (), context)
    follows = (
        f"**{day(reply.sent_on)}に送っています。消しても、送った返信は取り消せません。** 返信の記録だけがなくなります。"
        if reply.sent_on
        else "まだ送っていません。取り込むと、この返信は送らないことになります。"
    )
    rows: list[Fact] = [("理由", reply.reason), ("寄せられた日", day(reply.received_on))]
    parts = [
        ("取り下げる返信", table("取り下げる返信", reply.id, rows)),
        (
            "寄せられたコメント（要旨）",
            folded("寄せられたコメント（要旨）", reply.inquiry or "（読み取れません）"),
        ),
        ("承認の根拠", grounds(needs)),
    ]
    lead = f"{approvers(needs)}\n\n**取り下げる返信** {reply.id}\n\n{follows}"
    return assembled(lead, parts, most)
