"""Who holds an office on a day: the roster's word, and for an operations manager the contract's too (第2)."""

from datetime import date

from scripts.core.account import Account
from scripts.core.matrix import Need
from scripts.core.roster import Person, Roster


def holders(need: Need, roster: Roster, account: Account, on: date) -> tuple[Person, ...]:
    """Everybody who may give this approval on that day. Where the contract is over, nobody may."""
    if need.role == "operations_manager":
        contractor = account.contractor(need.contractor)
        if contractor is None or not contractor.under_contract(on):
            return ()
    return roster.holders(need.role, on, need.contractor)
