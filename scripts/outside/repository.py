"""The repository itself: its plan, its one branch, the one way of merging."""

from collections.abc import Iterator

from scripts.outside.matter import matter, seen
from scripts.outside.settings import Unseen
from scripts.outside.snapshot import Outside


@matter(
    "plan",
    "契約で、ルールセットと環境が使える",
    "Freeの非公開では、守りの仕組みが使えません",
    "組織の **Settings** → **Billing and licensing** → **Licensing** で Team にする。または **Settings** → **General** → **Danger Zone** → **Change visibility** で公開にする",
)
def plan(outside: Outside) -> Iterator[str | Unseen]:
    """GitHub refuses rulesets, whose names anybody may read elsewhere, where the plan has none."""
    repository, rulesets = outside.settings.repository, outside.settings.rulesets
    known = seen(repository)
    if known.private and known.admin and isinstance(rulesets, Unseen):
        yield "非公開で、ルールセットを読むことをGitHubに断られました。契約がTeam以上でないようです。"


@matter(
    "main",
    "ふだんのブランチが main",
    "承認と配信は main だけを見ます",
    "**Settings** → **General** → **Default branch**",
)
def main(outside: Outside) -> Iterator[str | Unseen]:
    """Rulesets, environments and schedules speak of the default branch, the program of `main`."""
    repository = seen(outside.settings.repository)
    if repository.default_branch != "main":
        yield f"いまは「{repository.default_branch}」です。"


@matter(
    "merges",
    "取り込み方は merge commit だけ",
    "squashとrebaseでは、承認した版と配信する版の結び付きが失われます",
    "**Settings** → **General** → **Pull Requests** で **Allow merge commits** だけに印を残す",
)
def merges(outside: Outside) -> Iterator[str | Unseen]:
    """The second parent of a merge commit is the approved head; nothing else is."""
    repository = seen(outside.settings.repository)
    if repository.squash:
        yield "squash が許されています。"
    if repository.rebase:
        yield "rebase が許されています。"
    if repository.merge is False:
        yield "merge commit が許されていません。"
    if None in (repository.merge, repository.squash, repository.rebase):
        yield Unseen("取り込み方は、この権限では見えません")
