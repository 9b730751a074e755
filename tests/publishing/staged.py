"""A whole stage for the sender: real git, real HTTP, the real SDK, GitHub's and LINE's servers played."""

import json
from datetime import datetime, timedelta

import pytest

from scripts import publish
from scripts.text.dates import JAPAN
from tests.plain import foreign_words
from tests.rehearsal.stage import DUE, Stage


@pytest.fixture
def stage(tmp_path):
    with Stage(tmp_path) as it:
        yield it


@pytest.fixture(scope="module")
def calm(tmp_path_factory):
    """The winter post, approved and merged; shared by all tests that leave `main` alone."""
    with Stage(tmp_path_factory.mktemp("calm")) as it:
        it.write_post()
        it.number = it.bring()
        yield it


@pytest.fixture
def due(calm):
    """The winter post at the hour when it may go."""
    calm.as_before()
    return calm


@pytest.fixture
def own(stage):
    """The same on a stage of its own, for tests that change `main`."""
    stage.write_post()
    stage.bring()
    stage.now = DUE
    return stage


@pytest.fixture
def run(request, monkeypatch, capsys):
    """Runs the verb on the stage of the test; a setting that is None is missing."""
    here = request.getfixturevalue(next(name for name in ("due", "stage") if name in request.fixturenames))

    def run(*options, **settings):
        monkeypatch.chdir(here.checkout)
        for name in (
            "GITHUB_STEP_SUMMARY", "GITHUB_RUN_ID", "SENDING_PAUSED", "GITHUB_ACTIONS", "GITHUB_EVENT_NAME",
        ):  # fmt: skip
            monkeypatch.delenv(name, raising=False)
        for name, value in here.environment(**settings).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        capsys.readouterr()
        code, output = publish.main([*options]), capsys.readouterr()
        for text in told(here):
            assert not foreign_words(text), (foreign_words(text), text)
        return code, output

    return run


@pytest.fixture
def outcomes(run):
    """The answer for machines: the exit code, and of each post its outcome and reasons."""

    def outcomes(*options, **settings):
        code, output = run("--format", "json", *options, **settings)
        print(output.out, output.err)  # pytest shows it where a test fails: the reasons in words
        posts = json.loads(output.out)["posts"]
        for post in posts:
            assert not foreign_words(post["message"]), (foreign_words(post["message"]), post)
        return code, {each["post_id"]: (each["outcome"], *each["reasons"]) for each in posts}

    return outcomes


def told(stage):
    """Everything that stands on GitHub for people to read."""
    state = stage.github.state
    issues = [
        f"{each.title.partition(': ')[0]}\n{each.body}" for each in state.issues.values()
    ]  # a name may be hostile
    return issues + [comment.body for comment in state.comments]


def paths(stage):
    return [asked.path for asked, _ in stage.line.requests]


def at(text):
    """A moment in Japan."""
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


def unanswered(stage, outcomes):
    """A run whose tries all ended without an answer; ten minutes later."""
    stage.line.fail(*["500"] * 3)
    outcomes()
    stage.now += timedelta(minutes=10)


def issues(stage):
    """Title and state of every issue about a post that does not go out."""
    return [(each.title, each.state) for each in stage.github.state.issues.values() if "stuck" in each.body]
