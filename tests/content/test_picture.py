"""A photo as a phone makes it goes in; a picture that may be sent comes out."""

import io
import random
import zlib

import pytest
from PIL import Image, ImageCms

from scripts.content.photo import NotAPhoto, file_name, fit_to_send
from scripts.content.picture import LONGEST_SIDE, MOST_BYTES, Picture


def phone_photo(size: tuple[int, int] = (3000, 4000), orientation: int = 1) -> bytes:
    """A red left half, a blue right half, and where it was taken."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 3.0, 51.0), 3: "E", 4: (141.0, 20.0, 49.0)})
    kept = io.BytesIO()
    image.save(kept, "JPEG", exif=exif, xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>43,3N</x:xmpmeta>")
    return kept.getvalue()


def test_it_is_small_and_tells_no_place() -> None:
    raw = phone_photo()
    assert Picture("a.jpg", raw).look.has_gps
    photo = fit_to_send(raw)
    picture = Picture("a.jpg", photo.raw)
    assert (picture.look.kind, photo.ending) == ("jpeg", "jpg")
    assert (picture.look.width, picture.look.height) == (768, LONGEST_SIDE)
    assert len(photo.raw) <= MOST_BYTES
    assert not picture.look.has_gps
    assert dict(Image.open(io.BytesIO(photo.raw)).getexif()) == {}
    for trace in (b"Exif", b"Telephone", b"xmpmeta", b"ICC_PROFILE"):
        assert trace not in photo.raw


def test_it_stands_upright_without_its_orientation_mark() -> None:
    turned = Image.open(io.BytesIO(fit_to_send(phone_photo((400, 300), orientation=6)).raw))
    assert turned.size == (300, 400)
    red, blue = turned.getpixel((150, 20)), turned.getpixel((150, 380))
    assert red[0] > 150 > blue[0]  # what was left is now above
    assert blue[2] > 150 > red[2]


def test_a_small_photo_is_not_blown_up() -> None:
    assert Image.open(io.BytesIO(fit_to_send(phone_photo((40, 30))).raw)).size == (40, 30)


def test_a_drawing_stays_a_drawing() -> None:
    kept = io.BytesIO()
    Image.new("RGBA", (2000, 1000), (0, 128, 0, 90)).save(kept, "PNG")
    photo = fit_to_send(kept.getvalue())
    picture = Image.open(io.BytesIO(photo.raw))
    assert (photo.ending, picture.format, picture.mode, picture.size) == ("png", "PNG", "RGBA", (1024, 512))


def test_a_png_that_is_too_heavy_becomes_a_photo() -> None:
    noise = Image.frombytes("RGBA", (1024, 1024), random.Random(1).randbytes(1024 * 1024 * 4))
    kept = io.BytesIO()
    noise.save(kept, "PNG")
    photo = fit_to_send(kept.getvalue())
    assert photo.ending == "jpg"
    assert len(photo.raw) <= MOST_BYTES


def test_the_colours_are_those_that_the_camera_meant() -> None:
    """In this camera's profile red and green are exchanged: its green is everybody's red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = profile.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")
    kept = io.BytesIO()
    Image.new("RGB", (50, 50), (10, 200, 10)).save(kept, "JPEG", icc_profile=exchanged)
    red, green, _ = Image.open(io.BytesIO(fit_to_send(kept.getvalue()).raw)).getpixel((25, 25))
    assert red > 180 > 60 > green


@pytest.mark.parametrize(
    "raw", [b"", b"GIF89a", b"\x00\x00\x00\x20ftypheic" + b"\x00" * 40, phone_photo((300, 300))[:400]]
)
def test_what_is_no_photo_is_said_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(NotAPhoto, match="保存し直してください"):
        fit_to_send(raw)


@pytest.mark.parametrize(
    ("original", "name"),
    [
        ("IMG_0012.JPG", "img-0012.jpg"),
        ("雪まつり.heic", "photo.jpg"),
        ("写真 2026 冬.png", "2026.jpg"),
        ("a.b.c.jpeg", "a-b-c.jpg"),
    ],
)
def test_a_file_name_in_plain_letters(original: str, name: str) -> None:
    assert file_name(original, "jpg") == name


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    kept = io.BytesIO()
    image.save(kept, kind, **options)
    return kept.getvalue()


def good(raw: bytes) -> Image.Image:
    """What is made of a photo, which every phone shows alike."""
    photo = fit_to_send(raw)
    assert Picture(f"a.{photo.ending}", photo.raw).look.faults == ()
    return Image.open(io.BytesIO(photo.raw))


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_become_eight_and_the_picture_stays(kind: str) -> None:
    deep = Image.new("I;16", (80, 60), 30000)
    deep.paste(65535, (0, 0, 40, 60))
    made = good(saved(deep, kind)).convert("L")
    assert abs(made.getpixel((60, 30)) - 117) <= 1
    assert made.getpixel((20, 30)) >= 254


def test_a_profile_that_is_of_no_use_is_let_go() -> None:
    raw = saved(Image.new("RGB", (50, 50), (10, 200, 10)), "JPEG", icc_profile=b"no profile")
    assert Picture("a.jpg", raw).look.faults == ("profile",)
    red, green, _ = good(raw).getpixel((25, 25))
    assert abs(red - 10) < 4 and abs(green - 200) < 4


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA"])
def test_a_picture_of_any_kind_of_colours_is_made_plain(mode: str) -> None:
    made = good(saved(Image.new("RGB", (50, 50), (255, 255, 255)).convert(mode)))
    assert made.convert("RGB").getpixel((25, 25)) == (255, 255, 255)


def test_colours_for_printing_become_those_of_a_screen() -> None:
    raw = saved(Image.new("CMYK", (50, 50), (0, 0, 0, 255)), "JPEG")
    assert Picture("a.jpg", raw).look.faults == ("cmyk",)
    assert max(good(raw).getpixel((25, 25))) < 60


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_photo_is_known_and_made_upright(orientation: int) -> None:
    raw = phone_photo((400, 300), orientation)
    assert Picture("a.jpg", raw).look.faults == ("turned",)
    assert good(raw).size == ((400, 300) if orientation < 5 else (300, 400))


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "TIFF"])
def test_a_file_of_several_pictures_is_not_cut_down_to_one_in_silence(kind: str) -> None:
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    raw = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    with pytest.raises(NotAPhoto, match="見せたい1枚だけ"):
        fit_to_send(raw)


def test_a_picture_that_moves_is_known_even_with_one_frame() -> None:
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    moving = saved(frames[0], save_all=True, append_images=frames[1:])
    assert Picture("a.png", moving).look.faults == ("animated",)
    hidden = saved(frames[0], save_all=True, default_image=True, append_images=frames[1:])
    assert "animated" in Picture("a.png", hidden).look.faults
    still, control = saved(frames[0]), b"\0\0\0\x08acTL\0\0\0\x01\0\0\0\0"
    control += zlib.crc32(control[4:]).to_bytes(4, "big")
    for place in (33, len(still) - 12):  # behind the header, and where no program should look any more
        assert "animated" in Picture("a.png", still[:place] + control + still[place:]).look.faults


def test_a_hidden_second_picture_of_a_phone_tells_no_place_either() -> None:
    place = Image.Exif()
    place.get_ifd(0x8825).update({1: "N", 2: (43.0, 3.0, 51.0)})
    second = Image.new("RGB", (40, 30), "blue")
    second.encoderinfo = {"exif": place}
    raw = saved(Image.new("RGB", (40, 30), "red"), "MPO", save_all=True, append_images=[second])
    assert Picture("a.jpg", raw).look.has_gps
    assert good(raw).getpixel((20, 15))[0] > 200


@pytest.mark.parametrize("kind", ["EPS", "PDF"])
def test_a_format_that_runs_programs_is_never_opened(kind: str) -> None:
    raw = saved(Image.new("RGB", (30, 30), "red"), kind)
    with pytest.raises(NotAPhoto):
        fit_to_send(raw)
