"""The forms that people fill in: nothing is ticked for them, and each side finds its own duties."""

import re

import pytest

from scripts.delivery.ledger import TRANSITIONS
from scripts.effects.content.load import ACCOUNT, schemas
from scripts.publishing.decisions import _NEEDED as NEEDED
from scripts.reading.document import read_yaml_file
from tests.handbooks.workflows import ROOT, read

SETUP = (ROOT / ".github/SETUP.md").read_text("utf-8")

DECLARATIONS = schemas()["post"].data["properties"]["declarations"]["properties"]
FORM = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text("utf-8")


def test_nothing_is_ticked_beforehand() -> None:
    boxes = re.findall(r"^- \[(.)\]", FORM, re.MULTILINE)
    assert boxes == [" ", " "]


def test_each_side_finds_what_only_the_request_can_hold() -> None:
    for article in ("第4第1項第1号", "第4第4項第1号"):
        assert article in FORM


@pytest.mark.parametrize("name", DECLARATIONS)
def test_no_declaration_is_asked_for_twice(name: str) -> None:
    """The four declarations stand in the file alone."""
    assert DECLARATIONS[name]["title"] not in FORM


@pytest.mark.parametrize("page", ["README.md", ".github/APPROVERS.md"])
def test_the_reading_that_the_division_must_confirm_is_not_hidden(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert "第4第1項第1号" in text
    assert "職場のタブレット等からログインし投稿すること" in text


def test_the_form_about_a_post_can_only_prevent_a_send() -> None:
    """What once asked for a send (「届いていなかった」「もう一度配信できるようにする」) is neither offered nor taught any more."""
    decide = read((ROOT / ".github/workflows/decide.yml").read_text("utf-8"))
    inputs = decide["on"]["workflow_dispatch"]["inputs"]
    assert inputs["decision"]["options"] == ["stopped", "settled"]
    assert set(NEEDED) == {"stopped", "settled"}
    told = (
        TRANSITIONS["new"]["stopped"],
        TRANSITIONS["claimed"]["stopped"],
        TRANSITIONS["uncertain"]["settled sent"],
    )
    assert told == ("stopped", "uncertain", "sent")
    for page in ("MAINTAINERS", "TROUBLE", "APPROVERS", "CONTRIBUTING"):
        text = (ROOT / f".github/{page}.md").read_text("utf-8")
        assert not re.search("reopened|resumed|もう一度配信できるようにする|`unsent`", text), page
    assert "届いていた・止める" in (ROOT / ".github/TROUBLE.md").read_text("utf-8")
    again = (ROOT / ".github/MAINTAINERS.md").read_text("utf-8").partition("### もう一度送るとき")[2]
    assert "もう一度の承認" in again.partition("###")[0] and "again:" in again.partition("###")[0]


def test_every_example_of_a_setting_that_the_first_handbook_gives_is_one_that_the_account_takes() -> None:
    """The intervals that the division decides (the table at the top) have their lines to copy."""
    own = SETUP.split("### 3. ", 1)[1].split("**`content/consents.yml`**", 1)[0]
    examples = re.findall(r"^   ```yaml\n(.*?)^   ```", own, re.DOTALL | re.MULTILINE)
    written = {
        name: value
        for example in examples
        for name, value in read_yaml_file("SETUP.md", example.encode()).data.items()
    }
    assert set(written) == {"archive", "plan", "rules_confirmed", "credentials"}
    assert {"rotate_every_days", "channel_secret_every_days"} < set(written["credentials"])
    account = read_yaml_file(ACCOUNT, (ROOT / ACCOUNT).read_bytes()).data | written
    assert [error.message for error in schemas()["account"].errors(account)] == []
