"""Conditions 3 and 4: the roster before the merge says who wrote, and who could approve."""

import pytest

from tests.approvals.cafe import (
    ACCOUNT,
    CONTRACTOR,
    DIVISION,
    ROSTER,
    Cafe,
    approved,
    ending,
    held,
    post,
    rejected,
    settled,
)

STRANGER = (
    "  - {id: stranger, title: 見知らぬ人, side: division, roles: [section_chief],"
    ' github: {login: stranger-example, id: 3001}, appointed_on: "2026-04-01", ends_on: null}\n'
)


def on_main(cafe: Cafe, roster: str) -> None:
    cafe.repository.commit("main", {"content/roster.yml": roster}, "maintainer-01")


def test_a_pull_request_appoints_its_own_approver(cafe: Cafe) -> None:
    cafe.write({f"{DIVISION}/post.md": post(), "content/roster.yml": ROSTER + STRANGER})
    cafe.open("div-poster-01")
    rejected(settled(cafe, "stranger"), "mixed_change", "missing_section_chief")


def test_an_approver_appointed_after_the_merge(cafe: Cafe) -> None:
    settled(cafe, "stranger")
    on_main(cafe, ROSTER + STRANGER)
    rejected(cafe, "missing_section_chief")


def test_an_approver_taken_off_the_roster_before_the_merge(cafe: Cafe) -> None:
    cafe.propose()
    cafe.review("section-chief-01")
    on_main(cafe, "".join(row for row in ROSTER.splitlines(keepends=True) if "1101" not in row))
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_an_approver_whose_office_ended_the_day_before_the_merge(cafe: Cafe) -> None:
    on_main(cafe, ending(ROSTER, 1101, "2026-12-03"))
    rejected(settled(cafe), "missing_section_chief")


def test_the_merge_falls_on_the_day_after_the_office_ended_in_japan_though_not_in_utc(cafe: Cafe) -> None:
    on_main(cafe, ending(ROSTER, 1101, "2026-12-04"))
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.now = cafe.now.replace(day=5, hour=8)
    cafe.merge()
    rejected(cafe, "missing_section_chief")


def test_an_approval_from_before_the_appointment_is_none(cafe: Cafe) -> None:
    """Who becomes chief tomorrow approves today; when it is merged, the office is held, but it was not when approving."""
    on_main(cafe, ROSTER.replace('1101}, appointed_on: "2026-04-01"', '1101}, appointed_on: "2026-12-05"'))
    cafe.propose()
    cafe.review("section-chief-01")  # on 4 December
    cafe.later(days=1)
    cafe.merge()
    verdict = rejected(cafe, "stale_approval", "missing_section_chief")
    assert "2026年12月4日" in verdict.passed_over[0].why


def test_an_approval_on_the_day_of_the_appointment_counts_and_so_does_one_under_an_office_that_went_on(
    cafe: Cafe,
) -> None:
    row = next(row for row in ROSTER.splitlines(keepends=True) if "1101" in row)
    anew = row.replace("section-chief-01,", "section-chief-01b,").replace("2026-04-01", "2026-12-05")
    on_main(cafe, ending(ROSTER, 1101, "2026-12-04") + anew)
    cafe.propose()
    cafe.review("section-chief-01")  # the last day of the first appointment
    cafe.later(days=1)
    cafe.merge()
    approved(cafe)
    on_main(
        cafe, ROSTER.replace('1101}, appointed_on: "2026-04-01"', f'1101}}, appointed_on: "{cafe.now:%F}"')
    )
    cafe.branch, cafe.number, cafe.folder = "natsu", 0, DIVISION.replace("winter", "natsu")
    approved(settled(cafe))


def test_an_approver_whose_last_day_cannot_be_read(cafe: Cafe) -> None:
    on_main(cafe, ending(ROSTER, 1101, "2027-13-99"))
    rejected(settled(cafe), "missing_section_chief")


@pytest.mark.parametrize("file", ["content/roster.yml", "content/account.yml"])
def test_a_register_that_was_no_yaml_before_the_merge(cafe: Cafe, file: str) -> None:
    cafe.repository.commit("main", {file: "people: [\n"}, "maintainer-01")
    verdict = settled(cafe).judge()
    assert verdict.outcome != "approved"
    assert "evidence_unavailable" in {reason.code for reason in verdict.reasons}


def test_an_account_that_was_no_yaml_before_the_merge_holds(cafe: Cafe) -> None:
    cafe.repository.commit("main", {"content/account.yml": "account: {\n"}, "maintainer-01")
    held(settled(cafe))


def test_an_author_who_is_not_on_the_roster(cafe: Cafe) -> None:
    cafe.propose("div-poster-01", text=post("nobody"))
    rejected(settled(cafe), "author_not_on_roster")


def test_a_post_that_names_a_colleague_as_its_author(cafe: Cafe) -> None:
    cafe.propose("div-poster-01", text=post("div-poster-02"))
    rejected(settled(cafe), "author_not_on_roster")


def test_an_author_whose_time_as_a_poster_is_over(cafe: Cafe) -> None:
    on_main(cafe, ending(ROSTER, 1001, "2026-12-03"))
    rejected(settled(cafe), "author_not_on_roster")


def test_an_author_who_is_not_yet_appointed(cafe: Cafe) -> None:
    on_main(cafe, ROSTER.replace('1001}, appointed_on: "2026-04-01"', '1001}, appointed_on: "2026-12-05"'))
    rejected(settled(cafe), "author_not_on_roster")


def test_an_author_who_is_on_the_roster_but_no_poster(cafe: Cafe) -> None:
    on_main(
        cafe,
        ROSTER.replace(
            "roles: [poster], github: {login: div-poster-01",
            "roles: [maintainer], github: {login: div-poster-01",
        ),
    )
    rejected(settled(cafe), "author_not_on_roster")


def test_a_division_author_in_the_contractors_folder(cafe: Cafe) -> None:
    cafe.folder = CONTRACTOR
    cafe.propose("div-poster-01")
    rejected(settled(cafe, "section-chief-01"), "author_not_on_roster", "missing_operations_manager")


def test_the_contractor_hides_behind_a_division_author(cafe: Cafe) -> None:
    """The account that opened the pull request decides, not what the post says of itself."""
    cafe.propose("con-poster-01", text=post("div-poster-01"))
    rejected(settled(cafe), "author_not_on_roster", "missing_operations_manager")


def test_a_post_whose_front_matter_cannot_be_read(cafe: Cafe) -> None:
    cafe.propose("div-poster-01", text="# 見出しだけ\n")
    rejected(settled(cafe), "author_not_on_roster")


def test_a_login_that_was_given_up_and_taken_by_somebody_else(cafe: Cafe) -> None:
    cafe.github.account("section-chief-01-example", 7777)
    cafe.propose()
    cafe.review("section-chief-01")
    cafe.merge()
    verdict = rejected(cafe, "missing_section_chief")
    assert "別のアカウント" in verdict.passed_over[0].why


def test_what_no_later_run_can_read_is_not_promised_to_be_asked_again(cafe: Cafe) -> None:
    """Two clean merges within a minute can make one file with a key twice; the first parent has it for ever."""
    cafe.repository.commit(
        "main", {"content/account.yml": ACCOUNT + "environment: sample\n"}, "maintainer-01"
    )
    settled(cafe)
    cafe.repository.commit("main", {"content/account.yml": ACCOUNT}, "maintainer-01")
    reason = held(cafe, "evidence_unavailable").reasons[0].message
    assert "次の実行でもう一度" not in reason and "新しい名前のフォルダに作り直し" in reason


@pytest.mark.parametrize("who", ["div-poster-01", "section-chief-01"])
def test_the_record_names_the_office_that_was_held_and_not_an_earlier_one(cafe: Cafe, who: str) -> None:
    """A transfer makes a second row for the same account."""
    row = next(row for row in ROSTER.splitlines(keepends=True) if f"id: {who}," in row)
    earlier = row.replace(f"id: {who},", "id: old-one,").replace("2026-04-01", "2024-04-01")
    ended = earlier.replace("ends_on: null", 'ends_on: "2026-03-31"')
    on_main(cafe, ROSTER.replace("people:\n", f"people:\n{ended}"))
    evidence = approved(settled(cafe)).evidence
    acts = [evidence["author"], evidence["opened_by"], evidence["merged_by"], evidence["course"][0]["by"]]
    assert who in {by["person"] for by in acts}
    assert "old-one" not in {by["person"] for by in acts}
