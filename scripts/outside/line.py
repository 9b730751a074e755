"""The account at LINE: the token is its own, the month has messages left, the console's rights were looked at."""

from collections.abc import Iterator

from scripts.content.deadlines import last_done
from scripts.delivery.guards import quota
from scripts.outside.matter import matter, seen
from scripts.outside.settings import Unseen
from scripts.outside.snapshot import Outside
from scripts.text.dates import days_after, format_day

_ASKED_EVERY = 90  # days, where the account says nothing
_CONSOLE = "[LINE Official Account Manager](https://manager.line.biz/) → **設定** → **権限管理**"


@matter(
    "line-account",
    "秘密の示す口座が、basic_id の口座",
    "第1(別の口座に配信しません)",
    "どちらが正しい口座かを見て、`line-production` の `LINE_CHANNEL_ID` と `LINE_CHANNEL_SECRET` か、`content/account.yml` の `basic_id` を直す",
)
def line_account(outside: Outside) -> Iterator[str | Unseen]:
    """The very question that the sender asks before a send."""
    if wrong := seen(outside.line).wrong:
        yield wrong.reasons[0].message


@matter(
    "line-quota",
    "今月の通数が、1回の配信に足りる",
    "足りないと配信されません",
    "LINE Official Account Manager → **設定** → **利用と請求** でプランを見直す",
)
def line_quota(outside: Outside) -> Iterator[str | Unseen]:
    """The sender's own guard, for one broadcast to everybody."""
    account = seen(outside.line)
    if stop := quota(seen(account.quota), account.audience):
        yield stop.reasons[0].message


@matter(
    "console-rights",
    "投稿者が、LINEの管理画面から配信できないことを確かめた",
    "第4第1項第1号・第4第4項第1号(承認を飛ばした配信を防ぎます)",
    f"{_CONSOLE} で、投稿者が全員「運用担当者(配信権限なし)」であることを見て、`content/credentials.yml` に "
    "`kind: console_rights_checked` と見た日を書き足す",
)
def console_rights(outside: Outside) -> Iterator[str | Unseen]:
    """No program can see the console: a person looks, and writes the day down."""
    answered = last_done(outside.credentials, "console_rights_checked")
    every = outside.context.account.console_rights_every_days or _ASKED_EVERY
    if answered is None:
        yield "まだ一度も確かめていません。"
    elif days_after(answered, every) < outside.today:
        yield f"最後に確かめたのは{format_day(answered)}です({every}日ごと)。"
