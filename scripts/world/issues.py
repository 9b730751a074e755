"""The issues of the watch on GitHub."""

from collections.abc import Iterable

from scripts.core.issue_plan import LABEL, Issue, Step
from scripts.world.github_api import Api
from scripts.world.settings import GitHub


def issues_of(github: GitHub) -> list[Issue]:
    """Every issue that carries the watch's label, closed ones too. Raises Unanswered."""
    found = Api(github).pages("issues", state="all", labels=LABEL)
    return [
        Issue(each["number"], each["title"], each.get("body") or "", each["state"] == "open")
        for each in found
        if "pull_request" not in each
    ]


def carry_out(github: GitHub, steps: Iterable[Step]) -> None:
    """Do each step; one that GitHub refuses stops the rest, and tomorrow's run begins again. Raises Unanswered."""
    api = Api(github)
    for step in steps:
        said = {"title": step.title, "body": step.text}
        if step.do == "open":
            api.send("POST", "issues", {**said, "labels": [LABEL]})
        else:
            state = "closed" if step.do == "close" else "open"
            api.send("PATCH", f"issues/{step.number}", {**said, "state": state})
