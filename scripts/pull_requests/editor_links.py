"""Links that open GitHub's editor on a new post, already in its side's folder and with the empty form in it.

They stand at the end of a handbook as Markdown link definitions, so that its text stays readable.
"""

import re
from urllib.parse import quote

from scripts.content.roster import SIDE_NAMES
from scripts.content.template import KIND_NAMES, Kind, new_post

# Explanations of the form that the handbook gives beside the links: whoever is logged out is led through GitHub's login
# page, which encodes the whole address once more.
_SAID_BESIDE = ("# 「#」で始まる", "# 日付は ", "# 件名(", "# 一つずつ自分で")

_DEFINITION = re.compile(
    r"^\[new-[a-z-]+\]: https://github\.com/([^/\s]+/[^/\s]+)/new/main\S*\n", re.MULTILINE
)


def new_post_url(repository: str, side: str, kind: Kind) -> str:
    """The address of GitHub's editor on a new `post.md`; its author changes the folder's date and name there."""
    file = f"content/posts/{side}/YYYY/YYYYMMDD-name/post.md"
    return f"https://github.com/{repository}/new/main?filename={quote(file)}&value={quote(in_a_link(kind))}"


def in_a_link(kind: Kind) -> str:
    """The empty form without what the handbook says beside the link."""
    lines = new_post(kind).splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip().startswith(_SAID_BESIDE))


def definitions(repository: str) -> str:
    """One link definition a side and kind of post."""
    return "".join(
        f"[new-{side}-{kind}]: {new_post_url(repository, side, kind)}\n"
        for side in SIDE_NAMES
        for kind in KIND_NAMES
    )


def repository_in(page: str) -> str | None:
    """The repository that the links of a page open."""
    match = _DEFINITION.search(page)
    return match.group(1) if match else None


def with_links(page: str, repository: str) -> str:
    """The page with its link definitions written anew at its end."""
    return _DEFINITION.sub("", page).rstrip("\n") + "\n\n" + definitions(repository)


def with_writing_page(page: str, site_base_url: str) -> str:
    """The page with its link `[write]` to the writing page of the site."""
    return re.sub(r"^\[write\]: \S+", f"[write]: {site_base_url}/write/", page, flags=re.MULTILINE)
