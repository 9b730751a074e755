"""What is written on GitHub about a proposal: requests for review, and the commit status. Troubles are sentences."""

from collections.abc import Iterable

from scripts.core.roster import Person
from scripts.core.testimony import Missing
from scripts.core.testimony_reader import Unreadable, read_pull_request
from scripts.world.github_api import Api, Unanswered

CONTEXT = "approval"


def open_numbers(api: Api, head: str) -> tuple[int, ...] | Missing:
    """The open pull requests whose head is that commit; all of them where none is named."""
    try:
        found = [read_pull_request(each, api.repository) for each in api.pages("pulls", state="open")]
    except (Unanswered, Unreadable) as why:
        return Missing(str(why))
    return tuple(each.number for each in found if head in ("", each.head))


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
