"""The form works in Firefox and in WebKit, too: it judges, draws the phone, makes pictures small, keeps and saves."""

import io
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from scripts.content.picture import Picture
from scripts.reading.document import read_markdown_file
from tests.writing.other_browsers import Tab, firefox, webkit

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT = shutil.which("WebKitWebDriver") and shutil.which("Xvfb")

TYPE = """
  const control = document.querySelector(args[0]);
  control.value = args[1];
  control.dispatchEvent(new Event("input", { bubbles: true }));
"""
PRESS = "document.querySelector(args[0]).click();"
DROP = """
  const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1200 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#c33";
  pen.fillRect(0, 0, 1200, 1200);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
  const carried = new DataTransfer();
  carried.items.add(new File([blob], "IMG 0012.JPG", { type: "image/jpeg" }));
  const drop = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(drop, "dataTransfer", { value: carried }); // WebKit empties that of an event which no hand made
  document.dispatchEvent(drop);
"""
KEPT = "return JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('draft:'))[1]);"
PICTURES = """
  const opening = indexedDB.open("write");
  await new Promise((done) => (opening.onsuccess = done));
  const asked = opening.result.transaction("pictures").objectStore("pictures").getAll();
  await new Promise((done) => (asked.onsuccess = done));
  return asked.result.map(({ name, bytes }) => [name, [...new Uint8Array(bytes)]]);
"""


@pytest.fixture(
    params=[
        pytest.param(firefox, marks=pytest.mark.skipif(not FIREFOX, reason="Firefox is not installed")),
        pytest.param(webkit, marks=pytest.mark.skipif(not WEBKIT, reason="WebKit's driver or Xvfb is not installed")),
    ],
    ids=["Firefox", "WebKit"],
)  # fmt: skip
def tab(request, tmp_path: Path) -> Iterator[Tab]:
    with request.param(tmp_path) as started:
        yield started


def opened(tab: Tab, address: str) -> None:
    tab.go(address)
    tab.until("return document.readyState === 'complete' && document.getElementById('sent-ids') !== null")


def test_the_form_works(tab, address, tmp_path) -> None:
    opened(tab, address)
    tab.run(PRESS, '[data-begin="post"]')
    tab.run(PRESS, '[name="post-side"][value="division"]')
    tab.run(PRESS, '[name="post-category"][value="other"]')
    tab.run(TYPE, "#post-author", "div-poster-01")
    tab.run(TYPE, "#post-title", "冬のくらしの話")
    tab.run(TYPE, "#post-reason", "短い")
    tab.run(TYPE, "#post-body", "1月23日（日）に開きます。")
    tab.run(DROP)
    tab.until("return document.querySelector('.picture img') !== null")
    tab.until("return document.querySelector('#post-reason-said').textContent.includes('あと18文字')")
    tab.until("return document.querySelector('#post-body-said').textContent.includes('曜日')")
    tab.until("return document.querySelector('#screen .phone')?.textContent.includes('冬のくらしの話')")
    draft = tab.run(KEPT)
    assert draft["values"]["title"] == "冬のくらしの話"
    assert "![](img-0012.jpg)" in draft["body"]
    ((name, raw),) = tab.run(PICTURES)
    look = Picture(name, bytes(raw)).look
    assert (look.kind, look.width, look.height, look.faults) == ("jpeg", 1024, 512, ())
    assert Image.open(io.BytesIO(bytes(raw))).info.keys() <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
    }


@pytest.mark.skipif(not FIREFOX, reason="Firefox is not installed")
def test_firefox_saves_the_files(address, tmp_path) -> None:
    with firefox(tmp_path) as tab:
        opened(tab, address)
        tab.run(PRESS, '[data-begin="post"]')
        tab.run(TYPE, "#post-title", "保存する題")
        tab.run(TYPE, "#post-body", "本文です。")
        tab.run(PRESS, "#save")
        end = time.monotonic() + 60
        while not (saved := tmp_path / "post.md").exists() or not saved.read_bytes():
            assert time.monotonic() < end
            time.sleep(0.1)
    document = read_markdown_file("", saved.read_bytes())
    assert document.data["title"] == "保存する題"
    assert document.body.strip() == "本文です。"
