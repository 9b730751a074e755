"""LINE's limits, one table. Sources are pages of LINE's Messaging API reference and documents.

The lengths of the finished message are measured in `messages/limits.py`, where each limit has its source.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scripts.checking.context import RuleContext, is_sent
from scripts.content.picture import Picture
from scripts.content.post import Post
from scripts.messages.limits import LABEL_CLUSTERS, Excess, clusters, excesses
from scripts.messages.passages import uri_of
from scripts.messages.render import render
from scripts.rules.book import rule
from scripts.text.quote import quoted

_LINE = "LINEの仕様"


@dataclass(frozen=True)
class PictureLimit:
    """One demand on a picture file: what is measured, the most that is allowed, and where that stands."""

    name: str
    measure: Callable[[Picture], int]
    most: int
    unit: str
    source: str
    remedy: str


PICTURE_LIMITS = (
    PictureLimit("横の長さ", lambda picture: picture.width, 1024, "ピクセル", "Flex Message: image, max 1024 x 1024", "縮めてください"),
    PictureLimit("縦の長さ", lambda picture: picture.height, 1024, "ピクセル", "Flex Message: image, max 1024 x 1024", "縮めてください"),
    PictureLimit("大きさ", lambda picture: len(picture.raw), 1_000_000, "バイト", "Flex Message: image, 1 MB recommended; Image message: preview, max 1 MB", "縮めるか、JPEGで保存し直してください"),
)  # fmt: skip


@rule("line-picture", _LINE)
def line_picture(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """画像は、中身も名前もJPEGかPNGで、縦横1024ピクセル以内、1,000,000バイト以内である。

    Bad: 3000×2000ピクセルの写真、名前だけ .jpg のPNG
    Good: 1024×683ピクセルのJPEG
    """
    for line, picture in _declared(post):
        if picture.kind is None:
            message = "JPEGかPNGの画像として読めません。開けるか確かめ、保存し直してください。"
            yield line, f"画像{quoted(picture.name)}は、{message}"
            continue
        if not picture.named_as_it_is:
            message = f"画像{quoted(picture.name)}の中身は{picture.kind.upper()}です。"
            yield line, f"{message}名前の終わりを .{picture.ending} に直してください。"
        for limit in PICTURE_LIMITS:
            over = limit.measure(picture) - limit.most
            if over > 0:
                message = f"画像{quoted(picture.name)}の{limit.name}が{over + limit.most:,}{limit.unit}です。"
                yield line, f"{message}{limit.most:,}{limit.unit}まで({over:,}の超過)なので、{limit.remedy}。"


@rule("picture-place", "第3第1項")
def picture_place(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """画像に、撮影した場所の位置情報が残っていない。

    Bad: 位置情報(GPS)の付いた写真
    Good: 位置情報を消した写真
    """
    for line, picture in _declared(post):
        if picture.has_gps:
            message = f"画像{quoted(picture.name)}に、撮影した場所の位置情報が残っています。"
            yield line, f"{message}位置情報を消して保存し直してください。"


@rule("line-label", _LINE)
def line_label(post: Post, _: RuleContext) -> Iterator[tuple[int, str]]:
    """リンクの名前(URLだけを書いたリンクでは相手方の名前)は、40文字までにする。

    Bad: 41文字のリンクの名前
    Good: 相談会の申込みページ
    """
    for link in post.body.links:
        declared = post.declared_link(link.url)
        label = link.label or (declared.party if declared else "")
        over = clusters(label) - LABEL_CLUSTERS
        if over > 0:
            message = f"リンクの名前{quoted(label)}が{over + LABEL_CLUSTERS}文字です。"
            yield link.line, f"{message}LINEの上限は{LABEL_CLUSTERS}文字なので、{over}文字減らしてください。"


@rule("line-length", _LINE)
def line_length(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """出来上がったメッセージが、LINEの受け付ける長さに収まっている。

    Bad: 5,000文字を超える文章
    Good: LINEの上限の中のメッセージ
    """
    if is_sent(post, context):
        return
    for excess in excesses(render(post, context.account)):
        if excess.limit != LABEL_CLUSTERS:  # labels have their own rule, in either layout
            yield _line_of(post, excess), _too_long(excess)


def _too_long(excess: Excess) -> str:
    about = f"({quoted(excess.url)})" if excess.url else ""
    over = excess.size - excess.limit
    return f"{excess.what}{about}が{excess.size:,}{excess.unit}です。LINEの上限は{excess.limit:,}{excess.unit}なので、{over:,}{excess.unit}減らしてください。"


def _line_of(post: Post, excess: Excess) -> int:
    links = (link.line for link in post.body.links if uri_of(link.url) == excess.url)
    return next(links, post.body.first_line)


def _declared(post: Post) -> Iterator[tuple[int, Picture]]:
    """The pictures of the folder, each at the line of its record."""
    for name, picture in sorted(post.pictures.items()):
        image = post.declared_image(name)
        yield (post.line("images", image.index, "file") if image else post.line("images")), picture
