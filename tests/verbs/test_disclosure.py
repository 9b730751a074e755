"""A copy for a disclosure, searched letter by letter: no account, no id of the roster, no document number in any file of it."""

import html
import re
import shutil

import pytest
import yaml

from scripts.records.redaction import redaction_of
from tests.rehearsal.stage import WINTER
from tests.verbs.test_register import STORY
from tests.verbs.test_register_lives import REAPPROVED, SETTLED, month

__all__ = ["month"]
DOSSIERS = (WINTER, STORY, SETTLED, REAPPROVED)


def hidden_values(month):
    """What the division's own files and GitHub's accounts hold, gathered without the program's help."""
    desk = month.stage.desk
    people = yaml.safe_load((desk / "content/roster.yml").read_text("utf-8"))["people"]
    yield from (person["id"] for person in people)
    for login, account in month.stage.github.state.accounts.items():
        yield from (login, str(account.id))
    for path in (desk / "content").rglob("*"):
        if path.suffix in (".md", ".yml"):
            yield from re.findall(
                r"(?m)^\s*-?\s*evidence: [\"']?(.+?)[\"']?\s*(?:#.*)?$", path.read_text("utf-8")
            )


def letters_of(path):
    """A file as somebody would search it: as it is, and with HTML's and JSON's own spellings undone."""
    raw = path.read_bytes().decode("utf-8", "replace")
    spelled = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), raw)
    return "\n".join((raw, html.unescape(raw), spelled))


@pytest.fixture(scope="module", params=[True, False], ids=["with GitHub's texts", "in a clone alone"])
def disclosed(request, month):
    """Every file of the disclosed dossiers and of the register."""
    shutil.rmtree(month.out, ignore_errors=True)
    for post_id in DOSSIERS:
        month.audit("--post", post_id, "--redact", online=request.param)
    month.rows("--redact", online=request.param)
    yield {
        path.relative_to(month.out).as_posix(): letters_of(path)
        for path in month.out.rglob("*")
        if path.is_file()
    }
    shutil.rmtree(month.out)


def test_there_is_something_to_leave_out(month):
    values = set(hidden_values(month))
    assert len(values) > 25 and {"section-chief-01", "1101", "地政メール保存26-112", "EZ-DOC-0031"} <= values


def test_no_file_holds_an_account_an_id_or_a_document_number(month, disclosed):
    found = {
        (name, value)
        for value in set(hidden_values(month))
        for name, text in disclosed.items()
        if re.search(rf"(?<![0-9a-z]){re.escape(value)}(?![0-9a-z])", text, re.IGNORECASE)
    }
    assert len(disclosed) > 12 and found == set()


def test_what_people_wrote_is_there_without_the_names(request, disclosed):
    page = disclosed[f"{REAPPROVED}.html"]
    online = "GitHub's texts" in request.node.name
    assert ("担当は @［非開示：アカウント］ と ［非開示：名簿の番号］ です。" in page) is online


def test_a_picture_of_a_person_is_named_to_whoever_makes_the_copy(month, capsys):
    for post_id, named in ((STORY, True), (WINTER, False)):
        month.audit("--post", post_id, "--redact")
        assert ("画像 bakery.jpg には、人が写っています" in capsys.readouterr().out) is named


def test_names_in_attributes_and_in_other_letters_are_left_out_as_well():
    from scripts.pages.html import as_html, tag

    hidden = redaction_of([{"login": "Div-Poster-02-Example", "id": 7}, {"author": "div-poster-01"}])
    page = tag(
        "p",
        "@DIV-poster-02-example",
        tag("img", alt="div-poster-01の写真", src="data:image/png;base64,div-poster-01"),
    )
    text = as_html(hidden.of(page))
    assert "DIV-poster" not in text and 'alt="［非開示：名簿の番号］の写真"' in text
    assert "base64,div-poster-01" in text, "what a picture is made of is no text"
