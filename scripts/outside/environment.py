"""The environment that sends: only `main` may use it, it holds the secrets, and one key alone writes the ledger."""

from collections.abc import Iterator

from scripts.outside.matter import matter, seen
from scripts.outside.settings import Environment, Unseen
from scripts.outside.snapshot import Outside

SENDING = "line-production"
_PAGES = "github-pages"
SECRETS = ("LINE_CHANNEL_ID", "LINE_CHANNEL_SECRET", "LEDGER_DEPLOY_KEY")


@matter(
    "environment",
    f"環境 {SENDING} を使えるのは main だけ",
    "LINEの秘密と台帳の鍵が、ほかのブランチに渡りません",
    f"**Settings** → **Environments** → `{SENDING}` → **Deployment branches and tags** で **Selected branches and tags**、`main` だけ。**Allow administrators to bypass** の印を外す",
)
def environment(outside: Outside) -> Iterator[str | Unseen]:
    """Pages' own environment is looked at where it is there: GitHub makes it with the first deployment."""
    listed = seen(outside.settings.environments)
    by_name = {environment.name: environment for environment in listed}
    if SENDING not in by_name:
        yield f"環境 {SENDING} がありません。"
    for name in (SENDING, _PAGES):
        if name in by_name:
            yield from _open(by_name[name])


def _open(environment: Environment) -> Iterator[str]:
    if environment.branches is None:
        yield f"{environment.name} を、どのブランチからでも使えます。"
    elif environment.branches != ("main",):
        others = "、".join(branch for branch in environment.branches if branch != "main")
        yield f"{environment.name} を使えるブランチが main だけではありません({others or 'main がない'})。"
    if environment.name == SENDING and environment.admins_pass:
        yield "管理者が守りを通り抜けられます。"


@matter(
    "secrets",
    "環境に3つの秘密がある",
    "LINEの口座と台帳を使うため(値は読みません)",
    f"**Settings** → **Environments** → `{SENDING}` → **Environment secrets**。リポジトリの秘密(**Secrets and variables** → **Actions**)には置かない",
)
def secrets(outside: Outside) -> Iterator[str | Unseen]:
    """In the environment alone: a secret of the repository reaches every branch."""
    listed, everywhere = outside.settings.environments, outside.settings.secrets
    held = next((environment.secrets for environment in seen(listed) if environment.name == SENDING), None)
    names = seen(Unseen(f"環境 {SENDING} がまだありません") if held is None else held)
    missing = [name for name in SECRETS if name not in names]
    if missing:
        yield f"{'、'.join(missing)} がありません。"
    if not isinstance(everywhere, Unseen):
        spread = [name for name in SECRETS if name in everywhere]
        if spread:
            yield f"{'、'.join(spread)} が、リポジトリの秘密にもあります。消してください。"


@matter(
    "ledger-key",
    "台帳に書ける鍵が1つだけある",
    "ルールは、書き込めるすべての鍵を通します",
    "**Settings** → **Deploy keys**。書き込めるもの(Read/write)を、`ledger` の1つだけにする",
)
def ledger_key(outside: Outside) -> Iterator[str | Unseen]:
    """A bypass covers every deploy key, so that there is exactly one that may write."""
    keys = seen(outside.settings.keys)
    writing = [key.title for key in keys if key.writes]
    if not writing:
        yield "鍵が読み取り専用です。" if keys else "鍵がありません。"
    elif len(writing) > 1:
        yield f"書き込める鍵が{len(writing)}つあります({'、'.join(writing)})。"
