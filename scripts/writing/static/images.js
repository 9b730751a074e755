// The pictures of a post: chosen or dropped, shrunk on this computer, each with its questions.

import { addPicture, dropPicture, hasPicture } from "./body.js";
import { bodyOf, desk, follow, listNamed } from "./draft.js";
import { addItem, itemsOf } from "./fields.js";
import { fit, Refused } from "./pictures.js";
import * as store from "./store.js";

const TYPES = ".jpg,.jpeg,.png,.webp,.heic,.heif,image/*";

// A picture and its entry belong together by the file's name.
export function drawAll() {
  const field = listNamed(desk.form, "images");
  for (const item of field ? itemsOf(field) : []) drawOne(item);
}

function drawOne(item) {
  const name = item.rest.file;
  const place = item.querySelector(".picture");
  const picture = desk.pictures.find((one) => one.name === name);
  const caption = document.createElement("span");
  caption.textContent = picture ? `${name}（${picture.width}×${picture.height}、${Math.round(picture.blob.size / 1000)}KB）` : `${name ?? "画像"} がまだありません。`;
  const parts = [caption];
  if (picture) {
    const image = document.createElement("img");
    image.src = picture.url;
    image.alt = "";
    parts.unshift(image);
  } else {
    const choose = document.createElement("button");
    choose.type = "button";
    choose.className = "again";
    choose.textContent = "この画像を選ぶ";
    parts.push(choose);
  }
  place.replaceChildren(...parts);
}

const chooser = Object.assign(document.createElement("input"), { type: "file", multiple: true, accept: TYPES, hidden: true });
document.body.append(chooser);

export function choose(use) {
  chooser.value = "";
  chooser.onchange = () => use([...chooser.files]);
  chooser.click();
}

// Take in some files. `item` is an entry that lacks its picture. Says in Japanese what could not be taken.
export async function takeIn(files, item = null) {
  const refused = [];
  for (const file of files) {
    try {
      await takeOne(file, item);
    } catch (error) {
      refused.push(error instanceof Refused ? error.message : `「${file.name}」を、このパソコンに保存できませんでした。空きを増やしてから、もう一度選んでください。`);
    }
  }
  return refused;
}

async function takeOne(file, waiting) {
  const { draft, form } = desk;
  const taken = desk.pictures.map(({ name }) => name);
  const picture = await fit(file, taken);
  if (desk.draft !== draft) return; // the author went elsewhere meanwhile
  const field = listNamed(form, "images");
  const item = waiting ?? itemsOf(field).find(({ rest }) => rest.file === file.name && !taken.includes(file.name)) ?? addItem(field);
  if (endingOf(item.rest.file ?? "") === endingOf(picture.name)) picture.name = item.rest.file;
  await store.savePicture(draft.draft, picture.name, picture);
  if (desk.draft !== draft) return;
  desk.pictures.push({ ...picture, url: URL.createObjectURL(picture.blob) });
  if (item.rest.file && item.rest.file !== picture.name) dropPicture(bodyOf(form), item.rest.file);
  item.rest.file = picture.name;
  follow(item, "", draft.values.author ?? "");
  if (!hasPicture(bodyOf(form), picture.name)) addPicture(bodyOf(form), picture.name);
  drawOne(item);
}

const endingOf = (name) => name.slice(name.lastIndexOf(".") + 1).toLowerCase().replace("jpeg", "jpg");

export function takeAway(item) {
  const name = item.rest.file;
  if (!name) return;
  dropPicture(bodyOf(desk.form), name);
  const place = desk.pictures.findIndex((picture) => picture.name === name);
  if (place >= 0) URL.revokeObjectURL(desk.pictures.splice(place, 1)[0].url);
  store.dropPicture(desk.draft.draft, name).catch(() => undefined);
}
