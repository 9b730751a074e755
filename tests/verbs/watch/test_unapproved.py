"""What came into `main` past the approval that GitHub asks for: rules, settings, registers, the program itself."""

from datetime import timedelta

import pytest

from scripts import publish, watch
from scripts.standins.github.nouns import Comment
from tests.rehearsal.stage import DUE, Stage, login
from tests.verbs.watch.matters import issues

ACCOUNT = "content/account.yml"


@pytest.fixture
def sending(stage, run):
    """A repository that has sent its first post: from then on `main` changes by pull requests alone."""
    stage.write_post()
    stage.bring()
    stage.now = DUE
    run(publish)
    assert run(watch)[0] == 0
    return stage


def brought(stage: Stage, path: str, approvers: tuple[str, ...] = (), author: str = "maintainer-01") -> int:
    file = stage.desk / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((file.read_text("utf-8") if file.exists() else "") + "# 直した行\n", "utf-8")
    return stage.bring(author, approvers)


def told(stage: Stage, run) -> list[str]:
    """The open issues of a watch about changes without their approval."""
    run(watch)
    return [title for title in issues(stage) if "承認なしに変えられて" in title]


def said(stage: Stage, number: int, who: str) -> None:
    stage.later()
    user = stage.github.state.accounts[login(who)]
    stage.github.state.comments.append(
        Comment(900 + number, number, "見ました。確認しました。", stage.now, user)
    )


@pytest.mark.parametrize(
    ("path", "name", "author", "approver"),
    [
        (ACCOUNT, "設定や台帳", "div-poster-01", "section-chief-01"),
        ("content/consents.yml", "設定や台帳", "div-poster-01", "section-chief-01"),
        ("schemas/post.schema.json", "プログラム", "div-poster-01", "maintainer-01"),
        (".github/workflows/x.yml", "プログラム", "div-poster-01", "maintainer-01"),
        ("scripts/x.py", "プログラム", "div-poster-01", "maintainer-01"),
    ],
)
def test_a_change_that_passed_the_check_is_told_and_an_approved_one_is_not(
    sending, run, path, name, author, approver
):
    brought(sending, path, (approver,), author)
    assert told(sending, run) == []
    number = brought(sending, path, (), author)
    title = f"{name}が承認なしに変えられています: プルリクエスト #{number}"
    assert told(sending, run) == [title]
    issue = issues(sending)[title]
    assert f"(@{login(approver)})" in issue.body
    said(sending, issue.number, author)
    assert told(sending, run) == [title], "nobody confirms the own change"
    said(sending, issue.number, approver)
    assert told(sending, run) == []


def test_a_confirmation_from_before_the_change_confirms_nothing(sending, run):
    """Whoever may write puts a change's name into the text of an issue below which the chief has confirmed something else."""
    brought(sending, ACCOUNT, (), "div-poster-01")
    (first,) = told(sending, run)
    confirmed = issues(sending)[first]
    said(sending, confirmed.number, "section-chief-01")
    assert told(sending, run) == []
    brought(sending, ACCOUNT, (), "div-poster-01")
    (second,) = told(sending, run)
    confirmed.body = issues(sending)[second].body
    assert second in told(sending, run)


def test_a_confirmation_that_somebody_else_wrote_into_the_chiefs_comment_confirms_nothing(sending, run):
    """GitHub lets everybody who may write change everybody's comments, and says only that one was changed."""
    brought(sending, ACCOUNT, (), "div-poster-01")
    (title,) = told(sending, run)
    said(sending, issues(sending)[title].number, "section-chief-01")
    sending.github.state.comments[-1].edited_at = sending.now + timedelta(minutes=5)
    assert told(sending, run) == [title]


def test_the_sender_judges_posts_and_nobody_is_told_of_them_twice(sending, run):
    sending.write_post(post_id="20261211-ni")
    sending.bring(approvers=())
    assert told(sending, run) == []


def test_github_is_asked_about_no_more_than_the_newest(sending, run):
    for _ in range(10):
        brought(sending, "scripts/x.py", ("section-chief-01",), "div-poster-01")
    before = len(sending.github.requests)
    run(watch)
    assert len([title for title in issues(sending) if "プログラム" in title]) == 8
    assert len(sending.github.requests) - before < 150
