"""`credentials.yml`: what was done to keep the account's credentials safe (第5第1項). Never a secret."""

from dataclasses import dataclass
from datetime import date

from scripts.content.form import Form
from scripts.content.incident import Incident
from scripts.reading.document import Document
from scripts.reading.fields import read

KIND_NAMES: dict[str, str] = {
    "password_changed": "パスワードの変更",
    "channel_secret_reissued": "チャネルシークレットの再発行",
    "token_reissued": "チャネルシークレットの再発行(前の書き方)",
    "member_removed": "LINEの管理画面の権限の削除",
    "github_access_removed": "GitHubの権限の削除",
    "console_rights_checked": "LINEの管理画面の権限の確認",
}


@dataclass(frozen=True)
class CredentialEvent:
    """One thing that was done, by whom, and who saw that it was."""

    kind: str
    trigger: str
    person: str
    done_on: date | None
    done_by: str
    confirmed_by: str
    index: int


@dataclass(frozen=True)
class Credentials(Form):
    """The log, and the incidents that ask for an entry in it."""

    kind = "credentials"

    log: tuple[CredentialEvent, ...]
    incidents: tuple[Incident, ...]


def read_credentials(document: Document, incidents: tuple[Incident, ...] = ()) -> Credentials:
    """The log of a document, beside the incidents that the caller knows."""
    return read(Credentials, document.data, document=document, incidents=incidents)
