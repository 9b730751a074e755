"""The dossier as a parcel of files that anybody can check: what was sent, the ledger's lines, a manifest of hashes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scripts.pages.html import document, section, tag
from scripts.records.redaction import Redaction
from scripts.records.style import STYLE

CHECK, BODY, LINES = "check.html", "body.json", "ledger.jsonl"
_LEFT_OUT = ("post.md", LINES)  # they hold accounts, ids and document numbers in fields that a hash covers
_WHAT = {
    "check.html": "この確かめ方",
    "body.json": "LINEへ送った本文（一字も変えていないもの）",
    "ledger.jsonl": "配信台帳の、この投稿の行",
    "post.md": "承認された投稿",
}


@dataclass(frozen=True)
class Origin:
    """Where everything in the parcel came from: git's names for it."""

    post_id: str
    folder: str
    content: str
    merge: str
    ledger: str
    body_sha256: str
    repository: str


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of every file, as `sha256sum -c` reads it."""
    rows = (f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in sorted(files.items()))
    return "".join(rows).encode()


def disclosed(files: Mapping[str, bytes], redaction: Redaction) -> dict[str, bytes]:
    """The files that may go out: of a copy for a disclosure those without hidden values in them."""
    left_out = _LEFT_OUT if redaction.hidden else ()
    return {name: raw for name, raw in files.items() if name not in left_out}


def check_page(origin: Origin, files: Mapping[str, bytes], redaction: Redaction) -> bytes:
    """How to check the parcel without us: with sha256sum alone, and with git against the repository."""
    name = f"{origin.post_id}.sha256"
    page = document(
        f"{origin.post_id}｜一件書類の確かめ方",
        STYLE,
        tag("header", tag("p", origin.post_id), tag("h1", "一件書類の確かめ方"), redaction.notice()),
        tag(
            "main",
            _what_is_in(origin, files, redaction),
            section(
                "bytes",
                "1. ファイルが変わっていないか",
                tag(
                    "p",
                    f"{name} のあるフォルダで、次のコマンドを動かします。すべて「OK」または「成功」と出れば、どのファイルも作ったときのままです。一覧ごと作り直されていないかは、2から4で確かめます。",
                ),
                tag("pre", f"sha256sum -c {name}"),
                tag(
                    "p",
                    "Macでは shasum -a 256 -c、Windowsでは PowerShell の Get-FileHash を使います。",
                    class_="note",
                ),
            ),
            section(
                "body",
                "2. 送った本文が、台帳に記録されたものか",
                tag("p", f"{BODY} のSHA-256が、次の値と同じなら、台帳に記録された本文そのものです。"),
                tag("pre", f"sha256sum {origin.post_id}/{BODY}\n{origin.body_sha256}", class_="exact"),
            )
            if BODY in files
            else None,
            _with_git(origin, files),
            section(
                "head",
                "4. 台帳が、あとから書き換えられていないか",
                tag(
                    "p",
                    "この書類を作ったときの台帳の先頭が、いまの台帳の履歴にあれば、書き足しだけが行われています。道が毎月、見回りのIssueと"
                    "課の記録簿に控えている先頭でも、同じように確かめられます。",
                ),
                tag(
                    "pre",
                    f"git merge-base --is-ancestor {origin.ledger} origin/ledger && echo あります",
                    class_="exact",
                ),
            ),
            section(
                "limits",
                "5. これでは分からないこと",
                tag(
                    "p",
                    "承認のレビューそのものはGitHubにあります。GitHubとLINEの記録は、道の権限がなければ見られません。道の担当者は "
                    "python -m scripts.audit --verify で、GitHubの記録とも突き合わせられます。",
                ),
            ),
        ),
    )
    return page.encode()


def _what_is_in(origin: Origin, files: Mapping[str, bytes], redaction: Redaction) -> Element:
    rows = [
        tag("li", tag("code", f"{origin.post_id}/{name}"), f"　{_WHAT.get(name, '配信した画像')}")
        for name in sorted({*files, CHECK})
    ]
    note = f"開示用の写しのため、{'、'.join(_LEFT_OUT)} は入れていません（伏せる欄があり、伏せるとハッシュが合わなくなるため）。"
    return section(
        "files",
        "入っているもの",
        tag("ul", rows),
        tag("p", note, class_="note") if redaction.hidden else None,
    )


def _with_git(origin: Origin, files: Mapping[str, bytes]) -> Element | None:
    """Commands for a clone: those for which the parcel has what they compare."""
    commands = [f"git clone {origin.repository} clone && cd clone"]
    meaning = ""
    if origin.merge:  # nothing of it was ever claimed otherwise: the ledger's lines are all that there is
        commands += [
            f"git rev-list --first-parent origin/main | grep {origin.merge}",
            f"git rev-parse {origin.merge}:{origin.folder}",
        ]
        meaning += (
            "rev-list の行で取り込みのコミットが main の履歴にあること、次の行でその内容の識別子が "
            f"{origin.content} であることが分かります。"
        )
    if origin.merge and "post.md" in files:
        commands += [
            f"git hash-object ../{origin.post_id}/post.md",
            f"git rev-parse {origin.merge}:{origin.folder}/post.md",
        ]
        meaning += "その次の2行が同じ値なら、投稿は承認されたままです。"
    if LINES in files:
        commands.append(f"git show origin/ledger:{origin.post_id}.jsonl | cmp - ../{origin.post_id}/{LINES}")
        meaning += "cmp の行が何も出さなければ、台帳の行は同じです。"
    if not meaning:
        return None
    return section(
        "git",
        "3. リポジトリの記録と同じか（リポジトリを見られる人）",
        tag("p", meaning),
        tag("pre", "\n".join(commands), class_="exact"),
    )
