"""The approval matrix: whose approval (承認) each kind of change needs, and which article says so."""

from dataclasses import dataclass
from itertools import chain
from typing import Literal

Kind = Literal["post", "other_post", "reply", "contractor_posters", "config", "code"]


@dataclass(frozen=True)
class Need:
    """One approval that must be there. `contractor` is whose operations manager; empty for any other role."""

    role: str
    contractor: str
    article: str
    why: str


_CHIEF_POST = ("section_chief", "第4第1項第1号", "地域政策課の投稿には移住交流担当課長の承認が要ります")
_MANAGER_POST = ("operations_manager", "第4第4項第1号", "運営者の投稿には業務処理責任者の承認が要ります")
_CHIEF_OTHER = (
    "section_chief",
    "第3第1項第2号",
    "区分が「その他」の投稿は、移住交流担当課長が適当と認めたものに限られます",
)
_CHIEF_REPLY = ("section_chief", "第6第2項", "地域政策課の返信には移住交流担当課長の承認が要ります")
_MANAGER_REPLY = ("operations_manager", "第6第2項", "運営者の返信には業務処理責任者の承認が要ります")
_POSTERS = ("operations_manager", "第4第3項", "運営者の投稿者は、その運営者の業務処理責任者が定めます")
_CONFIG = (
    "section_chief",
    "第2・第5・第6第1項",
    "名簿・台帳・設定の変更には移住交流担当課長の承認が要ります",
)
_CODE = (
    "maintainer",
    "運用の定め",
    "プログラム・様式の定義・GitHubの設定の変更には保守担当者の承認が要ります",
)

MATRIX: dict[tuple[Kind, str], tuple[tuple[str, str, str], ...]] = {
    ("post", "division"): (_CHIEF_POST,),
    ("post", "contractor"): (_MANAGER_POST,),
    ("other_post", "division"): (_CHIEF_OTHER,),
    ("other_post", "contractor"): (_MANAGER_POST, _CHIEF_OTHER),
    ("reply", "division"): (_CHIEF_REPLY,),
    ("reply", "contractor"): (_MANAGER_REPLY,),
    ("contractor_posters", "contractor"): (_POSTERS,),
    ("config", ""): (_CONFIG,),
    ("code", ""): (_CODE,),
}
_STRICTEST = MATRIX["other_post", "contractor"]


def needs_for(kind: Kind, side: str = "", contractor: str = "") -> tuple[Need, ...]:
    """The approvals for one kind of change. A side that is none asks for everybody."""
    return tuple(
        Need(role, contractor if role == "operations_manager" else "", article, why)
        for role, article, why in MATRIX.get((kind, side), _STRICTEST)
    )


def roles_needed(side: str, category: str, contractor: str = "") -> tuple[Need, ...]:
    """The approvals for a post of that side and category; `contractor` is the author's."""
    return needs_for("other_post" if category == "other" else "post", side, contractor)


def joined(*needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """All needs, each role (of each contractor) once."""
    by_role: dict[tuple[str, str], Need] = {}
    for need in chain.from_iterable(needs):
        by_role.setdefault((need.role, need.contractor), need)
    return tuple(by_role.values())
