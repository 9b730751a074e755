"""Where a post lies: `content/posts/<side>/<year>/<post_id>/post.md`, its pictures beside it."""

POST_FILE = "post.md"
POSTS = "content/posts"


def folder_parts(path: str) -> tuple[str, str, str] | None:
    """Side, year and post_id of `content/posts/<side>/<year>/<post_id>/…`, or None for any other path."""
    parts = path.split("/")
    if len(parts) < 6 or parts[:2] != ["content", "posts"]:
        return None
    return parts[2], parts[3], parts[4]


def post_folder(path: str) -> str:
    """`content/posts/<side>/<year>/<post_id>` of a path below it, or an empty string."""
    return "/".join(path.split("/")[:5]) if folder_parts(path) else ""
