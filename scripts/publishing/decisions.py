"""A person's decision about a post. It can only prevent a send: the post did arrive, or it is to stop."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scripts.content.roster import Person
from scripts.delivery.damage import KEY_LIVES, line_damage
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import STATE_NAMES, since_claim, state_of
from scripts.effects.content.load import account_in, roster_in
from scripts.effects.git.ledger_branch import Ledger, append_if_unmoved
from scripts.effects.git.main_branch import Main
from scripts.effects.line.client import LineClient
from scripts.effects.line.unavailable import LineUnavailable
from scripts.effects.local import environment
from scripts.effects.local.cli import UsageError, why
from scripts.text.dates import JAPAN, format_datetime, format_day
from scripts.text.quote import quoted

_COUNTS = "/v2/bot/message/delivery/broadcast"
_NEEDED = {"settled": ("uncertain",), "stopped": ("new", "claimed", "refused", "uncertain")}
_LONGEST_NOTE = 500


@dataclass(frozen=True)
class Decision:
    """What a person decided about a post: `settled` (it did arrive) or `stopped`."""

    post_id: str
    event: str
    note: str
    person: Person
    actor: str

    def entry(self, at: datetime, run: str) -> Entry:
        """The ledger's line: who, with which account, why."""
        carried = {"by": self.person.id, "actor": self.actor, "note": self.note}
        return Entry(
            self.event, at, run, {"found": "sent", **carried} if self.event == "settled" else carried
        )


def read_decision(main: Main, post_id: str, event: str, note: str, by: str, today: date) -> Decision:
    """The decision, if it is complete and made by somebody on today's roster. Raises UsageError."""
    note = " ".join(note.split())
    if not note or len(note) > _LONGEST_NOTE or not note.isprintable():
        raise UsageError(f"理由(--note)を、{_LONGEST_NOTE}文字までの文章で書いてください。")
    person, actor = _who(main, by, today)
    return Decision(post_id, event, note, person, actor)


def _who(main: Main, by: str, today: date) -> tuple[Person, str]:
    """The roster's person behind the GitHub account of the run; `--by` counts in the sample environment alone."""
    roster, account, actor = roster_in(main.tree), account_in(main.tree), environment.actor()
    if actor:
        if by:
            raise UsageError("--by は使えません。GitHubのActionsでは、実行した人が判断した人になります。")
        people = [person for person in roster.by_github(actor.id) if account.serves(person, today)]
        if not people:
            raise UsageError(
                f"@{actor.login} は、きょうの名簿(content/roster.yml)にいません。名簿の人が実行してください。"
            )
        return people[0], actor.login
    if account.environment != "sample":
        raise UsageError("この判断は、GitHubのActionsの「届いていた・止める」から記録してください。")
    person = roster.person(by)
    if person is None or not account.serves(person, today):
        raise UsageError(f"--by の「{by}」は、きょうの名簿(content/roster.yml)にいません。")
    return person, person.login


def check_decidable(main: Main, ledger: Ledger, decision: Decision, now: datetime) -> tuple[Entry, ...]:
    """The attempt that is decided about. Raises UsageError where there is nothing to decide."""
    post_id, lines = decision.post_id, ledger.of(decision.post_id)
    if not lines and post_id not in main.view.survey.folders:
        raise UsageError(
            f"投稿{quoted(post_id)}は、main にも配信の記録にもありません。投稿IDを確かめてください。"
        )
    state = state_of(lines)
    if state != "sent" and (damage := line_damage(lines, now)):
        raise UsageError(
            f"投稿「{post_id}」の配信の記録が読めません({damage})。この投稿は、もう配信されません。"
            "保守担当者は、きょうのうちに、保守の手引の「台帳が壊れているとき」のとおりに、届いたかどうかと、だれが書き換えたかを確かめてください。"
        )
    if state == "sent" and decision.event == "stopped":
        raise UsageError(
            f"投稿「{post_id}」は、もう配信されています。取り消せません。誤りがあれば、corrects を書いた新しい投稿で訂正してください。"
        )
    if state not in _NEEDED[decision.event]:
        raise UsageError(f"投稿「{post_id}」は、いま「{STATE_NAMES[state]}」です。記録することはありません。")
    attempt = since_claim(lines)
    if decision.event == "stopped" and state == "uncertain" and now - attempt[0].at < KEY_LIVES:
        raise UsageError(
            f"投稿「{post_id}」は、もう止まっていますが、届いているかもしれません。LINE公式アカウントの管理画面で確かめてください。"
            f"届いていたら settled を、届いていなくて、もう送らないなら、{format_datetime(attempt[0].at + KEY_LIVES)}からもう一度 stopped を選びます。"
        )
    return attempt


def write_decision(main: Main, ledger: Ledger, decision: Decision, now: datetime) -> None:
    """Push the line; what somebody else wrote in between is looked at first. Raises GitFailed, UsageError."""
    append_if_unmoved(
        main.root,
        ledger,
        decision.post_id,
        decision.entry(now, environment.run_url()),
        lambda moved: check_decidable(main, moved, decision, now) is not None,
    )


def counts_of(line: LineClient, attempt: tuple[Entry, ...], today: date) -> Iterator[str]:
    """What LINE itself counted on the days of the attempt, for the person who decides.

    A key lives for a day: whatever the ledger says, nothing was sent under it later than on the day after its claim.
    """
    days = [line.at.astimezone(JAPAN).date() for line in attempt]
    for day in sorted({days[0], min(days[-1], days[0] + timedelta(1))}):
        try:
            counted = line.counts(_COUNTS, day)
        except LineUnavailable as silent:
            yield f"{format_day(day)}: LINEに確かめられません({why(silent)})。"
            continue
        if counted.get("status") == "ready":
            yield f"{format_day(day)}: LINEの記録では、この仕組みから{counted.get('success', 0)}人に届いています。"
        else:
            again = "あす以降にもう一度確かめてください。" if day >= today - timedelta(1) else ""
            yield f"{format_day(day)}: LINEの集計がまだ出ていません。{again}"
