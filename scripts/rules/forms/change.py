"""What may be changed together. An approval is for one post, and a sent post is never touched again."""

from collections.abc import Iterator

from scripts.checking.changes import ChangedFile
from scripts.checking.context import RuleContext
from scripts.rules.book import rule
from scripts.text.quote import quoted

ONE_APPROVAL = "一件ごとの承認"


@rule("one-post-a-change", ONE_APPROVAL)
def one_post_a_change(file: ChangedFile, _: RuleContext) -> Iterator[tuple[int, str]]:
    """一つの変更(プルリクエスト)には、投稿を一つだけ入れる。
    Bad: 2つの投稿を一緒に出す
    Good: 投稿ごとにプルリクエストを分ける
    """
    if file.first_of_its_post and file.post_folder and file.post_folder != file.posts[0]:
        message = f"一つの変更に{len(file.posts)}件の投稿が入っています。承認は一件ごとです。"
        yield 1, f"{message}この投稿は別のプルリクエストに分けてください。"


@rule("post-alone", ONE_APPROVAL)
def post_alone(file: ChangedFile, _: RuleContext) -> Iterator[tuple[int, str]]:
    """投稿の変更には、その投稿のフォルダの外の変更を入れない。
    Bad: 投稿と一緒に roster.yml を直す
    Good: roster.yml は別のプルリクエストで直す
    """
    if file.posts and not file.post_folder:
        yield 1, "投稿の変更に、投稿のフォルダの外の変更が入っています。別のプルリクエストに分けてください。"


@rule("sent-post-untouched", ONE_APPROVAL)
def sent_post_untouched(file: ChangedFile, context: RuleContext) -> Iterator[tuple[int, str]]:
    """配信済みの投稿のフォルダは変えない。
    Bad: 配信済みの投稿の文を直す
    Good: corrects に投稿IDを書いた訂正の投稿を新しく作る
    """
    if file.post_id in context.sent:
        message = f"{quoted(file.post_id)}は配信済みのため、変えることも消すこともできません。"
        yield 1, f"{message}このファイルを元に戻し、直したいときは訂正の投稿を新しく作ってください。"


@rule("post-id-new", ONE_APPROVAL)
def post_id_new(file: ChangedFile, _: RuleContext) -> Iterator[tuple[int, str]]:
    """新しい投稿には、これまで一度も使われていない投稿IDを付ける。
    Bad: 前に消した投稿と同じ投稿ID
    Good: 初めて使う投稿ID
    """
    if file.first_of_its_post and file.post_id in file.used_ids:
        message = f"投稿ID{quoted(file.post_id)}は前に使われています。"
        yield 1, f"{message}一度使った投稿IDは二度と使えません。フォルダの名前を変えてください。"
