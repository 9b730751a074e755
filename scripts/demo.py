"""Rehearse the whole life of the sample posts on this machine: pull request, check, approval, merge, broadcast."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scripts.content.roster import read_roster
from scripts.effects.content.load import ROSTER
from scripts.effects.git.commands import checkout_root, git
from scripts.effects.local.cli import run
from scripts.reading.document import read_yaml_file
from scripts.standins.line.exchange import Asked
from scripts.standins.samples import program, samples
from scripts.standins.stage import Stage, set_stage
from scripts.text.dates import JAPAN

OUT = "out/demo"
BROADCAST = "/v2/bot/message/broadcast"


@dataclass(frozen=True)
class Scene:
    """One post on its way: who writes it, who approves it, when each of them acts, and when it may go out."""

    post_id: str
    author: str
    approvers: tuple[str, ...]
    written: str
    sent: str


EVENT = Scene(
    "20261210-winter-soudan", "div-poster-01", ("section-chief-01",), "2026-12-07T10:00", "2026-12-10T10:07"
)
INTERVIEW = Scene(
    "20261215-hoshifuri-story", "con-poster-02", ("con-manager-01",), "2026-12-15T09:40", "2026-12-15T10:07"
)
OTHER = Scene(
    "20261224-fuyumichi", "con-poster-01", ("con-manager-01",), "2026-12-15T13:00", "2026-12-24T10:07"
)
STANDING = Scene(
    "20270115-shirakaba", "div-poster-02", ("section-chief-01",), "2027-01-14T14:00", "2027-01-15T10:07"
)


def main(argv: list[str] | None = None) -> int:
    """Play every scene. 1 if a scene does not end as it must."""
    del argv
    return run(_play)


def _play() -> int:
    root = checkout_root()
    posts, first_commit = samples(root), program(root)
    roster = read_roster(read_yaml_file(ROSTER, first_commit[ROSTER]))
    stage = set_stage(root / OUT, first_commit, roster, _at(EVENT.written))
    stage.site.open()
    with stage.github, stage.line:
        _tell("予行演習を始めます。LINEとGitHubはこの機械の中の代役、gitと通信とLINEのSDKは本物です。")
        _scene_sent(stage, EVENT, posts)
        _scene_killed(stage, INTERVIEW, posts)
        _scene_unapproved(stage, OTHER, posts)
        _scene_sent(stage, STANDING, posts)
        as_expected = _closing(stage, expected=(EVENT, INTERVIEW, STANDING))
    stage.site.close()
    return 0 if as_expected else 1


def _scene_sent(stage: Stage, scene: Scene, posts: Mapping[str, bytes]) -> None:
    _tell(f"\n■ {scene.post_id}: 書いて、確かめて、承認を受けて、配信する")
    _propose_and_merge(stage, scene, posts)
    stage.move_clock(_at(scene.sent))
    _say(stage.run("publish"))


def _scene_killed(stage: Stage, scene: Scene, posts: Mapping[str, bytes]) -> None:
    _tell(f"\n■ {scene.post_id}: 送った直後、記録する前に、配信の実行を強制終了(SIGKILL)する")
    _propose_and_merge(stage, scene, posts)
    stage.move_clock(_at(scene.sent))
    running: list[subprocess.Popen[str]] = []

    def kill(moment: str, asked: Asked) -> None:
        if moment == "after" and asked.path == BROADCAST:
            running[0].send_signal(signal.SIGKILL)

    stage.line.when_asked = kill
    running.append(stage.start("publish"))
    running[0].communicate()
    stage.line.when_asked = lambda moment, asked: None
    _tell(f"   終了コード {running[0].returncode}。LINEには届いたが、記録には「配信を始めた」までしかない。")
    stage.move_clock(_at(scene.sent.replace("10:07", "10:22")))
    _tell("   15分後、次の実行が同じ番号でLINEに確かめる。")
    _say(stage.run("publish"))


def _scene_unapproved(stage: Stage, scene: Scene, posts: Mapping[str, bytes]) -> None:
    _tell(f"\n■ {scene.post_id}: 区分「その他」なのに、課長の承認がないまま取り込まれる")
    _propose_and_merge(stage, scene, posts)
    stage.move_clock(_at(scene.sent))
    _say(stage.run("publish"))


def _propose_and_merge(stage: Stage, scene: Scene, posts: Mapping[str, bytes]) -> None:
    stage.move_clock(_at(scene.written))
    files = {path: raw for path, raw in posts.items() if f"/{scene.post_id}/" in path}
    number = stage.propose(_login(scene.author), f"post/{scene.post_id}", files, f"投稿 {scene.post_id}")
    _tell(f"   {scene.author} がプルリクエスト #{number} を開く")
    _say(stage.run("check", "--base", "origin/main"))
    shown = stage.run(
        "preview", "--base", "origin/main", "--out", str(stage.site.folder.parent / "preview"), *_png()
    )
    _say(shown, only_complaints=True)
    _say(stage.run("approval", str(number)))
    for place, approver in enumerate(scene.approvers, 1):
        stage.move_clock(_at(scene.written).replace(minute=50 + place))
        stage.github.review(number, _login(approver), "APPROVED")
        _tell(f"   {approver} が承認する")
    stage.move_clock(_at(scene.written).replace(minute=55))
    stage.github.merge(number, by=_login(scene.author))
    _tell("   main に取り込む")
    stage.pull()
    stage.run("site", "--out", str(stage.site.folder))


def _closing(stage: Stage, expected: tuple[Scene, ...]) -> bool:
    """Say what happened; True if every message arrived once, and equal to what the preview showed."""
    out = stage.site.folder.parent
    shown = {}
    for scene in (EVENT, INTERVIEW, OTHER, STANDING):
        shown[scene.post_id] = json.loads((out / "preview" / scene.post_id / "messages.json").read_bytes())
    arrived = [delivery.messages for delivery in stage.line.deliveries]
    _tell("\n■ 結果")
    for post_id, messages in shown.items():
        times = arrived.count(messages)
        _tell(f"   {post_id}: LINEに届いた回数 {times}" + ("(プレビューと同じ内容)" if times else ""))
    asked = [each for each, _ in stage.line.requests if each.path == BROADCAST]
    keys = {each.headers.get("x-line-retry-key") for each in asked}
    _tell(f"   LINEへの配信の依頼 {len(asked)}回、付けた番号(X-Line-Retry-Key) {len(keys)}種類")
    ledger = out / "ledger"
    ledger.mkdir(exist_ok=True)
    for scene in expected:
        lines = git(stage.origin, "show", f"ledger:{scene.post_id}.jsonl")
        (ledger / f"{scene.post_id}.jsonl").write_bytes(lines)
        _tell(f"   記録 {scene.post_id}:")
        for line in map(json.loads, lines.splitlines()):
            number = line.get("retry_key") or line.get("request_id")
            _tell(f"      {line['at']}  {line['event']}  {number}")
    _say(stage.run("audit", "--verify", EVENT.post_id))
    _tell(f"   画像: {out / 'preview'}   記録: {ledger}(ブランチ ledger のある {stage.origin})")
    ids = [scene.post_id for scene in expected]
    return sorted(map(str, arrived)) == sorted(str(shown[post_id]) for post_id in ids) and None not in keys


def _png() -> tuple[str, ...]:
    """Pictures only where there is a browser: without one the rest of the rehearsal goes on."""
    from scripts.effects.local.browser import find_browser

    return ("--png",) if find_browser() else ()


def _at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=JAPAN)


def _login(person: str) -> str:
    return f"{person}-example"


def _say(done: subprocess.CompletedProcess[str], only_complaints: bool = False) -> None:
    said = done.stderr if only_complaints else done.stdout + done.stderr
    for line in said.splitlines():
        _tell(f"   │ {line}")


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
