"""Broadcasts that LINE counted and the ledger does not explain."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from scripts.delivery.guards import claims_that_count
from scripts.delivery.ledger import Entry
from scripts.reading.fields import integer, number
from scripts.tasks.issue_plan import Task
from scripts.text.dates import JAPAN

KEY = "behind/"
_SPARE = 1.05  # new followers between the estimate, which is a day old, and the broadcast


def unexplained(day: date, counted: Mapping[str, Any], posts: Mapping[str, Sequence[Entry]]) -> Task | None:
    """What to tell a person about one day's `insight/message/delivery`. `broadcast` are the console's own sends."""
    console, api = number(counted.get("broadcast"), 0), number(counted.get("apiBroadcast"), 0)
    ours = list(_audiences_on(day, posts))
    most = None if None in ours else int(sum(audience or 0 for audience in ours) * _SPARE)
    seen = []
    if console:
        seen.append(f"- 管理画面から、のべ{console:,}人に一斉配信されています。")
    if api and (not ours or (most is not None and api > most)):
        known = f"約{most:,}人分" if ours else "ありません"
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


def _audiences_on(day: date, posts: Mapping[str, Sequence[Entry]]) -> Iterator[int | None]:
    """How many people each of our own broadcasts may have reached on that day; None where nobody had counted."""
    for post_id, claim in claims_that_count(posts).items():
        last = max(line.at for line in posts[post_id] if line.event in ("claimed", "accepted", "unanswered"))
        if claim.at.astimezone(JAPAN).date() <= day <= last.astimezone(JAPAN).date():
            yield integer(claim.carries.get("audience_estimate"))
