"""Condition 2: the merge brought this one post and nothing else, byte for byte as it was approved."""

from collections.abc import Iterator

from scripts.core.judgement import Reason
from scripts.core.snapshot import Landing, Snapshot

ORDINARY = "100644"
_SHOWN = 3


def one_post_as_approved(landing: Landing, snapshot: Snapshot) -> Iterator[Reason]:
    """Only the post's folder changed, it holds ordinary files, and it equals the folder at the approved head.

    The whole folder is compared, not only what changed: an approval is for the text and pictures together.
    """
    outside = [path for path in landing.changed if not path.startswith(snapshot.folder + "/")]
    if outside:
        yield Reason("mixed_change", f"投稿のほかに {_listed(outside)} も同じマージで変わっています。")
    odd = [path for path, file in landing.files.items() if file.mode != ORDINARY or "\\" in path]
    if odd:
        yield Reason(
            "mixed_change",
            f"{_listed(odd)} は普通のファイルではありません(リンク、実行形式、読めない名前など)。",
        )
    if len(landing.parents) == 2 and landing.approved_tree != landing.tree:
        say = "main に入った投稿の文章か画像が、承認されたもの(プルリクエストの最後のコミット)と違います。"
        yield Reason("content_differs", say)


def _listed(paths: list[str]) -> str:
    more = f" ほか{len(paths) - _SHOWN}件" if len(paths) > _SHOWN else ""
    return "、".join(paths[:_SHOWN]) + more
