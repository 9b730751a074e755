"""Pictures are made fit on the computer: small, upright, without a record of where they were taken."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from scripts.content.photo import fit_to_send
from scripts.content.picture import Picture

XMP = b"<x:xmpmeta><exif:GPSLatitude>43,3.9N</exif:GPSLatitude></x:xmpmeta>"


def photo(path, size=(1600, 1200), orientation=6, place=True, mode="RGB", kind="JPEG"):
    """A photo as a phone makes it: red on top when it is held upright."""
    image = Image.new(mode, size, (30, 60, 200) if mode == "RGB" else (200, 150, 0, 30))
    image.paste((220, 30, 30) if mode == "RGB" else (0, 220, 220, 0), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 3.0, 51.0), 3: "E", 4: (141.0, 20.0, 48.0)})
    image.save(path, kind, exif=exif, quality=95, **({"xmp": XMP} if place and kind == "JPEG" else {}))
    return path


def start(person) -> None:
    person.begin()
    person.choose("post-side", "division")
    person.fill("post-author", "div-poster-01")


def test_a_phones_photo_becomes_small_upright_and_silent(person, tmp_path) -> None:
    start(person)
    person.add_pictures(photo(tmp_path / "IMG_0012 雪.JPG"))
    files = person.saved(tmp_path)
    raw = files["img-0012.jpg"].read_bytes()
    image = Image.open(io.BytesIO(raw))
    assert image.size == (768, 1024)
    assert not image.getexif()
    assert b"GPS" not in raw
    assert b"xmpmeta" not in raw
    red, _, blue = image.convert("RGB").getpixel((384, 100))
    assert red > blue, "orientation 6: the left side of the sensor is the top of the picture"
    assert Picture("img-0012.jpg", raw).look.kind == "jpeg"
    assert "〔画像：img-0012.jpg〕" in person.page.input_value("#post-body")
    assert "![](img-0012.jpg)" in files["post.md"].read_text("utf-8")


# A sensor's picture with its four corners in four colours; where they stand once it is upright (top row, bottom row).
CORNERS = ((220, 0, 0), (0, 200, 0), (0, 0, 220), (220, 220, 0))
UPRIGHT = {
    1: (0, 1, 2, 3), 2: (1, 0, 3, 2), 3: (3, 2, 1, 0), 4: (2, 3, 0, 1),
    5: (0, 2, 1, 3), 6: (2, 0, 3, 1), 7: (3, 1, 2, 0), 8: (1, 3, 0, 2),
}  # fmt: skip


def test_every_orientation_is_made_upright(person, tmp_path) -> None:
    start(person)
    for orientation in UPRIGHT:
        image = Image.new("RGB", (120, 80))
        for place, colour in enumerate(CORNERS):
            image.paste(
                colour, (60 * (place % 2), 40 * (place // 2), 60 * (place % 2) + 60, 40 * (place // 2) + 40)
            )
        exif = Image.Exif()
        exif[0x0112] = orientation
        image.save(tmp_path / f"muki-{orientation}.jpg", exif=exif, quality=95)
    person.add_pictures(*(tmp_path / f"muki-{orientation}.jpg" for orientation in UPRIGHT))
    (tmp_path / "out").mkdir()
    files = person.saved(tmp_path / "out")
    for orientation, wanted in UPRIGHT.items():
        drawn = Image.open(files[f"muki-{orientation}.jpg"])
        width, height = drawn.size
        assert (width > height) == (orientation < 5)
        seen = [drawn.getpixel((width * x // 4, height * y // 4)) for y in (1, 3) for x in (1, 3)]
        nearest = [
            min(
                range(4),
                key=lambda place: sum(abs(a - b) for a, b in zip(CORNERS[place], colour, strict=True)),
            )
            for colour in seen
        ]
        assert nearest == list(wanted), orientation


def test_what_tells_the_place_goes(person, tmp_path) -> None:
    start(person)
    photo(tmp_path / "exif.jpg", size=(300, 200), orientation=1)
    Image.new("RGB", (300, 200)).save(tmp_path / "xmp.jpg", xmp=XMP)
    texts = PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    Image.new("RGB", (300, 200)).save(tmp_path / "text.png", pnginfo=texts)
    names = ("exif.jpg", "xmp.jpg", "text.png")
    assert all(Picture(name, (tmp_path / name).read_bytes()).look.has_gps for name in names)
    person.add_pictures(*(tmp_path / name for name in names))
    (tmp_path / "out").mkdir()
    for name, file in person.saved(tmp_path / "out").items():
        if name != "post.md":
            picture = Picture(name, raw := file.read_bytes()).look
            assert picture.kind and not picture.has_gps and picture.faults == ()
            assert b"xmpmeta" not in raw and b"Exif" not in raw and b"eXIf" not in raw


def test_a_drawing_stays_a_png_and_cmyk_becomes_rgb(person, tmp_path) -> None:
    start(person)
    Image.new("RGBA", (300, 200), (10, 200, 10, 90)).save(tmp_path / "zu.png")
    photo(tmp_path / "insatsu.jpg", size=(400, 300), orientation=0, place=False, mode="CMYK")
    assert Picture("insatsu.jpg", (tmp_path / "insatsu.jpg").read_bytes()).look.faults == ("cmyk",)
    person.add_pictures(tmp_path / "zu.png", tmp_path / "insatsu.jpg")
    (tmp_path / "out").mkdir()
    files = person.saved(tmp_path / "out")
    assert Image.open(io.BytesIO(files["zu.png"].read_bytes())).mode == "RGBA"
    raw = files["insatsu.jpg"].read_bytes()
    assert Picture("insatsu.jpg", raw).look.faults == ()
    assert Image.open(io.BytesIO(raw)).mode == "RGB"


def test_a_photo_of_twenty_megabytes_is_made_small(person, tmp_path) -> None:
    start(person)
    size = (5000, 3750)  # px; a phone's photo of something with a great many leaves
    Image.effect_noise(size, 120).convert("RGB").save(tmp_path / "big.jpg", quality=100, subsampling=0)
    assert (tmp_path / "big.jpg").stat().st_size > 20_000_000
    person.add_pictures(tmp_path / "big.jpg")
    (tmp_path / "out").mkdir()
    raw = person.saved(tmp_path / "out")["big.jpg"].read_bytes()
    assert len(raw) <= 1_000_000
    assert max(Image.open(io.BytesIO(raw)).size) == 1024


def test_a_picture_that_is_fit_already_keeps_its_bytes(person, tmp_path) -> None:
    """Whoever opens a post again and saves it hands over the very pictures that the approver saw."""
    start(person)
    first, again, out = tmp_path / "first", tmp_path / "again", tmp_path / "out"
    for folder in (first, again, out):
        folder.mkdir()
    photo(first / "yuki.jpg")
    Image.new("RGBA", (300, 200), (10, 200, 10, 90)).save(first / "zu.png")
    (first / "shiro.jpeg").write_bytes(fit_to_send((first / "yuki.jpg").read_bytes()).raw)
    person.add_pictures(*first.iterdir())
    made = {name: file.read_bytes() for name, file in person.saved(again).items()}
    assert made["shiro.jpg"] == (first / "shiro.jpeg").read_bytes(), "what `new --photo` made is fit as well"
    person.fresh()
    person.open_file("open", *again.iterdir())
    person.until(lambda: len(person.pictures()) == 3)
    saved = {name: file.read_bytes() for name, file in person.saved(out).items()}
    assert {name: saved[name] == raw for name, raw in made.items() if name != "post.md"} == {
        "yuki.jpg": True, "zu.png": True, "shiro.jpg": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:2] + b"\xff\xe1\x00\x08Exif\0\0" + raw[2:],
        lambda raw: raw[:2] + b"\xff\xfe\x00\x06memo" + raw[2:],
        lambda raw: raw + b"PK\x03\x04 more behind the picture",
    ],
    ids=["EXIF", "a remark", "something behind it"],
)
def test_what_is_more_than_pixels_is_drawn_anew(person, tmp_path, spoil) -> None:
    start(person)
    plain = fit_to_send(photo(tmp_path / "a.jpg").read_bytes()).raw
    (tmp_path / "yuki.jpg").write_bytes(spoil(plain))
    person.add_pictures(tmp_path / "yuki.jpg")
    (tmp_path / "out").mkdir()
    raw = person.saved(tmp_path / "out")["yuki.jpg"].read_bytes()
    assert raw not in (plain, spoil(plain))
    assert [word for word in (b"Exif", b"memo", b"more") if word in raw] == []


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + bytes(64), "HEIC形式"),
        ("memo.jpg", b"<script>", "写真として開けません"),
        ("half.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "写真として開けません"),
    ],
)
def test_what_is_no_photo_is_refused_in_japanese(person, tmp_path, name, raw, words) -> None:
    start(person)
    (tmp_path / name).write_bytes(raw)
    person.add_pictures(tmp_path / name, taken=False)
    person.until(lambda: words in person.page.inner_text("#notices"))
    assert person.page.query_selector_all(".item .picture") == []
    assert "画像" not in person.page.input_value("#post-body")


def test_two_photos_of_one_name_are_told_apart_and_one_taken_away_goes_wholly(person, tmp_path) -> None:
    start(person)
    (tmp_path / "other").mkdir()
    for folder in (tmp_path, tmp_path / "other"):
        person.add_pictures(photo(folder / "yuki.jpg", size=(200, 100), orientation=0))
    assert "〔画像：yuki-2.jpg〕" in person.page.input_value("#post-body")
    area = person.page.input_value("#post-body")
    person.fill("post-body", area.replace("〔画像：yuki-2.jpg〕", ""))
    person.page.locator('[data-name="images"] .into-body').last.click()
    assert "〔画像：yuki-2.jpg〕" in person.page.input_value("#post-body")
    person.page.locator('[data-name="images"] .remove').first.click()
    assert "yuki.jpg" not in person.page.input_value("#post-body")
    (tmp_path / "out").mkdir()
    assert person.saved(tmp_path / "out").keys() == {"post.md", "yuki-2.jpg"}
