"""第4第1項・第4項の第2号: pictures. Each is recorded, there, used, and related to the article."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from scripts.checking.context import RuleContext
from scripts.checking.finding import by_hand
from scripts.content.post import Post
from scripts.rules.book import by_side, rule
from scripts.text.quote import quoted

_PICTURES = by_side("第2号")
_SAYS_NOTHING = re.compile(
    r"(?:この)?(?:画像|写真|イラスト|図|絵|イメージ)+(?:です)?|.*\.(?:jpe?g|png)", re.IGNORECASE
)

_PLAIN_NAME = f"濁点などが別の文字になっています。画像の名前を yuki.jpg のような半角の英数字に変えて、入れ直してください。{by_hand('images と本文にも同じ名前を書きます')}"


@rule("image-declared", _PICTURES)
def image_declared(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """フォルダにある画像と、本文の画像は、すべて images に記録がある。

    Bad: フォルダに yuki.jpg があり、images に無い
    Good: フォルダ、本文、images に同じ名前の画像がある
    """
    placed = {picture.file: picture.line_no for picture in reversed(post.body.pictures)}
    not_placed = [image.file for image in post.images if image.file not in placed]
    not_there = [image.file for image in post.images if image.file not in post.pictures]
    for name, line in placed.items():
        if post.declared_image(name) is None and not _look_alike(name, not_placed):
            message = f"本文の画像{quoted(name)}の記録がありません。画像を選んで権利などを書くか、本文から消してください。"
            yield line, f"{message}{by_hand('画像を同じフォルダに置き、images に記録します')}"
    for name in post.pictures.keys() - placed.keys():
        if post.declared_image(name) is None and not _look_alike(name, not_there):
            message = f"添えられた画像{quoted(name)}の記録がありません。使う画像なら権利などを書き、使わないなら消してください。"
            yield post.line_no("images"), f"{message}{by_hand('images に記録します')}"


@rule("image-present", _PICTURES)
def image_present(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """images に記録した画像は、post.md と同じフォルダにある。

    Bad: images に yuki.jpg があり、フォルダに無い
    Good: フォルダ、本文、images に同じ名前の画像がある
    """
    for image in post.images:
        if not image.file or image.file in post.pictures:
            continue
        line = post.line_no("images", image.index, "file")
        if alike := _look_alike(image.file, post.pictures):
            if normalize("NFC", alike) != alike:
                continue  # the file's own name is a finding of its own
            message = f"画像{quoted(image.file)}は、添えられた画像と名前が同じに見えますが、文字の表し方が違います。"
            yield line, f"{message}{_PLAIN_NAME}"
            continue
        message = f"画像{quoted(image.file)}が添えられていません。画像を選び直すか、この画像の欄を取り除いてください。"
        yield (
            line,
            f"{message}{by_hand('post.md と同じフォルダに置くか、名前(大文字と小文字も)を直します')}",
        )


@rule("image-used", _PICTURES)
def image_used(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """images に記録した画像は、本文で使われている。

    Bad: images に yuki.jpg があり、本文に無い
    Good: 本文に ![](yuki.jpg) がある
    """
    placed = {picture.file for picture in post.body.pictures}
    for image in post.images:
        if not image.file or image.file in placed:
            continue
        line = post.line_no("images", image.index, "file")
        if _look_alike(image.file, placed):
            message = (
                f"画像{quoted(image.file)}は、本文の画像と名前が同じに見えますが、文字の表し方が違います。"
            )
            yield line, f"{message}{_PLAIN_NAME}"
            continue
        message = f"画像{quoted(image.file)}が本文にありません。置きたい所に入れるか、この画像を取り除いてください。"
        yield line, f"{message}{by_hand('置きたい所に ![](画像のファイル名) と書きます')}"


@rule("image-once", _PICTURES)
def image_once(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """一つの画像の記録は、images に一つだけ書く。

    Bad: 同じ画像の記録が2つあり、権利の内容が違う
    Good: 画像ごとに記録が一つ
    """
    files = [image.file for image in post.images]
    for image in post.images:
        if image.file and image.file in files[: image.index]:
            message = f"画像{quoted(image.file)}の記録が2つあります。どちらか一つにしてください。"
            yield post.line_no("images", image.index, "file"), message


@rule("image-alt", "わかりやすさ")
def image_alt(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """画像の説明は、何が写っているかを伝え、本文に書くときは images と同じにする。

    Bad: alt: この写真です
    Good: alt: 雪の積もった住宅の前に立てかけられた赤いスコップ
    """
    for image in post.images:
        if _SAYS_NOTHING.fullmatch(image.alt.strip()):
            message = f"画像の説明{quoted(image.alt)}では、何が写っているか伝わりません。"
            yield (
                post.line_no("images", image.index, "alt"),
                f"{message}写っているものを言葉で書いてください。",
            )
    for placed in post.body.pictures:
        declared = post.declared_image(placed.file)
        if declared and placed.alt and placed.alt != declared.alt:
            message = f"本文の画像の説明{quoted(placed.alt)}が、画像の欄に書いた説明と違います。"
            shown = by_hand(f"![]({placed.file[:40]}) のように空けます")
            yield placed.line_no, f"{message}同じにするか、本文のほうを消してください。{shown}"


@rule("image-ai", _PICTURES, "warning")
def image_ai(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """生成AIで作ったり加工したりした画像は、承認する人が、事実と違う印象を与えないかを確かめる。

    Bad: ai: generated(承認する人に示す)
    Good: ai: none
    """
    names = {"edited": "生成AIで加工されています", "generated": "生成AIで作られています"}
    for image in post.images:
        if image.ai in names:
            message = f"画像{quoted(image.file)}は{names[image.ai]}。"
            line = post.line_no("images", image.index, "ai")
            yield line, f"{message}承認する方は、事実と違う印象を与えないかを確かめてください。"


def _look_alike(name: str, names: Iterable[str]) -> str:
    """Another name that looks the same and is coded otherwise (か and its voiced mark as two letters, say), or nothing."""
    alike = (other for other in names if other != name and normalize("NFC", other) == normalize("NFC", name))
    return next(alike, "")
