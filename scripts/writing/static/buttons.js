// The form's own buttons: entries of lists, pictures, links, and what Markdown needs.

import { addLink, addPicture, changeLink, mark } from "./body.js";
import { bodyOf, desk, follow, rememberWho } from "./draft.js";
import { addItem, beginDemanded, removeItem, show } from "./fields.js";
import { choose, takeAway, takeIn } from "./images.js";
import { notice, quiet } from "./notices.js";
import { changed } from "./typing.js";

const typedIn = (item, name) => item.querySelector(`[data-name="${name}"] input`).value.trim();

// Take pictures in, and say which could not be taken and why.
export async function takePictures(files, item) {
  const refused = await takeIn(files, item);
  if (!desk.form) return;
  if (refused.length) notice("picture", refused.join(" "));
  else quiet("picture");
  changed();
}

const DOES = [
  ["[data-tool='link']", () => newLink()],
  ["[data-tool]", (button) => mark(bodyOf(desk.form), button.dataset.tool)],
  [".add", (button) => add(button.closest(".field"))],
  [".again", (button) => choose((files) => takePictures(files, button.closest(".item")))],
  [".into-body", (button) => intoBody(button.closest(".item"))],
  [".item .remove", (button) => remove(button.closest(".item"))],
];

document.addEventListener("click", (event) => {
  const button = event.target.closest("main button");
  if (desk.form && button) DOES.find(([selector]) => button.matches(selector))?.[1](button);
});

function add(field) {
  if (field.dataset.name === "images") return choose((files) => takePictures(files));
  const item = addItem(field);
  follow(item, "", desk.draft.values.author ?? "");
  changed();
  return item.querySelector("input, textarea").focus();
}

function newLink() {
  const list = desk.form.querySelector('[data-name="links"]');
  add(list);
  list.lastElementChild.scrollIntoView({ block: "center" });
}

function intoBody(item) {
  if (item.rest.file) addPicture(bodyOf(desk.form), item.rest.file);
  else addLink(bodyOf(desk.form), `${typedIn(item, "party") || "くわしい案内"}のページ`, typedIn(item, "url"));
}

function remove(item) {
  if (item.rest.file) takeAway(item);
  removeItem(item).querySelector(":scope > .add").focus();
  changed();
}

document.addEventListener("input", (event) => {
  if (!desk.form || !event.target.closest("main")) return;
  if (event.target.type === "radio") {
    show(desk.form);
    for (const item of beginDemanded(desk.form)) follow(item, "", desk.draft.values.author ?? "");
  }
  if (event.target.id === "id") desk.draft.idTouched = event.target.value.trim() !== "";
  changed();
  if (event.target.dataset.who) rememberWho();
});

document.addEventListener("focusin", (event) => {
  if (event.target.closest('[data-name="url"]')) event.target.dataset.was = event.target.value.trim();
});

document.addEventListener("focusout", (event) => {
  const field = event.target.closest?.(".field");
  if (!desk.form || !field) return;
  if (event.target.value) field.dataset.left = "";
  if (field.dataset.name === "url") changeLink(bodyOf(desk.form), event.target.dataset.was, event.target.value.trim());
});

document.addEventListener("dragover", (event) => desk.form?.id === "post" && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (desk.form?.id !== "post") return;
  event.preventDefault();
  takePictures([...event.dataTransfer.files]);
});
