"""By what a change of each field of the record is found, and which fields nothing but the ledger can vouch for, and why.

A test tampers with every field and holds this table to it: a new field without an answer fails it. Names are those of
the ledger's lines; `[]` stands for every entry of a list, the longest name that fits counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.delivery.entry import Entry
from scripts.records.proving.proof import Source
from scripts.records.proving.shape import of_this_version

# `git` is found in any clone, `LINE` by the statistics that the ledger holds, `GitHub` only where GitHub can be asked.
FOUND_BY: Mapping[str, Source] = {
    "claimed.evidence": "git",
    "claimed.evidence.merges[].testimony": "GitHub",
    "claimed.content_sha": "git",
    "claimed.retry_key": "git",
    "claimed.body_sha256": "git",
    "accepted.request_id": "LINE",
    "accepted.retry_key": "台帳",
    "measured.overview.requestId": "LINE",
    "measured.overview.timestamp": "LINE",
    "settled.found": "台帳",
    **{f"{event}.at": "git" for event in (
        "claimed", "accepted", "refused", "unanswered", "expired", "settled", "stopped", "measured",
        "resumed", "reopened",
    )},
}  # fmt: skip


@dataclass(frozen=True)
class NotProvable:
    """What cannot be proved: its name for people, and why. The history of the ledger still shows who changed it when."""

    name: str
    why: str


_HISTORY = "台帳の履歴(書き足しだけであること、毎月控えた先頭)だけが守ります。"
_CLICKED = f"GitHubに実行の記録が残っている間は、だれが動かしたかを確かめます。理由の文は、{_HISTORY}"
_WORDED = NotProvable(
    "数えなかった承認の説明の文",
    "プログラムの版によって言い方が変わるため、比べません。だれのどのレビューかは比べます。",
)
_REQUESTED = NotProvable(
    "審査を頼まれていた人", "GitHubは、あとから変わったあとの値だけを答えます。判定には使いません。"
)
NOT_PROVABLE: Mapping[str, NotProvable] = {
    "claimed.evidence.judged_at": NotProvable(
        "判定の日時", "前後の日時の間にあることだけを確かめます。プログラムを動かした機械の時計です。"
    ),
    "claimed.evidence.warnings[]": NotProvable(
        "承認する人に示された注意",
        "その時のプログラムで、その時のファイルを点検し直せば確かめられます(git checkout 記録の main のコミット)。",
    ),
    "claimed.evidence.merges[].testimony.pull_request.requested": _REQUESTED,
    "claimed.evidence.merges[].testimony.candidates[].requested": _REQUESTED,
    "claimed.evidence.merges[].passed_over[].who": _WORDED,
    "claimed.evidence.merges[].passed_over[].why": _WORDED,
    "claimed.nonce": NotProvable("宣言の乱数(nonce)", "2つの実行を見分けるための乱数で、何も証明しません。"),
    "claimed.audience_estimate": NotProvable(
        "対象者数(配信前の推定)", f"LINEの秘密を持つ人だけが、その日の友だちの数を問い直せます。{_HISTORY}"
    ),
    "claimed.quota": NotProvable(
        "配信の直前の、月の通数", f"LINEは、その時に使っていた通数をあとから答えません。{_HISTORY}"
    ),
    "measured": NotProvable(
        "LINEの集計の人数",
        "LINEの秘密を持つ人だけが、受付番号で問い直せます(集計は14日で締められ、変わりません)。受付番号も、受け付けと集計の両方で"
        f"そろえて書き換えたものは、同じです。{_HISTORY}",
    ),
    "refused": NotProvable("LINEが断った理由", f"LINEは、断った記録を残しません。{_HISTORY}"),
    "unanswered": NotProvable("返事がなかった理由", f"返事がないことは、どこにも残りません。{_HISTORY}"),
    "settled": NotProvable("人が確かめた記録(だれが、なぜ)", _CLICKED),
    "stopped": NotProvable("人が止めた記録(だれが、なぜ)", _CLICKED),
    **{f"{event}.run": NotProvable(
        "実行のアドレス", "GitHubは、実行の記録を一定の期間で消します。残っている間は、GitHubに問い合わせると、仕事と日時を確かめます。"
    ) for event in ("claimed", "accepted", "refused", "unanswered", "expired", "settled", "stopped", "measured",
                    "resumed", "reopened")},
}  # fmt: skip


def answer_for(place: str) -> Source | NotProvable | None:
    """By what a change at that place is found, or why it is not; None where the table has no answer."""
    parts = place.split(".")
    for count in range(len(parts), 0, -1):
        name = ".".join(parts[:count])
        if name in FOUND_BY:
            return FOUND_BY[name]
        if name in NOT_PROVABLE:
            return NOT_PROVABLE[name]
    return None


def not_proved(lines: Sequence[Entry], github_asked: bool) -> Iterator[str]:
    """What stays open after a check of a post's lines, one sentence each."""
    events = frozenset(line.event for line in lines)
    if not all(of_this_version(line) for line in lines if line.event == "claimed"):
        yield (
            "前の版の宣言にない欄: 前の版のプログラムが書いた宣言には、いまの版より欄が少なくなっています。だれかが欄を除いて前の版の形に"
            f"見せたものとは、見分けられません。{_HISTORY}"
        )
    if "accepted" in events and "measured" not in events:
        yield (
            "LINEの受付番号: LINEの集計がまだ台帳にないため、受け付けの行だけが言っています。集計は配信の翌日から入ります。"
        )
    if not github_asked:
        yield (
            "GitHubにいまも同じ承認の記録があること: GitHubに問い合わせていません(GITHUB_REPOSITORY と GITHUB_TOKEN が"
            "ないため)。承認の日時・番号・アカウントと、プッシュの記録は、配信台帳に書かれたものを使いました。"
        )
        yield (
            "配信台帳が丸ごと作り直されていないこと: 前に控えた台帳の先頭を --ledger-head で渡すか、GitHubに問い合わせると分かります。"
        )
    here = {known for place, known in NOT_PROVABLE.items() if place.partition(".")[0] in events}
    yield from sorted(f"{known.name}: {known.why}" for known in here)
