"""Tasks for open matters: replies to be sent by hand, incidents not yet closed (第6第2項〜第4項)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from scripts.approvals.needs import needs_for
from scripts.approvals.verdict import Reason
from scripts.content.incident import TROUBLE_NAMES, Incident
from scripts.content.reply import CHANNEL_NAMES, Reply
from scripts.content.roster import ROLE_NAMES, SIDE_NAMES
from scripts.tasks.issue_plan import Task
from scripts.text.quote import fenced, in_code, inert

# The matters of a reply; the keys go on with its name or its path.
TO_SEND, REFUSED, SENT_UNAPPROVED = "reply/", "reply-refused/", "reply-sent/"
_CORRECTED = ("wrong_content", "mis_send", "duplicate_send")


def replies_to_send(replies: Iterable[Reply], repository: str) -> Iterator[Task]:
    """第6第2項: an approved reply is handed to the person who sends it by hand."""
    for reply in replies:
        if reply.waits:
            where = CHANNEL_NAMES.get(reply.channel, reply.channel)
            yield Task(
                f"{TO_SEND}{reply.side}/{reply.id}",
                f"第6第2項 承認された返信を送ってください: {reply.id}",
                f"{reply.received_on}に寄せられた{inert(where)}への返信です({SIDE_NAMES.get(reply.side, '')} {inert(reply.author)})。"
                "**一字も変えずに**送ってください。変えるときは、もう一度承認が要ります。\n\n"
                f"対象の投稿: {in_code(reply.post)}\n\n"
                f"{fenced(reply.document.body)}\n\n"
                f"送ったら、[このファイル]({_editor(repository, reply.path)})の `author` の行の下に次の2行を書き足してください。"
                "この2行だけなら、改めての承認は要りません。ただし、GitHubのしくみのため、取り込むには"
                f"{_confirmed_by(reply)}の確認(Approve)が要ります。この件は、記録が入ると自動で閉じます。\n\n"
                + fenced(f'sent_on: "送った日"\nsent_by: {" ".join(reply.author.split())}', "yaml"),
            )


def _confirmed_by(reply: Reply) -> str:
    """Whose click GitHub waits for (CODEOWNERS): on `main` nothing is merged without a review."""
    return "と".join(ROLE_NAMES[need.role] for need in needs_for("reply", reply.side))


def replies_without_approval(refused: Mapping[str, Sequence[Reason]]) -> Iterator[Task]:
    """第6第2項: a reply that is on `main` and may not be sent, and why; by the path of its file."""
    for path, reasons in refused.items():
        name, why = (
            path.rpartition("/")[2],
            "".join(f"- {inert(reason.message, mentions=True)}\n" for reason in reasons),
        )
        if any(not reason.holds for reason in reasons):
            yield Task(
                f"{REFUSED}{path}",
                f"第6第2項 承認されていない返信です。送らないでください: {name}",
                f"{in_code(path)} は main に入っていますが、返信として承認されていません。\n\n{why}\n"
                "送るには、別の名前のファイルで、改めて承認を受けてください。",
            )
        elif reasons:
            yield Task(
                f"reply-held/{path}",
                f"確認できず: 返信の承認({name})",
                f"{in_code(path)} の承認を確かめられないため、まだ送らないでください。次の見回りで、もう一度確かめます。\n\n{why}",
            )


def replies_sent_unapproved(refused: Mapping[str, Sequence[Reason]]) -> Iterator[Task]:
    """第6第2項: a reply that is recorded as sent though nobody who may had approved it; by the path of its file."""
    for path, reasons in refused.items():
        if reasons:
            why = "".join(f"- {inert(reason.message, mentions=True)}\n" for reason in reasons)
            yield Task(
                f"{SENT_UNAPPROVED}{path}",
                f"第6第2項 承認されていない返信が、送ったと記録されています: {path.rpartition('/')[2]}",
                f"{in_code(path)} には送った日が書かれていますが、返信として承認されていません。\n\n{why}\n"
                "移住交流担当課長は、送られた文章を確かめてください。誤りがあれば、`.github/TROUBLE.md` のとおりに進めます。"
                "改めて返信するときは、別の名前のファイルで承認を受けます。確かめたら、この課題(Issue)を閉じてください。",
            )


def trouble_to_close(incidents: Iterable[Incident], repository: str) -> Iterator[Task]:
    """第6第3項・第4項: every record of trouble that is still open."""
    for incident in incidents:
        if incident.closed_on is None:
            yield Task(
                f"incident/{incident.id}",
                f"第6第4項 対応中のトラブル: {incident.id}({TROUBLE_NAMES.get(incident.trouble, incident.trouble)})",
                f"[記録]({_editor(repository, incident.path)})に、行った対応を書き足してください。終わったら "
                "`closed_on` に日付を書きます。手順は `.github/TROUBLE.md` にあります。"
                + _taken_down(incident)
                + _correction_advice(incident),
            )


def _taken_down(incident: Incident) -> str:
    if not incident.takes_down:
        return ""
    return (
        f"\n\nサイトは、投稿 {in_code(incident.takes_down)} の画像を、どの投稿でも出していません。届いたメッセージは取り消せません。"
        "読者への知らせ(訂正の投稿)が要るかは、移住交流担当課長が決めます。"
    )


def _correction_advice(incident: Incident) -> str:
    if incident.correction or incident.trouble not in _CORRECTED:
        return ""
    return (
        "\n\n訂正の投稿がまだ結び付けられていません。投稿者は、書くページの「送った投稿を訂正する」で訂正を書き、承認を受けます。"
        "配信したら、この記録の `correction` に訂正の投稿IDを書きます。"
    )


def _editor(repository: str, path: str) -> str:
    return f"https://github.com/{repository}/edit/main/{quote(path, errors='surrogateescape')}"
