"""A pull request's one comment by this program: found again by its mark, and written anew."""

from scripts.world.github_api import Api


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
