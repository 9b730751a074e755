"""Pictures are made fit on the computer: small, upright, without a record of where they were taken."""

import io
import os

import pytest
from PIL import Image

from scripts.content.picture import Picture


def photo(path, size=(1600, 1200), orientation=6, place=True, mode="RGB", kind="JPEG"):
    """A photo as a phone makes it: red on top when it is held upright."""
    image = Image.new(mode, size, (30, 60, 200) if mode == "RGB" else (200, 150, 0, 30))
    image.paste((220, 30, 30) if mode == "RGB" else (0, 220, 220, 0), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 3.0, 51.0), 3: "E", 4: (141.0, 20.0, 48.0)})
    image.save(
        path,
        kind,
        exif=exif,
        quality=95,
        **({"xmp": b"<x:xmpmeta>GPSLatitude 43</x:xmpmeta>"} if kind == "JPEG" else {}),
    )
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
    assert "![](img-0012.jpg)" in person.page.input_value("#post-body")


def test_a_drawing_stays_a_png_and_cmyk_becomes_rgb(person, tmp_path) -> None:
    start(person)
    Image.new("RGBA", (300, 200), (10, 200, 10, 90)).save(tmp_path / "zu.png")
    photo(tmp_path / "insatsu.jpg", size=(400, 300), orientation=0, place=False, mode="CMYK")
    person.add_pictures(tmp_path / "zu.png", tmp_path / "insatsu.jpg")
    files = person.saved(tmp_path)
    assert Image.open(io.BytesIO(files["zu.png"].read_bytes())).mode == "RGBA"
    assert Image.open(io.BytesIO(files["insatsu.jpg"].read_bytes())).mode == "RGB"


def test_a_photo_of_twenty_megabytes_is_made_small(person, tmp_path) -> None:
    start(person)
    side = 3000
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(tmp_path / "big.jpg", quality=98)
    assert (tmp_path / "big.jpg").stat().st_size > 8_000_000
    person.add_pictures(tmp_path / "big.jpg")
    (tmp_path / "out").mkdir()
    assert person.saved(tmp_path / "out")["big.jpg"].stat().st_size <= 1_000_000


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
    assert "![" not in person.page.input_value("#post-body")


def test_two_photos_of_one_name_are_told_apart_and_one_taken_away_goes_wholly(person, tmp_path) -> None:
    start(person)
    (tmp_path / "other").mkdir()
    for folder in (tmp_path, tmp_path / "other"):
        person.add_pictures(photo(folder / "yuki.jpg", size=(200, 100), orientation=0))
    assert "![](yuki-2.jpg)" in person.page.input_value("#post-body")
    area = person.page.input_value("#post-body")
    person.fill("post-body", area.replace("![](yuki-2.jpg)", ""))
    person.page.locator('[data-name="images"] .into-body').last.click()
    assert "![](yuki-2.jpg)" in person.page.input_value("#post-body")
    person.page.locator('[data-name="images"] .remove').first.click()
    assert "(yuki.jpg)" not in person.page.input_value("#post-body")
    (tmp_path / "out").mkdir()
    assert person.saved(tmp_path / "out").keys() == {"post.md", "yuki-2.jpg"}
