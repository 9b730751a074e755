"""The cells of what people recorded in `content/` beside the posts: replies, decisions not to reply, trouble."""

from datetime import date

from scripts.content.account import Account
from scripts.content.incident import TROUBLE_NAMES, Action, Incident
from scripts.content.reply import DECISION_NAMES, Reply
from scripts.content.roster import SIDE_NAMES
from scripts.records.approved import approvals_in, opened_in, time_taken
from scripts.records.cells import Cell, approval_in_words, cell_of, person_in_words
from scripts.records.decided import Decided
from scripts.records.register import kept_until, minutes_of, to_minute
from scripts.text.terms import label


def reply_cells(reply: Reply, account: Account, decided: Decided | None, repository: str) -> dict[str, Cell]:
    """One decision on a comment (第6第2項)."""
    evidence = decided.evidence if decided else {}
    return {
        **merged_cells(decided),
        "種別": "返信",
        "状態": reply_state(reply),
        "投稿ID": reply.post,
        "記録ID": reply.id,
        "件名・要旨": reply.inquiry,
        "側": label(SIDE_NAMES, reply.side),
        "投稿者ID": reply.author,
        "報告日時": to_minute(opened_in(evidence)),
        "承認": reply_approval(decided, repository),
        "承認までの時間(分)": cell_of(minutes_of(time_taken(evidence))),
        "取り込んだ人": person_in_words(evidence.get("merged_by")),
        "受けた日・気づいた日時": f"{reply.received_on or ''}",
        "決定": label(DECISION_NAMES, reply.decision),
        "理由": reply.reason,
        "対応した日": f"{reply.sent_on or ''}",
        "対応した人": reply.sent_by,
        "保存期限": _kept(_completed(reply, decided), account),
    }


def _completed(reply: Reply, decided: Decided | None) -> date | None:
    """When nothing more was to be done: the answer was sent, or it was decided that there is none."""
    if reply.decision == "reply":
        return reply.sent_on
    return decided.on if decided else None


def merged_cells(decided: Decided | None) -> dict[str, Cell]:
    """What git alone says of the merge."""
    if decided is None:
        return {}
    return {
        "プルリクエスト": cell_of(decided.last.pull_request),
        "取り込み日時": to_minute(decided.last.at),
        "マージ": decided.last.sha,
    }


def reply_approval(decided: Decided | None, repository: str) -> str:
    """Who approved a reply; where GitHub was not asked, where that is recorded."""
    number = decided.last.pull_request if decided else None
    if decided and decided.doubt:
        return f"確認できず: {decided.doubt}"
    if decided and decided.evidence:
        return " / ".join(map(approval_in_words, approvals_in(decided.evidence)))
    if number is None:
        return "確認できず: プルリクエストの取り込みではありません"
    return (
        f"記録は、GitHubのプルリクエスト #{number} にあります {pull_request_url(repository, number)}".rstrip()
    )


def pull_request_url(repository: str, number: int) -> str:
    """Its address on GitHub, where the repository's is known."""
    return f"{repository}/pull/{number}" if repository else ""


def reply_state(reply: Reply) -> str:
    """What became of it."""
    if reply.decision != "reply":
        return label(DECISION_NAMES, reply.decision)
    return "返信済み" if reply.sent_on else "返信の記録なし"


def incident_cells(
    incident: Incident, account: Account, decided: Decided | None, repository: str
) -> dict[str, Cell]:
    """One case of trouble (第6第3項・第4項). Each of its pull requests is named; git knows them by their merges."""
    numbers = [merge.pull_request for merge in decided.merges if merge.pull_request] if decided else []
    return {
        **merged_cells(decided),
        "プルリクエスト": " ".join(map(str, numbers)),
        "種別": "トラブル",
        "状態": "終了" if incident.closed_on else "対応中",
        "投稿ID": " ".join(sorted(incident.about)),
        "記録ID": incident.id,
        "件名・要旨": incident.summary,
        "側": label(SIDE_NAMES, incident.detected_side),
        "区分": label(TROUBLE_NAMES, incident.trouble),
        "受けた日・気づいた日時": to_minute(incident.detected_at),
        "対応": " / ".join(f"{to_minute(action.at)} {action.what}" for action in incident.actions),
        "対応した日": f"{incident.closed_on or ''}",
        "対応した人": " ".join(dict.fromkeys(action.by for action in incident.actions)),
        "承認": " / ".join(map(action_approval, incident.actions)),
        "地域政策課への連絡": told_in_words(incident),
        "訂正する投稿": incident.correction,
        "保存期限": _kept(incident.closed_on, account),
    }


def action_approval(action: Action) -> str:
    """Who approved what was done (第6第3項); as the record itself says."""
    return f"{to_minute(action.at)} {action.approved_by}" if action.approved_by else ""


def told_in_words(incident: Incident) -> str:
    """When, how and by whom the division was told (第6第3項)."""
    parts = (to_minute(incident.reported_at), incident.reported_how, incident.received_by)
    return " ".join(filter(None, parts))


def _kept(completed: date | None, account: Account) -> str:
    return f"{kept_until(completed, account.retention_class) or ''}" if completed else ""
