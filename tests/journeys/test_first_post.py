"""What the handbook's links open becomes a post: the check names every gap, and nothing once they are filled."""

import json
import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from scripts import check
from scripts.content.template import BODY_PROMPT
from scripts.standins.samples import program, samples
from tests.handbooks.workflows import ROOT

HANDBOOK = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
LINKS = dict(re.findall(r"^\[new-([a-z]+-[a-z]+)\]: (\S+)$", HANDBOOK, re.MULTILINE))
SNIPPETS = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", HANDBOOK, re.DOTALL)]
AUTHORS = {"division": "div-poster-01", "contractor": "con-poster-01"}
TYPED = {
    "title": "冬の先輩移住者のはなし",
    "category": "relocation",
    "not_after": '"2027-01-14T17:00+09:00"',
    "starts": '"2027-01-23T13:00+09:00"',
    "ends": '"2027-01-23T16:00+09:00"',
    "deadline": '"2027-01-22"',
    "place": "オンライン",
    "subject": "被写体A",
    "where_in_picture": "右の、赤い帽子の人",
    "valid_until": '"2028-03-31"',
    "minor": "false",
    "file": "yukikaki.jpg",
    "alt": "雪の積もった住宅の前に立てかけられた赤い雪かきスコップ",
    "relevance": "冬のくらしを話題にしているため",
    "holder": "北海道",
    "basis": "own",
    "confirmed_on": '"2026-12-03"',
    "people": "none",
    "ai": "none",
    "url": "https://iju.example.jp/soudan/2027winter",
    "party": "一般社団法人しらかば移住サポート協会",
    "checked_on": '"2026-12-04"',
    "granted_on": '"2026-12-04"',
    "method": "email",
    "evidence": "地政メール保存26-112",
    "terms_url": "https://sozai.example.jp/kiyaku",
    "terms_checked_on": '"2026-12-03"',
    "terms_words": "道の広報に、自由に使えます。",
}
BODY = (
    "冬のくらしのことを、先輩移住者にうかがいました。\n\n![](yukikaki.jpg)\n\n[先輩移住者のはなし]({url})\n"
)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, raw in {**program(ROOT), **samples(ROOT)}.items():
        if path.startswith(("content/", "schemas/")):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(raw)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAFE_NOW", "2026-12-04T10:00+09:00")
    return tmp_path


def opened(link: str) -> tuple[str, str]:
    """The file's path and text as GitHub's editor shows them."""
    query = parse_qs(urlsplit(LINKS[link]).query)
    return query["filename"][0], query["value"][0]


def saved(checkout: Path, path: str, text: str, picture: bool = True) -> None:
    """The author changes the date and name in the path, adds the picture, and saves."""
    file = checkout / path.replace("YYYY/YYYYMMDD-name", "2026/20261205-senpai")
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    if picture:
        drawn = samples(ROOT)["content/posts/division/2026/20261210-winter-soudan/yukikaki.jpg"]
        (file.parent / "yukikaki.jpg").write_bytes(drawn)


def typed(form: str, author: str) -> str:
    """The form with every gap filled in, each statement made and a text below."""
    head, _, _ = form.rpartition("---\n")
    answers = {**TYPED, "author": author, "confirmed_by": author, "checked_by": author}
    if "terms_url" in head:
        answers["basis"] = "open_license"
    filled = re.sub(
        r"^([ -]*)([a-z_]+):$",
        lambda gap: f"{gap[0]} {answers[gap[2]]}" if gap[2] in answers else gap[0],
        head.replace("      basis:\n      # 了解", "      basis: explicit\n      # 了解"),
        flags=re.MULTILINE,
    )
    text = (
        BODY.format(url=TYPED["url"])
        if "\nlinks: []" not in form
        else "冬のくらしのことを、うかがいました。\n"
    )
    head, statements, end = filled.rpartition("declarations:")
    return f"{head}{statements}{end.replace(': false', ': true')}---\n{text}"


def findings(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    check.main(["--format", "json"])
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("link", LINKS)
def test_the_check_names_every_gap_and_nothing_else(
    checkout: Path, link: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, form = opened(link)
    saved(checkout, path, form, picture=False)
    lines = form.splitlines()
    gaps = {number for number, line in enumerate(lines, 1) if is_gap(line)} | {lines.index(BODY_PROMPT) + 1}
    named = [finding["line"] for finding in findings(capsys) if finding["level"] == "error"]
    assert sorted(named) == sorted(gaps)


def is_gap(line: str) -> bool:
    """A field that is to be filled in, or a statement that is to be made."""
    field = re.fullmatch(r"[ -]*([a-z_]+):( false)?", line)
    return bool(field) and (bool(field[2]) or field[1] in {*TYPED, "author", "confirmed_by", "checked_by"})


@pytest.mark.parametrize("link", LINKS)
def test_once_they_are_filled_there_is_nothing_left(
    checkout: Path, link: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, form = opened(link)
    saved(checkout, path, typed(form, AUTHORS[link.partition("-")[0]]), picture="-plain" not in link)
    assert [finding for finding in findings(capsys) if "senpai" in finding["path"]] == []


def test_a_folder_that_was_left_as_it_was_is_named(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, form = opened("division-article")
    (checkout / path).parent.mkdir(parents=True)
    (checkout / path).write_text(typed(form, "div-poster-01"), "utf-8")
    assert "YYYYMMDD-name" in " ".join(finding["message"] for finding in findings(capsys))


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: "-".join(snippet))
def test_what_the_handbook_lets_people_copy_is_right(
    checkout: Path, snippet: dict, capsys: pytest.CaptureFixture[str]
) -> None:
    path, form = opened("division-article")
    text = typed(form, "div-poster-01")
    head, _, body = text.removeprefix("---\n").rpartition("---\n")
    post = yaml.safe_load(head)
    for key, value in snippet.items():
        place = next(
            (entry for entry in (post["images"][0], post["links"][0]) if key.partition("_")[0] in entry),
            post["links"][0] if key.startswith("own_group") else post,
        )
        place[key] = value
    url = {
        "policy_url": "https://fuyumichi.example.jp/",
        "id": "https://www.shirakabagahara.example.jp/kurashi",
    }
    for mark, instead in url.items():
        if mark in snippet.get("consent", {}):
            post["links"][0]["url"] = instead
            body = body.replace(TYPED["url"], instead)
    if "id" in snippet.get("consent", {}):
        post["links"][0]["party"] = "白樺ヶ原町"
    written = yaml.safe_dump(post, allow_unicode=True, sort_keys=False, default_style='"')
    written = re.sub(r'^([ -]*)"(\w+)":', r"\1\2:", written, flags=re.MULTILINE)
    written = re.sub(r'!!bool "(true|false)"', r"\1", written)
    saved(checkout, path, f"---\n{written}---\n{body}")
    own = [finding for finding in findings(capsys) if "senpai" in finding["path"]]
    errors = [finding for finding in own if finding["level"] == "error"]
    assert errors == []
