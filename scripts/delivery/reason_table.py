"""The table of reasons: what was seen, who does what about it, by when, and where to click. Every sentence comes from a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scripts.delivery import clicks

Outcome = Literal["sent", "waiting", "rejected", "held", "refused", "uncertain"]
WE, AUTHOR, MAINTAINER = "この仕組み", "投稿者", "保守担当者"
_TODAY = "きょうのうちに"
_SOON = "配信したい日時までに"
_RETRIES = "次の実行でもう一度確かめます。"
_BY_HAND = "手で送り直さないでください。"
_MERGED = "プルリクエストを作り、承認を受けて取り込んでください。"
_SENDS = "配信します。人の操作は要りません。"
_LEDGER_KEY = f"書き込める鍵が1本あり、{clicks.SECRETS}、LEDGER_DEPLOY_KEY がその鍵であることを確かめて、{clicks.RUN}を押してください。"
_SECRET = (
    "LINE_CHANNEL_ID と LINE_CHANNEL_SECRET を、LINE Developersコンソールの「チャネル基本設定」にある今の値に入れ替え、"
    f"{clicks.RUN}を押してください。"
)


@dataclass(frozen=True)
class Row:
    """One reason. `who` does `does`, by `due`, at `where`; in braces stand the details of the case."""

    outcome: Outcome
    seen: str
    who: str
    due: str
    where: str
    does: str

    @property
    def sentence(self) -> str:
        """What people read."""
        return f"{self.seen}{self.who}は、{self.due}、{self.where}、{self.does}"


REASONS: Mapping[str, Row] = {
    # waits: the next run tries by itself
    "paused": Row(
        "waiting", "{midway}配信が一時停止されています。", MAINTAINER, "再開してよくなったら", clicks.VARIABLES,
        "SENDING_PAUSED を false に戻し(account.yml で止めたときは、sending.paused を戻す変更の承認を受けて取り込み)、"
        f"{clicks.RUN}を押してください。押さなくても、{{then}}",
    ),
    "before_window": Row(
        "waiting", "配信開始の日時({since})を待っています。", WE, "その日時から30分のうちに", clicks.RUNS, _SENDS
    ),
    "outside_hours": Row(
        "waiting", "配信できる時間の外です。次に配信できるのは{opens}からです。", WE, "その日時から30分のうちに", clicks.RUNS, _SENDS
    ),
    "max_per_day": Row(
        "waiting", "きょうの配信が上限の{limit}件に達しています。", WE, "次の配信日に", clicks.RUNS, _SENDS
    ),
    "min_interval": Row(
        "waiting", "前の配信から{minutes}分たつのを待っています。", WE, "{until}から30分のうちに", clicks.RUNS, _SENDS
    ),
    "rate_limited": Row(
        "waiting", "LINEへの送信の回数が上限に近づいています。", WE, "1時間ほどおいて", clicks.RUNS,
        "LINEにもう一度頼みます。同じ番号で頼むので、二重には届きません。人の操作は要りません。",
    ),
    "claimed_elsewhere": Row(
        "waiting", "別の実行が{at}から配信しています。", WE, "10分たっても結果が記録されなければ", clicks.RUNS,
        "届いたかを確かめます。人の操作は要りません。",
    ),
    # held: a person looks at it
    "after_window": Row(
        "held", "配信期限({until})を過ぎたため、配信しません。", AUTHOR, "まだ配信するなら、きょうのうちに", clicks.EDIT,
        f"「いつを過ぎたら送らないか」(send の not_after)を直す{_MERGED}",
    ),
    "late": Row(
        "held", "配信できるようになった{since}から、{without}{hours}時間以上たっています。", AUTHOR, "まだ配信してよいかを承認者と確かめ、きょうのうちに", clicks.EDIT,
        f"送る日時(send の not_before と not_after)を直す{_MERGED}",
    ),
    "never_open": Row(
        "held", "account.yml の sending.hours では、配信できる時間がありません。", MAINTAINER, _TODAY, clicks.ACCOUNT,
        "時間を直すプルリクエストを作り、移住交流担当課長の承認を受けて取り込んでください。",
    ),
    "rule_broken": Row(
        "held", "いまの決まりに合わないため、配信しません。{path}の{line}行目: {message}({article})。", AUTHOR, _SOON,
        "「Code」でそのファイルを開き、鉛筆のボタンから", f"直す{_MERGED}",
    ),
    "not_a_post": Row(
        "held", "「{path}」は投稿として読めません。", AUTHOR, _SOON, "「Code」でそのフォルダーを開き",
        "content/posts/<division か contractor>/<年>/<投稿の名前>/post.md の形に直す" + _MERGED,
    ),
    "wrong_environment": Row(
        "held", "account.yml の environment「{environment}」と、LINEの宛先 {endpoint} が合いません。", MAINTAINER, _TODAY, clicks.ACCOUNT,
        "environment を直すプルリクエストを作り、移住交流担当課長の承認を受けて取り込むか、LINEの宛先の設定を消してください。",
    ),
    "wrong_account": Row(
        "held", "LINEの設定が別のアカウント「{seen}」のものです(account.yml は「{wanted}」)。", MAINTAINER, _TODAY, clicks.SECRETS,
        f"{_SECRET}正しいのが「{{seen}}」のほうなら、代わりに account.yml の basic_id を直し、承認を受けて取り込んでください。",
    ),
    "secret_refused": Row(
        "held", f"LINEが、チャネルIDとチャネルシークレットを受け付けません。LINEで再発行されたか、入れ間違いです。直すまで、何も送りません。{_BY_HAND}",
        MAINTAINER, _TODAY, clicks.SECRETS, _SECRET,
    ),
    "line_unavailable": Row(
        "held", f"LINEに確かめられませんでした({{cause}})。{_RETRIES}", MAINTAINER, "3時間たっても続くときは", "LINE Developersの「お知らせ」で",
        "LINEの障害かどうかを確かめてください。",
    ),
    "picture_unreachable": Row(
        "held", "画像「{file}」が {url} で正しく表示できません({cause})。", MAINTAINER, _SOON, f"{clicks.RUN}を押して",
        "公開ページを作り直してください。続くときは「Settings」→「Pages」で、公開されているかを確かめてください。",
    ),
    "line_validation": Row(
        "held", "LINEの確認で、メッセージが受け付けられませんでした({why})。だれにも届いていません。", "{who}", "{due}", "{where}", "{does}"
    ),
    "quota": Row(
        "held", "今月の残り{left}通では、約{audience}人に送れません。", MAINTAINER, _SOON, clicks.MONEY,
        f"契約の通数を確かめてください。きょうのうちに増やしたら{clicks.RUN}を押してください。増やさないときは、投稿者に、send の日時を来月に直して承認を受け直すよう伝えてください。",
    ),
    "audience_unknown": Row(
        "held", "友だちの数が直近7日分、LINEから得られません。残りの通数を確かめられないため、配信しません。", MAINTAINER, _TODAY, clicks.ANALYSIS,
        f"友だちの数が出ているかを確かめ、出ていれば{clicks.RUN}を押し、出ていなければLINEに問い合わせてください。",
    ),
    "body_changed": Row(
        "held", f"配信を始めたときと同じメッセージを作れません({{cause}})。送り直さずに止めています。{_BY_HAND}", MAINTAINER, _TODAY,
        "「Pull requests」→「Closed」で", "そのあとに取り込んだ、プログラムか account.yml の変更を「Revert」で戻してください。",
    ),
    "unanswered": Row(
        "held", f"LINEから結果が返りません({{cause}})。届いたかどうかは、次の実行が同じ番号で確かめます。{_BY_HAND}", MAINTAINER,
        "1時間たっても結果が出ないときは", f"{clicks.RUN}で", "配信をもう一度動かしてください。",
    ),
    "token_refused": Row(
        "held", f"LINEが認証を受け付けません。配信は始まっていないか、結果が分かりません。{_BY_HAND}", MAINTAINER, _TODAY, clicks.SECRETS, _SECRET
    ),
    "ledger_damaged": Row(
        "held", "配信の記録(ledger)が壊れているか、書き換えられています({why})。配信しません。", MAINTAINER, _TODAY, clicks.LEDGER,
        "だれが書き換えたかを確かめてください(手順は、保守の手引の「台帳が壊れているとき」)。{way_out}",
    ),
    "ledger_unwritable": Row(
        "held", "配信の記録(ledger)を書き込めません({cause})。記録できないあいだは送りません。", MAINTAINER, _TODAY, clicks.DEPLOY_KEYS, _LEDGER_KEY
    ),
    "not_recorded": Row(
        "held", "LINEは配信を受け付けました(受付番号 {request_id})が、配信の記録(ledger)を書き込めません({cause})。"
        f"次の実行が同じ番号で確かめて記録します。{_BY_HAND}", MAINTAINER, _TODAY, clicks.DEPLOY_KEYS, _LEDGER_KEY,
    ),
    "evidence_unavailable": Row(
        "held", f"GitHubに確かめられないため、配信しません({{cause}})。{_RETRIES}", MAINTAINER, "1時間たっても続くときは",
        "GitHubの障害情報(https://www.githubstatus.com/)で", f"障害かどうかを確かめ、障害でなければ{clicks.RUN}を押してください。",
    ),
    "program_error": Row(
        "held", "この投稿の処理の途中で、プログラムが止まりました。ほかの投稿には影響しません。", MAINTAINER, _TODAY, clicks.RUNS,
        "「保守担当者向けの記録」を読み、プログラムを直してください。",
    ),
    # no: these bytes never go out under this name
    "sent_post_changed": Row(
        "rejected", "配信済みの投稿が、あとから変更されています。", AUTHOR, _TODAY, "「Pull requests」→「Closed」で変更したものを開き、「Revert」で",
        "配信した内容に戻す変更の承認を受けて取り込んでください。訂正は、corrects を書いた新しい投稿で行います。",
    ),
    "post_id_reused": Row(
        "rejected", "投稿の名前「{post_id}」は、前に使われています({where})。", AUTHOR, _SOON, "投稿を書くページで",
        "新しい名前で作り直し、承認を受けて取り込んでください。",
    ),
    # a person decides
    "refused_by_line": Row(
        "refused", "LINEが配信を受け付けませんでした({why})。だれにも届いていません。", "{who}", "{due}", "{where}", "{does}" + clicks.AGAIN
    ),
    "unknown_delivery": Row(
        "uncertain", "届いたかどうか分かりません({why})。", "投稿者と承認者", _TODAY, clicks.ANALYSIS,
        f"届いたかどうかを2人で確かめてください。届いていたら、{clicks.DECIDE}で settled を選んで記録します。届いていないときだけ、送り直せます。{clicks.AGAIN}",
    ),
    "stopped": Row(
        "waiting", "名簿の「{by}」が止めています(理由: {note})。配信しません。", AUTHOR, "やはり送ると決めたら", clicks.EDIT,
        f"「もう一度送る理由」(send の again、10文字以上)を書く{_MERGED}送らないなら、何もしなくてかまいません。",
    ),
    # sent, and a person is told
    "already_accepted": Row(
        "sent", "はじめての送信に、LINEは「もう受け付けている」と答えました。配信の記録(ledger)にない配信があったおそれがあります。",
        MAINTAINER, _TODAY, clicks.ANALYSIS, "同じ投稿が前に届いていないかを確かめてください。",
    ),
}  # fmt: skip
