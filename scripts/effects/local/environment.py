"""Environment variables that the program reads (design §8); a missing or wrong one is a usage error, never a default."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scripts.delivery.clicks import RUN
from scripts.effects.local.cli import UsageError
from scripts.reading.fields import moment
from scripts.text.address import read_address
from scripts.text.dates import JAPAN

LINE_HOST = "https://api.line.me"
GITHUB_HOST = "https://api.github.com"


@dataclass(frozen=True)
class Channel:
    """LINE's channel: from its secret a token of 15 minutes is drawn at each run."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class GitHub:
    """The repository on GitHub and the token of the run."""

    api_url: str
    repository: str
    token: str = field(repr=False)


def now() -> datetime:
    """The time in Japan, or where `CAFE_NOW` makes the clock stand in a rehearsal."""
    standing = os.environ.get("CAFE_NOW", "")
    if not standing:
        return datetime.now(JAPAN)
    if line_endpoint() == LINE_HOST and os.environ.get("LINE_CHANNEL_ID"):
        raise UsageError("CAFE_NOW は予行演習のための設定です。LINEの本番の宛先と一緒には使えません。")
    stood = moment(standing)
    if stood is None:
        raise UsageError(
            f'CAFE_NOW「{standing}」が読めません。"2026-12-10T10:00+09:00"の形で指定してください。'
        )
    return stood


def rehearsing() -> bool:
    """True while the clock stands: waits between tries are then not slept."""
    return bool(os.environ.get("CAFE_NOW"))


def line_endpoint() -> str:
    """LINE's host, or a stand-in on loopback; nothing else is ever spoken to."""
    return _official_or_loopback("LINE_API_ENDPOINT", LINE_HOST)


def line_channel() -> Channel:
    """The channel whose account sends."""
    return Channel(_needed("LINE_CHANNEL_ID"), _needed("LINE_CHANNEL_SECRET"))


def line_channel_given() -> bool:
    """True where the channel's secret is in this run's reach."""
    return bool(os.environ.get("LINE_CHANNEL_ID") and os.environ.get("LINE_CHANNEL_SECRET"))


def github() -> GitHub:
    """Where the approvals are read."""
    return GitHub(github_api_url(), _needed("GITHUB_REPOSITORY"), _needed("GITHUB_TOKEN"))


def github_api_url() -> str:
    """GitHub's API, or a stand-in on loopback."""
    return _official_or_loopback("GITHUB_API_URL", GITHUB_HOST)


def github_if_set() -> GitHub | None:
    """The same, or None where its repository or token is not at hand: for work that GitHub only adds to."""
    needed = ("GITHUB_REPOSITORY", "GITHUB_TOKEN")
    return github() if all(os.environ.get(name) for name in needed) else None


@dataclass(frozen=True)
class Actor:
    """The GitHub account that started a run."""

    id: int
    login: str


def actor() -> Actor | None:
    """Who started this run of GitHub's Actions; None anywhere else."""
    if os.environ.get("GITHUB_ACTIONS", "") != "true":
        return None
    number = _needed("GITHUB_ACTOR_ID")
    return Actor(int(number) if number.isdecimal() and len(number) < 19 else 0, _needed("GITHUB_ACTOR"))


def woken_by_schedule() -> bool:
    """True in a run that only the clock has started."""
    return os.environ.get("GITHUB_EVENT_NAME", "") == "schedule"


def head_sha() -> str:
    """The commit whose run woke this one, where a workflow names it; else empty."""
    return os.environ.get("HEAD_SHA", "")


def sending_paused() -> bool:
    """The stop switch outside the repository: anything but an empty value or `false` stops."""
    return os.environ.get("SENDING_PAUSED", "").strip().lower() not in ("", "false", "0")


def run_url() -> str:
    """The address of this run on GitHub, or `local`."""
    run = os.environ.get("GITHUB_RUN_ID", "")
    if not run:
        return "local"
    return f"{repository_url()}/actions/runs/{run}"


def repository_url() -> str:
    """The address of the repository's own page on GitHub."""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return f"{server}/{os.environ.get('GITHUB_REPOSITORY', '')}"


def repository_url_if_set() -> str:
    """The same; "" where nobody says which repository it is."""
    return repository_url() if os.environ.get("GITHUB_REPOSITORY") else ""


def summary_file() -> Path | None:
    """The page of the job on GitHub, which a run may add to."""
    path = os.environ.get("GITHUB_STEP_SUMMARY", "")
    return Path(path) if path else None


def is_loopback(url: str) -> bool:
    """True for http(s) URLs on this machine."""
    address = read_address(url)
    return address is not None and address.is_loopback


def _official_or_loopback(name: str, official: str) -> str:
    url = os.environ.get(name, "").rstrip("/") or official
    if url != official and not is_loopback(url):
        raise UsageError(f"{name}「{url}」は使えません。{official} か、この機械の中の宛先だけが使えます。")
    return url


_OF_LINE = (
    "保守担当者は、きょうのうちに、「Settings」→「Environments」→「line-production」の「Environment secrets」に入れ、"
    f"{RUN}を押してください。値は、LINE Developersコンソールの「チャネル基本設定」にあります。"
)
_MISSING = {"LINE_CHANNEL_ID": _OF_LINE, "LINE_CHANNEL_SECRET": _OF_LINE}
_OF_THE_STEP = (
    "「Actions」の実行で出たときは、保守担当者が、きょうのうちに「Pull requests」→「Closed」で、この手順を変えた変更を"
    "「Revert」で戻してください。手元の端末では、この名前の設定を渡してから、もう一度打ってください。"
)


def _needed(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise UsageError(f"設定 {name} がありません。{_MISSING.get(name, _OF_THE_STEP)}")
    return value
