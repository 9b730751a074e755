// The ways to begin: something new, a draft of this computer, or a file.

import { newDraft } from "./draft.js";
import * as store from "./store.js";

const NAMES = { post: "投稿", reply: "コメントへの返信" };
const WHEN = new Intl.DateTimeFormat("ja-JP", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });

export function listDrafts(place, open, drop) {
  const all = store.drafts();
  place.closest("section").hidden = !all.length && !store.remembered().author;
  place.replaceChildren(
    ...all.map((draft) => {
      const name = draft.values.title || draft.values.inquiry || `（${NAMES[draft.kind]}、題なし）`;
      const item = document.createElement("li");
      item.append(button(name, "open", () => open(draft)), ` ${WHEN.format(draft.at)} に書いたところまで `, button("消す", "remove", () => drop(draft), `「${name}」を消す`));
      return item;
    }),
  );
}

function button(words, look, does, name) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words, className: look });
  if (name) made.setAttribute("aria-label", name);
  made.addEventListener("click", does);
  return made;
}

// A draft as one file, with its pictures, to be gone on with on another computer.
export async function draftFile(draft, pictures) {
  const packed = await Promise.all(pictures.map(async ({ name, blob, width, height }) => ({ name, width, height, data: await asData(blob) })));
  const name = `書きかけ-${draft.id}.json`;
  return { name, blob: new Blob([JSON.stringify({ "hokkaido-cafe": 1, draft, pictures: packed })], { type: "application/json" }) };
}

const asData = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

function fromData(data) {
  const [head, code] = data.split(",");
  return new Blob([Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0))], { type: head.match(/data:([^;]*)/)[1] });
}

// The draft of a file that `draftFile` made; null for any other file. Pictures come into this computer's store.
export async function fromDraftFile(file) {
  let found = null;
  try {
    found = JSON.parse(await file.text());
  } catch {
    return null;
  }
  if (found?.["hokkaido-cafe"] !== 1 || !NAMES[found.draft?.kind]) return null;
  const draft = newDraft(found.draft.kind, { ...found.draft, draft: crypto.randomUUID() });
  for (const { name, width, height, data } of found.pictures ?? []) {
    await store.savePicture(draft.draft, name, { blob: fromData(data), width, height });
  }
  return draft;
}
