"""Why something outside did not work, in words for people; what git, GitHub or LINE said itself goes to the job's log."""

import re

UNKNOWN = "原因は、実行の記録の「保守担当者向けの記録」にあります"
_STATUS = re.compile(r"HTTP (\d{3})")
_NAMES, _FOREIGN = re.compile(r"GitHub|LINE"), re.compile(r"[A-Za-z]{2}")
_CAUSES = [
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"HTTP 429|rate limit", "短い時間に聞きすぎて、しばらく断られています"),
        (r"HTTP 401|bad credentials|authentication failed|could not read (username|password)", "鍵が受け付けられません"),
        (r"HTTP 403|permission|not permitted|denied|protected|hook declined|rule violation|read-only", "権利がないと断られました"),
        (r"HTTP (404|410)|does not appear to be|not found|does not exist", "そこに見つかりません"),
        (r"HTTP 3\d\d", "別の場所へ案内されました"),
        (r"HTTP 4\d\d", "頼み方が違うと断られました"),
        (r"HTTP 5\d\d|internal server error|bad gateway|service unavailable", "相手の側に一時的な障害があります"),
        (r"time-?d? ?out|too slow|low speed", "時間のうちに答えがありません"),
        (r"SSL|certificate", "相手が本物であることを確かめられません"),
        (r"resolve host|connect|protocol ?error|incompleteread|chunked|unable to access|remote end|early eof|maxretry|connection", "つながらないか、途中で切れました"),
        (r"non-fast-forward", "ブランチの履歴が書き換えられています"),
        (r"keep moving|keeps moving|stale info|fetch first|cannot lock ref", "ほかの実行が同じ時に書き込んでいます"),
        (r"no space left", "実行した機械の空きが足りません"),
        (r"json|unicode|decode|unreadable|without x-|\bno \w+$|instead of|another ", "答えが読めません"),
        (r"missing|bad object|not a valid|corrupt|unknown revision|is no commit", "手元の複製に、要るものがありません"),
    )
]  # fmt: skip


class Failed(Exception):
    """Something outside did not work. As text it is a clause for people; `technical` is what the machine said."""

    def __init__(self, technical: str, words: str = "") -> None:
        super().__init__(technical)
        self.technical = technical
        self.words = words or cause_in_words(technical)

    def __str__(self) -> str:
        return self.words


def cause_in_words(technical: str) -> str:
    """What a machine said, as a clause in Japanese after the number of an answer; words that are Japanese already stay."""
    if technical and not _FOREIGN.search(_NAMES.sub("", technical)):
        return technical
    words = next((words for pattern, words in _CAUSES if pattern.search(technical)), UNKNOWN)
    status = _STATUS.search(technical)
    return f"{status[1]}: {words}" if status else words
