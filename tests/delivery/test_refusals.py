"""LINE's refusals in words for people: what to change, who changes it; LINE's own English reaches nobody."""

import pytest

from scripts.delivery.reasons import refused
from scripts.delivery.refusals import every_refusal, refusal
from tests.plain import foreign_words

DETAILS = "The request body has 1 error(s) / messages[0]"
SAID = {
    (429, "You have reached your monthly limit."): ("通数が足りない", "保守担当者", "利用と請求"),
    (403, "Access to this API is not available for your account"): ("権利がありません", "保守担当者", "チャネル"),
    (413, "Payload Too Large"): ("大きすぎます", "投稿者", "短くする"),
    (400, f"{DETAILS}.contents bubble is larger than 30 KB"): ("大きすぎます", "投稿者", "短くする"),
    (400, f"{DETAILS}.text Length must be between 0 and 5000"): ("文字が多すぎます(本文)", "投稿者", "短くする"),
    (400, f"{DETAILS}.altText Length must be between 0 and 1500"): ("(通知の文)", "投稿者", "短くする"),
    (400, f"{DETAILS}.label Length must be between 1 and 40"): ("(ボタンの文字)", "投稿者", "短くする"),
    (400, f"{DETAILS}.text May not be empty"): ("空の欄があります(本文)", "投稿者", "書き足す"),
    (400, f"{DETAILS}.originalContentUrl Must be a valid HTTPS URL"): ("画像のアドレス", "保守担当者", "Pages"),
    (400, f"{DETAILS}.contents.body.contents[1].action.uri invalid uri"): ("リンクのアドレス", "投稿者", "直す"),
    (400, f"{DETAILS}.contents.x unknown property"): ("LINEの決まりに合わない", "保守担当者", "記録"),
    (400, "something that LINE has never said"): ("LINEの決まりに合わない", "保守担当者", "記録"),
    (0, ""): ("LINEの決まりに合わない", "保守担当者", "記録"),
}  # fmt: skip


@pytest.mark.parametrize("code", ["refused_by_line", "line_validation"])
@pytest.mark.parametrize("status, message", SAID)
def test_a_refusal_says_what_to_change_and_who_does_it(code: str, status: int, message: str) -> None:
    (reason,) = refused(code, status, message).reasons
    for words in SAID[status, message]:
        assert words in reason.message
    assert foreign_words(reason.message) == []
    assert message in reason.technical


def test_a_refused_send_says_who_opens_it_again() -> None:
    (reason,) = refused("refused_by_line", 429, "You have reached your monthly limit.").reasons
    assert (
        "投稿者が、「もう一度送る理由」(send の again" in reason.message and "承認を受けて" in reason.message
    )


def test_every_row_is_reached() -> None:
    reached = {refusal(status, message).why.partition("(")[0] for status, message in SAID}
    assert reached == {row.why for row in every_refusal()}
