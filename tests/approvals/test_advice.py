"""After every reason stands what to do, and whom to ask."""

from datetime import date

import pytest

from scripts.approvals.advice import AFTER_MERGE, BEFORE_MERGE, OF_A_REPLY, AdviceContext, advised, named
from scripts.approvals.needs import needs_for, roles_needed
from scripts.approvals.verdict import Reason
from tests.approvals.good_case import CONFIG, NOON

AUTHOR = CONFIG.roster.person("div-poster-01")


CHIEFS = needs_for("post", "division")


def context(needs=CHIEFS, wrote=()):
    return AdviceContext(CONFIG, NOON.date(), AUTHOR, needs, wrote)


def step(code, advice=BEFORE_MERGE, around=None, holds=False):
    return advised(Reason(code, "理由。", holds), advice, around or context()).message


def test_a_missing_approval_names_whom_to_ask():
    assert step("missing_section_chief") == (
        "理由。移住交流担当課長「地域政策課 移住交流担当課長」(@section-chief-01-example)に承認(Approve)を依頼してください。"
    )


def test_of_two_missing_approvals_each_names_its_own():
    both = context(roles_needed("contractor", "other", "ezorisu-2026"))
    said = step("missing_operations_manager", around=both)
    assert "@con-manager-01-example" in said and "@section-chief-01-example" not in said


def test_whoever_wrote_is_not_asked():
    assert "いまの名簿に、この変更に加わっていない方が見つかりません" in step(
        "missing_section_chief", around=context(wrote=[1101])
    )


def test_a_hold_says_when_it_is_asked_again_and_whom_to_tell():
    said = step("evidence_unavailable", holds=True)
    assert "次の実行でもう一度確かめます" in said and "@maintainer-01-example" in said


@pytest.mark.parametrize(
    "code", ["fork", "mixed_change", "stale_approval", "too_large", "unknown_contributor"]
)
def test_before_the_merge_the_pull_request_can_be_mended(code):
    assert "post_id" not in step(code)


@pytest.mark.parametrize(
    "code", ["fork", "mixed_change", "stale_approval", "too_large", "unknown_contributor"]
)
def test_after_the_merge_a_new_name_is_needed(code):
    assert "新しい名前のフォルダ" in step(code, AFTER_MERGE)


def test_an_open_objection_after_the_merge_needs_no_new_name():
    assert "新しい名前" not in step("open_objection", AFTER_MERGE)


def test_the_issue_of_a_reply_says_the_next_step_itself():
    assert step("missing_section_chief", OF_A_REPLY) == "理由。"
    assert step("evidence_unavailable", OF_A_REPLY, holds=True) == "理由。"


def test_several_people_are_alternatives():
    assert named(CONFIG.roster.people[:2]) == (
        "「地域政策課 主事」(@div-poster-01-example)または「地域政策課 主任」(@div-poster-02-example)"
    )


@pytest.mark.parametrize(
    ("advice", "do"), [(BEFORE_MERGE, "閉じて(Close)"), (AFTER_MERGE, "main から消して")]
)
def test_where_the_contract_is_over_nobody_is_asked_to_wait(advice, do):
    needs = roles_needed("contractor", "event", "ezorisu-2026")
    over = AdviceContext(CONFIG, date(2027, 4, 1), AUTHOR, needs, ())
    words = step("missing_operations_manager", advice, over)
    assert "「株式会社エゾリスコミュニケーションズ」との委託契約は2027年3月31日まで" in words
    assert do in words
    assert "依頼してください" not in words
