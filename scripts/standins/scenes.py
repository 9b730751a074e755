"""The four scenes of the rehearsal: whose post it is, who approves it, and when it goes out."""

from dataclasses import dataclass
from datetime import datetime

from scripts.text.dates import JAPAN


@dataclass(frozen=True)
class Scene:
    """One post on its way: who writes it, who approves it, when it is written and when it may go out."""

    post_id: str
    headline: str
    author: str
    approver: str
    written: datetime
    sent: datetime
    is_sent: bool = True


def _scene(
    post_id: str, headline: str, author: str, approver: str, written: str, sent: str, is_sent: bool = True
) -> Scene:
    proposed, due = (datetime.fromisoformat(local).replace(tzinfo=JAPAN) for local in (written, sent))
    return Scene(post_id, headline, author, approver, proposed, due, is_sent)


ORDINARY = "書いて、確かめて、承認を受けて、配信する"
EVENT = _scene(
    "20261210-winter-soudan", ORDINARY, "div-poster-01", "section-chief-01",
    "2026-12-07T10:00", "2026-12-10T10:07",
)  # fmt: skip
INTERVIEW = _scene(
    "20261215-hoshifuri-story", "送った直後、記録する前に、配信の実行を強制終了(SIGKILL)する",
    "con-poster-02", "con-manager-01", "2026-12-15T09:40", "2026-12-15T10:07",
)  # fmt: skip
OTHER = _scene(
    "20261224-fuyumichi", "区分「その他」なのに、課長の承認がないまま取り込まれる",
    "con-poster-01", "con-manager-01", "2026-12-15T13:00", "2026-12-24T10:07", is_sent=False,
)  # fmt: skip
STANDING = _scene(
    "20270115-shirakaba", ORDINARY, "div-poster-02", "section-chief-01",
    "2027-01-14T14:00", "2027-01-15T10:07",
)  # fmt: skip
SCENES = (EVENT, INTERVIEW, OTHER, STANDING)
