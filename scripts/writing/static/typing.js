// What happens at each input: the draft is kept, days are said back, and everybody who listens is told.

import { hasLink, hasPicture } from "./body.js";
import { bodyOf, collect, desk, noteSoon } from "./draft.js";
import { READ } from "./fields.js";
import { notice, quiet } from "./notices.js";
import * as store from "./store.js";

export function changed() {
  desk.unsaved = true;
  delete desk.draft.fresh;
  refresh();
}

export function refresh() {
  collect();
  keep();
  sayDates();
  intoButtons();
  document.dispatchEvent(new Event("written"));
}

export function keep() {
  const state = document.getElementById("state");
  try {
    store.saveDraft(desk.draft);
    state.textContent = "このパソコンに保存しました";
    quiet("full");
  } catch {
    state.textContent = "";
    notice("full", "このパソコンの保存場所がいっぱいで、書きかけを保存できません。いちばん下の「書きかけをファイルに保存」を押してください。");
  }
}

function sayDates() {
  for (const field of desk.form.querySelectorAll(".field.day, .field.moment")) {
    const typed = field.querySelector('input[type="text"]').value.trim();
    const read = typed ? READ[field.dataset.kind](typed) : { value: null, words: "" };
    const said = field.querySelector(".read");
    said.textContent = read.words || (typed ? "読み取れません。「12月10日」のように書いてください。" : "");
    said.classList.toggle("unread", Boolean(typed && !read.value));
  }
  noteSoon();
}

// Each link and each picture says whether the text has it, and can be put in.
function intoButtons() {
  const area = bodyOf(desk.form);
  const say = (item, what, there, known, told) => {
    const row = item.querySelector(":scope > .into") ?? addRow(item, what);
    row.querySelector("button").hidden = there || !known;
    row.querySelector("span").textContent = there ? told : "";
  };
  for (const item of desk.form.querySelectorAll('[data-name="links"] > .items > .item')) {
    const url = item.querySelector('[data-name="url"] input').value.trim();
    say(item, "リンク", hasLink(area, url), url, "本文に入っています。本文の［　］の中が、押してもらう言葉です。「申込みページ」のように、行き先の分かる言葉に直せます。");
  }
  for (const item of desk.form.querySelectorAll('[data-name="images"] > .items > .item')) {
    say(item, "画像", Boolean(item.rest.file) && hasPicture(area, item.rest.file), item.rest.file, "本文に入っています。");
  }
}

function addRow(item, what) {
  const row = Object.assign(document.createElement("p"), { className: "into" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "into-body", textContent: `この${what}を本文に入れる` });
  row.append(button, document.createElement("span"));
  item.append(row);
  return row;
}
