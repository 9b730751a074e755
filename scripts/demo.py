"""Rehearse the whole life of the sample posts on this machine: pull request, check, approval, merge, broadcast."""

import argparse
import json
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from scripts.effects.git.commands import GitFailed, checkout_root, git
from scripts.effects.local.browser import PHONE, Draw, drawing, find_browser
from scripts.effects.local.cli import run
from scripts.pages.rehearsal import PlayedPost, rehearsal_page
from scripts.standins.line.exchange import LineRequest
from scripts.standins.samples import program, samples
from scripts.standins.scenes import EVENT, INTERVIEW, SCENES, Scene
from scripts.standins.stage import Stage, ended, set_stage

OUT = "out/demo"
BROADCAST = "/v2/bot/message/broadcast"


@dataclass
class Rehearsal:
    """The stage, the sample posts by path, and the browser that draws their pictures (None: there is none).

    `steps` are the lines that were printed for each post, `numbers` its pull request's.
    """

    stage: Stage
    posts: Mapping[str, bytes]
    draw: Draw | None
    out: Path
    steps: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def tell(self, scene: Scene, line: str) -> None:
        """Print what happened, and keep it for the page."""
        self.steps.setdefault(scene.post_id, []).append(line)
        _print(f"   {line}")

    def show(
        self, scene: Scene, done: subprocess.CompletedProcess[str], *, errors_only: bool = False
    ) -> None:
        """Print what a command said."""
        for line in (("" if errors_only else done.stdout) + done.stderr).splitlines():
            self.tell(scene, f"│ {line}")


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
        for scene in SCENES:
            _print(f"\n■ {scene.post_id}: {scene.headline}")
            _propose_and_merge(rehearsal, scene)
            if scene is INTERVIEW:
                _kill_the_publisher(rehearsal, scene)
            rehearsal.show(scene, stage.run("publish"))
        return _closing(rehearsal)


def _kill_the_publisher(rehearsal: Rehearsal, scene: Scene) -> None:
    """SIGKILL as soon as LINE has taken the message; the next run comes a quarter of an hour later."""
    stage, running = rehearsal.stage, list[subprocess.Popen[str]]()

    def kill(moment: str, request: LineRequest) -> None:
        if moment == "after" and request.path == BROADCAST:
            running[0].send_signal(signal.SIGKILL)

    stage.line.when_asked = kill
    running.append(stage.start("publish"))
    killed = ended(running[0])
    stage.line.when_asked = lambda moment, request: None
    rehearsal.tell(
        scene,
        f"終了コード {killed.returncode}。LINEには届いたが、記録には「配信を始めた」までしかない。",
    )
    stage.now += timedelta(minutes=15)
    rehearsal.tell(scene, "15分後、次の実行が同じ番号でLINEに確かめる。")


def _propose_and_merge(rehearsal: Rehearsal, scene: Scene) -> None:
    """Until the post is on `main`, its pictures are served, and the moment at which it may go out has come."""
    stage = rehearsal.stage
    stage.now = scene.written
    files = {path: raw for path, raw in rehearsal.posts.items() if f"/{scene.post_id}/" in path}
    branch, title = f"post/{scene.post_id}", f"投稿 {scene.post_id}"
    number = stage.propose(_login(scene.author), branch, files, title)
    rehearsal.numbers[scene.post_id] = number
    rehearsal.tell(scene, f"{scene.author} がプルリクエスト #{number} を開く")
    _judge(rehearsal, number, scene)
    stage.now = scene.written + timedelta(minutes=11)
    stage.github.review(number, _login(scene.approver), "APPROVED")
    rehearsal.tell(scene, f"{scene.approver} が承認する")
    stage.now = scene.written + timedelta(minutes=15)
    stage.github.merge(number, by=_login(scene.author))
    rehearsal.tell(scene, "main に取り込む")
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
    rehearsal.show(scene, ended(checking))
    rehearsal.show(scene, ended(drawn), errors_only=True)
    if rehearsal.draw:
        rehearsal.draw(preview / scene.post_id / "page.html", preview / scene.post_id / "phone.png", PHONE)
    rehearsal.show(scene, ended(judging))


def _closing(rehearsal: Rehearsal) -> int:
    """Print what happened and write the page; 0 if every message arrived once, and equal to what the preview showed."""
    stage, out = rehearsal.stage, rehearsal.out
    posts = [_played(rehearsal, scene) for scene in SCENES]
    _print("\n■ 結果")
    for post in posts:
        _print(f"   {post.post_id}: プレビューと同じ内容がLINEに届いた回数 {post.deliveries}")
    broadcasts = [request for request, _ in stage.line.requests if request.path == BROADCAST]
    keys = {request.headers.get("x-line-retry-key") for request in broadcasts}
    _print(f"   LINEへの配信の依頼 {len(broadcasts)}回、付けた番号(X-Line-Retry-Key) {len(keys)}種類")
    proof = stage.run("audit", "--verify", EVENT.post_id)
    issues = [(issue.title, issue.body) for issue in stage.github.state.issues.values()]
    page = out / "index.html"
    page.write_text(rehearsal_page(posts, issues, proof.stdout + proof.stderr), "utf-8")
    _print(f"   起きたこと、画像、コメント、配信台帳、Issueを1ページにまとめました: {page}")
    nothing_else = len(stage.line.deliveries) == sum(post.deliveries for post in posts)
    as_expected = all(post.is_as_expected for post in posts) and nothing_else and None not in keys
    return 0 if as_expected and proof.returncode == 0 else 1


def _played(rehearsal: Rehearsal, scene: Scene) -> PlayedPost:
    """What became of a post, from what the stand-ins and the ledger hold."""
    stage, folder = rehearsal.stage, rehearsal.out / "preview" / scene.post_id
    shown = json.loads((folder / "messages.json").read_bytes())
    deliveries = [delivery.messages for delivery in stage.line.deliveries].count(shown)
    try:
        ledger = git(stage.origin, "show", f"ledger:{scene.post_id}.jsonl").decode().splitlines()
    except GitFailed:
        ledger = []
    picture = folder / "phone.png"
    number = rehearsal.numbers[scene.post_id]
    notes = [comment.body for comment in stage.github.state.comments if comment.number == number]
    return PlayedPost(
        scene.post_id,
        scene.headline,
        rehearsal.steps[scene.post_id],
        deliveries,
        deliveries == int(scene.is_sent),
        f"preview/{scene.post_id}/page.html",
        picture.read_bytes() if picture.exists() else b"",
        (folder / "comment.md").read_text("utf-8"),
        notes,
        ledger,
    )


def _login(person: str) -> str:
    return f"{person}-example"


def _print(line: str) -> None:
    print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog="python -m scripts.demo",
        description="見本の投稿の一生(承認の依頼から配信まで)を、この機械の中だけで予行演習します。",
    )


if __name__ == "__main__":
    sys.exit(main())
