"""`credentials.yml`: what was done to keep the account's credentials safe (第5第1項). Never a secret."""

from dataclasses import dataclass
from datetime import date

from scripts.content.form import Form
from scripts.content.incident import Incident
from scripts.reading.document import Document
from scripts.reading.fields import day, mapping, sequence, text

KIND_NAMES: dict[str, str] = {
    "password_changed": "パスワードの変更",
    "token_reissued": "チャネルシークレットの再発行",
    "member_removed": "LINEの管理画面の権限の削除",
    "github_access_removed": "GitHubの権限の削除",
}
TRIGGER_NAMES: dict[str, str] = {
    "transfer": "異動",
    "periodic": "定期",
    "incident": "トラブル",
    "contract_end": "委託契約の終わり",
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
    place: int


@dataclass(frozen=True)
class Credentials(Form):
    """The log, and the incidents that ask for an entry in it."""

    kind = "credentials"

    log: tuple[CredentialEvent, ...]
    incidents: tuple[Incident, ...] = ()


def read_credentials(document: Document, incidents: tuple[Incident, ...] = ()) -> Credentials:
    """Take the entries as they are; the schema and the rules say what is wrong."""
    entries = sequence(document.data.get("log"))
    log = tuple(_done(mapping(entry), place) for place, entry in enumerate(entries))
    return Credentials(document, log, incidents)


def _done(data: object, place: int) -> CredentialEvent:
    entry = mapping(data)
    return CredentialEvent(
        kind=text(entry.get("kind")),
        trigger=text(entry.get("trigger")),
        person=text(entry.get("person")),
        done_on=day(entry.get("done_on")),
        done_by=text(entry.get("done_by")),
        confirmed_by=text(entry.get("confirmed_by")),
        place=place,
    )
