"""What the pull request of a merged post is told: when it will go out and how to stop it, that it went out, that it did not.

Each speaks of its moment, and stays when the next is written below it. It is written once a post, and changed where more
is known; its mark is how it is found again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from scripts.delivery.clicks import AGAIN
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import since_claim
from scripts.delivery.outcome import OUTCOME_NAMES, Result
from scripts.text.dates import moment_in_words
from scripts.text.quote import inert

_STOP = "stopped"  # the word of the form, of the ledger and of the reason


def planned_mark(post_id: str) -> str:
    """The mark of what is said of a post that waits."""
    return f"<!-- planned: {post_id} -->"


def sent_mark(post_id: str) -> str:
    """The mark of what is said of a post that went out."""
    return f"<!-- sent: {post_id} -->"


def unsent_mark(post_id: str) -> str:
    """The mark of what is said of a post that needs a person."""
    return f"<!-- unsent: {post_id} -->"


def planned_comment(result: Result, when: datetime | None, repository_url: str) -> str:
    """When it goes out, and how to stop it. `when` is None where that hangs on people, or on what goes out before it."""
    if _STOP in [reason.code for reason in result.reasons]:
        return _comment("この投稿は止められています", [inert(result.message)], planned_mark(result.post_id))
    going = (
        f"配信の予定: **{moment_in_words(when)}** から30分のうちに、友だち全員に届きます。"
        if when
        else "配信の予定: 待っている理由がなくなってから、次の実行で届きます。"
    )
    form = f"{repository_url}/actions/workflows/decide.yml"
    lines = [
        going,
        f"いま待っている理由: {inert(result.message)}",
        f"**止めるとき**: [この投稿を止める]({form})を開き、**Run workflow** を押し、`{_STOP}` を選び、"
        f"投稿ID `{result.post_id}` と理由を書いて、緑の **Run workflow** を押します。",
        "取り込んだあとのこの画面では、**Request changes** を選べません。コメントを書いても、配信は止まりません。",
        f"止めたあとで、やはり送るとき: {AGAIN}",
    ]
    return _comment("取り込まれました。まだ配信していません", lines, planned_mark(result.post_id))


def sent_comment(post_id: str, lines: Iterable[Entry]) -> str:
    """When it went out, to how many, LINE's receipt; from what the ledger says."""
    claim, *others = since_claim(lines)
    accepted = next(line for line in others if line.event == "accepted")
    audience = claim.carries.get("audience_estimate")
    people = (
        f"約{audience:,}人(友だちからブロックを除いた数)" if audience is not None else "人数は分かりません"
    )
    facts = [
        f"日時: {_when(claim, accepted, others)}",
        f"届いた相手: {people}",
        f"LINEの受付番号: `{accepted.carries.get('request_id') or '分かりません'}`",
        "取り消せません。誤りがあれば、投稿を書くページの「送った投稿を訂正する」で訂正を作り、同じ承認を受けます。",
    ]
    return _comment("配信しました", facts, sent_mark(post_id))


def _when(claim: Entry, accepted: Entry, lines: Iterable[Entry]) -> str:
    """When LINE took it; where an answer of its was lost on the way, only between which two moments is known."""
    if not any(line.event == "unanswered" for line in lines):
        return moment_in_words(accepted.at)
    first, last = moment_in_words(claim.at), moment_in_words(accepted.at)
    return f"{first}から{last}のあいだ(LINEの答えを受け取れず、あとで確かめました)"


def unsent_comment(result: Result) -> str:
    """Why it did not go out, or why nobody knows yet whether it did, and who does what next."""
    facts = [f"理由と、次にすること: {inert(reason.message)}" for reason in result.reasons]
    facts += [inert(line) for line in result.people]
    facts += ["片づくまで、同じことを課題(Issue)にも載せています。"] if result.needs_a_person else []
    facts += ["配信したときは、この下に「配信しました」とお知らせします。"]
    title = (
        "届いたかどうか、まだ分かりません" if result.may_have_arrived else "この時点では、配信していません"
    )
    return _comment(f"{title}({OUTCOME_NAMES[result.outcome]})", facts, unsent_mark(result.post_id))


_ARRIVED = {
    "claimed": "配信の途中だったため、もう届いているかもしれません。LINE公式アカウントの管理画面で確かめてください。",
    "uncertain": "届いたか分からなかった投稿です。止めた人が、届いていないことを確かめました。",
}


def stopped_comment(title: str, note: str, logins: Sequence[str], state: str) -> str:
    """The comment on the pull request of a post that a person has stopped; the people named get GitHub's mail.

    `state`: how the post stood before.
    """
    facts = [
        f"止めた人: {inert(title)}",
        f"理由: {inert(note)}",
        f"届いたか: {_ARRIVED.get(state, 'まだだれにも届いていません。')}",
        AGAIN,
    ]
    return _comment("この投稿は止められました", facts, " ".join(f"@{login}" for login in logins))


def _comment(title: str, facts: Iterable[str], end: str) -> str:
    return "\n".join([f"**{title}**", "", *(f"- {fact}" for fact in facts), "", end])
