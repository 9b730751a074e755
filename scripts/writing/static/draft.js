// The draft on the desk: what stands in the form, kept at each input.

import { shown, written } from "./body.js";
import { fieldsOf, fill, gather, show } from "./fields.js";
import { makeId } from "./name.js";
import * as store from "./store.js";

export const desk = { draft: null, form: null, pictures: [], answer: null, unsaved: false };

const who = (form, what) => [...form.querySelectorAll(`[data-who="${what}"]`)];
export const bodyOf = (form) => form.querySelector("[data-body]");
const idField = () => document.getElementById("id");
const noteField = () => document.getElementById("note");

export const newDraft = (kind, more = {}) => ({ draft: crypto.randomUUID(), kind, mode: "new", id: "", idTouched: false, values: {}, body: "", note: "", sizes: {}, ...more });

// Lay a draft on the desk; false where another was laid there meanwhile. Side and author come from the draft, else from what this computer remembers.
export async function lay(draft) {
  for (const form of document.forms) form.hidden = form.id !== draft.kind;
  const form = document.getElementById(draft.kind);
  const known = store.remembered();
  desk.draft = draft;
  document.getElementById("branch").value = ""; // the branch of the post before is not this one's
  desk.form = form;
  desk.answer = null;
  desk.unsaved = false;
  form.querySelector("section.correction")?.toggleAttribute("hidden", draft.mode !== "correction" && !draft.values.corrects);
  fill(form, draft.values);
  untouched();
  for (const side of who(form, "side")) side.checked = side.value === (draft.side ?? known.side);
  who(form, "author")[0].value = draft.values.author ?? known.author ?? "";
  const open = form.querySelector('[data-soon][value="soon"]');
  if (open && draft.soon) open.checked = true;
  bodyOf(form).value = shown(draft.body);
  idField().value = draft.id;
  noteField().value = draft.note ?? "";
  show(form);
  history.replaceState(null, "", `#${draft.draft}`);
  const kept = await store.loadPictures(draft.draft).catch(() => []);
  if (desk.draft !== draft) return false;
  desk.pictures = kept.map((picture) => ({ ...picture, url: URL.createObjectURL(picture.blob) }));
  return true;
}

// Nobody has been at a field of this draft yet: what is not written there is no mistake so far.
function untouched() {
  for (const field of document.querySelectorAll("[data-left]")) delete field.dataset.left;
}

// The values as they stand now. What the author did not touch follows from the rest: the id, who confirmed.
export function collect() {
  const { draft, form } = desk;
  show(form);
  draft.side = who(form, "side").find((side) => side.checked)?.value ?? "";
  const author = who(form, "author")[0].value.trim();
  follow(form, draft.values.author ?? "", author);
  draft.values = gather(form);
  delete draft.values.author;
  if (author) draft.values.author = author;
  draft.body = written(bodyOf(form).value);
  draft.note = noteField().value;
  draft.soon = Boolean(form.querySelector('[data-soon][value="soon"]')?.checked);
  if (!draft.idTouched) {
    const day = draft.kind === "reply" ? draft.values.received_on : draft.values.send?.not_before;
    const title = draft.kind === "reply" ? draft.values.inquiry : draft.values.title;
    draft.id = makeId(day, title ?? "", draft.kind === "reply" ? "reply" : draft.values.category);
    idField().value = draft.id;
  } else {
    draft.id = idField().value.trim();
  }
  return draft;
}

// Who confirmed is the author, until somebody else is named.
export function follow(scope, from, to) {
  for (const field of scope.querySelectorAll('[data-fill="author"]')) {
    const control = field.querySelector("input");
    if (control.value === from || control.value === "") control.value = to;
  }
}

// A moment is typed only where one was chosen.
export function noteSoon() {
  for (const line of desk.form.querySelectorAll(".moment-line")) {
    line.hidden = line.closest(".field").querySelector("[data-soon]:checked")?.value !== "from";
  }
}

export function rememberWho() {
  const { draft } = desk;
  if (draft.side || draft.values.author) store.remember({ side: draft.side, author: draft.values.author });
}

// What was written stays in no hidden control: the next person at this computer may be another.
export function clearDesk() {
  if (desk.form) {
    fill(desk.form, {});
    for (const control of [bodyOf(desk.form), idField(), noteField()]) control.value = "";
  }
  for (const { url } of desk.pictures) URL.revokeObjectURL(url);
  Object.assign(desk, { draft: null, form: null, pictures: [], answer: null, unsaved: false });
  history.replaceState(null, "", location.pathname);
}

export const listNamed = (form, name) => fieldsOf(form).find((field) => field.dataset.name === name);
