"""What tests of the watch change on the stage, and the issues that they look at."""

from tests.rehearsal.stage import git

POLICY_PAGE = "/line-policy"


def page(stage, path):
    return f"{stage.pictures.url}{path}"


def put_page(stage, path, markdown):
    paragraphs = "".join(
        f"<p>{line}</p>" for line in markdown.replace("- ", "").replace("#", "").splitlines()
    )
    stage.pictures.files[path] = f"<html><meta charset=utf-8><nav>北海道</nav>{paragraphs}</html>".encode()


def issues(stage, state="open"):
    return {
        each.title: each
        for each in stage.github.state.issues.values()
        if each.state == state and "見回り" in each.labels
    }


def change(stage, file, old, new):
    path = stage.desk / "content" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    stage.commit("maintainer-01", "変更")
    git(stage.desk, "push", "-q", "origin", "main")


def forget_the_guideline(stage):
    stage.change_account(lambda data: data.update(guideline_version="令和5年版(2025年4月1日確認)"))
    stage.commit("maintainer-01", "変更")
    git(stage.desk, "push", "-q", "origin", "main")
