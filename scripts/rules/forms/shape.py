"""Is each form filled in? The schema says; the registers that a post stands on can be read."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext, Spoken
from scripts.content.form import Form
from scripts.content.post import Post
from scripts.reading.schema_messages import complaints
from scripts.reading.unknown_keys import unknown_keys
from scripts.rules.book import Article, article_of, rule
from scripts.rules.forms.reading import HOW_TO_WRITE
from scripts.text.markup import left_over

_VALUE_KEPT = ("full-width", "invisible", "no-blank", "tab", "unquoted-date", "wide-quotes")


@rule("schema", HOW_TO_WRITE)
def schema(form: Form, context: RuleContext) -> Iterator[tuple[int, str, Article]]:
    """必要な項目がそろい、それぞれの書き方と選べる値を守っている。
    Bad: images の行が無い
    Good: images: []
    """
    if form.document.unreadable:
        return
    shape = context.schemas[form.kind]
    # A slip of writing by which the value was lost has its own message.
    broken_lines = {mistake.line_no for mistake in form.document.mistakes if mistake.rule not in _VALUE_KEPT}
    for complaint in complaints(shape, form.document.data):
        line_no = form.line_no(*complaint.at)
        if line_no not in broken_lines or complaint.at not in form.document.lines:
            yield line_no, complaint.message, article_of(shape.article(complaint.key) or HOW_TO_WRITE)


@rule("unknown-key", HOW_TO_WRITE)
def unknown_key(form: Form, context: RuleContext) -> Iterator[tuple[int, str]]:
    """決められた項目名だけを使う。
    Bad: titel: 冬のくらし
    Good: title: 冬のくらし
    """
    if form.document.unreadable:
        return
    broken_lines = {problem.line_no for problem in form.document.mistakes}
    for unknown in unknown_keys(context.schemas[form.kind], form.document.data):
        if (line := form.line_no(*unknown.key)) not in broken_lines:
            yield line, unknown.message


@rule("markdown", HOW_TO_WRITE)
def markdown(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """本文には、見出し、段落、太字、箇条書き、区切り線、リンク、画像だけを使う。
    Bad: <b>冬のくらし</b>
    Good: **冬のくらし**
    """
    for mistake in post.body.mistakes:
        yield mistake.line_no, mistake.message


_NO_MARKS = "ここでは、太字やリンクなどの印は印のまま読者に見えます。消してください。"


@rule("markup-left", HOW_TO_WRITE)
def markup_left(spoken: Spoken, _: RuleContext) -> Iterator[tuple[int, str]]:
    """読者に届く文に、太字やリンクにならなかった記号が残っていない。
    Bad: 締切は**1月15日です、[申込み]（https://…）
    Good: 締切は**1月15日**です、[申込み](https://…)
    """
    refused = {problem.line_no for problem in spoken.body.mistakes} if isinstance(spoken, Post) else set()
    for line in spoken.sent if isinstance(spoken, Post) else spoken.lines:
        if line.line_no not in refused:
            in_body = isinstance(spoken, Post) and line.line_no >= spoken.body.first_line
            for mark, remedy in left_over(line.written):
                yield line.line_no, f"{mark}: {remedy if in_body else _NO_MARKS}"


@rule("unreadable-register", HOW_TO_WRITE)
def unreadable_register(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """投稿のよりどころになる、アカウントと名簿のファイルが読める。
    Bad: roster.yml が途中で切れている
    Good: account.yml と roster.yml が読める
    """
    if post.post_id in context.sent:
        return
    for register in (context.account, context.roster):
        if register.document.unreadable:
            message = f"{register.path} が読めないため、この投稿を確かめられません。先にそのファイルを直してください。"
            yield 1, message
