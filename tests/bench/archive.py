"""An archive of any size, with its merges and its ledger, written by one `git fast-import`."""

import hashlib
import io
import json
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from scripts.standins import samples
from scripts.text.dates import JAPAN

PROJECT = Path(__file__).parents[2]
BEGIN = datetime(1999, 4, 1, 10, 0, tzinfo=JAPAN)
EVERY_HOW_MANY_A_PICTURE = 4
LARGEST = 10_000


def build(folder: Path, posts: int) -> Path:
    """A clone whose `origin` holds that many sent posts; returns the clone."""
    origin, clone = folder / "origin.git", folder / "clone"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    stream = b"".join(_history(posts))
    subprocess.run(["git", "-C", str(origin), "fast-import", "--quiet"], input=stream, check=True)
    _write_ledger(origin, posts)
    subprocess.run(["git", "clone", "-q", str(origin), str(clone)], check=True)
    return clone


def add_one(clone: Path) -> None:
    """A branch with one more post, not yet merged."""
    git = ["git", "-C", str(clone), "-c", "user.name=Sample", "-c", "user.email=sample@example.jp"]
    subprocess.run([*git, "checkout", "--quiet", "-b", "one-more"], check=True)
    folder = clone / "content/posts/division/2026/20261210-one-more"
    folder.mkdir(parents=True)
    for name, raw in post_files(20_001, day="2026-12-04").items():
        (folder / name).write_bytes(raw)
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "Content: one more"], check=True)


def post_id(number: int) -> str:
    """The id of the n-th post: one a day, so ten thousand of them are 27 years."""
    return f"{BEGIN + timedelta(days=number):%Y%m%d}-post-{number:05d}"


def post_folder(number: int) -> str:
    """The folder of the n-th post."""
    name = post_id(number)
    return f"content/posts/division/{name[:4]}/{name}"


def post_files(number: int, day: str = "") -> dict[str, bytes]:
    """The files of the n-th post: a page of text, a link, now and then a picture."""
    url = f"https://iju.example.jp/oshirase/{number:05d}"
    day = day or f"{BEGIN + timedelta(days=number):%Y-%m-%d}"
    picture = _picture(number) if number % EVERY_HOW_MANY_A_PICTURE == 0 else b""
    images = _IMAGES.format(day=day) if picture else "images: []\n"
    text = _POST.format(number=number, url=url, day=day, images=images)
    if picture:
        text += "\n![](fuyu.png)\n"
    files = {"post.md": text.encode()}
    return files | {"fuyu.png": picture} if picture else files


def _numbers(posts: int) -> range:
    """A smaller archive holds the last posts of a larger one, so that both end on the same day."""
    return range(LARGEST - posts, LARGEST)


def _history(posts: int) -> Iterator[bytes]:
    """A first commit with the registers, then a branch commit and a merge for every post."""
    yield b"reset refs/heads/main\n"
    yield _commit(1, BEGIN, "Infra: the registers")
    for path, raw in samples.program(PROJECT).items():
        if path.startswith(("content/", "schemas/")):
            yield _file(path, raw)
    for place, number in enumerate(_numbers(posts)):
        at, mark = BEGIN + timedelta(days=number), 2 + 2 * place
        yield _commit(mark, at, f"Content: {post_id(number)}", mark - 1)
        changes = [_file(f"{post_folder(number)}/{name}", raw) for name, raw in post_files(number).items()]
        yield from changes
        yield _commit(mark + 1, at, f"Merge pull request #{number + 1}", mark - 1, mark)
        yield from changes


def _commit(mark: int, at: datetime, message: str, *parents: int) -> bytes:
    who = (
        f"committer Sample <1001+div-poster-01-example@users.noreply.github.com> {int(at.timestamp())} +0900"
    )
    links = "".join(f"{'from' if place == 0 else 'merge'} :{mark}\n" for place, mark in enumerate(parents))
    text = message.encode()
    return b"commit refs/heads/main\nmark :%d\n%b\ndata %d\n%b\n%b" % (
        mark, who.encode(), len(text), text, links.encode(),
    )  # fmt: skip


def _file(path: str, raw: bytes) -> bytes:
    return b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(raw), raw)


def _write_ledger(origin: Path, posts: int) -> None:
    """One claim and one acceptance for each post, as the sender writes them."""
    git = ["git", "-C", str(origin)]
    log = subprocess.run(
        [*git, "log", "--first-parent", "--reverse", "--format=%H %P", "main"],
        check=True,
        capture_output=True,
    )
    merges = [line.split() for line in log.stdout.decode().splitlines()][1:]
    listing = subprocess.run(
        [*git, "ls-tree", "-r", "-d", "main", "content/posts/"], check=True, capture_output=True
    )
    trees = {line.split("\t")[1]: line.split()[2] for line in listing.stdout.decode().splitlines()}
    stream = [
        b"reset refs/heads/ledger\n",
        _commit(1, BEGIN, "ledger").replace(b"heads/main", b"heads/ledger"),
    ]
    for (merge, _, head), number in zip(merges, _numbers(posts), strict=True):
        lines = _ledger_lines(number, trees[post_folder(number)], head, merge)
        stream.append(
            _file(f"{post_id(number)}.jsonl", "".join(json.dumps(line) + "\n" for line in lines).encode())
        )
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream), check=True)


def _ledger_lines(number: int, content_sha: str, head: str, merge: str) -> list[dict[str, object]]:
    at = (BEGIN + timedelta(days=number)).isoformat()
    evidence = {
        "pull_request": number + 1,
        "opened_at": at,
        "head": head,
        "merge": merge,
        "rules_version": "2023-07-19",
    }
    claimed = {
        "event": "claimed", "at": at, "run": "local", "content_sha": content_sha, "evidence": evidence,
        "retry_key": f"00000000-0000-4000-8000-{number:012d}",
        "body_sha256": hashlib.sha256(post_id(number).encode()).hexdigest(), "audience_estimate": 1000,
    }  # fmt: skip
    return [claimed, {"event": "accepted", "at": at, "run": "local", "request_id": f"request-{number}"}]


def _picture(number: int) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (640, 360), (number % 256, 140, 180)).save(held, "PNG")
    return held.getvalue()


_IMAGES = """\
images:
  - file: fuyu.png
    alt: 冬の空の色だけを描いた一枚の絵
    relevance: 冬のくらしを話題にする投稿のため
    rights: {{holder: 北海道, basis: own, confirmed_on: "{day}", confirmed_by: div-poster-01}}
    people: none
    ai: none
"""
_POST = """\
---
title: 冬のくらしのお知らせ その{number}
author: div-poster-01
category: relocation
{images}links:
  - url: {url}
    party: 一般社団法人しらかば移住サポート協会
    relevance: くわしい説明を載せているページ
    checked_on: "{day}"
    checked_by: div-poster-01
    consent: {{basis: explicit, granted_on: "{day}", method: email, evidence: 地政メール保存-{number}}}
declarations:
  public_information: true
  no_personal_information: true
  fair_competition: true
  guideline: true
---

## 冬のくらしを知る その{number}

雪かきの道具、暖房の費用、冬の道の歩き方。**はじめての冬**を迎える方のために、
先輩移住者の{number}人に聞いた工夫をまとめました。

- 窓のすきまをふさぐ
- 水道の水を落とす
- 灯油を早めに頼む

くわしくは[冬のくらしの案内]({url})をご覧ください。
"""
