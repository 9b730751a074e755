"""What `main` and the ledger say together: everything merged and not at rest has a name and a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scripts.approvals.evidence import history_rewritten
from scripts.content.places import Survey
from scripts.delivery.damage import CLOCKS_DIFFER
from scripts.delivery.entry import Entry
from scripts.delivery.ledger import latest_claim, sensible, state_of
from scripts.delivery.reasons import Stop, damaged, stop
from scripts.reading.fields import mapping, text
from scripts.text.dates import format_datetime

Posts = Mapping[str, Sequence[Entry]]
IN_DOUBT = ("claimed", "refused", "uncertain", "unreadable")


@dataclass(frozen=True)
class MainView:
    """`main` as the reconciler sees it. `trees`: folder → git's tree id. `deleted`: posts that once left `main`.

    `arrived`: when a post of the last years first came. `history`: merge → when it was made, by GitHub's clock.
    """

    survey: Survey
    trees: Mapping[str, str]
    deleted: frozenset[str]
    arrived: Mapping[str, datetime]
    history: Mapping[str, datetime]


def spoken_of(main: MainView, posts: Posts, now: datetime) -> list[str]:
    """Every post that is not at rest: merged and not sent, claimed and not ended, or sent and touched since."""
    states = {post_id: state_of(lines) for post_id, lines in posts.items()}
    names = {*main.survey.folders, *main.survey.odd, *(name for name in states if states[name] in IN_DOUBT)}
    names |= {name for name in states if states[name] == "sent"}
    return sorted(
        name
        for name in names
        if states.get(name) != "sent" or _conflict(name, main, posts[name], now, "sent") is not None
    )


def explained(main: MainView, posts: Posts, now: datetime) -> dict[str, tuple[Entry, ...]]:
    """The posts whose latest claim rests on merges of `main` and is past: the only ones that any guard counts.

    Whoever can push to the ledger's branch could otherwise keep others waiting, or explain a send away.
    """
    known = main.survey.folders.keys() | main.deleted
    kept = {post_id: sensible(lines) for post_id, lines in posts.items() if post_id in known}
    claims = {post_id: latest_claim(lines) for post_id, lines in kept.items()}
    return {
        post_id: kept[post_id]
        for post_id, claim in claims.items()
        if claim and not _unexplained(post_id, claim, main, now)
    }


def originals_first(post_ids: Sequence[str], corrects: Mapping[str, str]) -> list[str]:
    """The same posts in their order, but a correction after the post that it corrects."""
    known = frozenset(post_ids)
    ordered: dict[str, None] = {}
    for post_id in post_ids:
        chain = [post_id]
        while (original := corrects.get(chain[-1], "")) in known and original not in chain:
            chain.append(original)
        ordered |= dict.fromkeys(reversed(chain))
    return list(ordered)


def conflict_with_main(
    post_id: str, main: MainView, lines: Sequence[Entry], now: datetime, forgotten: str = ""
) -> Stop | None:
    """What stands between `main` and the ledger for one post. `forgotten`: what its file lost in its history."""
    return damaged(forgotten) if forgotten else _conflict(post_id, main, lines, now, state_of(lines))


def _conflict(post_id: str, main: MainView, lines: Sequence[Entry], now: datetime, state: str) -> Stop | None:
    if state in ("refused", "uncertain", "unreadable", "stopped"):
        return None  # each has its own sentence, which comes first
    claim = latest_claim(lines)
    if claim and (stopped := _unexplained(post_id, claim, main, now)):
        return stopped
    if state == "claimed":
        return None
    return _odd_place(post_id, main) if state == "new" else _touched(post_id, main, claim)


def _odd_place(post_id: str, main: MainView) -> Stop | None:
    if post_id in main.survey.odd:
        return stop("not_a_post", path=main.survey.odd[post_id])
    return _reused(post_id, main)


def _touched(post_id: str, main: MainView, claim: Entry | None) -> Stop | None:
    """A sent post may be withdrawn, and nothing else."""
    folders = main.survey.folders.get(post_id, ())
    if stopped := _reused(post_id, main):
        return stopped
    changed = any(claim and main.trees.get(folder) != claim.carries["content_sha"] for folder in folders)
    return stop("sent_post_changed") if changed or post_id in main.survey.odd else None


def _reused(post_id: str, main: MainView) -> Stop | None:
    folders = main.survey.folders.get(post_id, ())
    if len(folders) > 1:
        return stop("post_id_reused", post_id=post_id, where="、".join(folders))
    if folders and post_id in main.deleted:
        return stop("post_id_reused", post_id=post_id, where="一度 main から消された投稿です")
    return None


def _unexplained(post_id: str, claim: Entry, main: MainView, now: datetime) -> Stop | None:
    """A claim that no merge of `main` explains, that is older than its post, or that is not past yet."""
    evidence = mapping(claim.carries.get("evidence"))
    if claim.at - now > CLOCKS_DIFFER:
        return damaged(f"配信を始めた日時({format_datetime(claim.at)})が、この端末の時計のいまより先です")
    if not evidence.get("merge"):
        return damaged("配信のもとになったマージが書かれていません")
    if reason := history_rewritten(evidence, main.history):
        return Stop("held", (reason,))
    came = [main.history.get(text(evidence.get("merge"))), main.arrived.get(post_id)]
    if any(at and at - claim.at > CLOCKS_DIFFER for at in came):
        return damaged(f"配信を始めた日時({format_datetime(claim.at)})が、投稿が main に取り込まれる前です")
    return None
