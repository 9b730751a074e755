"""Picture files: LINE's limits on them, and that every phone shows what the approver sees.

Sources of the limits are pages of LINE's Messaging API reference and documents.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from scripts.checking.context import RuleContext, is_sent
from scripts.content.picture import LONGEST_SIDE, MOST_BYTES, Fault, Picture, instead_of
from scripts.content.post import Post
from scripts.rules.book import rule
from scripts.text.quote import quoted


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
    PictureLimit("横の長さ", lambda picture: picture.look.width, LONGEST_SIDE, "ピクセル", "Flex Message: image, max 1024 x 1024", "縮めてください"),
    PictureLimit("縦の長さ", lambda picture: picture.look.height, LONGEST_SIDE, "ピクセル", "Flex Message: image, max 1024 x 1024", "縮めてください"),
    PictureLimit("大きさ", lambda picture: len(picture.raw), MOST_BYTES, "バイト", "Flex Message: image, 1 MB recommended; Image message: preview, max 1 MB", "縮めるか、JPEGで保存し直してください"),
)  # fmt: skip


@rule("line-picture", "LINEの仕様")
def line_picture(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """画像は、中身も名前もJPEGかPNGで、縦横1024ピクセル以内、1,000,000バイト以内である。

    Bad: 3000×2000ピクセルの写真、名前だけ .jpg のPNG
    Good: 1024×683ピクセルのJPEG
    """
    for line, picture in _declared(post, context):
        if picture.look.kind is None:
            yield line, f"画像{quoted(picture.name)}は、{instead_of(picture.raw)}"
            continue
        if not picture.named_as_it_is:
            message = f"画像{quoted(picture.name)}の中身は{picture.look.kind.upper()}です。"
            yield line, f"{message}名前の終わりを .{picture.ending} に直してください。"
        for limit in PICTURE_LIMITS:
            over = limit.measure(picture) - limit.most
            if over > 0:
                message = f"画像{quoted(picture.name)}の{limit.name}が{over + limit.most:,}{limit.unit}です。"
                yield line, f"{message}{limit.most:,}{limit.unit}まで({over:,}の超過)なので、{limit.remedy}。"


_AS_SHOWN: dict[Fault, str] = {
    "turned": "画素の向きと違う向きで見せる印(EXIFのOrientation)が付いていて、横倒しや裏返しになることがあります。",
    "cmyk": "印刷用の色(CMYK)で、スマートフォンでは色が変わったり、出なかったりします。",
    "animated": "動く画像(APNG)です。承認する方には止まった絵しか見えません。",
}
_COLOURS: dict[Fault, str] = {
    "deep": "16ビットのPNGで、古いスマートフォンでは出ないことがあります。",
    "profile": "色の情報(カラープロファイル)が使えず、スマートフォンによって色が変わります。",
}
_MAKE_AGAIN = "「投稿を書く」ページで写真を選び直すか、画像ソフトで、向きを直したRGB・8ビットのJPEGかPNGに保存し直してください。"
_ONE_STILL = "見せたい1枚を、動かないJPEGかPNGで保存し直してください。"


@rule("picture-as-shown", "わかりやすさ")
def picture_as_shown(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """画像は、どのスマートフォンでも、承認する人が見たとおりに見える。

    Bad: 向きをEXIFで示した写真、CMYKのJPEG、動くPNG
    Good: 画素の向きを正した、RGBのJPEG
    """
    yield from _faults(post, context, _AS_SHOWN)


@rule("picture-colours", "わかりやすさ", "warning")
def picture_colours(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """画像の色は、どのスマートフォンでも同じに出る形で保存されている。

    Bad: 16ビットのPNG、使えないカラープロファイルの付いたJPEG
    Good: 8ビット、sRGBの画像
    """
    yield from _faults(post, context, _COLOURS)


def _faults(post: Post, context: RuleContext, sentences: Mapping[Fault, str]) -> Iterator[tuple[int, str]]:
    for line, picture in _declared(post, context):
        for fault in picture.look.faults:
            if fault in sentences:
                remedy = _ONE_STILL if fault == "animated" else _MAKE_AGAIN
                yield line, f"画像{quoted(picture.name)}は、{sentences[fault]}{remedy}"


@rule("picture-place", "第3第1項")
def picture_place(post: Post, context: RuleContext) -> Iterator[tuple[int, str]]:
    """画像に、撮影した場所の位置情報(EXIF、XMP、PNGの文字)が残っていない。

    Bad: 位置情報(GPS)の付いた写真
    Good: 位置情報を消した写真
    """
    for line, picture in _declared(post, context):
        if picture.look.has_gps:
            message = f"画像{quoted(picture.name)}に、撮影した場所の位置情報が残っています。"
            yield (
                line,
                f"{message}「投稿を書く」ページで写真を選び直すか、位置情報を消して保存し直してください。",
            )


def _declared(post: Post, context: RuleContext) -> Iterator[tuple[int, Picture]]:
    """The pictures of the folder, each at the line of its record. Those of a sent post can no longer be changed."""
    if is_sent(post, context):
        return
    for name, picture in sorted(post.pictures.items()):
        image = post.declared_image(name)
        yield (post.line_no("images", image.index, "file") if image else post.line_no("images")), picture
