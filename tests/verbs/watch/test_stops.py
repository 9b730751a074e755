"""A stop that no click on the form explains is told to people; the post stays stopped."""

from datetime import timedelta

import pytest

from scripts import publish, watch
from scripts.standins.github.settings import Run
from tests.publishing.hostile import append, line, push
from tests.rehearsal.stage import DUE, WINTER
from tests.verbs.watch.matters import issues

TITLE = f"止めた人を確かめてください: {WINTER}"
RUN = "https://github.com/hokkaido-example/cafe/actions/runs/77"
ACTIONS = {
    "GITHUB_ACTIONS": "true", "GITHUB_ACTOR": "section-chief-01-example", "GITHUB_ACTOR_ID": "2001",
    "GITHUB_RUN_ID": "77",
}  # fmt: skip


@pytest.fixture
def scene(stage):
    stage.write_post()
    stage.bring()
    stage.now = DUE
    return stage


def clicked(stage, title=f"stopped {WINTER}", by="section-chief-01-example", workflow="decide.yml", ago=0):
    began = stage.now - timedelta(minutes=1 + ago)
    actor = stage.github.state.accounts[by]
    stage.github.state.settings.runs.append(
        Run(77, workflow, began, "workflow_dispatch", title=title, actor=actor)
    )


def stopped(stage, by="section-chief-01", run=RUN):
    return line("stopped", stage.now, by=by, actor="x", note="x", run=run)


def test_a_stop_by_the_form_is_explained(scene, run):
    clicked(scene)
    number = str(scene.github.state.accounts["section-chief-01-example"].id)
    assert run(publish, "--stop", WINTER, "--note", "誤り", **{**ACTIONS, "GITHUB_ACTOR_ID": number})[0] == 0
    assert scene.ledger()[-1].run == RUN
    run(watch, GITHUB_ACTIONS=None)
    assert TITLE not in issues(scene)


@pytest.mark.parametrize(
    ("click", "by", "named", "why"),
    [
        ({}, "nobody", RUN, "名簿にいません"),
        (None, "section-chief-01", "local-7", "実行が書かれていません"),
        (None, "section-chief-01", RUN, "GitHubにありません"),
        ({"title": "stopped 20261211-other"}, "section-chief-01", RUN, "この投稿を止めたものではありません"),
        ({"workflow": "publish.yml"}, "section-chief-01", RUN, "この投稿を止めたものではありません"),
        ({"by": "div-poster-01-example"}, "section-chief-01", RUN, "止めた人と違います"),
        ({"ago": 200}, "section-chief-01", RUN, "日時が"),
    ],
)
def test_a_made_up_stop_is_told(scene, run, click, by, named, why):
    if click is not None:
        clicked(scene, **click)
    push(scene, append(stopped(scene, by, named)))
    assert run(watch)[0] == 1
    assert why in issues(scene)[TITLE].body
    assert run(publish)[0] == 0
    assert scene.line.deliveries == []


def test_with_github_silent_about_runs_nothing_is_closed(scene, run):
    push(scene, append(stopped(scene, "nobody")))
    run(watch)
    scene.github.fail("actions/runs", 500, times=9)
    push(scene, append(stopped(scene), post_id="20261211-other"))
    run(watch)
    assert TITLE in issues(scene)


SETTLED = f"届いたと記録した人を確かめてください: {WINTER}"


def settled(stage, by):
    """The post may have arrived; then there is a line that says that it did."""
    key = "00000000-0000-5000-8000-000000000001"
    claim = line(
        "claimed", stage.now - timedelta(hours=24), content_sha="a" * 40, body_sha256="b" * 64, retry_key=key
    )
    word = line("settled", stage.now, found="sent", by=by, actor="x", note="x", run=RUN)
    return append(claim, line("expired", stage.now), word)


@pytest.mark.parametrize(
    ("click", "by", "why"),
    [
        ({"title": f"settled {WINTER}"}, "section-chief-01", None),
        ({"title": f"settled {WINTER}"}, "nobody", "名簿にいません"),
        (None, "section-chief-01", "GitHubにありません"),
        ({"title": f"stopped {WINTER}"}, "section-chief-01", "届いたと記録したものではありません"),
        ({"title": f"settled {WINTER}", "by": "div-poster-01-example"}, "section-chief-01", "届いたと記録した人と違います"),
    ],
)  # fmt: skip
def test_a_post_that_arrived_by_nobodys_word_is_told(scene, run, click, by, why):
    """Else one that never went out passes for one that did, for ever."""
    if click is not None:
        clicked(scene, **click)
    push(scene, settled(scene, by))
    run(watch)
    assert (SETTLED in issues(scene)) is (why is not None)
    assert why is None or why in issues(scene)[SETTLED].body
