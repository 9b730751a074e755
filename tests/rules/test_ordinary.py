"""A hundred ordinary bodies, written before the rules were sharpened: nobody at an office is bothered about them."""

import re
from pathlib import Path

import pytest

from tests.rules.case import Case, said
from tests.rules.good_world import PICTURES, POSTS

FILES = sorted((Path(__file__).parent / "ordinary").iterdir())
BODIES = [
    pytest.param(body, id=f"{file.stem}-{number}")
    for file in FILES
    for number, body in enumerate(file.read_text("utf-8").split("\n=====\n"), 1)
]
URL = re.compile(r"https://[!-'*-~]+")


def link(url: str) -> dict[str, object]:
    """The record of a link whose party has agreed."""
    return {
        "url": url,
        "party": "一般社団法人しらかば移住サポート協会",
        "relevance": "くわしい内容を載せているページ",
        "checked_on": "2026-12-04",
        "checked_by": "con-poster-01",
        "consent": {
            "basis": "explicit",
            "granted_on": "2026-12-04",
            "method": "email",
            "evidence": "地政メール保存26-112",
        },
    }


def test_there_are_a_hundred() -> None:
    assert len({body.values[0] for body in BODIES}) >= 100


@pytest.mark.parametrize("body", BODIES)
def test_nothing_is_said_of_an_ordinary_body(body: str) -> None:
    case = Case(
        "ordinary",
        is_caught=False,
        data={
            "post": "contractor",
            "set": {"images": [], "links": [link(url) for url in URL.findall(body)]},
            "body": f"\n{body}\n",
            "files": {f"{POSTS['contractor']}/{PICTURES['contractor']}": None},
        },
    )
    assert list(map(said, case.findings())) == []
