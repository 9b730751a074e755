"""Every number in the register against the event that it tells of, after a month in which nearly everything happened."""

import csv
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
from datetime import timedelta

import pytest

from scripts import audit, publish, watch
from scripts.records.sheet import HEADINGS
from scripts.text.dates import JAPAN
from tests.browser import needs_axe, needs_browser, violations
from tests.rehearsal.stage import DUE, WINTER, Stage, git, login
from tests.verbs.test_audit import Page

STORY = "20261215-hoshifuri-story"
LONELY, REFUSED, TEISEI = "20261211-lonely", "20261212-refused", f"{WINTER}-teisei"
MONTH = ("--from", "2026-12-01", "--to", "2026-12-31")
NAME = "register-2026-12-01-2026-12-31"
REPLY = """---
received_on: "2026-12-16"
channel: chat
inquiry: 申込みの締切についての質問
decision: {decision}
reason: {reason}
author: div-poster-01
{sent}---
{answer}"""
FILES = {
    "content/replies/division/20261216-deadline.md": REPLY.format(
        decision="reply", reason="同じ質問が多いため", answer="1月15日までです。\n",
        sent='sent_on: "2026-12-17"\nsent_by: div-poster-02\n',
    ),
    "content/replies/division/20261216-weather.md": REPLY.format(
        decision="no_reply", reason="相談の内容ではないため", answer="", sent=""
    ),
    "content/incidents/20261218-comment.yml": (
        'kind: defamation\ndetected_at: "2026-12-18T09:20+09:00"\ndetected_side: contractor\n'
        'reported_to_division_at: "2026-12-18T09:45+09:00"\nreported_how: 電話\nreceived_by: 地域政策課 主任\n'
        f"summary: 人をおとしめるコメント\nevidence: 地政トラブル26-016\nactions:\n"
        '  - {at: "2026-12-18T10:10+09:00", what: コメントを隠した, by: con-poster-02, approved_by: section-chief-01}\n'
        f'takes_down: null\ncorrection: {TEISEI}\nclosed_on: "2026-12-19"\n'
    ),
}  # fmt: skip


class Month:
    """The stage, and what GitHub and LINE saw of each post."""

    def __init__(self, stage, patch):
        self.stage, self.patch, self.numbers, self.out = stage, patch, {}, stage.folder / "out"

    def run(self, verb, *options, online=False):
        git(self.stage.checkout, "pull", "-q", "origin", "main")
        self.patch.chdir(self.stage.checkout)
        for name in ("GITHUB_STEP_SUMMARY", "GITHUB_RUN_ID", "SENDING_PAUSED"):
            self.patch.delenv(name, raising=False)
        for name, value in self.stage.environment().items():
            self.patch.setenv(name, value)
        if verb is audit and not online:
            self.patch.delenv("GITHUB_TOKEN")
        return verb.main([*options])

    def audit(self, *options, **more):
        return self.run(audit, "--out", str(self.out), *options, **more)

    def written(self, name):
        return (self.out / name).read_bytes()

    def rows(self, *options, span=MONTH, **more):
        assert self.audit(*span, *options, **more) == 0
        name = f"register-{span[1]}-{span[3]}.csv"
        rows = csv.DictReader(io.StringIO(self.written(name).decode("utf-8-sig"), newline=""))
        return {row["記録ID"] or row["投稿ID"]: row for row in rows}

    def pull(self, post_id):
        return self.stage.github.state.pull_requests[self.numbers[post_id]]

    def reviews_of(self, pull):
        return [given for given in self.stage.github.state.reviews if given.number == pull.number]

    def reviews(self, post_id):
        return [given for given in self.stage.github.state.reviews if given.number == self.numbers[post_id]]

    def delivery(self, post_id):
        """The broadcast as LINE got it."""
        (sha,) = {
            line.carries["body_sha256"] for line in self.stage.ledger(post_id) if line.event == "claimed"
        }
        (sent,) = [
            each
            for each in self.stage.line.account.deliveries
            if hashlib.sha256(each.body).hexdigest() == sha
        ]
        return sent


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    patch = pytest.MonkeyPatch()
    with Stage(tmp_path_factory.mktemp("month")) as stage:
        month = Month(stage, patch)
        first_post(month)
        others(month)
        yield month
    patch.undo()


def first_post(month):
    """Objected to, mended, approved after two days; LINE took it at 10:05, and the next run heard of it at 10:25."""
    stage = month.stage
    stage.write_post()
    number = month.numbers[WINTER] = stage.propose("div-poster-01", "fuyu")
    month.pull(WINTER).body = "冬の相談会です。\n担当は @div-poster-02-example です。"
    stage.later(3600)
    objection = stage.github.review(
        number, login("section-chief-01"), "CHANGES_REQUESTED", body="div-poster-01 さん、定員を。"
    )
    stage.later(7200)
    stage.github.dismiss(objection, by=login("section-chief-01"))
    stage.later(47 * 60)
    stage.github.review(number, login("section-chief-01"), "APPROVED", body="よく読みました。")
    stage.merge(number, "div-poster-02")
    stage.publish_pictures()
    stage.now = DUE
    stage.line.fail("accept, drop", "drop", "drop")
    assert month.run(publish) == 1
    stage.now = DUE + timedelta(minutes=20)
    assert month.run(publish) == 0


def others(month):
    """One without an approval, one that LINE refuses, a correction, replies, trouble; then LINE has counted."""
    stage = month.stage
    stage.now = DUE + timedelta(hours=1)
    for path, text in FILES.items():
        (stage.desk / path).parent.mkdir(parents=True, exist_ok=True)
        (stage.desk / path).write_text(text, "utf-8")
    stage.commit("maintainer-01", "記録")
    git(stage.desk, "push", "-q", "origin", "main")
    stage.write_post(post_id=LONELY, title="承認のない投稿です")
    stage.merge(stage.propose("div-poster-01", "lonely"), "div-poster-01")
    stage.write_post(post_id=REFUSED, title="断られる投稿です")
    month.numbers[REFUSED] = stage.bring()
    stage.line.fail("400")
    month.run(publish)
    correction = {"corrects": WINTER, "correction": [{"wrong": "1月23日(日)", "right": "1月23日(土)"}]}
    stage.write_post(post_id=TEISEI, title="冬の相談会の日付の訂正", **correction)
    month.numbers[TEISEI] = stage.bring()
    month.run(publish)
    stage.now = DUE + timedelta(days=5)
    stage.write_post(STORY)
    month.numbers[STORY] = stage.bring("con-poster-02", ("con-manager-01",))
    month.run(publish)
    stage.now = DUE + timedelta(days=7)
    assert month.run(watch, "--measure") == 0


def minute(at):
    return f"{at.astimezone(JAPAN):%Y-%m-%d %H:%M}"


def test_the_month_happened_as_planned(month):
    states = {name: row["状態"] for name, row in month.rows().items()}
    assert states == {
        WINTER: "配信済み", STORY: "配信済み", LONELY: "未配信", REFUSED: "LINEが受け付けず", TEISEI: "配信済み",
        "20261216-deadline": "返信済み", "20261216-weather": "返信しない", "20261218-comment": "終了",
    }  # fmt: skip


SENT = (WINTER, TEISEI, STORY)
TITLES = {
    "section-chief-01": "地域政策課 移住交流担当課長",
    "div-poster-01": "地域政策課 移住交流担当 主事",
    "div-poster-02": "地域政策課 移住交流担当 主任",
    "con-manager-01": "株式会社エゾリスコミュニケーションズ 業務処理責任者",
    "con-poster-02": "株式会社エゾリスコミュニケーションズ 取材担当",
}


def approvals(month, post_id):
    """GitHub's yeses that were still yeses at the merge."""
    return [given for given in month.reviews(post_id) if given.state == "APPROVED"]


def lines(month, post_id, event):
    return [line for line in month.stage.ledger(post_id) if line.event == event]


def front(month, post_id, name):
    (path,) = (month.stage.desk / "content/posts").glob(f"*/*/{post_id}/post.md")
    (row,) = [row for row in path.read_text("utf-8").splitlines() if row.startswith(f"{name}: ")] or [": "]
    return row.partition(": ")[2].strip("'")


def person(user):
    return user.login.removesuffix("-example")


def tree(month, post_id):
    side = "contractor" if post_id == STORY else "division"
    folder = f"content/posts/{side}/{post_id[:4]}/{post_id}"
    return git(month.stage.origin, "rev-parse", f"{month.pull(post_id).merge_commit}:{folder}")


# What stands in each column of a sent post, from LINE's, GitHub's and git's own records.
EVENTS = {
    "種別": lambda month, post_id: "訂正" if post_id == TEISEI else "投稿",
    "配信日時": lambda month, post_id: minute(month.delivery(post_id).at),
    "配信日時の根拠": lambda month, post_id: "LINEの集計",
    "状態": lambda month, post_id: "配信済み",
    "投稿ID": lambda month, post_id: post_id,
    "記録ID": lambda month, post_id: "",
    "件名・要旨": lambda month, post_id: month.stage.titles[post_id],
    "側": lambda month, post_id: "運営者" if post_id == STORY else "地域政策課",
    "区分": lambda month, post_id: "移住・定住" if post_id == STORY else "イベント",
    "投稿者": lambda month, post_id: TITLES[person(month.pull(post_id).author)],
    "投稿者ID": lambda month, post_id: person(month.pull(post_id).author),
    "報告日時": lambda month, post_id: minute(month.pull(post_id).opened_at),
    "プルリクエスト": lambda month, post_id: str(month.numbers[post_id]),
    "承認": lambda month, post_id: None,  # below
    "承認までの時間(分)": lambda month, post_id: str(
        int((approvals(month, post_id)[-1].at - month.pull(post_id).opened_at).total_seconds()) // 60
    ),
    "取り込み日時": lambda month, post_id: minute(month.pull(post_id).merged_at),
    "取り込んだ人": lambda month, post_id: None,  # below
    "受けた日・気づいた日時": lambda month, post_id: "",
    "決定": lambda month, post_id: "",
    "理由": lambda month, post_id: "",
    "対応": lambda month, post_id: "",
    "対応した日": lambda month, post_id: "",
    "対応した人": lambda month, post_id: "",
    "地域政策課への連絡": lambda month, post_id: "",
    "対象者数(配信前の推定)": lambda month, post_id: str(month.stage.line.account.reach),
    "配信数": lambda month, post_id: str(month.delivery(post_id).reach),
    "開封した人": lambda month, post_id: str(month.delivery(post_id).reach * 41 // 100),
    "リンクを開いた人": lambda month, post_id: str(month.delivery(post_id).reach * 9 // 100),
    "集計日": lambda month, post_id: minute(lines(month, post_id, "measured")[-1].at),
    "訂正する投稿": lambda month, post_id: WINTER if post_id == TEISEI else "",
    "この投稿の訂正": lambda month, post_id: TEISEI if post_id == WINTER else "",
    "LINEの受付番号": lambda month, post_id: month.delivery(post_id).request_id,
    "送信本文のSHA-256": lambda month, post_id: hashlib.sha256(month.delivery(post_id).body).hexdigest(),
    "内容の識別子(git)": tree,
    "マージ": lambda month, post_id: month.pull(post_id).merge_commit,
    "運営要領の版": lambda month, post_id: "2023-07-19",
    "保存期限": lambda month, post_id: "2032-03-31",
}


@pytest.fixture(scope="module")
def rows(month):
    return month.rows()


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_stands_in_the_register_is_what_happened(month, rows, heading):
    for post_id in SENT:
        wanted = EVENTS[heading](month, post_id)
        assert wanted is None or rows[post_id][heading] == wanted, post_id


def test_who_approved_and_who_merged(month, rows):
    given = approvals(month, WINTER)[-1]
    title = TITLES["section-chief-01"]
    assert rows[WINTER]["承認"] == f"移住交流担当課長 section-chief-01({title}) {minute(given.at)}"
    assert rows[WINTER]["取り込んだ人"].startswith("div-poster-02(")
    assert rows[STORY]["承認"].startswith("業務処理責任者 con-manager-01(")


def test_the_time_is_that_of_the_delivery_and_not_of_the_run_that_heard_of_it(month, rows):
    (accepted,) = lines(month, WINTER, "accepted")
    assert accepted.at - month.delivery(WINTER).at == timedelta(minutes=20)
    assert rows[WINTER]["配信日時"] == minute(DUE)


def test_what_was_rejected_or_refused_is_not_counted_as_sent(month, rows):
    for post_id in (LONELY, REFUSED):
        row = rows[post_id]
        assert (row["配信日時"], row["配信数"], row["LINEの受付番号"], row["保存期限"]) == ("", "", "", "")
    (refused,) = lines(month, REFUSED, "refused")
    assert "400" in str(refused.carries["status"])
    page = Page(month.written(f"{NAME}.html").decode())
    for total in ("3件 配信", "1件 うち訂正", "1件 未配信", "1件 LINEが受け付けず", "1件 返信済み", "1件 返信しない",
                  "1件 トラブル"):  # fmt: skip
        assert total in page.letters, total
    delivered = sum(month.delivery(post_id).reach for post_id in SENT)
    assert f"{delivered:,}通 届いた数（集計済み 3件）" in page.letters


def test_replies_decisions_not_to_reply_and_trouble_have_their_rows(rows):
    reply, silent, trouble = (
        rows[name] for name in ("20261216-deadline", "20261216-weather", "20261218-comment")
    )
    assert (reply["種別"], reply["決定"], reply["理由"]) == ("返信", "返信する", "同じ質問が多いため")
    assert (reply["受けた日・気づいた日時"], reply["対応した日"], reply["対応した人"]) == (
        "2026-12-16", "2026-12-17", "div-poster-02",
    )  # fmt: skip
    assert (silent["決定"], silent["理由"], silent["対応した日"]) == (
        "返信しない",
        "相談の内容ではないため",
        "",
    )
    assert (trouble["区分"], trouble["受けた日・気づいた日時"], trouble["対応した日"]) == (
        "誹謗中傷", "2026-12-18 09:20", "2026-12-19",
    )  # fmt: skip
    assert trouble["地域政策課への連絡"] == "2026-12-18 09:45 電話 地域政策課 主任"
    assert trouble["対応"] == "2026-12-18 10:10 コメントを隠した"
    assert trouble["訂正する投稿"] == TEISEI


def test_every_number_of_the_sheet_stands_on_the_page_as_well(month, rows):
    page = Page(month.written(f"{NAME}.html").decode()).letters
    for post_id in SENT:
        row = rows[post_id]
        for name in ("配信日時", "報告日時", "取り込み日時", "LINEの受付番号", "送信本文のSHA-256"):
            assert row[name] in page, (post_id, name)
        for name in ("配信数", "開封した人", "リンクを開いた人", "対象者数(配信前の推定)"):
            assert f"{int(row[name]):,}人" in page, (post_id, name)
    assert "報告から承認まで 3時間47分" in page


def test_the_dossier_tells_the_course_with_the_texts_that_people_wrote(month):
    assert month.audit("--post", WINTER, online=True) == 0
    page = Page(month.written(f"{WINTER}.html").decode()).letters
    order = [
        "冬の相談会です。", "差し戻し(変更の求め)", "さん、定員を。", "差し戻し(変更の求め)の取り消し", "取り消します。",
        "よく読みました。", "取り込み", "配信を始めた", "LINEが受け付けた",
    ]  # fmt: skip
    places = [
        page.index(words, page.index("決定の経過")) for words in order if words != "差し戻し(変更の求め)"
    ]
    assert places == sorted(places)
    assert page.count("台帳のSHA-256と同じ文です") == 4
    month.pull(WINTER).body = "あとから直した文"
    month.audit("--post", WINTER, online=True)
    changed = Page(month.written(f"{WINTER}.html").decode()).letters
    assert "配信の後に書き換えられた文です" in changed and "いいえ" in changed
    month.pull(WINTER).body = "冬の相談会です。\n担当は @div-poster-02-example です。"


def test_without_github_the_dossier_says_where_the_texts_are(month):
    assert month.audit("--post", WINTER) == 0
    page = Page(month.written(f"{WINTER}.html").decode()).letters
    digest = hashlib.sha256("よく読みました。".encode()).hexdigest()
    assert f"文はGitHubにあります（SHA-256 {digest}）" in page and "よく読みました" not in page


def checked(month, *more):
    """`sha256sum -c`, as a stranger would call it."""
    command = ["sha256sum", "-c", "--quiet", "--strict", f"{WINTER}.sha256", *more]
    return subprocess.run(command, cwd=month.out, capture_output=True, text=True, check=False)


def test_the_manifest_is_checked_by_sha256sum_alone_and_finds_one_byte(month):
    month.audit("--post", WINTER)
    assert checked(month).returncode == 0, checked(month).stderr
    listed = {row.split("  ")[1] for row in month.written(f"{WINTER}.sha256").decode().splitlines()}
    there = {
        path.relative_to(month.out).as_posix()
        for path in (month.out / f"{WINTER}.html", *(month.out / WINTER).rglob("*"))
    }
    assert listed == there
    for name in listed:
        path = month.out / name
        raw = path.read_bytes()
        path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
        assert checked(month).returncode == 1, name
        path.write_bytes(raw)


@pytest.mark.parametrize(("options", "number"), [((), 9), (("--redact",), 6)], ids=["whole", "redacted"])
def test_the_way_to_check_it_works_as_it_is_written(month, tmp_path, options, number):
    month.audit("--post", WINTER, *options)
    page = month.written(f"{WINTER}/check.html").decode()
    shutil.copytree(month.out, tmp_path / "parcel")
    shown = html.unescape("\n".join(re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)))
    commands = [row for row in shown.splitlines() if row.startswith(("git ", "sha256sum "))]
    assert len(commands) == number
    script = "\n".join(["set -e", *commands]).replace(
        f"git clone {address(shown)}", f"git clone -q {month.stage.origin}"
    )
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],
        cwd=tmp_path / "parcel",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    body = hashlib.sha256(month.delivery(WINTER).body).hexdigest()
    printed = done.stdout.splitlines()
    assert f"{body}  {WINTER}/body.json" in printed and body in page
    assert printed[-1] == "あります"
    assert month.pull(WINTER).merge_commit in printed and tree(month, WINTER) in printed
    blobs = [row for row in printed if len(row) == 40]
    assert options or blobs[-1] == blobs[-2]


def address(page):
    return page.partition("git clone ")[2].split()[0]


def secrets_of(month):
    """Accounts, ids and document numbers that stand in the records of the month."""
    text = json.dumps([dict(line.carries) for line in month.stage.ledger(WINTER)], ensure_ascii=False)
    known = ["section-chief-01", "div-poster-01", "div-poster-02", "div-poster-02-example", "1101", "1001",
             "地政メール保存26-112"]  # fmt: skip
    assert all(value in text for value in known[:-1])
    return known


@pytest.mark.parametrize("online", [True, False])
def test_a_copy_for_a_disclosure_leaves_out_accounts_ids_and_document_numbers(month, online):
    month.audit("--post", WINTER)
    for value in secrets_of(month):
        assert any(
            value in path.read_text("utf-8", "replace") for path in month.out.rglob("*") if path.is_file()
        )
    shutil.rmtree(month.out)
    month.audit("--post", WINTER, "--redact", online=online)
    month.audit(*MONTH, "--redact")
    text = "".join(
        path.read_text("utf-8", "replace")
        for path in month.out.rglob("*")
        if path.is_file() and path.suffix != ".jpg"
    )
    for value in secrets_of(month):
        assert not re.search(rf"(?<![0-9a-f]){re.escape(value)}(?![0-9a-f])", text), value
    page = Page(month.written(f"{WINTER}.html").decode()).letters
    for mark in (
        "［非開示：アカウント］",
        "［非開示：名簿の番号］",
        "［非開示：文書番号］",
        "開示用の写しです",
    ):
        assert mark in page, mark
    for kept in (TITLES["section-chief-01"], "1,234人", month.delivery(WINTER).request_id):
        assert kept in page, kept
    assert ("さん、定員を。" in page) is online
    assert month.delivery(WINTER).body.decode() in page
    assert checked(month).returncode == 0


def test_whose_words_were_quoted_stands_in_the_dossier_and_its_document_number_not_in_a_disclosed_copy(month):
    month.audit("--post", STORY)
    page = Page(month.written(f"{STORY}.html").decode()).letters
    assert "Aさん（パン屋の店主）" in page and "同意の文書番号: EZ-DOC-0032" in page
    assert "画像の中のどの人か: 右の、白い帽子をかぶった店主" in page
    month.audit("--post", STORY, "--redact")
    page = Page(month.written(f"{STORY}.html").decode()).letters
    assert "Aさん（パン屋の店主）" in page and "EZ-DOC-0032" not in page
    assert "同意の文書番号: ［非開示：文書番号］" in page


def test_an_earlier_whole_copy_does_not_lie_beside_the_redacted_one(month):
    month.audit("--post", WINTER)
    assert (month.out / WINTER / "ledger.jsonl").exists() and (month.out / WINTER / "post.md").exists()
    month.audit("--post", WINTER, "--redact")
    assert {path.name for path in (month.out / WINTER).iterdir()} == {
        "body.json",
        "check.html",
        "yukikaki.jpg",
    }
    assert "post.md、ledger.jsonl は入れていません" in month.written(f"{WINTER}/check.html").decode()


@needs_browser
@needs_axe
def test_everybody_can_use_the_pages(month, browser):
    month.audit(*MONTH)
    month.audit("--post", WINTER, online=True)
    for name in (f"{NAME}.html", f"{WINTER}.html", f"{WINTER}/check.html"):
        for width in (320, 1280):
            tab = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
            tab.goto((month.out / name).as_uri())
            assert violations(tab) == [], name
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
            tab.close()


def cells(month, post_id):
    """The page's cells of a post, as a person reads them."""
    page = month.written(f"{NAME}.html").decode().partition('id="posts"')[2].partition("</table>")[0]
    (row,) = [row for row in page.split("<tr>") if f"<code>{post_id}</code>" in row]
    return [
        "".join(html.unescape(re.sub("<[^>]+>", "", cell)).split()) for cell in re.split("<td[^>]*>", row)[1:]
    ]


def by(user):
    return f"{person(user)}({TITLES[person(user)]})"


def span(minutes):
    hours, rest = divmod(minutes, 60)
    return f"{hours}時間{rest}分" if hours else f"{rest}分" if rest else "1分未満"


def bars(month, post_id):
    sent = month.delivery(post_id)
    figures = (month.stage.line.account.reach, sent.reach, sent.reach * 41 // 100, sent.reach * 9 // 100)
    return "".join(
        f"{name}{figure:,}人"
        for name, figure in zip(("対象", "配信", "開封", "リンク"), figures, strict=True)
    )


@pytest.mark.parametrize("post_id", SENT)
def test_each_cell_of_the_page_is_what_happened_and_stands_in_its_place(month, rows, post_id):
    pull, yes, sent = month.pull(post_id), approvals(month, post_id)[-1], month.delivery(post_id)
    took = int((yes.at - pull.opened_at).total_seconds()) // 60
    role = "業務処理責任者" if post_id == STORY else "移住交流担当課長"
    kind = "運営者・移住・定住" if post_id == STORY else "地域政策課・イベント"
    linked = {WINTER: f"この投稿の訂正:{TEISEI}", TEISEI: f"訂正する投稿:{WINTER}"}.get(post_id, "")
    wanted = [
        f"{minute(sent.at)} LINEの集計による",
        f"{month.stage.titles[post_id]}{post_id}{kind}{linked}",
        f"報告 {minute(pull.opened_at)} {by(pull.author)} 取り込み {minute(pull.merged_at)} {by(pull.merged_by)}"
        f"プルリクエスト #{pull.number}",
        f"{role} {minute(yes.at)} {by(yes.user)} 報告から承認まで {span(took)}",
        bars(month, post_id),
        f"{sent.request_id}{hashlib.sha256(sent.body).hexdigest()}",
    ]
    assert cells(month, post_id) == ["".join(cell.split()) for cell in wanted]


def test_the_cells_of_what_was_not_sent_tell_when_it_would_have_gone_and_how_it_ended(month, rows):
    (refused,) = lines(month, REFUSED, "refused")
    assert cells(month, LONELY)[0] == "".join(f"未配信 予定 {minute(DUE.replace(minute=0))}".split())
    assert cells(month, REFUSED)[0] == "".join(f"LINEが受け付けず 最後の記録 {minute(refused.at)}".split())
    assert cells(month, LONELY)[4:] == ["", ""] and cells(month, REFUSED)[4] == ""
