"""`python -m scripts.comment` over real HTTP and real git: one comment, of this version, and nothing of a stranger's."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scripts import comment
from scripts.content.post import Post, read_post
from scripts.delivery.entry import Entry
from scripts.effects.content import company
from scripts.effects.git.commands import git, line_of
from scripts.effects.git.ledger_branch import Ledger, append, read_whole
from scripts.pull_requests.preview_comment import MARK
from scripts.standins.github.nouns import Comment
from scripts.standins.samples import registers, samples
from scripts.standins.stage import Stage, set_stage
from scripts.text.dates import moment_in_words

ROOT = Path(__file__).parents[2]
FOLDER = "content/posts/division/2026/20261210-winter-soudan"
POST_ID = "20261210-winter-soudan"
POST = samples(ROOT)[f"{FOLDER}/post.md"]


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    now = datetime.fromisoformat("2026-12-04T10:00+09:00")
    with set_stage(tmp_path / "stage", registers(ROOT), now) as stage:
        for name, value in stage.settings().items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(stage.checkout)
        yield stage


def propose(stage: Stage, post: bytes = POST, folder: str = FOLDER) -> tuple[int, str]:
    return propose_on(stage, "fuyu", post, folder)


def propose_on(stage: Stage, branch: str, post: bytes, folder: str = FOLDER) -> tuple[int, str]:
    number = stage.propose("div-poster-01-example", branch, {f"{folder}/post.md": post}, "冬の相談会")
    return number, stage.github.state.pull_requests[number].head


def drawn(folder: Path, raw: bytes | None = None, post_id: str = "20261210-winter-soudan") -> Path:
    kept = io.BytesIO()
    Image.new("RGB", (40, 80), "white").save(kept, "PNG")
    (folder / post_id).mkdir(parents=True, exist_ok=True)
    (folder / post_id / "phone.png").write_bytes(kept.getvalue() if raw is None else raw)
    return folder


def mark(stage: Stage, head: str) -> tuple[str, str]:
    """The newest status `preview` of a commit."""
    marks = [
        status for status in stage.github.state.statuses if (status.sha, status.context) == (head, "preview")
    ]
    return (marks[-1].state, marks[-1].description) if marks else ("", "")


def show(head: str, pictures: Path) -> int:
    return comment.main(["--head", head, "--pictures", str(pictures)])


def test_picture_and_text_stand_in_the_pull_request(stage: Stage, tmp_path: Path) -> None:
    number, head = propose(stage)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    (said,) = stage.github.state.comments
    assert said.number == number
    assert said.body.startswith(MARK)
    assert f"版 `{head[:7]}` の" in said.body
    assert "先輩移住者と相談員が、画面ごしにお答えします。" in said.body
    commit = line_of(stage.checkout, "ls-remote", "origin", "refs/heads/previews").split()[0]
    name = f"{number}-{head}-20261210-winter-soudan.png"
    home = f"https://github.com/{stage.settings()['GITHUB_REPOSITORY']}"
    assert f"]({home}/blob/previews/{name}?raw=true)" in said.body
    assert f"[承認する画面]({home}/pull/{number}/files)" in said.body
    for fact in (
        "**承認する人** 地域政策課",
        "**配信の開始** 承認のあと取り込む（Merge）と、2026年12月10日",
        "**通知の表示**（待受画面に出る文。長いと、ここで切れます） 「冬の",
        "| 相手方の回答の文書番号 | 地政",
    ):
        assert fact in said.body
    kept = git(stage.origin, "cat-file", "blob", f"{commit}:{name}")
    assert kept == (tmp_path / "drawn/20261210-winter-soudan/phone.png").read_bytes()
    assert mark(stage, head) == ("success", "この版を掲示しました。")


def test_the_next_version_takes_the_comments_place(stage: Stage, tmp_path: Path) -> None:
    _, first = propose(stage)
    show(first, drawn(tmp_path / "drawn"))
    stage.git("checkout", "-q", "fuyu")
    (stage.checkout / FOLDER / "post.md").write_bytes(POST + "\n追記です。\n".encode())
    stage.git("commit", "-qam", "edit", by="div-poster-01-example")
    stage.git("push", "-q", "origin", "fuyu")
    stage.github.push("fuyu", by="div-poster-01-example")
    second = line_of(stage.checkout, "rev-parse", "fuyu")

    assert show(second, drawn(tmp_path / "drawn")) == 0
    assert show(first, drawn(tmp_path / "drawn")) == 0  # the slower run of the older version says nothing
    (said,) = stage.github.state.comments
    assert f"版 `{second[:7]}` の" in said.body
    assert "追記です。" in said.body


def test_bytes_that_are_no_picture_are_not_published(stage: Stage, tmp_path: Path) -> None:
    _, head = propose(stage)
    assert show(head, drawn(tmp_path / "drawn", b"<html><script>")) == 0
    (said,) = stage.github.state.comments
    assert "届く画面の見本の絵はPNGではありません" in said.body
    assert mark(stage, head) == ("success", "この版の文章を掲示しました。画像はありません。")
    assert "![" not in said.body
    assert line_of(stage.checkout, "ls-remote", "origin", "refs/heads/previews") == ""


def test_a_picture_that_leads_elsewhere_is_not_followed(stage: Stage, tmp_path: Path) -> None:
    _, head = propose(stage)
    folder = drawn(tmp_path / "drawn") / "20261210-winter-soudan"
    (folder / "phone.png").rename(tmp_path / "elsewhere.png")
    (folder / "phone.png").symlink_to(tmp_path / "elsewhere.png")
    assert show(head, tmp_path / "drawn") == 0
    assert "届く画面の見本の絵はありません" in stage.github.state.comments[0].body


def test_a_forks_version_is_not_shown(stage: Stage, tmp_path: Path) -> None:
    stage.git("checkout", "-q", "-B", "fork")
    stage.git("push", "-q", "origin", "fork")
    stage.github.push("fork", by="div-poster-01-example")
    number = stage.github.open_pull_request("fork", "div-poster-01-example", fork="stranger/cafe")
    assert show(stage.github.state.pull_requests[number].head, drawn(tmp_path / "drawn")) == 0
    assert stage.github.state.comments == []


def test_a_folder_with_a_strange_name_is_not_shown(stage: Stage, tmp_path: Path) -> None:
    folder = "content/posts/division/2026/![x](https://evil.example.com)"
    _, head = propose(stage, folder=folder.replace("https://", ""))
    assert show(head, drawn(tmp_path / "drawn")) == 0
    (shown,) = stage.github.state.comments
    assert "![x]" not in shown.body.replace("`content/posts/division/2026/![x](evil.example.com)`", "")
    assert mark(stage, head)[0] == "failure"


def test_what_touches_no_post_is_green(stage: Stage, tmp_path: Path) -> None:
    number = stage.propose("maintainer-01-example", "readme", {"README.md": b"# x\n"}, "README")
    head = stage.github.state.pull_requests[number].head
    assert show(head, tmp_path) == 0
    assert stage.github.state.comments == []
    assert mark(stage, head) == ("success", "投稿と返信に触れない変更です。")


def withdrawn(stage: Stage, path: str = FOLDER, raw: bytes = POST) -> tuple[int, str]:
    """A pull request that removes what another has brought to `main`."""
    files = {f"{path}/post.md" if path == FOLDER else path: raw}
    number = stage.propose("div-poster-01-example", "fuyu", files, "冬の相談会")
    stage.github.merge(number, by="div-poster-01-example")
    stage.git("fetch", "-q", "origin")
    stage.git("checkout", "-q", "-B", "away", "origin/main")
    stage.git("rm", "-rq", path)
    stage.git("commit", "-qm", "away", by="div-poster-01-example")
    stage.git("push", "-q", "origin", "away")
    stage.github.push("away", by="div-poster-01-example")
    number = stage.github.open_pull_request("away", "div-poster-01-example")
    return number, stage.github.state.pull_requests[number].head


def noted(stage: Stage, *events: str) -> None:
    """These lines of the post stand in the ledger."""
    key = {"retry_key": "01234567-89ab-4cde-8f01-23456789abcd"}
    carried = {
        "claimed": {**key, "content_sha": "a" * 40, "body_sha256": "b" * 64},
        "accepted": {**key, "request_id": "r-1"},
        "refused": {"status": 400, "message": "no", "first": True},
        "expired": {},
        "stopped": {"by": "section-chief-01", "actor": "x", "note": "やめます"},
    }
    at = datetime.fromisoformat("2026-12-03T10:07+09:00")
    for event in events:
        late = timedelta(days=1) if event == "expired" else timedelta()
        line = Entry(event, at + late, "local", carried[event])
        assert isinstance(append(stage.checkout, read_whole(stage.checkout), POST_ID, line), Ledger)
        stage.git("fetch", "-q", "origin", "+refs/heads/ledger:refs/remotes/origin/ledger")


def test_a_withdrawal_needs_no_picture_and_says_what_is_removed_and_who_approves(
    stage: Stage, tmp_path: Path
) -> None:
    number, head = withdrawn(stage)
    noted_of_another(stage)
    assert show(head, tmp_path) == 0
    assert mark(stage, head) == ("success", "取り下げるものを掲示しました。")
    (said,) = stage.github.state.comments
    body = unescape(said.body)
    assert said.number == number
    assert body.splitlines()[2].startswith(
        "**承認する人** 地域政策課 移住交流担当課長（@\u200bsection-chief-01-example）"
    )
    assert "**取り下げる投稿** 「冬のオンライン移住相談会のご案内」（20261210-winter-soudan）" in body
    assert "まだ届いていません。取り込むと、この投稿は届きません。" in body
    assert "2026年12月10日（木） 10:00より前に取り込んでください" in body
    assert "**届いていた・止める**" in body
    assert "この投稿ID（20261210-winter-soudan）は、もう使えません" in body
    assert "先輩移住者と相談員が、画面ごしにお答えします。" in body  # the text, folded
    assert "[承認する画面]" in body
    assert "訂正を送る" not in body and "![" not in body


def noted_of_another(stage: Stage) -> None:
    """A ledger is there, and says nothing of this post."""
    line = Entry("stopped", stage.now, "local", {"by": "maintainer-01", "actor": "x", "note": "別の投稿"})
    assert isinstance(append(stage.checkout, read_whole(stage.checkout), "20261201-other", line), Ledger)
    stage.git("fetch", "-q", "origin", "+refs/heads/ledger:refs/remotes/origin/ledger")


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (("claimed", "accepted"), "**2026年12月3日（木） 10:07に配信しました。消しても、届いたものは取り消せません。**"),
        (("claimed", "refused"), "LINEが受け付けず、届いていません。取り込むと、知らせが止まります。"),
        (("claimed", "expired"), "**届いたかどうか、分かっていません。消しても、届いたものは取り消せません。**"),
        (("claimed",), "**配信の途中です。消しても、LINEがもう受け付けていれば届きます。**"),
        (("stopped",), "人が止めたため、届いていません。取り込むと、この投稿は届きません。"),
        (("expired",), "**配信台帳のこの投稿の記録が読めず、届いたかどうか分かりません。"),
        ((), "**配信台帳がないため、届いたかどうかを確かめられません。"),
    ],
    ids=["sent", "refused", "uncertain", "claimed", "stopped", "unreadable", "no ledger"],
)  # fmt: skip
def test_a_withdrawal_says_what_has_become_of_the_post(
    stage: Stage, tmp_path: Path, events: tuple[str, ...], words: str
) -> None:
    _, head = withdrawn(stage)
    noted(stage, *events)
    assert show(head, tmp_path) == 0
    body = unescape(stage.github.state.comments[0].body)
    assert words in body
    if "accepted" in events:
        assert "点検が断ります" in body and "**Close pull request**" in body and "訂正を送る" in body
        assert "取り込むと、この投稿は届きません" not in body


def test_the_removal_of_a_reply_is_told_too(stage: Stage, tmp_path: Path) -> None:
    path = "content/replies/contractor/20261216-otameshi-nenrei.md"
    _, head = withdrawn(stage, path, samples(ROOT)[path])
    assert show(head, tmp_path) == 0
    body = unescape(stage.github.state.comments[0].body)
    assert "**取り下げる返信** 20261216-otameshi-nenrei" in body
    assert "@\u200bcon-manager-01-example" in body
    assert mark(stage, head) == ("success", "取り下げるものを掲示しました。")


def test_a_post_that_lost_its_text_is_withdrawn_by_name(stage: Stage, tmp_path: Path) -> None:
    """A folder without `post.md` on `main`: whoever removes it sees whose approval it needs."""
    stage.propose("div-poster-01-example", "fuyu", {f"{FOLDER}/photo.jpg": b"x"}, "写真だけ")
    stage.github.merge(1, by="div-poster-01-example")
    stage.git("fetch", "-q", "origin")
    stage.git("checkout", "-q", "-B", "away", "origin/main")
    stage.git("rm", "-rq", FOLDER)
    stage.git("commit", "-qm", "away", by="div-poster-01-example")
    stage.git("push", "-q", "origin", "away")
    stage.github.push("away", by="div-poster-01-example")
    number = stage.github.open_pull_request("away", "div-poster-01-example")
    assert show(stage.github.state.pull_requests[number].head, tmp_path) == 0
    body = unescape(stage.github.state.comments[0].body)
    assert "**取り下げる投稿** 20261210-winter-soudan" in body
    assert "@\u200bsection-chief-01-example" in body


def test_a_post_that_only_moves_is_no_withdrawal(stage: Stage, tmp_path: Path) -> None:
    number, _ = propose(stage)
    stage.github.merge(number, by="div-poster-01-example")
    stage.git("fetch", "-q", "origin")
    stage.git("checkout", "-q", "-B", "away", "origin/main")
    (stage.checkout / FOLDER.replace("division", "contractor")).parent.mkdir(parents=True)
    stage.git("mv", FOLDER, FOLDER.replace("division", "contractor"))
    stage.git("commit", "-qm", "move", by="div-poster-01-example")
    stage.git("push", "-q", "origin", "away")
    stage.github.push("away", by="div-poster-01-example")
    number = stage.github.open_pull_request("away", "div-poster-01-example")
    assert show(stage.github.state.pull_requests[number].head, drawn(tmp_path / "drawn")) == 0
    assert "取り下げる投稿" not in stage.github.state.comments[0].body


def test_a_replys_words_are_shown(stage: Stage, tmp_path: Path) -> None:
    path = "content/replies/contractor/20261216-otameshi-nenrei.md"
    number = stage.propose("con-poster-02-example", "reply", {path: samples(ROOT)[path]}, "返信")
    head = stage.github.state.pull_requests[number].head
    assert show(head, tmp_path) == 0
    (shown,) = stage.github.state.comments
    assert "おためし暮らし" in shown.body and "20261215-hoshifuri-story" in shown.body
    assert mark(stage, head) == ("success", "この版を掲示しました。")


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ("20261210-winter-soudan", "「冬のオンライン移住相談会のご案内」（20261210-winter-soudan）"),
        ("20261211-nowhere", "20261211-nowhere"),
        ("../../x", "../../x"),
    ],
)
def test_a_reply_names_its_post_by_title(stage: Stage, tmp_path: Path, about: str, shown: str) -> None:
    path = "content/replies/contractor/20261216-otameshi-nenrei.md"
    raw = samples(ROOT)[path].replace(b"20261215-hoshifuri-story", f'"{about}"'.encode())
    number = stage.propose("con-poster-02-example", "reply", {path: raw, f"{FOLDER}/post.md": POST}, "返信")
    head = stage.github.state.pull_requests[number].head
    assert show(head, drawn(tmp_path / "drawn")) == 0
    assert f"| 対象の投稿 | {shown} |" in unescape(stage.github.state.comments[0].body)


def test_a_reply_that_cannot_be_read_is_not_taken_for_shown(stage: Stage, tmp_path: Path) -> None:
    path = "content/replies/contractor/20261216-otameshi-nenrei.md"
    files = {path: samples(ROOT)[path] + "あ".encode() * 90_000}
    number = stage.propose("con-poster-02-example", "reply", files, "返信")
    head = stage.github.state.pull_requests[number].head
    assert show(head, tmp_path) == 0
    assert "返信しない" not in stage.github.state.comments[0].body
    assert mark(stage, head)[0] == "failure"


def test_what_changed_since_the_approver_last_looked_stands_in_words(stage: Stage, tmp_path: Path) -> None:
    number, _ = propose(stage)
    chief = stage.github.state.accounts["section-chief-01-example"]
    edited(stage, POST.replace("30組（申込み順）".encode(), "20組（申込み順）".encode()))
    stage.github.state.comments.append(Comment(9, number, "定員は合っていますか", stage.now, chief))
    second = edited(
        stage,
        POST.replace("30組（申込み順）".encode(), "25組（申込み順）".encode()).replace(
            b"2027-01-15", b"2027-01-18"
        ),
    )
    assert show(second, drawn(tmp_path / "drawn")) == 0
    said = stage.github.state.comments[-1].body
    since = said.partition("が前に見たとき")[2].partition("\n\n|")[0]
    assert "20組（申込み順）」から「・定員 25組（申込み順）」へ" in since
    assert "締切 2027年1月15日（金）」から「締切 2027年1月18日（月）」へ" in since
    assert "30組" not in since
    stage.github.review(number, "section-chief-01-example", "COMMENTED")
    assert show(second, drawn(tmp_path / "drawn")) == 0
    assert "変わったところ**\n\n- ありません。" in stage.github.state.comments[-1].body


def test_only_an_approval_of_the_newest_version_stands_in_the_first_line(
    stage: Stage, tmp_path: Path
) -> None:
    number, first = propose(stage)
    stage.now += timedelta(minutes=1)
    stage.github.review(number, "section-chief-01-example", "APPROVED")
    assert show(first, drawn(tmp_path / "drawn")) == 0
    body = stage.github.state.comments[-1].body
    assert "10:01に Approve を押しました。承認に数えるかは、この画面の下の **approval** に出ます。" in body
    assert "から変わったところ" not in body  # what they approved is what is shown
    second = edited(stage, POST + "\n追記です。\n".encode())
    assert show(second, drawn(tmp_path / "drawn")) == 0
    body = stage.github.state.comments[-1].body
    assert "**承認する人** " in body and "Approve を押しました" not in body
    assert "追記です。" in body.partition("から変わったところ")[2].partition("\n\n|")[0]
    stage.github.review(number, "section-chief-01-example", "APPROVED")
    stage.github.review(number, "section-chief-01-example", "CHANGES_REQUESTED")
    assert show(second, drawn(tmp_path / "drawn")) == 0
    assert "Approve を押しました" not in stage.github.state.comments[-1].body


def rewritten(stage: Stage) -> int:
    """How often the comment was changed on GitHub."""
    return sum(asked.method == "PATCH" for asked in stage.github.requests)


def test_the_last_line_says_as_of_when_and_a_second_drawing_changes_no_byte(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def later(**span: int) -> None:
        stage.now += timedelta(**span)
        monkeypatch.setenv("CAFE_NOW", stage.now.isoformat())

    raw = re.sub(rb" *not_before: .*\n", b"", POST)
    assert raw != POST  # it goes out as soon as it is merged
    number, head = propose_on(stage, "fuyu", raw)
    pushed = stage.now
    propose_on(stage, "other", raw, "content/posts/division/2026/20261210-other")
    later(minutes=7)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    first = stage.github.state.comments[-1].body
    assert f"版 `{head[:7]}` の投稿と、{moment_in_words(pushed)}の時点の承認のものです。" in first
    later(hours=1)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    assert (rewritten(stage), stage.github.state.comments[-1].body) == (0, first)
    stage.github.review(number, "section-chief-01-example", "APPROVED")
    given = stage.now
    later(minutes=7)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    assert rewritten(stage) == 1
    assert f"{moment_in_words(given)}の時点の承認のものです。" in stage.github.state.comments[-1].body


def test_whose_review_counts_for_what_is_said_once(stage: Stage, tmp_path: Path) -> None:
    _, head = propose(stage)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    body = stage.github.state.comments[0].body
    assert "承認する人でない人の **Approve** は数えません。" in body
    assert body.count("名簿にある人") == body.count("自分で取り下げるまで") == 1


def test_a_record_of_trouble_names_every_post_that_loses_the_picture(stage: Stage, tmp_path: Path) -> None:
    picture = samples(ROOT)[f"{FOLDER}/yukikaki.jpg"]
    others = {name: f"content/posts/contractor/2026/{name}" for name in ("20261215-sama", "20261216-ta")}
    posts = {f"{FOLDER}/post.md": POST, f"{FOLDER}/yukikaki.jpg": picture}
    posts |= {f"{folder}/post.md": POST for folder in others.values()}
    posts |= {f"{others['20261215-sama']}/shovel.jpg": picture, f"{others['20261216-ta']}/x.jpg": b"another"}
    number = stage.propose("div-poster-01-example", "posts", posts, "投稿")
    stage.github.merge(number, by="div-poster-01-example")
    stage.git("fetch", "-q", "origin")
    stage.git("checkout", "-q", "-B", "main", "origin/main")
    path = "content/incidents/20261216-comment.yml"
    raw = samples(ROOT)[path].replace(b"takes_down: null", b"takes_down: 20261210-winter-soudan")
    number = stage.propose("div-poster-01-example", "trouble", {path: raw}, "トラブル")
    assert show(stage.github.state.pull_requests[number].head, tmp_path) == 0
    (line,) = [
        line
        for line in stage.github.state.comments[-1].body.splitlines()
        if line.startswith("**承認のあと**")
    ]
    assert (
        "（20261210-winter-soudan）がサイトの公開から外れます。その画像は、どの投稿でも出なくなります。"
        in line
    )
    assert "画像が消えるほかの投稿: 「冬のオンライン移住相談会のご案内」（20261215-sama）。" in line
    assert "20261216-ta" not in line


def forgotten(stage: Stage) -> None:
    """The checkout has nothing of the branch `other`, as a job that fetched `main` alone."""
    git(stage.checkout, "update-ref", "-d", "refs/heads/other")
    git(stage.checkout, "update-ref", "-d", "refs/remotes/origin/other")
    git(stage.checkout, "reflog", "expire", "--expire=now", "--all")
    git(stage.checkout, "gc", "--quiet", "--prune=now")


def test_what_other_pull_requests_would_send_is_among_the_neighbours(stage: Stage, tmp_path: Path) -> None:
    other = "content/posts/division/2026/20261210-other"
    number, _ = propose_on(
        stage, "other", POST.replace("冬のオンライン".encode(), "夏のオンライン".encode(), 1), other
    )
    _, head = propose(stage)
    forgotten(stage)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    body = unescape(stage.github.state.comments[-1].body).replace("\u200b", "")
    said = f"2026年12月10日（木） 10:00から 夏のオンライン移住相談会のご案内（#{number}、取り込み前）"
    assert f"前後1時間のうちに、ほかの投稿も届きます: {said}" in body
    assert f"| 同じ日 | {said} |" in body
    assert "読み取れず" not in body


def test_a_correction_of_another_pull_request_is_held_against_this_posts_links(
    stage: Stage, tmp_path: Path
) -> None:
    raw = (ROOT / "tests/goldens/cards/correction/post.md").read_bytes()
    number, _ = propose_on(stage, "other", raw, "content/posts/division/2026/20261211-teisei")
    _, head = propose(stage)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    body = unescape(stage.github.state.comments[-1].body).replace("\u200b", "")
    near = f"（#{number}。取り込むとすぐ届く予定）が、この投稿と同じページにリンクしています"
    (said,) = [line for line in body.splitlines() if near in line]
    assert "この投稿にも「定員 30組」があります。その訂正はまだ承認されていません。" in said


def test_another_pull_request_costs_itself_alone_whatever_it_holds(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such content is known; the program is made to fail at it."""
    other = "content/posts/division/2026/20261210-other"

    def fails_at_the_other(path: str, *rest: Any) -> Post:
        if path.startswith(other):
            raise OverflowError
        return read_post(path, *rest)

    monkeypatch.setattr(company, "read_post", fails_at_the_other)
    number, _ = propose_on(stage, "other", POST, other)
    _, head = propose(stage)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    body = unescape(stage.github.state.comments[-1].body)
    assert f"承認を待つほかの依頼（#{number}）は、いつ何が届くかを読み取れず" in body
    assert mark(stage, head)[0] == "success"


def test_other_pull_requests_that_cannot_be_fetched_are_said(stage: Stage, tmp_path: Path) -> None:
    propose_on(stage, "other", POST, "content/posts/division/2026/20261210-other")
    _, head = propose(stage)
    forgotten(stage)
    git(stage.origin, "update-ref", "-d", "refs/heads/other")
    stage.git("config", "protocol.version", "0")  # which gives out nothing that no branch holds
    assert show(head, drawn(tmp_path / "drawn")) == 0
    body = stage.github.state.comments[-1].body
    assert "近い日の配信に載せていません" in body and "ほかの配信はありません" in body
    assert mark(stage, head)[0] == "success"


def test_how_to_stop_it_is_said_for_posts_alone_with_the_handbooks_places(
    stage: Stage, tmp_path: Path
) -> None:
    _, head = propose(stage)
    assert show(head, drawn(tmp_path / "drawn")) == 0
    (line,) = [
        line
        for line in stage.github.state.comments[0].body.splitlines()
        if line.startswith("取り込んだあとで止める")
    ]
    for words in (
        "**届いていた・止める**",
        "届いたあとは取り消せません",
    ):
        assert words in line
    handbook = (ROOT / ".github/TROUBLE.md").read_text("utf-8")
    places = re.findall(r"\(https://github\.com/[^)]*/blob/main/\.github/TROUBLE\.md#([^)]*)\)", line)
    headings = [re.sub("[、。]", "", name) for name in re.findall(r"^#+ (.*)$", handbook, re.MULTILINE)]
    assert len(places) == 2 and set(places) <= set(headings)
    path = "content/replies/contractor/20261216-otameshi-nenrei.md"
    number = stage.propose("con-poster-02-example", "reply", {path: samples(ROOT)[path]}, "返信")
    assert show(stage.github.state.pull_requests[number].head, tmp_path) == 0
    assert "止めるには" not in stage.github.state.comments[-1].body


def test_a_version_that_is_gone_cannot_be_compared_and_that_is_said(stage: Stage, tmp_path: Path) -> None:
    number, head = propose(stage)
    stage.github.review(number, "section-chief-01-example", "COMMENTED")
    stage.github.state.reviews[-1].commit = "1" * 40
    assert show(head, drawn(tmp_path / "drawn")) == 0
    assert "前に見た版を取り出せず" in stage.github.state.comments[0].body


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://github.com/{name}/actions/runs/77/artifacts/5", "/artifacts/5)"),
        ("https://github.com/{name}/actions/runs/78/artifacts/5", "/actions/runs/77)"),
        ("https://evil.example.com/actions/runs/77/artifacts/5", "/actions/runs/77)"),
        (
            "https://github.com/{name}/actions/runs/77/artifacts/5)![x](https://evil.example.com",
            "/actions/runs/77)",
        ),
        ("", "/actions/runs/77)"),
    ],
)
def test_only_a_page_of_this_very_run_is_linked(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, shown: str
) -> None:
    monkeypatch.setenv("GITHUB_RUN_ID", "77")
    _, head = propose(stage)
    page = given.format(name=stage.settings()["GITHUB_REPOSITORY"])
    assert comment.main(["--head", head, "--pictures", str(drawn(tmp_path / "drawn")), "--page", page]) == 0
    (said,) = stage.github.state.comments
    assert said.body.partition("承認票のページ](")[2].partition("。\n")[0].endswith(shown)
    assert "evil" not in said.body


def edited(stage: Stage, post: bytes) -> str:
    """The author pushes another version, a minute later; its commit."""
    stage.now += timedelta(minutes=1)
    stage.git("checkout", "-q", "fuyu")
    (stage.checkout / FOLDER / "post.md").write_bytes(post)
    stage.git("commit", "-qam", "edit", by="div-poster-01-example")
    stage.git("push", "-q", "origin", "fuyu")
    stage.github.push("fuyu", by="div-poster-01-example")
    stage.now += timedelta(minutes=1)
    return line_of(stage.checkout, "rev-parse", "fuyu")


@pytest.mark.parametrize("count", [3, 4])
def test_what_is_only_named_is_not_shown(stage: Stage, tmp_path: Path, count: int) -> None:
    folders = [f"content/posts/division/2026/2026121{day}-many/post.md" for day in range(count)]
    number = stage.propose("div-poster-01-example", "many", dict.fromkeys(folders, POST), "多い")
    head = stage.github.state.pull_requests[number].head
    assert show(head, tmp_path) == 0
    assert mark(stage, head)[0] == ("success" if count == 3 else "failure")


def test_what_lies_beside_every_post_is_not_taken_for_shown(stage: Stage, tmp_path: Path) -> None:
    files = {f"{FOLDER}/post.md": POST, "content/posts/division/2026/\npost.md": POST}
    number = stage.propose("div-poster-01-example", "beside", files, "横")
    head = stage.github.state.pull_requests[number].head
    assert show(head, drawn(tmp_path / "drawn")) == 0
    assert mark(stage, head)[0] == "failure"


def test_a_branch_that_cannot_be_merged_is_not_shown(stage: Stage, tmp_path: Path) -> None:
    first, _ = propose(stage)
    _, head = propose_on(stage, "second", POST + b"\nother\n")
    stage.github.merge(first, by="div-poster-01-example")
    stage.git("fetch", "-q", "origin")
    assert show(head, drawn(tmp_path / "drawn")) == 0
    state, why = mark(stage, head)
    assert state == "failure"
    assert "Resolve conflicts" in why


def test_github_out_of_reach_is_said_and_can_be_done_again(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, head = propose(stage)
    stage.github.fail("comments", status=502)
    assert show(head, drawn(tmp_path / "drawn")) == 1
    assert "あとでもう一度" in capsys.readouterr().err
    assert mark(stage, head)[0] == "error"
    assert show(head, drawn(tmp_path / "drawn")) == 0
    assert len(stage.github.state.comments) == 1
