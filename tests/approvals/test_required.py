"""Who is needed, and who may give it: the answer that judge, form, advice and comment share."""

from dataclasses import replace
from datetime import date

import pytest

from scripts.approvals.needs import Need, needs_for
from scripts.approvals.required import may_give, required
from scripts.content.post import Post, read_post
from scripts.content.reply import Reply, read_reply
from scripts.reading.document import read_markdown_file
from tests.approvals.cafe import CONTRACTOR, DIVISION, post
from tests.approvals.good_case import CONFIG
from tests.verbs.desk import reply

TODAY = date(2026, 12, 4)
(MANAGER,) = needs_for("post", "contractor", "ezorisu-2026")
(CHIEF,) = needs_for("post", "division")


def read(folder: str, **fields: str) -> Post:
    return read_post(f"{folder}/post.md", post(**fields).encode(), {})


def reply_of(side: str, author: str) -> Reply:
    return read_reply(read_markdown_file(f"content/replies/{side}/a.md", reply(author).encode()))


def roles(*arguments: object) -> list[tuple[str, str]]:
    return [(need.role, need.contractor) for need in required(*arguments)]  # type: ignore[arg-type]


ROSTER = CONFIG.roster
DIVISIONS = read(DIVISION)
CONTRACTORS = read(CONTRACTOR, author="con-poster-01", category="other")
CHIEFS, MANAGERS = ("section_chief", ""), ("operations_manager", "ezorisu-2026")


@pytest.mark.parametrize(
    ("content", "corrected", "opener", "needed"),
    [
        (DIVISIONS, (), 1001, [CHIEFS]),
        (DIVISIONS, (), 0, [CHIEFS]),
        (DIVISIONS, (), 2001, [CHIEFS, MANAGERS]),
        (CONTRACTORS, (), 2001, [MANAGERS, CHIEFS]),
        (DIVISIONS, (CONTRACTORS,), 1001, [CHIEFS, MANAGERS]),
        (None, (), 1001, [("operations_manager", ""), CHIEFS]),
        (reply_of("division", "div-poster-01"), (), 1001, [CHIEFS]),
        (reply_of("contractor", "con-poster-01"), (), 2001, [MANAGERS]),
        (reply_of("nobody", "div-poster-01"), (), 1001, [("operations_manager", ""), CHIEFS]),
    ],
)
def test_whose_approval_is_needed(content: object, corrected: object, opener: int, needed: object) -> None:
    assert roles(content, corrected, ROSTER, opener) == needed


def test_who_once_worked_for_a_contractor_posts_for_the_division_without_it() -> None:
    """As long as both appointments run, or where they overlap, the contractor is asked too."""
    once = replace(
        next(person for person in ROSTER.people if person.id == "con-poster-01"),
        id="con-old", github_id=1001, appointed_on=date(2025, 4, 1), ends_on=date(2026, 3, 31),
    )  # fmt: skip
    needed = {
        ends_on: roles(
            DIVISIONS, (), replace(ROSTER, people=(*ROSTER.people, replace(once, ends_on=ends_on))), 1001
        )
        for ends_on in (date(2026, 3, 31), date(2026, 4, 1), None)
    }
    assert needed == {
        date(2026, 3, 31): [CHIEFS], date(2026, 4, 1): [CHIEFS, MANAGERS], None: [CHIEFS, MANAGERS],
    }  # fmt: skip
    both = replace(ROSTER, people=(*ROSTER.people, replace(once, ends_on=None)))
    assert roles(DIVISIONS, (), both, 1001, {"ezorisu-2026"}) == [CHIEFS]


def logins(
    need: Need, on: date = TODAY, wrote: tuple[int, ...] = (), account: object = CONFIG.account
) -> list[str]:
    return [person.login for person in may_give(need, ROSTER, account, on, wrote)]  # type: ignore[arg-type]


def test_only_the_operations_manager_of_that_contractor_may() -> None:
    assert logins(MANAGER) == ["con-manager-01-example"]
    assert logins(CHIEF) == ["section-chief-01-example"]


def test_nobody_may_who_wrote() -> None:
    assert logins(CHIEF, wrote=(1101,)) == []


def test_nobody_may_before_the_appointment_or_after_the_contract() -> None:
    assert logins(CHIEF, on=date(2026, 3, 31)) == []
    assert logins(MANAGER, on=date(2027, 3, 31)) == ["con-manager-01-example"]
    assert logins(MANAGER, on=date(2027, 4, 1)) == []
    assert logins(MANAGER, account=replace(CONFIG.account, contractors=())) == []


def test_for_what_a_contractor_sent_whose_contract_is_over_the_division_answers() -> None:
    """Else nobody could correct it: a correction must always be able to go out."""
    over = CONFIG.account.over(date(2027, 4, 1))
    assert over == {"ezorisu-2026", "other-2026"}
    assert CONFIG.account.over(date(2027, 3, 31)) == set()
    assert roles(DIVISIONS, (CONTRACTORS,), ROSTER, 1001, over) == [CHIEFS]
    assert roles(CONTRACTORS, (), ROSTER, 2001, over) == [MANAGERS, CHIEFS]
    assert roles(CONTRACTORS, (CONTRACTORS,), ROSTER, 2001, over) == [MANAGERS, CHIEFS]


def test_for_what_a_contractor_sent_it_answers_as_long_as_its_contract_runs() -> None:
    """Another company's correction of it needs the managers of both; after the contract whoever corrects answers."""
    manager = next(person for person in ROSTER.people if person.id == "con-manager-09")
    other = replace(manager, id="con-poster-09", roles=("poster",), github_id=2002)
    roster = replace(ROSTER, people=(*ROSTER.people, other))
    correction, others = read(CONTRACTOR, author="con-poster-09"), ("operations_manager", "other-2026")
    assert roles(correction, (CONTRACTORS,), roster, 2002) == [others, MANAGERS, CHIEFS]
    assert roles(correction, (CONTRACTORS,), roster, 2002, {"ezorisu-2026"}) == [others, CHIEFS]


def test_a_version_by_an_unknown_author_does_not_make_a_correction_impossible() -> None:
    lost = read(CONTRACTOR, author="nobody")
    assert roles(DIVISIONS, (CONTRACTORS, lost), ROSTER, 1001) == [CHIEFS, MANAGERS]


def test_a_maintainer_of_a_contractor_is_asked_as_long_as_the_contract_runs() -> None:
    (code,) = needs_for("code")
    theirs = replace(ROSTER.people[3], side="contractor", contractor="ezorisu-2026")
    roster = replace(ROSTER, people=(theirs,))
    assert may_give(code, roster, CONFIG.account, date(2027, 3, 31)) == (theirs,)
    assert may_give(code, roster, CONFIG.account, date(2027, 4, 1)) == ()
