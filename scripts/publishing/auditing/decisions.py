"""Who decided on replies, and by which merges they and the records of trouble came: git's word, and GitHub's where it can be asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scripts.approvals.judge import judge
from scripts.content.form import Form
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.effects.git.commands import CommitTree, read_named
from scripts.effects.git.form_merges import form_merges
from scripts.effects.github.snapshot import take_snapshot
from scripts.effects.local.environment import GitHub
from scripts.records.decided import Decided, FormMerge, deciding


def decided_on(
    root: Path, main: CommitTree, forms: Sequence[Form], github: GitHub | None, at: datetime
) -> dict[str, Decided]:
    """Path of a form → its merges. A reply's are those up to the decision, with the judge's word on it.

    Raises GitFailed.
    """
    merges = form_merges(root, main.commit, [form.path for form in forms if isinstance(form, Post)])
    decided = {form.path: Decided(merges[form.path]) for form in forms if form.path in merges}
    replies = [form.path for form in forms if isinstance(form, Reply)]
    for path, touched in merges_that_decided(root, merges, replies).items():
        known = Decided(touched)
        decided[path] = _judged(github, root, path, known, at) if github else known
    return decided


def merges_that_decided(
    root: Path, merges: Mapping[str, Sequence[FormMerge]], replies: Iterable[str]
) -> dict[str, tuple[FormMerge, ...]]:
    """Path of a reply → those of its merges up to the one that decided it. Raises GitFailed."""
    touched = {path: merges[path] for path in replies if path in merges}
    versions = read_named(root, [f"{merge.sha}:{path}" for path in touched for merge in touched[path]])
    return {path: deciding(own, _of_path(versions, path, own)) for path, own in touched.items()}


def _of_path(versions: Mapping[str, bytes], path: str, touched: Sequence[FormMerge]) -> dict[str, bytes]:
    return {merge.sha: versions.get(f"{merge.sha}:{path}", b"") for merge in touched}


def _judged(github: GitHub, root: Path, path: str, known: Decided, at: datetime) -> Decided:
    """What the judge says of the reply as `main` stood right after the decision."""
    verdict = judge(take_snapshot(github, root, known.last.sha, path, at))
    doubt = " ".join(reason.message for reason in verdict.reasons)
    return replace(known, evidence=verdict.evidence, doubt=doubt)
