"""The ten bad days of TROUBLE.md, each played once as the page says; the clock only goes on from test to test."""

from collections.abc import Iterator

import pytest

from scripts.effects.git.commands import git
from tests.journeys.bad_days import CHIEF, INCIDENT, notice, record, removed
from tests.journeys.cafe import Cafe, opened

WINTER, CORRECTION = "20261210-winter-soudan", "20261210-teisei"
WRITTEN = "Write down what a person decided"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("bad-days")) as played:
        yield played


def sent(cafe: Cafe) -> int:
    return len(cafe.stage.line.deliveries)


def shown(cafe: Cafe) -> str:
    """What the last delivery said, as it went to LINE."""
    return str(cafe.stage.line.deliveries[-1].messages)


def test_1_a_wrong_post_is_followed_by_its_correction_on_the_same_day(cafe: Cafe) -> None:
    cafe.bring_in(WINTER, "div-poster-01", (CHIEF,), "2026-12-10")
    assert cafe.send()["Send"] == 0
    correction = "corrects: 20261210-winter-soudan\ncorrection:\n  - wrong: 締切 1月15日（金）\n    right: 締切 1月18日（月）\n"
    notice(
        cafe,
        CORRECTION,
        "締切を改めます",
        "先ほどの相談会のお知らせに誤りがありました。おわびいたします。",
        correction,
    )
    cafe.send(paused="true")
    assert sent(cafe) == 1
    assert cafe.send()["Send"] == 0
    assert sent(cafe) == 2
    assert "1月18日" in shown(cafe)


def test_2_a_picture_without_a_right_is_served_no_more(cafe: Cafe) -> None:
    media = cafe.stage.site.folder / "media"
    page = cafe.stage.site.folder / "archive" / f"{WINTER}.html"
    assert set(cafe.job("publish.yml", "site").values()) == {0}
    assert [file.suffix for file in media.iterdir()] == [".jpg"]
    assert "雪かき" in page.read_text("utf-8")
    record(cafe, "2026-12-11", kind="rights_claim", takes_down=WINTER)
    assert not media.exists() or list(media.iterdir()) == []
    assert "この投稿は取り下げました。" in page.read_text("utf-8") and "雪かき" not in page.read_text("utf-8")


def test_3_a_defamation_is_told_every_morning_until_its_record_is_closed(cafe: Cafe) -> None:
    record(cafe, "2026-12-14", kind="defamation")
    cafe.clock("2026-12-15T08:23")
    cafe.job("watch.yml", "watch")
    assert cafe.issues("20261214-defamation") == ["open"]
    record(cafe, "2026-12-15", kind="defamation", section="5の2")  # a second one is a second matter
    path = "content/incidents/20261214-defamation.yml"
    closed = INCIDENT.format(
        day="2026-12-14", kind="defamation", section="5の1", takes_down="null", closed_on='"2026-12-15"'
    )
    cafe.merged({path: closed.encode()}, "closed", "div-poster-01", (CHIEF,), "2026-12-15")
    cafe.clock("2026-12-16T08:23")
    cafe.job("watch.yml", "watch")
    assert cafe.issues("20261214-defamation") == ["closed"]


def test_4_a_broadcast_that_nobody_approved_is_told(cafe: Cafe) -> None:
    cafe.stage.line.account.console_broadcasts["20261216"] = 1234
    cafe.clock("2026-12-19T08:23")
    cafe.job("watch.yml", "measure")
    assert cafe.issues("配信台帳にない配信があります: 2026-12-16") == ["open"]


def test_5_line_is_down_and_the_post_goes_once_when_it_is_back(cafe: Cafe) -> None:
    notice(
        cafe, "20261221-yuki", "雪道の歩きかた", "雪道では、小さな歩幅で、足の裏全体をつけて歩きましょう。"
    )
    before = sent(cafe)
    cafe.stage.line.fail(*["500"] * 20)
    assert cafe.send()["Send"] == 1
    assert "手で送り直さないでください" in cafe.runner.summary()
    cafe.stage.line.faults.clear()
    cafe.clock("2026-12-21T12:37")
    assert cafe.send()["Send"] == 0
    cafe.clock("2026-12-21T13:07")
    assert cafe.send()["Send"] == 0
    assert sent(cafe) == before + 1


def test_6_github_is_down_and_what_was_sent_by_hand_is_not_sent_again(cafe: Cafe) -> None:
    post_id = notice(
        cafe, "20261222-danro", "薪ストーブの手入れ", "冬のあいだ、煙突の掃除は月に一度が目安です。"
    )
    before, secret = sent(cafe), cafe.stage.line.account.channel_secret
    cafe.stage.github.fail("/", 503, times=200)
    assert cafe.send()["Send"] == 1
    assert sent(cafe) == before
    cafe.stage.github.server.faults.clear()
    cafe.stage.line.account.channel_secret = "reissued"
    assert cafe.send()["Send"] == 1
    assert sent(cafe) == before
    assert cafe.decide(decision="stopped", post_id=post_id, note="手で送ったため")[WRITTEN] == 0
    cafe.stage.line.account.channel_secret = secret
    assert cafe.send()["Send"] == 0
    assert sent(cafe) == before


def test_7_a_damaged_record_holds_its_own_post_alone(cafe: Cafe) -> None:
    cafe.clock("2026-12-23T09:00")
    stage = cafe.stage
    stage.git("fetch", "--quiet", "origin", "ledger")
    stage.git("checkout", "--quiet", "-B", "ledger", "FETCH_HEAD")
    (stage.checkout / f"{CORRECTION}.jsonl").write_text('{"state": "nonsense"}\n', "utf-8")
    stage.commit("by hand", by="con-poster-01-example")
    stage.git("push", "--quiet", "origin", "ledger")
    stage.github.push("ledger", by="con-poster-01-example")
    notice(
        cafe,
        "20261223-kotatsu",
        "こたつのある部屋",
        "体験住宅に、こたつのある部屋ができました。冬の夜をゆっくり過ごせます。",
    )
    before = sent(cafe)
    assert cafe.send()["Send"] == 1
    assert CORRECTION in cafe.runner.summary()
    assert sent(cafe) == before + 1
    removed(cafe, CORRECTION, "2026-12-23")
    assert cafe.send()["Send"] == 0


def test_8_what_nobody_could_approve_is_not_sent_though_it_was_merged(cafe: Cafe) -> None:
    post_id = notice(
        cafe, "20261224-aite", "冬の星空", "新月の夜は、町の灯りを離れると天の川が見えます。", by=""
    )
    before = sent(cafe)
    assert cafe.send()["Send"] == 1
    assert sent(cafe) == before
    assert post_id in cafe.runner.summary()
    removed(cafe, post_id, "2026-12-24")
    assert cafe.send()["Send"] == 0


def test_9_the_months_messages_are_used_up_until_the_plan_is_raised(cafe: Cafe) -> None:
    notice(
        cafe,
        "20261225-tsuusuu",
        "灯油の買い置き",
        "年末年始は配達が休みになります。灯油は早めに用意しましょう。",
    )
    before, account = sent(cafe), cafe.stage.line.account
    account.used = 5000
    cafe.send()
    assert "通" in cafe.runner.summary()
    assert sent(cafe) == before
    account.quota = 30_000
    assert cafe.send()["Send"] == 0
    assert sent(cafe) == before + 1


def test_10_one_post_is_stopped_and_the_others_go(cafe: Cafe) -> None:
    stopped = notice(cafe, "20270105-tomeru", "初売りのご案内", "町の商店会の初売りは、1月の第2週末です。")
    notice(
        cafe,
        "20270105-iku",
        "ごみの収集日",
        "1月の第1週は、ごみの収集日が変わります。",
        'send:\n  not_before: "2027-01-05T12:00+09:00"\n',
    )
    before = sent(cafe)
    assert cafe.decide(decision="stopped", post_id=stopped, note="内容を確かめ直す")[WRITTEN] == 0
    assert cafe.send()["Send"] == 0
    assert sent(cafe) == before + 1
    assert "収集日" in shown(cafe)
    assert git(cafe.stage.origin, "show", f"ledger:{stopped}.jsonl").count(b"\n") == 1
