"""What is written on GitHub: requests for review, statuses, issues, comments. What GitHub refuses stops nothing else."""

from collections.abc import Iterable

from scripts.content.roster import Person
from scripts.effects.github.api import Api, Unanswered
from scripts.effects.local.environment import GitHub
from scripts.tasks.issue_plan import LABEL, Issue, Step

CONTEXT = "approval"


def ask_for_reviews(api: Api, number: int, people: Iterable[Person]) -> list[str]:
    """One request for each person: GitHub refuses all names of a request when it does not know one of them."""
    troubles = []
    for person in people:
        try:
            api.send("POST", f"pulls/{number}/requested_reviewers", {"reviewers": [person.login]})
        except Unanswered as why:
            troubles.append(
                f"「{person.title}」(@{person.login})への依頼をGitHubに出せませんでした({why})。直接依頼してください。"
            )
    return troubles


def set_status(api: Api, sha: str, state: str, description: str, url: str) -> list[str]:
    """Set the required status on a commit."""
    mark = {"context": CONTEXT, "state": state, "description": description}
    target = {"target_url": url} if url.startswith("https://") else {}
    try:
        api.send("POST", f"statuses/{sha}", mark | target)
    except Unanswered as why:
        return [f"承認のしるしを付けられませんでした({why})。"]
    return []


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


def open_with_head(api: Api, sha: str) -> int | None:
    """The number of the open pull request to `main` whose head, in this repository, is that commit."""
    for each in api.pages("pulls", state="open", base="main"):
        head = each["head"]
        ours = ((head["repo"] or {}).get("full_name") or "").lower() == api.repository.lower()
        if head["sha"] == sha and ours and each["base"]["ref"] == "main":
            return int(each["number"])
    return None


def say(api: Api, number: int, mark: str, text: str) -> None:
    """Write the comment that begins with the mark: change the one that is there, or add it. No text, no comment."""
    ours = [
        each
        for each in api.pages(f"issues/{number}/comments")
        if each["user"] and each["user"]["type"] == "Bot" and (each["body"] or "").startswith(mark)
    ]
    if ours:
        instead = text or f"{mark}\n\nこの版に投稿はありません。"
        api.send("PATCH", f"issues/comments/{ours[0]['id']}", {"body": instead})
    elif text:
        api.send("POST", f"issues/{number}/comments", {"body": text})
