"""Whatever a machine says of a failure, people read it in Japanese."""

import ast
import re
from pathlib import Path

import pytest

from scripts.text.causes import UNKNOWN, Failed, cause_in_words
from tests.plain import foreign_words

SCRIPTS = Path(__file__).parents[2] / "scripts"
JAPANESE = re.compile(r"[ぁ-んァ-ン一-龥]")
SAID = {
    "pulls/1/reviews: HTTP 503": "503: 相手の側に一時的な障害",
    "HTTP 429 The API rate limit has been exceeded. Try again later.": "429: 短い時間に",
    "issues: HTTP 403": "403: 権利がない",
    "commits/abc: HTTP 404": "404: そこに見つかりません",
    "pulls: HTTP 302": "302: 別の場所",
    "pulls: HTTP 422": "422: 頼み方が違う",
    "HTTP 401 Bad credentials": "401: 鍵が受け付けられません",
    "pulls: ConnectTimeout": "時間のうちに",
    "ReadTimeoutError": "時間のうちに",
    "pulls: ConnectionError": "つながらない",
    "NewConnectionError": "つながらない",
    "ProtocolError": "つながらない",
    "SSLError: certificate verify failed": "本物である",
    "pulls: JSONDecodeError": "答えが読めません",
    "unreadable answer": "答えが読めません",
    "no basicId": "答えが読めません",
    "200 without x-line-request-id": "答えが読めません",
    "fatal: unable to access 'https://github.com/x': Could not resolve host: github.com": "つながらない",
    "fatal: '/gone.git' does not appear to be a git repository": "見つかりません",
    "remote: error: GH013: Repository rule violations found": "権利がない",
    "ERROR: Permission to x denied to deploy key": "権利がない",
    "! [remote rejected] a -> ledger (pre-receive hook declined)": "権利がない",
    "! [rejected] ledger -> origin/ledger  (non-fast-forward)": "書き換えられ",
    "! [rejected] a -> ledger (stale info)": "同じ時に",
    "the branches keep moving": "同じ時に",
    "origin/main is missing": "手元の複製",
    "fatal: unable to write: No space left on device": "空きが足りません",
}  # fmt: skip


@pytest.mark.parametrize("technical", SAID)
def test_what_git_github_and_line_say_is_told_in_japanese(technical: str) -> None:
    words = cause_in_words(technical)
    assert SAID[technical] in words
    assert foreign_words(words) == []


@pytest.mark.parametrize("technical", ["ZeroDivisionError: division by zero", "", "え? what", "x y"])
def test_what_nobody_foresaw_is_left_to_the_maintainers(technical: str) -> None:
    assert (
        cause_in_words(technical) in (UNKNOWN, technical) and foreign_words(cause_in_words(technical)) == []
    )


def test_what_is_japanese_already_stays() -> None:
    for words in ("承認された内容ではありません", "記録が、GitHubにありません"):
        assert cause_in_words(words) == words


def test_a_failure_is_its_words_for_people_and_keeps_what_the_machine_said() -> None:
    failure = Failed("pulls: HTTP 500")
    assert (str(failure), failure.technical) == ("500: 相手の側に一時的な障害があります", "pulls: HTTP 500")
    assert str(Failed("pulls: no list", "一覧ではありません")) == "一覧ではありません"


ROOMS = ("approvals", "delivery", "publishing", "tasks")


def test_no_sentence_for_people_names_a_file_or_a_module_of_the_program() -> None:
    for file in (file for room in ROOMS for file in sorted((SCRIPTS / room).rglob("*.py"))):
        tree = ast.parse(file.read_text("utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                named = JAPANESE.search(node.value) and re.search(r"scripts[./]|\.py\b", node.value)
                assert not named, (file.name, node.lineno)


def words_of(node: ast.JoinedStr) -> str:
    return "".join(part.value for part in node.values if isinstance(part, ast.Constant))


def test_no_sentence_for_people_holds_the_name_of_a_class() -> None:
    """Whatever is caught is told by `why` or as a `Failed`, which speak Japanese."""
    for file in sorted(SCRIPTS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and JAPANESE.search(words_of(node)):
                names = [part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)]
                assert not {"__name__", "technical", "stderr"} & {*names}, (file.name, node.lineno)
