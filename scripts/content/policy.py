"""`policy.md`: the operation policy (運用ポリシー, 第6第1項) and the page where the division shows it."""

from dataclasses import dataclass
from datetime import date

from scripts.content.form import Form
from scripts.reading.document import Document
from scripts.reading.fields import read

POLICY = "content/policy.md"


@dataclass(frozen=True)
class Policy(Form):
    """The policy. Its text is the body of the file."""

    kind = "policy"

    url: str
    verified_on: date | None
    version: str


def read_policy(document: Document) -> Policy:
    """The policy of a document."""
    return read(Policy, document.data, document=document)
