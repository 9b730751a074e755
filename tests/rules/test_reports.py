"""What failed in public elsewhere: the inputs of `../shared/cases` beside the checkout, each with what is right."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scripts.checking.finding import Finding
from scripts.content.hours import first_allowed
from scripts.content.photo import fit_to_send
from scripts.content.post import Post
from scripts.effects.content.load import setting_in
from scripts.effects.content.subjects import subjects_in
from scripts.messages.render import render
from scripts.reading.fields import moment
from scripts.rules.book import ask
from tests.rules.good_world import POSTS, MemoryTree, good_files

REPORTS = Path(__file__).parents[3] / "shared/cases/reports"
pytestmark = pytest.mark.skipif(
    not REPORTS.is_dir(), reason="../shared/cases does not lie beside this checkout"
)
FOLDER = "content/posts/division/2026/20261208-report"
NOW = "2026-12-08T10:00+09:00"


class Report:
    """One case, judged: its findings, and what readers would get."""

    def __init__(
        self, name: str, file: str = "post.md", folder: str = FOLDER, change: tuple[str, str] = ("", "")
    ) -> None:
        case = REPORTS / name
        files = {
            path: raw for path, raw in good_files().items() if not path.startswith(tuple(POSTS.values()))
        }
        for beside in case.iterdir():
            if beside.suffix in (".jpg", ".png"):
                files[f"{folder}/{beside.name}"] = beside.read_bytes()
        text = (case / file).read_text("utf-8").replace(*change)
        files[f"{folder}/post.md"] = text.encode()
        tree = MemoryTree(files)
        now = moment(NOW)
        assert now
        self.context = replace(setting_in(tree, now, frozenset(), None))
        subjects = list(subjects_in(tree, tree.paths(folder)))
        self.findings: list[Finding] = [
            finding for subject in subjects for finding in ask(subject, self.context)
        ]
        self.post = next(subject for subject in subjects if isinstance(subject, Post))
        self.lines = text.split("\n")

    @property
    def sent(self) -> str:
        """Every text that readers get."""
        return "\n".join(strings(render(self.post, self.context.account)))

    def on(self, words: str, *rules: str) -> list[str]:
        """The messages on the line that begins with these words, of these rules (or of any)."""
        line_no = next(number for number, line in enumerate(self.lines, 1) if line.startswith(words))
        return [
            finding.message
            for finding in self.findings
            if finding.line == line_no and (not rules or finding.rule in rules)
        ]


def strings(value: Any) -> list[str]:
    """The texts of a message."""
    if isinstance(value, dict):
        return [
            *([value["text"]] if isinstance(value.get("text"), str) else []),
            *strings(list(value.values())),
        ]
    return [text for inner in value for text in strings(inner)] if isinstance(value, list) else []


def test_01_a_line_that_begins_with_a_hashtag_keeps_its_letters() -> None:
    report = Report("01-hashtag-line")
    assert "#北海道移住 #雪かき" in report.sent or report.on("#北海道移住")


def test_02_paragraphs_of_a_point_are_not_glued() -> None:
    assert re.search("申込書を書きます。\n+住所も書きます。", Report("02-list-paragraphs-glued").sent)


def test_05_no_backslash_reaches_readers() -> None:
    report = Report("05-hard-break-backslash")
    assert report.on("冬の相談会です") or "冬の相談会です。\nどうぞお越しください。" in report.sent


MARKS = [
    ("07-strikethrough", "定員は~~"),
    ("08-task-list", "- [ ]"),
    ("08-task-list", "- [x]"),
    ("10-kramdown-liquid-hugo", "## 冬の持ち物"),
    ("10-kramdown-liquid-hugo", "{: .note}"),
    ("10-kramdown-liquid-hugo", "{% include"),
    ("12-bold-never-closed", "これは**"),
    ("12-bold-never-closed", "** 注意"),
    ("14-link-fullwidth-paren", "[相談会の申込み]"),
]


@pytest.mark.parametrize(("name", "line"), MARKS)
def test_mark_up_that_makes_nothing_is_refused_on_its_line(name: str, line: str) -> None:
    assert Report(name).on(line, "markdown", "markup-left")


def test_15_a_credit_counts_only_where_it_is_sent() -> None:
    report = Report("15-credit-in-image-title")
    assert report.on("![](yuki.jpg", "markdown")
    assert any(finding.rule == "rights-credit" for finding in report.findings)


@pytest.mark.parametrize(
    "gap", ["###NICK_NAME###", "((お名前))", "{Nickname}", "{{氏名}}", "YYYY年MM月DD日", "｛会場名｝"]
)
def test_16_merge_fields_are_gaps_each_on_its_line(gap: str) -> None:
    report = Report("16-merge-fields")
    line = next(line for line in report.lines if gap in line)
    assert any(gap in message for message in report.on(line, "gap-left"))


def test_19_a_value_that_yaml_cuts_is_told_on_its_line() -> None:
    assert any(
        "引用符" in message or '"' in message for message in Report("19-yaml-hash-cuts-title").on("title:")
    )


@pytest.mark.parametrize("file", ["post.md", "post-2.md"])
def test_21_the_error_stands_on_the_line_of_the_slip(file: str) -> None:
    report = Report("21-yaml-wrong-line", file)
    assert {finding.line for finding in report.findings} == {2}


def test_23_two_names_that_look_alike_are_told_apart() -> None:
    messages = [finding.message for finding in Report("23-nfd-file-name").findings]
    assert any("濁点" in message or "見た目" in message for message in messages), messages


def test_24_a_turned_picture_is_a_finding() -> None:
    report = Report("24-exif-orientation")
    assert report.findings or '"aspectRatio": "800:600"' not in json.dumps(
        render(report.post, report.context.account)
    )


def test_25_a_cmyk_picture_is_refused() -> None:
    assert any(
        finding.level == "error" and "CMYK" in finding.message for finding in Report("25-cmyk-jpeg").findings
    )


def test_27_a_picture_of_sixteen_bits_keeps_its_greys() -> None:
    made = fit_to_send((REPORTS / "27-new-photo-16bit/gray16.png").read_bytes())
    greys = set(Image.open(io.BytesIO(made.raw)).convert("L").tobytes())
    assert any(abs(grey - 117) <= 1 for grey in greys)


def test_28_a_profile_that_cannot_be_used_costs_no_picture() -> None:
    raw = (REPORTS / "28-new-photo-icc/icc.jpg").read_bytes()
    made = Image.open(io.BytesIO(fit_to_send(raw).raw)).convert("RGB")
    given = Image.open(io.BytesIO(raw)).convert("RGB").resize(made.size)
    middle = (made.width // 2, made.height // 2)
    assert all(
        abs(one - other) <= 4
        for one, other in zip(made.getpixel(middle), given.getpixel(middle), strict=True)
    )


WAYS = [
    "R9.1.23({})",
    "1月23日【{}】",
    "1月23日({})",
    "1月23日(祝・{})",
    "一月二十三日({})",
    "__1月23日__({})",
]


@pytest.mark.parametrize(("index", "way"), list(enumerate(WAYS)))
def test_29_each_way_of_writing_a_wrong_weekday_is_caught(index: int, way: str) -> None:
    whole = "、".join(WAYS).format("日", "日", "Sun", "日", "日", "日")
    for right, day in ((False, "日"), (True, "土")):
        name = {"日": "Sun", "土": "Sat"}[day] if index == 2 else day
        report = Report("29-weekday-forms", change=(whole, way.format(name)))
        assert bool(report.on(way.format(name), "date-weekday")) is not right


def test_29_all_of_them_on_one_line() -> None:
    assert len(Report("29-weekday-forms").on("R9.1.23", "date-weekday")) == len(WAYS)


def test_30_the_office_is_closed_over_the_new_year() -> None:
    report = Report("01-hashtag-line")
    merged, opens = moment("2026-12-28T17:55+09:00"), moment("2027-01-04T08:45+09:00")
    assert merged
    assert first_allowed(report.post, report.context.account, merged) == opens


def test_32_a_url_is_encoded_or_refused() -> None:
    report = Report("32-url-not-encoded")
    assert report.on('  - url: "https://iju.example.jp/100%off"', "link-https")
    assert not report.on('  - url: "https://iju.example.jp/a?q=x|y"', "link-https")
    assert "https://iju.example.jp/a?q=x%7Cy" in json.dumps(render(report.post, report.context.account))


def test_34_a_pattern_ends_where_the_text_ends() -> None:
    excerpt = (REPORTS / "34-pattern-dollar/account-excerpt.yml").read_text("utf-8")
    files = good_files()
    _, _, rest = files["content/account.yml"].decode().partition("\n")  # its first line is `account: {…}`
    account = excerpt + rest
    line_no = account.split("\n").index("  basic_id: |") + 1
    files = {**files, "content/account.yml": account.encode()}
    tree, now = MemoryTree(files), moment(NOW)
    assert now
    context = setting_in(tree, now, frozenset(), None)
    (subject,) = subjects_in(tree, ["content/account.yml"])
    assert any(finding.rule == "schema" and finding.line == line_no for finding in ask(subject, context))


def test_35_both_lines_keep_their_indent_or_both_lose_it() -> None:
    sent = Report("35-paragraph-indent").sent
    assert (
        "　冬の朝は静かです。\n　雪の音だけがします。" in sent
        or "冬の朝は静かです。\n雪の音だけがします。" in sent
    )


def test_39_a_date_that_tells_of_the_mistake_stops_no_correction() -> None:
    report = Report("39-deadline-of-the-mistake")
    assert report.on("12月1日にお送りした") == []


@pytest.mark.parametrize("words", ["なし", "口頭", "文書番号", "田中さんからのメール", "佐藤様より"])
def test_42_words_are_no_number_of_a_document(words: str) -> None:
    report = Report("42-evidence-in-words", change=("evidence: なし", f"evidence: {words}"))
    assert report.on("      evidence:", "evidence-number")


def test_43_the_form_says_the_first_moment_at_which_it_really_goes() -> None:
    report = Report("43-saturday")
    opens = first_allowed(report.post, report.context.account, report.context.now)
    assert opens == moment("2026-12-14T08:45+09:00")


def test_45_a_number_weeks_ahead_is_told() -> None:
    report = Report("45-number-ahead", folder="content/posts/division/2027/20270118-fuyu")
    assert [finding.rule for finding in report.findings] == ["send-number"]


# Two cases are about more than one room: the rest of each is tried where it belongs.
ELSEWHERE = {
    37: "approvals/test_which_pull_request.py::test_a_pull_request_that_came_along_with_the_merge_of_another",
    43: "pages/test_approval.py::test_the_form_says_the_first_moment_at_which_the_post_really_goes_out",
}


def test_every_case_has_its_test() -> None:
    here = {int(number) for name in globals() for number in re.findall("^test_([0-9]+)_", name)}
    here |= {int(name[:2]) for name, _ in MARKS}
    assert here | ELSEWHERE.keys() == {int(case.name[:2]) for case in REPORTS.iterdir()}


@pytest.mark.parametrize("where", ELSEWHERE.values())
def test_what_is_said_to_stand_elsewhere_stands_there(where: str) -> None:
    file, _, name = where.partition("::")
    assert f"def {name}(" in (Path(__file__).parents[1] / file).read_text("utf-8")
