"""What another account sent is no figure and no page of this one's."""

from dataclasses import replace
from datetime import datetime, timedelta

from scripts.delivery.audience import last_reach
from scripts.delivery.entry import Entry
from scripts.delivery.month import month_use
from scripts.effects.content.accounts import of_account, retry_key
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, tzinfo=JAPAN)
OURS, TRIAL = "@hokkaido-cafe", "@trial"


def sent(post_id: str, basic_id: str, people: int, claims: int = 1) -> tuple[Entry, ...]:
    """So many claims, all but the last of them refused."""
    lines: list[Entry] = []
    for number in range(claims):
        at = AT + timedelta(minutes=number)
        claim = {
            "retry_key": retry_key(basic_id, post_id, number),
            "nonce": "abc",
            "audience_estimate": people,
        }
        lines += [
            Entry("claimed", at, "r", claim),
            Entry("refused", at, "r", {"status": 400, "message": "no", "first": True}),
        ]
    return (*lines[:-1], Entry("accepted", AT, "r", {"request_id": "x", "retry_key": claim["retry_key"]}))


def test_a_trial_accounts_sends_are_left_out_of_people_and_messages() -> None:
    posts = {"20261210-a": sent("20261210-a", TRIAL, 3), "20261210-b": sent("20261210-b", OURS, 1_200, 2)}
    own = of_account(OURS, posts)
    assert [*own] == ["20261210-b"]
    assert [*of_account(TRIAL, posts)] == ["20261210-a"]
    reach = last_reach(of_account(OURS, {"20261210-a": posts["20261210-a"]}).values())
    assert reach is None and month_use(own.values(), AT.date()).used == 1_200


def test_a_key_by_lot_and_a_post_that_nobody_claimed_say_nothing_of_an_account() -> None:
    claim, *rest = sent("20261210-a", TRIAL, 3)
    by_lot = {name: value for name, value in claim.carries.items() if name != "nonce"}
    posts = {"20261210-a": (replace(claim, carries=by_lot), *rest), "20261210-b": ()}
    assert of_account(OURS, posts) == posts
