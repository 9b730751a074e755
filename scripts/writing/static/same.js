// A second picture by the same hand: its rights begin with those of the first. Who is in it, and that somebody has
// confirmed the rights, is asked anew for every picture.

import { desk, listNamed } from "./draft.js";
import { fieldsOf, gather, itemsOf, put } from "./fields.js";
import { changed } from "./typing.js";

const ASKED_ANEW = ["confirmed_on", "confirmed_by"];
const rightsOf = (item) => fieldsOf(item).find(({ dataset }) => dataset.name === "rights");
const without = (values) => Object.fromEntries(Object.entries(values).filter(([name]) => !ASKED_ANEW.includes(name)));

function offer() {
  const list = desk.form && listNamed(desk.form, "images");
  const [first, ...others] = list ? itemsOf(list) : [];
  if (!first) return;
  first.querySelector(".same")?.remove(); // it was the second before
  const known = Object.keys(without(gather(rightsOf(first)))).length > 0;
  for (const item of others) (item.querySelector(".same") ?? add(item)).hidden = !known;
}

function add(item) {
  const row = Object.assign(document.createElement("p"), { className: "into same" });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "画像1と同じ" });
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", () => {
    const field = rightsOf(item);
    const own = Object.fromEntries(Object.entries(gather(field)).filter(([name]) => ASKED_ANEW.includes(name)));
    put(field, { ...without(gather(rightsOf(itemsOf(listNamed(desk.form, "images"))[0]))), ...own });
    told.textContent = "画像1の答えを写しました。この画像にも当てはまるか読み直し、権利を確かめた日を書いてください。";
    changed();
  });
  row.append(button, told);
  rightsOf(item).querySelector(":scope > .help").after(row);
  return row;
}

document.addEventListener("written", offer);
