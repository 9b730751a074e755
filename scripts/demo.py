"""Rehearse the whole life of the sample posts on this machine: pull request, check, approval, merge, broadcast."""

import argparse
import json
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from scripts.effects.git.commands import checkout_root, git
from scripts.effects.local.browser import WHOLE, Draw, drawing, find_browser
from scripts.effects.local.cli import run
from scripts.standins.line.exchange import LineRequest
from scripts.standins.samples import program, samples
from scripts.standins.stage import Stage, ended, set_stage
from scripts.text.dates import JAPAN

OUT = "out/demo"
BROADCAST = "/v2/bot/message/broadcast"


@dataclass(frozen=True)
class Scene:
    """One post on its way: who writes it, who approves it, when it is written and when it may go out."""

    post_id: str
    author: str
    approvers: tuple[str, ...]
    written: datetime
    sent: datetime


def _scene(post_id: str, author: str, approver: str, written: str, sent: str) -> Scene:
    at = (datetime.fromisoformat(local).replace(tzinfo=JAPAN) for local in (written, sent))
    return Scene(post_id, author, (approver,), *at)


EVENT = _scene(
    "20261210-winter-soudan", "div-poster-01", "section-chief-01", "2026-12-07T10:00", "2026-12-10T10:07"
)
INTERVIEW = _scene(
    "20261215-hoshifuri-story", "con-poster-02", "con-manager-01", "2026-12-15T09:40", "2026-12-15T10:07"
)
OTHER = _scene(
    "20261224-fuyumichi", "con-poster-01", "con-manager-01", "2026-12-15T13:00", "2026-12-24T10:07"
)
STANDING = _scene(
    "20270115-shirakaba", "div-poster-02", "section-chief-01", "2027-01-14T14:00", "2027-01-15T10:07"
)


@dataclass(frozen=True)
class Rehearsal:
    """The stage, the sample posts by path, and the browser that draws their pictures (None: there is none)."""

    stage: Stage
    posts: Mapping[str, bytes]
    draw: Draw | None
    out: Path


def main(argv: Sequence[str] | None = None) -> int:
    """0 when every scene ends as it must, 1 when one does not, 2 for a usage error."""
    _parser().parse_args(argv)
    return run(_demo)


def _demo() -> int:
    root = checkout_root()
    browser = drawing() if find_browser() else nullcontext()
    with browser as draw, set_stage(root / OUT, program(root), EVENT.written) as stage:
        rehearsal = Rehearsal(stage, samples(root), draw, root / OUT)
        _print("予行演習を始めます。LINEとGitHubはこの機械の中の代役、gitと通信とLINEのSDKは本物です。")
        _send(rehearsal, EVENT, "書いて、確かめて、承認を受けて、配信する")
        _kill_and_send(rehearsal, INTERVIEW)
        _send(rehearsal, OTHER, "区分「その他」なのに、課長の承認がないまま取り込まれる")
        _send(rehearsal, STANDING, "書いて、確かめて、承認を受けて、配信する")
        as_expected = _closing(rehearsal, expected=(EVENT, INTERVIEW, STANDING))
    return 0 if as_expected else 1


def _send(rehearsal: Rehearsal, scene: Scene, headline: str) -> None:
    _print(f"\n■ {scene.post_id}: {headline}")
    _propose_and_merge(rehearsal, scene)
    _print_output(rehearsal.stage.run("publish"))


def _kill_and_send(rehearsal: Rehearsal, scene: Scene) -> None:
    _print(f"\n■ {scene.post_id}: 送った直後、記録する前に、配信の実行を強制終了(SIGKILL)する")
    _propose_and_merge(rehearsal, scene)
    stage, running = rehearsal.stage, list[subprocess.Popen[str]]()

    def kill(moment: str, request: LineRequest) -> None:
        if moment == "after" and request.path == BROADCAST:
            running[0].send_signal(signal.SIGKILL)

    stage.line.when_asked = kill
    running.append(stage.start("publish"))
    killed = ended(running[0])
    stage.line.when_asked = lambda moment, request: None
    _print(f"   終了コード {killed.returncode}。LINEには届いたが、記録には「配信を始めた」までしかない。")
    stage.now += timedelta(minutes=15)
    _print("   15分後、次の実行が同じ番号でLINEに確かめる。")
    _print_output(stage.run("publish"))


def _propose_and_merge(rehearsal: Rehearsal, scene: Scene) -> None:
    """Until the post is on `main`, its pictures are served, and the moment at which it may go out has come."""
    stage = rehearsal.stage
    stage.now = scene.written
    files = {path: raw for path, raw in rehearsal.posts.items() if f"/{scene.post_id}/" in path}
    branch, title = f"post/{scene.post_id}", f"投稿 {scene.post_id}"
    number = stage.propose(_login(scene.author), branch, files, title)
    _print(f"   {scene.author} がプルリクエスト #{number} を開く")
    _judge(rehearsal, number, scene)
    for minutes, approver in enumerate(scene.approvers, 1):
        stage.now = scene.written + timedelta(minutes=10 + minutes)
        stage.github.review(number, _login(approver), "APPROVED")
        _print(f"   {approver} が承認する")
    stage.now = scene.written + timedelta(minutes=15)
    stage.github.merge(number, by=_login(scene.author))
    _print("   main に取り込む")
    stage.pull()
    stage.run("site", "--out", str(stage.site.folder))
    stage.now = scene.sent


def _judge(rehearsal: Rehearsal, number: int, scene: Scene) -> None:
    """Check, picture and the judge's answer: three jobs at the same time, as on GitHub."""
    stage, preview = rehearsal.stage, rehearsal.out / "preview"
    checking = stage.start("check", "--base", "origin/main")
    head = stage.github.state.pull_requests[number].head
    drawn = stage.start("preview", "--base", "origin/main", "--head", head, "--out", str(preview))
    judging = stage.start("approval", str(number))
    _print_output(ended(checking))
    _print_output(ended(drawn), errors_only=True)
    if rehearsal.draw:
        rehearsal.draw(preview / scene.post_id / "page.html", preview / scene.post_id / "page.png", WHOLE)
    _print_output(ended(judging))


def _closing(rehearsal: Rehearsal, expected: tuple[Scene, ...]) -> bool:
    """Print what happened; true if every message arrived once, and equal to what the preview showed."""
    stage, out = rehearsal.stage, rehearsal.out
    shown = {
        scene.post_id: json.loads((out / "preview" / scene.post_id / "messages.json").read_bytes())
        for scene in (EVENT, INTERVIEW, OTHER, STANDING)
    }
    arrived = [delivery.messages for delivery in stage.line.deliveries]
    _print("\n■ 結果")
    for post_id, messages in shown.items():
        times = arrived.count(messages)
        _print(f"   {post_id}: LINEに届いた回数 {times}" + ("(プレビューと同じ内容)" if times else ""))
    broadcasts = [request for request, _ in stage.line.requests if request.path == BROADCAST]
    keys = {request.headers.get("x-line-retry-key") for request in broadcasts}
    _print(f"   LINEへの配信の依頼 {len(broadcasts)}回、付けた番号(X-Line-Retry-Key) {len(keys)}種類")
    ledger = out / "ledger"
    ledger.mkdir(exist_ok=True)
    for scene in expected:
        lines = git(stage.origin, "show", f"ledger:{scene.post_id}.jsonl")
        (ledger / f"{scene.post_id}.jsonl").write_bytes(lines)
        _print(f"   記録 {scene.post_id}:")
        for line in map(json.loads, lines.splitlines()):
            number = line.get("retry_key") or line.get("request_id")
            _print(f"      {line['at']}  {line['event']}  {number}")
    _print_output(stage.run("audit", "--verify", EVENT.post_id))
    without = "" if rehearsal.draw else "。ブラウザーがないため、画像(page.png)は作っていません"
    _print(f"   見え方: {out / 'preview'}   記録: {ledger}(ブランチ ledger のある {stage.origin}){without}")
    ids = [scene.post_id for scene in expected]
    return sorted(map(str, arrived)) == sorted(str(shown[post_id]) for post_id in ids) and None not in keys


def _login(person: str) -> str:
    return f"{person}-example"


def _print_output(done: subprocess.CompletedProcess[str], *, errors_only: bool = False) -> None:
    for line in (("" if errors_only else done.stdout) + done.stderr).splitlines():
        _print(f"   │ {line}")


def _print(line: str) -> None:
    print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog="python -m scripts.demo",
        description="見本の投稿の一生(承認の依頼から配信まで)を、この機械の中だけで予行演習します。",
    )


if __name__ == "__main__":
    sys.exit(main())
