"""Broadcasts that LINE counted and the ledger does not explain."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from scripts.delivery.entry import Entry
from scripts.delivery.guards import claims_that_count
from scripts.reading.fields import integer, number, text
from scripts.tasks.issue_plan import Task
from scripts.text.dates import JAPAN, format_datetime
from scripts.text.quote import in_code

KEY = "behind/"
_UNCONFIRMED = "post:"
_SPARE = 1.05  # new followers between the estimate, which is a day old, and the broadcast


def requests_on(day: date, posts: Mapping[str, Sequence[Entry]]) -> set[str]:
    """LINE's numbers of our own broadcasts that may count for that day."""
    return {key for key, _ in _sends_on(day, posts) if not key.startswith(_UNCONFIRMED)}


def unexplained(
    day: date,
    counted: Mapping[str, Any],
    posts: Mapping[str, Sequence[Entry]],
    delivered: Mapping[str, int | None],
) -> Task | None:
    """The task for one day's `insight/message/delivery`, if the ledger does not explain it.

    `delivered`: LINE's number of a broadcast → people whom LINE says it reached (0: LINE knows no such broadcast, None:
    not yet counted). The same number in two posts' files is one broadcast, whatever their texts. `broadcast` are the
    console's own sends.
    """
    console, api = number(counted.get("broadcast"), 0), number(counted.get("apiBroadcast"), 0)
    sends = dict(_sends_on(day, posts))
    ours = [delivered[key] if delivered.get(key) is not None else guess for key, guess in sends.items()]
    most = None if None in ours else int(sum(audience or 0 for audience in ours) * _SPARE)
    seen = []
    if console:
        seen.append(f"- 管理画面から、のべ{console:,}人に一斉配信されています。")
    if api and most is not None and api > most:
        known = f"約{most:,}人分" if most else "ありません"
        seen.append(f"- プログラムから、のべ{api:,}人に一斉配信されています(配信台帳の記録は{known})。")
    if not seen:
        return None
    return Task(
        f"{KEY}{day}",
        f"配信台帳にない配信があります: {day}",
        f"LINEの集計によると、{day}に、承認の記録がない配信がありました。\n\n" + "\n".join(seen) + "\n\n"
        "- [ ] だれが何を送ったかを、LINE公式アカウントの管理画面で確かめる\n"
        "- [ ] 心当たりがなければ、乗っ取りとして扱う(`.github/TROUBLE.md`、第6第3項)\n"
        "- [ ] 管理画面から配信できる権限を、必要な人だけに絞る\n\n"
        "確かめたら、この件を閉じてください。",
    )


def lost(post_id: str, accepted_at: datetime) -> Task:
    """The task about a post that the ledger calls sent, and of which LINE knows nothing."""
    return Task(
        f"{KEY}lost/{post_id}",
        f"届いていないおそれがあります: {post_id}",
        f"配信台帳では、投稿 {in_code(post_id)} を{format_datetime(accepted_at)}にLINEが受け付けています。しかし3日たっても、LINEに、"
        "その受付番号の配信か、その日の配信の記録がありません。だれかが記録を書き加えたおそれがあります。\n\n"
        "- [ ] LINE公式アカウントの管理画面で、届いているかを確かめる\n"
        "- [ ] 保守担当者は、ブランチ `ledger` のこの投稿の行を、だれが書いたかを確かめる\n"
        "- [ ] 届いていなければ、新しい投稿として、承認を受けて出し直す\n\n"
        "確かめたら、この件を閉じてください。",
    )


def _sends_on(day: date, posts: Mapping[str, Sequence[Entry]]) -> Iterator[tuple[str, int | None]]:
    """Each of our own broadcasts that may have been on that day, and the audience that was estimated for it.

    Its key is LINE's number; of one that LINE has not confirmed, the post's name in a form that is no such number.
    """
    for post_id, claim in claims_that_count(posts).items():
        lines = posts[post_id]
        last = max(line.at for line in lines if line.event in ("claimed", "accepted", "unanswered"))
        if claim.at.astimezone(JAPAN).date() <= day <= last.astimezone(JAPAN).date():
            accepted = next((line for line in reversed(lines) if line.event == "accepted"), None)
            request_id = text(accepted.carries.get("request_id")) if accepted else ""
            yield request_id or f"{_UNCONFIRMED}{post_id}", integer(claim.carries.get("audience_estimate"))
