"""A pull request's one comment by this program: found again by its mark, and written anew."""

from typing import Any

from scripts.world.settings import GitHub

_VERSION = "2022-11-28"
_SECONDS = (5, 20)  # to connect, to answer


class NoAnswer(Exception):
    """GitHub could not be asked, or said no; what it said."""


def open_with_head(github: GitHub, sha: str) -> int | None:
    """The number of the open pull request to `main` whose head, in this repository, is that commit."""
    for each in _all(github, "pulls?state=open&base=main"):
        head = each["head"]
        ours = ((head["repo"] or {}).get("full_name") or "").lower() == github.repository.lower()
        if head["sha"] == sha and ours and each["base"]["ref"] == "main":
            return int(each["number"])
    return None


def say(github: GitHub, number: int, mark: str, text: str) -> None:
    """Write the comment that begins with the mark: change the one that is there, or add it. No text, no comment."""
    ours = [
        each
        for each in _all(github, f"issues/{number}/comments")
        if each["user"] and each["user"]["type"] == "Bot" and each["body"].startswith(mark)
    ]
    if ours:
        _ask(
            github,
            "PATCH",
            f"issues/comments/{ours[0]['id']}",
            {"body": text or f"{mark}\n\n投稿はありません。"},
        )
    elif text:
        _ask(github, "POST", f"issues/{number}/comments", {"body": text})


def _all(github: GitHub, path: str) -> list[Any]:
    """Every entry of a list, page by page."""
    found: list[Any] = []
    following: str | None = f"{path}{'&' if '?' in path else '?'}per_page=100"
    while following:
        entries, following = _ask(github, "GET", following)
        found += entries
    return found


def _ask(github: GitHub, method: str, path: str, body: object = None) -> tuple[Any, str | None]:
    """The answer's value and the address of the next page."""
    import requests

    url = path if path.startswith("http") else f"{github.api_url}/repos/{github.repository}/{path}"
    headers = {"Authorization": f"Bearer {github.token}", "X-GitHub-Api-Version": _VERSION}
    try:
        answer = requests.request(method, url, json=body, headers=headers, timeout=_SECONDS)
        answer.raise_for_status()
        return answer.json(), answer.links.get("next", {}).get("url")
    except (requests.RequestException, ValueError) as error:
        raise NoAnswer(str(error)) from error
