"""A recorded approval beside the clone: the snapshot of its day, without asking anybody."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.core.audit.replay import testimonies
from scripts.core.fields import moment, text
from scripts.core.plain import NotPlain
from scripts.core.snapshot import Snapshot
from scripts.core.testimony import Missing
from scripts.world.git import resolve
from scripts.world.github import snapshot_with
from scripts.world.main_branch import first_parents


def recorded_snapshot(root: Path, evidence: Mapping[str, Any]) -> Snapshot:
    """The post as the judge saw it then. Raises NotPlain where the record cannot be read."""
    said = testimonies(evidence)
    at, main = moment(evidence.get("judged_at")), resolve(root, text(evidence.get("main")))
    if at is None or main is None:
        raise NotPlain("judged_at or main")
    nothing = Missing("記録にないマージ")
    return snapshot_with(lambda sha: said.get(sha, nothing), root, main, text(evidence.get("folder")), at)


def history_now(root: Path) -> frozenset[str]:
    """The first-parent history of `main` as this clone knows it."""
    main = resolve(root, "refs/remotes/origin/main") or resolve(root, "refs/heads/main")
    return frozenset(first_parents(root, main)) if main else frozenset()
