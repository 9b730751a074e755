"""What `main` and the ledger say together: everything merged and not at rest has a name and a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scripts.approvals.evidence import history_rewritten
from scripts.approvals.verdict import Reason
from scripts.content.places import Survey
from scripts.delivery.ledger import Entry, IllegalEvent, fold, latest_claim
from scripts.delivery.reasons import Stop, stop
from scripts.reading.fields import mapping

IN_DOUBT = ("claimed", "refused", "uncertain", "unreadable")


@dataclass(frozen=True)
class MainView:
    """`main` as the reconciler sees it. `trees`: folder → git's tree id. `deleted`: posts that once left `main`."""

    survey: Survey
    trees: Mapping[str, str]
    deleted: frozenset[str]
    history: frozenset[str]


def state_of(lines: Sequence[Entry]) -> str:
    """The folded state, or `unreadable`."""
    try:
        return fold(lines)
    except IllegalEvent:
        return "unreadable"


def spoken_of(main: MainView, posts: Mapping[str, Sequence[Entry]]) -> list[str]:
    """Every post that is not at rest: merged and not sent, claimed and not ended, or sent and touched since."""
    states = {post_id: state_of(lines) for post_id, lines in posts.items()}
    names = {*main.survey.folders, *main.survey.odd, *(name for name in states if states[name] in IN_DOUBT)}
    return sorted(
        name
        for name in names
        if states.get(name) != "sent" or _beside_the_ledger(name, "sent", main, posts[name]) is not None
    )


def originals_first(post_ids: Sequence[str], corrects: Mapping[str, str]) -> list[str]:
    """The same posts in their order, but a correction after the post that it corrects."""
    ordered: list[str] = []
    for post_id in post_ids:
        chain = [post_id]
        while (original := corrects.get(chain[-1], "")) in post_ids and original not in chain:
            chain.append(original)
        ordered += [name for name in reversed(chain) if name not in ordered]
    return ordered


def conflict_with_main(post_id: str, main: MainView, lines: Sequence[Entry]) -> Stop | None:
    """What stands between `main` and the ledger for one post."""
    return _beside_the_ledger(post_id, state_of(lines), main, lines)


def _beside_the_ledger(post_id: str, state: str, main: MainView, lines: Sequence[Entry]) -> Stop | None:
    if state in ("refused", "uncertain", "unreadable"):
        return None  # each has its own sentence, which comes first
    claim = latest_claim(lines)
    if claim and (reason := _rewritten(claim, main.history)):
        return Stop("held", (reason,))
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
    if found := _reused(post_id, main):
        return found
    changed = any(claim and main.trees.get(folder) != claim.carries["content_sha"] for folder in folders)
    return stop("sent_post_changed") if changed or post_id in main.survey.odd else None


def _reused(post_id: str, main: MainView) -> Stop | None:
    folders = main.survey.folders.get(post_id, ())
    if len(folders) > 1:
        return stop("post_id_reused", post_id=post_id, where="、".join(folders))
    if folders and post_id in main.deleted:
        return stop("post_id_reused", post_id=post_id, where="一度 main から消された投稿です")
    return None


def _rewritten(claim: Entry, history: frozenset[str]) -> Reason | None:
    """A claim that names no merge at all says nothing of the history."""
    evidence = mapping(claim.carries.get("evidence"))
    return history_rewritten(evidence, history) if evidence.get("merge") else None
