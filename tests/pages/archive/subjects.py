"""An archive as the site writes it: the sample posts and some made-up ones, all of them sent."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from scripts.content.account import Account
from scripts.content.post import Post, read_post
from scripts.effects.content.load import account_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.effects.site.archive import Sources, write_archive
from scripts.messages.media import hidden_pictures, served
from scripts.text.dates import JAPAN
from tests.messages.subjects import HOME, SAMPLES

SOUDAN, HOSHIFURI = "20261210-winter-soudan", "20261215-hoshifuri-story"
CORRECTION, TALK = "20261211-soudan-teisei", "20260901-talk"
FIRST = datetime(2026, 12, 10, 10, 7, tzinfo=JAPAN)
TODAY = datetime(2027, 2, 1, 9, 0, tzinfo=JAPAN).date()
SITE = "https://cafe-media.example.jp"
MADE_UP = {
    CORRECTION: """\
title: 冬のオンライン移住相談会の締切
category: event
event: {starts: "2027-01-23T13:00+09:00", ends: "2027-01-23T16:00+09:00", deadline: "2027-01-18", place: オンライン}
images: []
links: []
corrects: 20261210-winter-soudan
correction: [{wrong: 締切 1月15日(金), right: 締切 1月18日(月)}]
---
締切の日に誤りがありました。おわびして訂正します。
""",
    TALK: """\
title: ニセコの宿で話を聞く<夕べ>
category: related_population
event: {starts: "2026-09-20T18:00+09:00", place: "にせこ町, 駅前; 2階"}
images: []
links: [{url: "https://yado.example.jp/talk?a=1&b=2", party: 宿屋<みなと>}]
---
### 申込み

<b>宿</b>の&主人が話します。**満席**まで受け付けます。
次の行です。

- 一つめ
  - 二つめ

# 問合せ

https://yado.example.jp/talk?a=1&b=2
""",
}


def made_up(post_id: str) -> Post:
    return read_post(
        f"content/posts/division/{post_id[:4]}/{post_id}/post.md", f"---\n{MADE_UP[post_id]}".encode(), {}
    )


@cache
def account() -> Account:
    return account_in(WorkingTree(HOME))


def sources(taken_down: str = "", today=TODAY) -> Sources:
    """The samples, a correction of the first, and a talk with odd letters."""
    files = {
        path.parent.name: {
            beside.name: beside.read_bytes() for beside in path.parent.iterdir() if beside != path
        }
        for path in SAMPLES
    }
    texts = [read_post(path.relative_to(HOME).as_posix(), path.read_bytes(), {}) for path in SAMPLES]
    texts += map(made_up, MADE_UP)
    return Sources(
        account(), tuple(texts), files, hidden_pictures(files, texts, [], today), frozenset({taken_down})
    )


def sent(given: Sources) -> dict[str, datetime]:
    """Each post went out at ten on the day in its number."""
    days = {
        post.post_id: datetime.strptime(post.post_id[:8], "%Y%m%d").replace(tzinfo=JAPAN)
        for post in given.texts
    }
    return {post_id: day + timedelta(hours=10, minutes=7) for post_id, day in days.items()}


def write_site(out: Path, given: Sources | None = None) -> list[str]:
    """The archive and the pictures below `out`."""
    given = given or sources()
    (out / "media").mkdir(parents=True)
    for name, raw in served(given.files, given.hidden).items():
        (out / name).write_bytes(raw)
    return write_archive(out, given, sent(given))
