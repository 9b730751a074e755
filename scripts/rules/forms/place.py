"""Where files stand: a post in a folder that nothing reads would never be sent, and nobody would be told."""

from collections.abc import Iterator

from scripts.checking.context import RuleContext
from scripts.content.places import POST_FILE, POSTS, OddFile, Stray, day_of, folder_parts, kind_at
from scripts.content.post import Post
from scripts.content.roster import SIDE_NAMES
from scripts.rules.book import rule
from scripts.rules.forms.reading import HOW_TO_WRITE
from scripts.text.quote import quoted

_SHAPE = "content/posts/(division か contractor)/(年)/(投稿ID)/post.md"


@rule("stray-file", HOW_TO_WRITE)
def stray_file(stray: Stray, _: RuleContext) -> Iterator[tuple[int, str]]:
    """content/ には決められた場所に決められた名前のファイルだけを置き、投稿のファイル名は post.md にする。
    Bad: content/posts/division/2026/20261210-winter-soudan/POST.md
    Good: content/posts/division/2026/20261210-winter-soudan/post.md
    """
    name = stray.path.rpartition("/")[2]
    proper = kind_at(f"{stray.folder}/{POST_FILE}") == "post"
    if kind_at(stray.path):
        yield (
            1,
            "普通のファイルではない(リンクなどになっている)ため読めません。ファイルを置き直してください。",
        )
    elif not stray.path.startswith(POSTS + "/"):
        yield 1, "このファイルはどこからも使われません。名前と置き場所を見本に合わせるか、消してください。"
    elif proper and name.lower().startswith("post."):
        yield (
            1,
            f"投稿のファイル名は、すべて半角の小文字で post.md です。{quoted(name)}を post.md に直してください。",
        )
    elif proper:
        yield (
            1,
            "このフォルダに post.md がありません。このままでは配信されません。post.md を置くか、フォルダを消してください。",
        )
    else:
        yield 1, f"置き場所が違います。このままでは配信されません。{_SHAPE} に置いてください。"


_WHY_ODD = {
    "160000": "別のリポジトリへのリンク(サブモジュール)は置けません。消して、ファイルそのものを置いてください。",
    "120000": "ほかのファイルへのリンクは置けません。消して、ファイルそのものを置いてください。",
    "100755": "実行できるファイルとして置かれているため、承認で止まります。一度消して、GitHubの画面から置き直してください。",
    "unseen": "ファイルやフォルダの名前に、目に見えない文字があります。半角の英小文字と数字の名前に直してください。",
    "coded": "ファイルやフォルダの名前の濁点などが、見た目は同じでも別の文字として書かれています。yuki.jpg のような半角の英小文字と数字の名前に変えてください。画像なら、images と本文にも同じ名前を書きます。",
}


@rule("odd-file", HOW_TO_WRITE)
def odd_file(odd: OddFile, _: RuleContext) -> Iterator[tuple[int, str]]:
    """content/ のファイルは、見たとおりの普通のファイルで、取り出すときにも書き換えられない。
    Bad: .gitattributes の「content/** ident」、サブモジュール、改行の入ったファイル名
    Good: 半角の英小文字と数字の名前の、普通のファイル
    """
    changed = (
        f"「.gitattributes」の指定({odd.why})により、このファイルは取り出すときや取り込むときに変わります。"
    )
    yield 1, _WHY_ODD.get(odd.why, f"{changed}content/ についての指定を消してください。")


@rule("post-folder", HOW_TO_WRITE)
def post_folder(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """投稿のフォルダは、側、年、投稿IDの順に置き、投稿IDは「年月日8桁-英小文字の名前」にする。
    Bad: content/posts/division/2025/20261210-winter-soudan/post.md
    Good: content/posts/division/2026/20261210-winter-soudan/post.md
    """
    side, year, post_id = folder_parts(post.path) or ("", "", "")
    if side not in SIDE_NAMES:
        yield 1, f"フォルダ{quoted(side)}は、division(地域政策課)か contractor(運営者)にしてください。"
    if day_of(post_id) is None:
        yield (
            1,
            f"投稿ID{quoted(post_id)}は、暦にある年月日8桁、「-」、英小文字の名前の順に直してください(例 20261210-winter-soudan)。",
        )
    elif post_id[:4] != year:
        yield (
            1,
            f"年のフォルダ{quoted(year)}が、投稿IDの年({post_id[:4]})と違います。{post_id[:4]} のフォルダに置いてください。",
        )


@rule("post-id-once", HOW_TO_WRITE)
def post_id_once(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """一つの投稿IDは、一つの投稿だけが使う。
    Bad: division と contractor の両方に 20261210-winter-soudan がある
    Good: 投稿IDごとにフォルダが一つ
    """
    others = [folder for folder in context.folders.get(post.post_id, ()) if folder != post.folder]
    for other in others:
        yield 1, f"同じ投稿IDが {other} でも使われています。この投稿のフォルダの名前を変えてください。"
