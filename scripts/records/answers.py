"""Section of the dossier: what an auditor asks, and what nobody can answer."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from scripts.pages.html import section, tag
from scripts.records.proving.proof import ProofAnswer

_SOURCES = (
    "［ ］の中は、何と突き合わせたかです。git: リポジトリの複製の履歴。GitHub: GitHubのいまの記録。LINE: LINEの集計。"
    "台帳: 配信台帳の中だけで、つじつまを確かめたもの。"
)


def answers_section(answers: Sequence[ProofAnswer], not_proved: Sequence[str], sentence: str) -> Element:
    """Each answer with what the ledger's word was held against, and what stays open; `sentence` says it in one."""
    marks = {True: ("good", "はい"), False: ("bad", "いいえ"), None: ("open", "確認できず")}
    rows = [
        tag(
            "li",
            tag("strong", marks[answer.holds][1]),
            tag("p", answer.question),
            tag("span", f"［{answer.source}］ {answer.detail}"),
            class_=marks[answer.holds][0],
        )
        for answer in answers
    ]
    return section(
        "answers",
        "承認されたとおりに配信されたか",
        tag("p", sentence, class_="told"),
        tag("ul", rows, class_="answers"),
        tag("p", _SOURCES, class_="note"),
        tag("h3", "確かめていないこと"),
        tag("ul", [tag("li", open_question) for open_question in not_proved], class_="note"),
    )
