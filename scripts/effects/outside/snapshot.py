"""Take the snapshot of everything outside: each part by itself, so that what is hidden hides nothing else."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from scripts.content.account import Account
from scripts.content.post import Post
from scripts.effects.content.load import Tree, credentials_in, policy_in, setting_of_registers
from scripts.effects.github.api import Api
from scripts.effects.line.client import LineClient
from scripts.effects.line.preflight import wrong_account
from scripts.effects.line.unavailable import LineUnavailable, SecretRefused
from scripts.effects.outside.serving import unserved
from scripts.effects.outside.settings import settings_of
from scripts.outside.settings import Ruleset, Settings, Unseen
from scripts.outside.snapshot import LineSeen, Outside
from scripts.pull_requests.codeowners import OWNERS
from scripts.reading.fields import read
from scripts.text.dates import JAPAN

RULESETS = ".github/rulesets/"
NOT_ASKED = Unseen("聞いていません")
NO_CHANNEL = Unseen("LINE_CHANNEL_ID と LINE_CHANNEL_SECRET を渡したときだけ見えます")


def take_outside(
    api: Api, tree: Tree, posts: Iterable[Post], line: LineClient | None, now: datetime
) -> Outside:
    """The moment as `main`'s files, GitHub, LINE and the site say. `posts` are those to come. Never raises."""
    context = setting_of_registers(tree, now)
    return Outside(
        context=context,
        credentials=credentials_in(tree),
        wanted=_wanted(tree),
        code_owners=_code_owners(tree),
        settings=settings_of(api),
        line=line_seen(line, context.account, now) if line else NO_CHANNEL,
        unserved=unserved(posts, policy_in(tree), context.account),
    )


def line_only(tree: Tree, line: LineClient, now: datetime) -> Outside:
    """The same where nothing but LINE is asked."""
    context = setting_of_registers(tree, now)
    return Outside(
        context=context,
        credentials=credentials_in(tree),
        wanted=(),
        code_owners=NOT_ASKED,
        settings=Settings(*(NOT_ASKED for _ in fields(Settings))),
        line=line_seen(line, context.account, now),
        unserved=NOT_ASKED,
    )


def line_seen(line: LineClient, account: Account, now: datetime) -> LineSeen | Unseen:
    """What LINE says of the account behind the token."""
    wrong = wrong_account(line, account)
    try:
        return LineSeen(wrong, line.quota(), line.audience(now.astimezone(JAPAN).date()))
    except SecretRefused as silent:  # what is wrong is known, and who mends it
        return LineSeen(wrong, Unseen(f"LINEに聞けません({silent})"), None)
    except LineUnavailable as silent:
        return Unseen(f"LINEに聞けません({silent})")


def _code_owners(tree: Tree) -> str | Unseen:
    """`main`'s CODEOWNERS; that it is missing altogether, 試験 says."""
    raw = tree.read([OWNERS]).get(OWNERS)
    return Unseen(f"main に {OWNERS} がありません") if raw is None else raw.decode("utf-8", "replace")


def _wanted(tree: Tree) -> tuple[Ruleset, ...]:
    """The rulesets as `main`'s own files say."""
    paths = [path for path in tree.paths(RULESETS) if path.endswith(".json")]
    files = tree.read(paths)
    return tuple(read(Ruleset, json.loads(files[path])) for path in paths if path in files)
