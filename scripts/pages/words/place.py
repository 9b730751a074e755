"""Where a finding lies, in the words of the form: the approver has no file before them and counts no lines."""

from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding
from scripts.content.post import Post

_LISTS = {"links": "リンク", "images": "画像", "interviewees": "取材した人"}
_REGISTERS = {
    "account.yml": "アカウントの設定",
    "roster.yml": "名簿",
    "consents.yml": "前もって得た了解の一覧",
}


def article_in_words(article: str) -> str:
    """An article with the name of the rules that it stands in, which nobody knows by heart."""
    return f"運営要領 {article}" if article.startswith("第") else article


def place_in_words(finding: Finding, post: Post, context: RuleContext) -> str:
    """The part of the form: a link or picture by its number there, a field by its title, 本文, or a register."""
    if finding.path != post.path:
        file = finding.path.rpartition("/")[2]
        return _REGISTERS.get(file, file)
    if finding.line >= post.document.body_line:
        return "本文"
    above = [(line, key) for key, line in post.document.lines.items() if key and line <= finding.line]
    if not above:
        return "投稿の全体"
    key = max(above, key=lambda entry: (entry[0], len(entry[1])))[1]
    if key[0] in _LISTS:
        number = f" {key[1] + 1}" if len(key) > 1 and isinstance(key[1], int) else ""
        return f"{_LISTS[str(key[0])]}{number}"
    schema = context.schemas.get("post")
    return str(schema.field(key[:1]).get("title", "投稿の項目")) if schema else "投稿の項目"
