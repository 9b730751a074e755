"""A picture whose right ends after the send: the site and the watch say the same of it, whatever else shows it."""

from datetime import datetime

import pytest

from scripts import publish, site, watch
from scripts.content.picture import public_name
from scripts.text.dates import JAPAN
from tests.rehearsal.stage import DUE, WINTER
from tests.verbs.watch.matters import issues

SECOND = "20261220-fuyu-no-kurashi"


def image(file, until):
    return {
        "file": file, "alt": "雪の積もった住宅の前に立てかけられた赤い雪かきスコップ", "relevance": "冬のくらしを話題にするため",
        "people": "none", "ai": "none",
        "rights": {
            "holder": "写真家協会", "basis": "permission", "granted_on": "2026-12-01", "evidence": "地政許諾26-7",
            "scope": ["line"], "confirmed_on": "2026-12-03", "confirmed_by": "div-poster-01", "valid_until": until,
        },
    }  # fmt: skip


@pytest.fixture
def sent(stage, run):
    stage.write_post(images=[image("yukikaki.jpg", "2026-12-31")])
    stage.bring()
    stage.now = DUE
    assert run(publish)[0] == 0
    return stage


def renewed(stage):
    """The same bytes under another name, in another post, for another year."""
    folder = stage.write_post(
        post_id=SECOND,
        images=[image("yuki.jpg", "2027-12-31")],
        send={"not_before": "2028-02-01T10:00+09:00"},
    )
    (folder / "yukikaki.jpg").rename(folder / "yuki.jpg")
    (folder / "post.md").write_text(
        (folder / "post.md").read_text("utf-8").replace("](yukikaki.jpg)", "](yuki.jpg)"), "utf-8"
    )
    stage.bring()


def on(stage, run, day, tmp_path):
    """The watch's issues about pictures, and whether the site serves this one."""
    stage.now = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=JAPAN)
    run(watch)
    (photo,) = stage.desk.glob(f"content/posts/*/*/{WINTER}/yukikaki.jpg")
    run(site, "--out", str(tmp_path / "out"))
    told = {title for title, issue in issues(stage).items() if issue.state == "open" and "第4第2号" in title}
    return told, (tmp_path / "out" / "media" / public_name(photo.read_bytes())).exists()


def test_a_month_before_and_on_the_day_after_its_last(sent, run, tmp_path):
    assert on(sent, run, "2026-12-30", tmp_path) == (
        {f"第4第2号 配信した画像の期限(2026-12-31): {WINTER}"},
        True,
    )
    assert on(sent, run, "2027-01-01", tmp_path) == (
        {f"第4第2号 画像の表示を終えました(2027-01-01): {WINTER}"},
        False,
    )


def test_a_longer_right_in_a_later_post_is_obeyed_by_both(sent, run, tmp_path):
    renewed(sent)
    assert on(sent, run, "2027-01-01", tmp_path) == (set(), True)
    assert on(sent, run, "2027-12-30", tmp_path) == (
        {f"第4第2号 配信した画像の期限(2027-12-31): {WINTER}"},
        True,
    )
    assert on(sent, run, "2028-01-01", tmp_path) == (
        {f"第4第2号 画像の表示を終えました(2028-01-01): {WINTER}"},
        False,
    )
