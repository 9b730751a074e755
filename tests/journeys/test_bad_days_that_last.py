"""TROUBLE.md's bad days that last longer than a day, each gone through as the page says; the clock only goes on."""

from collections.abc import Iterator

import pytest

from tests.journeys.bad_days import notice, removed
from tests.journeys.cafe import Cafe, opened

WRITTEN = "Write down what a person decided"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cafe]:
    with opened(tmp_path_factory.mktemp("lasting")) as played:
        yield played


def held(cafe: Cafe, *words: str) -> None:
    """The sender runs, a person is told in these words, and nobody gets anything."""
    before = len(cafe.stage.line.deliveries)
    assert cafe.send()["Send"] == 1
    assert len(cafe.stage.line.deliveries) == before
    assert [word for word in words if word not in cafe.runner.summary()] == []


def goes_once(cafe: Cafe, words: str) -> None:
    """However often the sender runs, this goes out one time."""
    before = len(cafe.stage.line.deliveries)
    for _ in range(2):
        assert cafe.send()["Send"] == 0
    (new,) = cafe.stage.line.deliveries[before:]
    assert words in str(new.messages)


def written_anew(cafe: Cafe, post_id: str, day: str) -> None:
    """The post's day of sending is written anew, and approved again."""
    path = f"content/posts/division/{post_id[:4]}/{post_id}/post.md"
    cafe.stage.pull()
    text = (cafe.stage.checkout / path).read_text("utf-8")
    changed = text.replace("images:", f'send:\n  not_before: "{day}T12:00+09:00"\nimages:')
    cafe.merged({path: changed.encode()}, f"{post_id}-{day}", "div-poster-01", ("section-chief-01",), day)


def test_with_a_new_channel_secret_whoever_has_the_old_one_sends_nothing(cafe: Cafe) -> None:
    notice(cafe, "20261208-yuki", "雪の日の歩き方", "底のすべらない靴をはきます。")
    assert cafe.send(paused="true")["Send"] == 0
    assert cafe.stage.line.deliveries == []
    cafe.stage.line.account.channel_secret = "issued anew"
    held(cafe, "20261208-yuki", "LINE")
    cafe.runner.secrets = {**cafe.runner.secrets, "LINE_CHANNEL_SECRET": "issued anew"}
    goes_once(cafe, "底のすべらない靴")


def test_a_post_that_github_delayed_for_more_than_a_day_goes_when_people_have_said_so(cafe: Cafe) -> None:
    post = notice(cafe, "20261209-ressha", "冬の列車の旅", "車窓の雪景色を楽しみます。")
    cafe.stage.github.fail("/", 503, times=200)
    held(cafe, post)
    cafe.stage.github.server.faults.clear()
    cafe.clock("2026-12-11T12:07")
    held(cafe, post, "24時間以上")
    written_anew(cafe, post, "2026-12-14")
    goes_once(cafe, "車窓の雪景色")


def test_a_new_month_brings_the_quota_back_and_what_is_late_by_then_is_not_sent(cafe: Cafe) -> None:
    post, account = (
        notice(cafe, "20261218-shiru", "冬の道の駅", "湯気の立つ汁物があります。"),
        cafe.stage.line.account,
    )
    account.used = account.quota or 0
    held(cafe, post, "今月の残り0通")
    cafe.clock("2027-01-05T12:07")
    account.used = 0
    held(cafe, post, "24時間以上")
    written_anew(cafe, post, "2027-01-06")
    goes_once(cafe, "湯気の立つ汁物")


def test_what_was_sent_by_hand_while_github_was_down_is_stopped_before_the_new_secret_is_put_in(
    cafe: Cafe,
) -> None:
    post = notice(cafe, "20270107-kasetsu", "仮設の窓口", "町役場の窓口は、今週だけ公民館にあります。")
    before, known = len(cafe.stage.line.deliveries), dict(cafe.runner.secrets)
    cafe.stage.line.account.channel_secret = "issued once more"
    held(cafe, post, "LINE")
    assert cafe.decide(decision="stopped", post_id=post, note="手で送ったため")[WRITTEN] == 0
    cafe.runner.secrets = {**known, "LINE_CHANNEL_SECRET": "issued once more"}
    assert cafe.send()["Send"] == 0
    assert len(cafe.stage.line.deliveries) == before


def test_a_post_whose_record_is_lost_goes_under_a_new_name(cafe: Cafe) -> None:
    post = notice(cafe, "20270108-mori", "森の散歩道", "雪の上の足あとをたどります。")
    assert cafe.decide(decision="stopped", post_id=post, note="写真を確かめたい")[WRITTEN] == 0
    stage = cafe.stage
    stage.git("fetch", "--quiet", "origin", "ledger")
    stage.git("checkout", "--quiet", "-B", "ledger", "FETCH_HEAD")
    stage.git("rm", "--quiet", f"{post}.jsonl")
    stage.commit("away with it", by="con-poster-01-example")
    stage.git("push", "--quiet", "origin", "ledger")
    stage.github.push("ledger", by="con-poster-01-example")
    held(cafe, post, "配信の記録")
    removed(cafe, post, "2027-01-12")
    assert cafe.send()["Send"] == 0
    assert cafe.issues(f"stuck/{post}") == ["closed"]
    notice(cafe, "20270113-mori", "森の散歩道", "雪の上の足あとをたどります。")
    goes_once(cafe, "足あとをたどります")


def test_what_was_paused_for_more_than_a_day_does_not_go_by_itself(cafe: Cafe) -> None:
    post = notice(cafe, "20270114-ike", "凍った池の観察", "氷の下の魚を、窓からながめます。")
    assert cafe.send(paused="true")["Send"] == 0
    cafe.clock("2027-01-15T12:08")
    held(cafe, post, "24時間以上")
