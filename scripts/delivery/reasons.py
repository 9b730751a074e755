"""Why a post did not go out: every reason of the sender, with its outcome and its sentence, in one table.

The reasons of the approval come with their own sentences from the judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scripts.approvals.verdict import Reason

Outcome = Literal["sent", "waiting", "rejected", "held", "refused", "uncertain"]


@dataclass(frozen=True)
class Stop:
    """The post does not go further in this run, and why."""

    outcome: Outcome
    reasons: tuple[Reason, ...]


_MOST_LETTERS = 500  # of one detail in a sentence
_NEW_NAME = (
    "配信するには、この投稿のフォルダーを main から取り下げ、新しい名前(post_id)で出し直してください。"
)
LOOK_INTO = "確かめるまで、すべての配信を止めます。害がなければ、その番号を scripts/delivery/damage.py の LOOKED_INTO に書き加える変更の承認を受けると、再開します。"
_AGAIN = "もう一度送るときは、投稿の send に again(送り直す理由、10文字以上)を書き、承認を受けて取り込んでください。"

REASONS: Mapping[str, tuple[Outcome, str]] = {
    # waits: the next run tries by itself
    "paused": (
        "waiting",
        "配信が一時停止されています。再開すると、次の実行で配信します。",
    ),
    "before_window": ("waiting", "配信開始の日時({since})を待っています。"),
    "outside_hours": ("waiting", "配信できる時間の外です。次に配信できるのは{opens}からです。"),
    "max_per_day": (
        "waiting",
        "きょうの配信が上限の{limit}件に達しています。次の配信日に配信します。",
    ),
    "min_interval": ("waiting", "前の配信から{minutes}分たつのを待っています({until}から配信できます)。"),
    "rate_limited": ("waiting", "LINEへの送信の回数が上限に近いため、時間をおいて次の実行で送ります。"),
    "claimed_elsewhere": (
        "waiting",
        "別の実行が{at}から配信しています。10分たっても結果が記録されなければ、この仕組みが確かめます。",
    ),
    # held: a person looks at it
    "after_window": (
        "held",
        "配信期限({until})を過ぎたため、配信しません。配信するには、send.not_after を直す変更の承認を受けてください。",
    ),
    "late": (
        "held",
        "配信できるようになった{since}から{hours}時間以上たっています。まだ配信してよいか確かめ、よければ send の日時を直す変更の承認を受けてください。",
    ),
    "never_open": (
        "held",
        "account.yml の sending.hours では、配信できる時間がありません。時間を直してください。",
    ),
    "rule_broken": (
        "held",
        "いまの決まりに合わないため、配信しません。{path}の{line}行目: {message}({article})",
    ),
    "not_a_post": (
        "held",
        "{path} は投稿として読めません。content/posts/<division か contractor>/<年>/<投稿の名前>/post.md の形に直してください。",
    ),
    "wrong_environment": (
        "held",
        "account.yml の environment「{environment}」と、LINEの宛先 {endpoint} が合いません。保守担当者に知らせてください。",
    ),
    "wrong_account": (
        "held",
        "LINEの設定が別のアカウント「{seen}」のものです(account.yml は「{wanted}」)。保守担当者に知らせてください。",
    ),
    "line_unavailable": (
        "held",
        "LINEに確かめられませんでした({what}: {error})。次の実行でもう一度確かめます。続くときは保守担当者に知らせてください。",
    ),
    "picture_unreachable": (
        "held",
        "画像 {file} が {url} で正しく表示できません({error})。公開ページが更新されているか、保守担当者に確かめてください。",
    ),
    "line_validation": (
        "held",
        "LINEの確認でメッセージが受け付けられませんでした({error})。本文を直し、もう一度承認を受けてください。",
    ),
    "quota": (
        "held",
        "今月の残り{left}通では、約{audience}人に送れません。契約の通数を確かめてください。",
    ),
    "audience_unknown": (
        "held",
        "友だちの数が直近7日分、LINEから得られません。残りの通数を確かめられないため、配信しません。",
    ),
    "body_changed": (
        "held",
        "配信を始めたときと同じメッセージを作れません({error})。送り直さずに止めています。保守担当者に知らせてください。",
    ),
    "unanswered": (
        "held",
        "LINEから結果が返りません({error})。届いたかどうかは次の実行で同じ番号を使って確かめます。手で送り直さないでください。",
    ),
    "token_refused": (
        "held",
        "LINEが認証を受け付けません。配信は始まっていないか、結果が分かりません。手で送り直さず、保守担当者に知らせてください。",
    ),
    "ledger_damaged": (
        "held",
        "配信の記録(ledger)が壊れているか、書き換えられています({why})。配信しません。保守担当者は、だれが書き換えたかを確かめてください。{way_out}",
    ),
    "ledger_unwritable": (
        "held",
        "配信の記録(ledger)を書き込めません({error})。記録できないあいだは送りません。保守担当者に知らせてください。",
    ),
    "not_recorded": (
        "held",
        "LINEは配信を受け付けました(受付番号 {request_id})が、配信の記録(ledger)を書き込めません({error})。次の実行が同じ番号で確かめて記録します。手で送り直さないでください。",
    ),
    "evidence_unavailable": (
        "held",
        "GitHubに確かめられないため、配信しません({error})。次の実行でもう一度確かめます。",
    ),
    "program_error": (
        "held",
        "この投稿の処理の途中で、プログラムが止まりました({error})。ほかの投稿には影響しません。保守担当者に知らせてください。",
    ),
    # no: these bytes never go out under this name
    "sent_post_changed": (
        "rejected",
        "配信済みの投稿が、あとから変更されています。配信した内容に戻してください。訂正は、corrects を書いた新しい投稿で行います。",
    ),
    "post_id_reused": (
        "rejected",
        "投稿の名前「{post_id}」は、前に使われています({where})。新しい名前のフォルダーで出し直してください。",
    ),
    # a person decides
    "refused_by_line": (
        "refused",
        "LINEが配信を受け付けませんでした({status}: {error})。だれにも届いていません。" + _AGAIN,
    ),
    "unknown_delivery": (
        "uncertain",
        "届いたかどうか分かりません({why})。LINE公式アカウントの管理画面で確かめてください。届いていたら、Actionsの「届いていた・止める」で記録してください。届いていないときだけ、送り直せます。"
        + _AGAIN,
    ),
    "stopped": (
        "waiting",
        "名簿の「{by}」が止めています(理由: {note})。配信しません。" + _AGAIN,
    ),
    # sent, and a person is told
    "already_accepted": (
        "sent",
        "はじめての送信に、LINEは「もう受け付けている」と答えました。配信の記録(ledger)にない配信があったおそれがあります。管理画面で、同じ投稿が前に届いていないか確かめ、保守担当者に知らせてください。",
    ),
}


def damaged(why: str, way_out: str = _NEW_NAME) -> Stop:
    """The stop of a post whose record cannot be trusted."""
    return stop("ledger_damaged", why=why, way_out=way_out)


def stop(code: str, **details: Any) -> Stop:
    """The stop of that reason, its sentence filled in. What others wrote cannot break out of its line, nor fill pages."""
    outcome, sentence = REASONS[code]
    shown = {name: _one_line(str(value)) for name, value in details.items()}
    return Stop(outcome, (Reason(code, sentence.format(**shown)),))


def _one_line(words: str) -> str:
    letters = "".join(letter if letter.isprintable() else " " for letter in words[:_MOST_LETTERS])
    return " ".join(letters.split())
