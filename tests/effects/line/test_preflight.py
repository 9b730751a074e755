"""The environment and the endpoint: a sample never speaks to LINE itself, production to nobody else."""

from dataclasses import replace

import pytest

from scripts.content.account import read_account
from scripts.effects.line.client import LineClient
from scripts.effects.line.preflight import wrong_account
from scripts.effects.local.environment import LINE_HOST, Channel
from scripts.reading.document import Document

ACCOUNT = replace(read_account(Document("content/account.yml")), basic_id="@hokkaido-cafe")
LOOPBACK = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("environment", "endpoint"),
    [
        ("sample", LINE_HOST),
        ("production", LOOPBACK),
        ("", LINE_HOST),
        ("", LOOPBACK),
        ("Production", LINE_HOST),
    ],
)
def test_environment_and_endpoint_fit_or_nobody_is_asked(environment, endpoint, monkeypatch):
    monkeypatch.setattr(LineClient, "_ask", lambda self, *given, **named: pytest.fail("LINE was asked"))
    line = LineClient(endpoint, Channel("1", "secret"))
    stopped = wrong_account(line, replace(ACCOUNT, environment=environment))
    assert (stopped.outcome, stopped.reasons[0].code) == ("held", "wrong_environment")
