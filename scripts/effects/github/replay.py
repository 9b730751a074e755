"""A post as the judge saw it at its claim: git's half from the clone, GitHub's half from the record."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.approvals.github_record import GitHubRecord, Unavailable
from scripts.approvals.serialise import NotPlain
from scripts.approvals.snapshot import Snapshot
from scripts.effects.git.commands import resolve
from scripts.effects.git.main_branch import Main
from scripts.effects.github.merges import MergeCommit
from scripts.effects.github.snapshot import snapshot_with
from scripts.reading.fields import moment, text
from scripts.records.proving.replayed import github_records


def recorded_snapshot(root: Path, evidence: Mapping[str, Any]) -> Snapshot:
    """The post as the judge saw it then. Raises NotPlain where the record cannot be read."""
    recorded = github_records(evidence)
    at, main = moment(evidence.get("judged_at")), resolve(root, text(evidence.get("main")))
    if at is None or main is None:
        raise NotPlain("judged_at or main")
    unknown = Unavailable("記録にないマージ")

    def fetch(merge: MergeCommit) -> GitHubRecord | Unavailable:
        return recorded.get(merge.sha, unknown)

    return snapshot_with(fetch, root, main, text(evidence.get("folder")), at)


def history_now(root: Path) -> frozenset[str]:
    """The first-parent history of `main` as this clone knows it."""
    main = resolve(root, "refs/remotes/origin/main") or resolve(root, "refs/heads/main")
    return frozenset(Main(root, main).history) if main else frozenset()
