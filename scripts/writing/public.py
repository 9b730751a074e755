"""What the writing page may know: schemas, and of the account what everybody may see. No person, no consent, no post."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from scripts.checking.context import RuleContext
from scripts.content.account import Account, read_account
from scripts.content.consents import read_consents
from scripts.content.roster import read_roster
from scripts.reading.document import Document
from scripts.reading.problem import SyntaxProblem
from scripts.reading.schema import Schema

_PUBLIC = (
    "account", "environment", "rules_version", "guideline_version", "site_base_url", "sending", "links", "brand",
)  # fmt: skip
_ELSEWHERE = (SyntaxProblem(1, "missing-file", "この項目は、承認依頼の点検で確かめます。"),)

# Rules that speak of a file which the page does not hold; the pull request's check asks them.
NOT_HERE = ("unreadable-register", "consent-standing")

OPEN_MATTERS = {  # what only the pull request's check can say → the rules that say it
    "投稿者・確かめた人が名簿にいて、指定の期間にあるか": ("author-on-roster", "author-in-office", "rights-checked-by"),
    "運営者の契約の期間にあるか": ("contractor-under-contract",),
    "投稿IDがまだ使われていないか": ("post-id-once", "post-id-new"),
    "サイト全体についての了解が、このリンクに及ぶか": ("consent-standing",),
    "最近の投稿とほとんど同じでないか": ("near-copy",),
    "訂正する投稿が、配信済みか": ("correction-target",),
}  # fmt: skip


def public_account(account: Account) -> dict[str, Any]:
    """The account's settings that the page is given."""
    return {name: account.document.data[name] for name in _PUBLIC if name in account.document.data}


def world(
    account: Mapping[str, Any], schemas: Mapping[str, Schema], now: datetime, mentioned: Iterable[str]
) -> RuleContext:
    """The rules' context on the page: registers that it does not hold are unreadable, and their rules silent."""
    return RuleContext(
        now=now,
        account=read_account(Document("content/account.yml", account)),
        roster=read_roster(Document("content/roster.yml", mistakes=_ELSEWHERE)),
        consents=read_consents(Document("content/consents.yml", mistakes=_ELSEWHERE)),
        schemas=schemas,
        folders=dict.fromkeys(mentioned, ()),
    )
