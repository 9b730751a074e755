"""`python -m scripts.new` in a real checkout: a post in its author's folder, and nothing written over."""

import io
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from scripts import new
from scripts.content.picture import Picture
from scripts.content.template import new_post

ROSTER = """
people:
  - {id: div-poster-01, side: division, roles: [poster]}
  - {id: con-poster-01, side: contractor, roles: [poster]}
  - {id: stray, roles: [poster]}
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "checkout"
    (root / "content").mkdir(parents=True)
    (root / "content/roster.yml").write_text(ROSTER, "utf-8")
    subprocess.run(["git", "init", "-q", root], check=True)
    monkeypatch.chdir(root)
    return root


def photo_at(place: Path) -> Path:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 3.0, 51.0)})
    kept = io.BytesIO()
    Image.new("RGB", (2000, 1500), "teal").save(kept, "JPEG", exif=exif)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(kept.getvalue())
    return place


@pytest.mark.parametrize(("author", "side"), [("div-poster-01", "division"), ("con-poster-01", "contractor")])
def test_the_post_lies_in_the_folder_of_the_authors_side(checkout: Path, author: str, side: str) -> None:
    assert new.main(["20261210-winter-soudan", "--author", author, "--event"]) == 0
    written = (checkout / f"content/posts/{side}/2026/20261210-winter-soudan/post.md").read_text("utf-8")
    assert written == new_post("event", author, ())
    assert "true" not in written.split("declarations:")[1].split("---")[0]


@pytest.mark.parametrize("name", ["雪 だるま.jpg", "カ\u3099ラス.jpg", "C\\Users\\IMG.jpg"], ids=ascii)
def test_a_photo_may_have_any_name_and_gets_one_that_every_system_knows(
    checkout: Path, tmp_path: Path, name: str
) -> None:
    """A Mac's letters in two halves, a blank, a Windows path: nothing of it stands in the repository."""
    photo = photo_at(tmp_path / "写真 集" / name)
    assert new.main(["20261210-x", "--author", "div-poster-01", "--photo", str(photo)]) == 0
    (kept,) = (checkout / "content/posts/division/2026/20261210-x").glob("*.jpg")
    assert re.fullmatch(r"[a-z0-9-]+\.jpg", kept.name)
    assert f"- file: {kept.name}\n" in kept.with_name("post.md").read_text("utf-8")


def test_photos_are_fit_and_stand_in_the_form(checkout: Path, tmp_path: Path) -> None:
    photos = [photo_at(tmp_path / "a/IMG_1.JPG"), photo_at(tmp_path / "b/IMG_1.JPG")]
    command = ["20261210-x", "--author", "div-poster-01"]
    assert new.main([*command, "--photo", str(photos[0]), "--photo", str(photos[1])]) == 0
    folder = checkout / "content/posts/division/2026/20261210-x"
    assert sorted(file.name for file in folder.iterdir()) == ["img-1-2.jpg", "img-1.jpg", "post.md"]
    picture = Picture("img-1.jpg", (folder / "img-1.jpg").read_bytes())
    assert (picture.look.width, picture.look.height, picture.look.has_gps) == (1024, 768, False)
    assert (folder / "post.md").read_text("utf-8") == new_post(
        "article", "div-poster-01", ("img-1.jpg", "img-1-2.jpg")
    )


def test_nothing_is_written_over(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new.main(["20261210-x", "--author", "div-poster-01"]) == 0
    file = checkout / "content/posts/division/2026/20261210-x/post.md"
    file.write_text("mine", "utf-8")
    assert new.main(["20261210-x", "--author", "div-poster-01"]) == 2
    assert file.read_text("utf-8") == "mine"
    assert "もうあります" in capsys.readouterr().err


@pytest.mark.parametrize(
    "post_id", ["winter", "20261210", "20261210-冬", "20261210-Winter", "../20261210-x", "20261210-x/y"]
)
def test_an_id_that_could_not_be_one_is_refused(checkout: Path, post_id: str) -> None:
    assert new.main([post_id, "--author", "div-poster-01"]) == 2
    assert not (checkout / "content/posts").exists()


@pytest.mark.parametrize("author", ["nobody", "stray"])
def test_who_is_not_on_the_roster_gets_a_sentence(
    checkout: Path, author: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new.main(["20261210-x", "--author", author]) == 2
    assert "roster.yml にありません" in capsys.readouterr().err


def test_a_photo_that_is_none_leaves_no_half_made_post(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x20ftypheic")
    assert new.main(["20261210-x", "--author", "div-poster-01", "--photo", str(tmp_path / "a.heic")]) == 1
    assert "a.heic: iPhoneのHEIC形式です" in capsys.readouterr().err
    assert new.main(["20261210-x", "--author", "div-poster-01", "--photo", str(tmp_path / "none.jpg")]) == 2
    assert not (checkout / "content/posts").exists()
