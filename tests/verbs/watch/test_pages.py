"""Pages behind links and the operation policy's page, visited as readers do."""

from datetime import timedelta

from scripts import publish, watch
from tests.rehearsal.stage import DUE
from tests.verbs.watch.matters import POLICY_PAGE, issues, page, put_page


def test_a_policy_page_that_says_something_else_is_found_and_one_that_is_mended_closes_it(stage, run):
    right = stage.pictures.files[POLICY_PAGE]
    stage.pictures.files[POLICY_PAGE] = right.replace("原則として".encode(), "いつでも".encode())
    run(watch)
    (issue,) = issues(stage).values()
    assert issue.title.startswith("第6第1項") and "原則として、平日" in issue.body
    stage.pictures.files[POLICY_PAGE] = right
    run(watch)
    assert issues(stage) == {}


def test_a_page_that_is_gone_is_broken_and_one_that_fails_is_only_unconfirmed(stage, run):
    right = stage.pictures.files.pop(POLICY_PAGE)
    run(watch)
    (issue,) = issues(stage).values()
    assert "404: そこに見つかりません" in issue.body
    stage.pictures.troubles[POLICY_PAGE] = 503
    code, said = run(watch)
    assert code == 1 and "確認できず" in said
    assert issue.state == "open", "a page that nobody could see is not mended"
    stage.pictures.troubles.clear()
    stage.pictures.files[POLICY_PAGE] = right
    assert run(watch)[0] == 0
    assert issues(stage) == {}


def linked_post(stage):
    """The winter post with a link to a page of this machine."""
    target = page(stage, "/soudan")
    path = stage.write_post()
    text = (path / "post.md").read_text("utf-8")
    (path / "post.md").write_text(text.replace("https://iju.example.jp/soudan/2027winter", target), "utf-8")
    stage.bring()
    return target


def test_the_links_of_posts_to_come_and_of_sent_posts_are_looked_at(stage, run):
    put_page(stage, "/soudan", "相談会")
    linked_post(stage)
    assert run(watch)[0] == 0
    stage.now = DUE
    assert run(publish)[0] == 0
    stage.now = DUE + timedelta(days=30)
    del stage.pictures.files["/soudan"]
    assert run(watch)[0] == 1
    (issue,) = [each for each in issues(stage).values() if each.title.startswith("第4第3号")]
    assert "/soudan`: 404: そこに見つかりません" in issue.body
