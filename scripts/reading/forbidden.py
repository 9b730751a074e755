"""What may not stand in a body: each thing by its name, with what to write instead (§4.1 of the design)."""

from scripts.reading.problem import SyntaxProblem
from scripts.text.quote import quoted

_MOST = 200
_IN_WORDS = "文章、箇条書き、太字などで書き直してください。"
FORBIDDEN = {
    "blockquote": ("引用(行頭の「>」)", "行頭の「>」を消してください。"),
    "code_block": ("コード(行頭の空白4つ)", "行頭の空白を消してください。"),
    "fence": ("コード(「```」や「~~~」)", "その行を消してください。"),
    "code_inline": ("コード(「`」で囲んだ文字)", "「`」を消してください。"),
    "em": (
        "斜体(「*」や「_」で囲んだ文字)",
        "強めるときは「**」で囲んで太字に、印そのものなら全角の「＊」「＿」にしてください。",
    ),
    "s": ("取り消し線(「~~」で囲んだ文字)", "「~~」を消し、読者に伝えない文字は消してください。"),
    "table": ("表(「|」で区切った行)", "箇条書きか文章で書き直してください。"),
    "html_block": ("HTMLの記号", _IN_WORDS),
    "html_inline": ("HTMLの記号", _IN_WORDS),
    "entity": ("HTMLの記号", "表したい文字をそのまま書いてください。"),
    "heading": ("見出し4より小さい見出し(「####」)", "「#」を3つまでにしてください。"),
    "underline": ("上の文を見出しにする行(「===」や「-」)", "その行を消すか、上に空の行を置いてください。"),
}


class Problems:
    """The problems of one body, each once."""

    def __init__(self) -> None:
        self._found: dict[SyntaxProblem, None] = {}
        self._kinds: set[tuple[str, int]] = set()
        self.lines: set[int] = set()

    def add(self, line_no: int, message: str) -> None:
        """A problem of its own words."""
        self._found[SyntaxProblem(line_no, "markdown", message)] = None
        self.lines.add(line_no)

    def forbid(self, kind: str, line_no: int, seen: str) -> None:
        """Something that is refused by its name, once a line: an element and its end are one slip."""
        name, remedy = FORBIDDEN.get(kind, (kind, _IN_WORDS))
        if (name, line_no) not in self._kinds:
            self._kinds.add((name, line_no))
            if kind == "code_block" and seen.lstrip(" ").startswith("\t"):
                name, remedy = "コード(行頭のタブ)", "行頭のタブを消してください。"
            if seen.lstrip().lower().startswith("<ruby"):
                remedy = "読みは「凍結(とうけつ)」のように、かっこに入れて書いてください。"
            if kind == "html_block" and "\n" in seen.strip():
                first = quoted(seen.strip().partition("\n")[0])
                message = f"{first}から次の空の行までは、ホームページなどから写したHTMLの記号です。"
                self.add(line_no, f"{message}いったん消し、文だけを貼り付け直してください。")
                return
            what = f"{quoted(seen.strip().partition(chr(10))[0])}は、" if seen.strip() else ""
            self.add(line_no, f"{what}本文に使えない書き方({name})です。{remedy}")

    def sorted(self) -> tuple[SyntaxProblem, ...]:
        """The first of them, in the order of the lines: who puts these right sees the others."""
        return tuple(sorted(self._found, key=lambda problem: (problem.line_no, problem.message))[:_MOST])
