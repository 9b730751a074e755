"""What is written on GitHub: requests for review, statuses, issues, comments. What GitHub refuses stops nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.content.roster import Person
from scripts.effects.github.api import MOST_PAGES_OF_ALL, Api, Refused, Unanswered
from scripts.effects.local.cli import why
from scripts.effects.local.environment import GitHub
from scripts.tasks.issue_plan import LABEL, Issue, Step

_SHOWN = 60  # letters of a title, in a complaint about it


def ask_for_reviews(api: Api, number: int, people: Iterable[Person]) -> list[str]:
    """One request for each person: GitHub refuses all names of a request when it does not know one of them."""
    troubles = []
    for person in people:
        try:
            api.send("POST", f"pulls/{number}/requested_reviewers", {"reviewers": [person.login]})
        except Unanswered as failure:
            troubles.append(
                f"「{person.title}」(@{person.login})への依頼をGitHubに出せませんでした({why(failure)})。直接依頼してください。"
            )
    return troubles


def set_status(api: Api, context: str, sha: str, state: str, description: str, url: str) -> list[str]:
    """Set a required status on a commit: `approval` or `preview`."""
    mark = {"context": context, "state": state, "description": description}
    target = {"target_url": url} if url.startswith("https://") else {}
    try:
        api.send("POST", f"statuses/{sha}", mark | target)
    except Unanswered as failure:
        return [f"しるし {context} を付けられませんでした({why(failure)})。"]
    return []


def issues_of(github: GitHub) -> list[Issue]:
    """The issues that programs opened: every one with the label, and open ones whose label GitHub dropped.

    Raises Unanswered.
    """
    known = _issues(Api(github).pages("issues", MOST_PAGES_OF_ALL, state="all", labels=LABEL))
    return [*{issue.number: issue for issue in (*known, *open_issues_of(github))}.values()]


def open_issues_of(github: GitHub) -> list[Issue]:
    """Those that are open: enough where nothing is left to do but to close them. Raises Unanswered."""
    return _issues(Api(github).pages("issues", MOST_PAGES_OF_ALL, state="open"))


def _issues(entries: Iterable[Mapping[str, Any]]) -> list[Issue]:
    """A person's own issue is none of ours, whatever label and marker it bears: it would silence a task to come."""
    try:
        read = [
            (
                Issue(entry["number"], entry["title"], entry.get("body") or "", entry["state"] == "open"),
                _by_program(entry),
            )
            for entry in entries
            if "pull_request" not in entry
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise Unanswered(f"issues: {type(error).__name__}", "課題の一覧が読めません") from error
    return [issue for issue, ours in read if ours]


def _by_program(entry: Mapping[str, Any]) -> bool:
    return (entry.get("user") or {}).get("type") == "Bot"


def carry_out(github: GitHub, steps: Iterable[Step]) -> None:
    """Do each step, whatever GitHub says of the others. Raises Unanswered, after the last, where one was refused."""
    api = Api(github)
    refused: dict[str, Unanswered] = {}
    for step in steps:
        try:
            _do(api, step)
        except Unanswered as no:
            refused[step.title[:_SHOWN]] = no
    if refused:
        titles = "、".join(f"「{title}」: {no}" for title, no in refused.items())
        raise Unanswered("; ".join(no.technical for no in refused.values()), titles)


def _do(api: Api, step: Step) -> None:
    content = {"title": step.title, "body": step.text}
    if step.do != "open":
        state = "closed" if step.do == "close" else "open"
        api.send("PATCH", f"issues/{step.number}", {**content, "state": state})
        return
    try:
        api.send("POST", "issues", {**content, "labels": [LABEL]})
    except Refused:  # a label that does not exist keeps nothing from people
        api.send("POST", "issues", content)


def add_comment(api: Api, number: int, text: str) -> None:
    """One comment more below an issue or a pull request. Raises Unanswered."""
    api.send("POST", f"issues/{number}/comments", {"body": text})


def write_comment(api: Api, number: int, mark: str, text: str) -> None:
    """Write the comment with the mark: change the one that is there, or add it. No text, no comment."""
    there = comments_of(api, number)
    if text:
        there.write(mark, text)
    elif there.has(mark):
        there.write(mark, f"{mark}\n\nこの版に投稿はありません。")


@dataclass(frozen=True)
class Comments:
    """The comments of programs below one pull request, each known by a mark that is its first or its last line."""

    api: Api
    number: int
    entries: Sequence[Mapping[str, Any]]

    def has(self, mark: str) -> bool:
        """True if there is one with that mark."""
        return self._with(mark) is not None

    def write(self, mark: str, text: str) -> None:
        """Add the comment, or change the one with that mark where it says something else. Raises Unanswered."""
        ours = self._with(mark)
        if ours is None:
            add_comment(self.api, self.number, text)
        elif (ours["body"] or "").replace("\r\n", "\n").strip() != text.strip():
            self.api.send("PATCH", f"issues/comments/{ours['id']}", {"body": text})

    def _with(self, mark: str) -> Mapping[str, Any] | None:
        return next((entry for entry in self.entries if mark in _ends(entry.get("body") or "")), None)


def _ends(text: str) -> tuple[str, str]:
    """First and last line: what stands between them may be an author's."""
    lines = text.strip().splitlines() or [""]
    return lines[0].strip(), lines[-1].strip()


def comments_of(api: Api, number: int) -> Comments:
    """The comments that programs have written below an issue or a pull request. Raises Unanswered."""
    return Comments(api, number, [*filter(_by_program, api.pages(f"issues/{number}/comments"))])
