// The page put together: how to begin, how to come back, and what happens on leaving.

import { fromDraftFile, listDrafts } from "./begin.js";
import { takePictures } from "./buttons.js";
import { clearDesk, desk, lay, newDraft } from "./draft.js";
import { drawAll } from "./images.js";
import "./handing.js";
import "./same.js";
import { beStrict, checker } from "./judging.js";
import { notice, quiet } from "./notices.js";
import * as store from "./store.js";
import { chooseSent, offerSent, sayTitles, sentIsThere } from "./sent.js";
import { keep, refresh } from "./typing.js";

const $ = (id) => document.getElementById(id);

async function open(draft) {
  quiet();
  beStrict(false);
  checker.forget();
  const before = draft.side || draft.values.author ? "" : store.remembered().author;
  if (!(await lay(draft))) return;
  $("begin").hidden = $("kept").hidden = $("choose").hidden = true;
  $("writing").hidden = $("home").hidden = $("jump").hidden = false;
  drawAll();
  refresh();
  if (before) notice("who", `前にこのパソコンで書いた方（${before}）が入っています。あなたでなければ、「あなたについて」を直してください。`);
  $("writing").focus({ preventScroll: true });
  scrollTo(0, 0);
}

function home() {
  if (desk.draft?.fresh && !desk.pictures.length) store.dropDraft(desk.draft.draft); // opened, and nothing written
  clearDesk();
  for (const place of ["screen", "summary", "saved", "copied"]) $(place).replaceChildren();
  $("writing").hidden = $("home").hidden = $("jump").hidden = $("choose").hidden = true;
  $("begin").hidden = false;
  $("state").textContent = "";
  quiet();
  listDrafts($("drafts"), open, async (draft) => {
    if (!confirm("この書きかけを、このパソコンから消します。元に戻せません。")) return;
    await store.dropDraft(draft.draft);
    home();
  });
}

let purpose = "open";

for (const way of document.querySelectorAll("[data-begin]")) {
  way.addEventListener("click", async () => {
    purpose = way.dataset.begin;
    if (purpose === "post" || purpose === "reply") open(newDraft(purpose, { fresh: true }));
    else if (purpose !== "open" && (await sentIsThere())) choosing();
    else $("file").click();
  });
}

$("from-file").addEventListener("click", () => $("file").click());

function choosing() {
  quiet();
  $("begin").hidden = $("kept").hidden = true;
  $("choose").hidden = $("home").hidden = false;
  $("choose").focus();
  chooseSent((post, text) => openText(text, post.title, purpose === "correction" ? { corrects: post.id } : {}));
}

$("file").addEventListener("change", () => openFiles([...$("file").files]).finally(() => ($("file").value = "")));

async function openFiles(files) {
  const written = files.find(({ name }) => /\.(md|json)$/i.test(name));
  if (!written) return notice("file", "投稿の文が入ったファイル（post.md）か、「書きかけをファイルに保存」で保存したファイルを選んでください。");
  const kept = await fromDraftFile(written);
  if (kept) return open(kept);
  if (!(await openText(await written.text(), written.name))) return;
  const pictures = files.filter((file) => file !== written);
  if (pictures.length) await takePictures(pictures);
}

// Lay what stands in a file on the desk, for the purpose that was chosen; `more` are values that the file does not hold. False where it cannot be read.
async function openText(text, name, more = {}) {
  if (checker.isGone()) return notice("file", "このブラウザーでは、前の投稿を開けません。新しい Edge か Chrome で開いてください。");
  notice("file", "開いています。");
  const found = await checker.ask({ ask: "open", purpose, text });
  if (!found.values) return notice("file", `「${name}」を読めません。${found.notes.join("")}`);
  const opened = purpose === "open";
  const id = opened && found.kind === "reply" ? name.replace(/\.md$/, "") : "";
  await open(newDraft(found.kind, { mode: purpose, id, values: { ...found.values, ...more }, body: found.body, idTouched: opened, soon: opened && !found.values.send?.not_before }));
  const ask = opened && !id ? ["承認依頼にある投稿を直すときは、下の「投稿ID」を、その投稿の投稿IDに直してください。承認依頼の「Files changed」に出る、日付で始まる名前です（例：20261210-winter-soudan）。"] : [];
  if (ask.length + found.notes.length) notice("file", [...ask, ...found.notes].join(" "));
  return true;
}

$("drop-draft").addEventListener("click", async () => {
  if (!confirm("この書きかけを、このパソコンから消します。元に戻せません。")) return;
  const gone = store.dropDraft(desk.draft.draft);
  home();
  await gone;
});

$("forget").addEventListener("click", async () => {
  if (!confirm("すべての書きかけ、画像、あなたの id を、このパソコンから消します。元に戻せません。")) return;
  const gone = store.forget();
  home(); // at once: a moment later something new may lie on the desk
  await gone;
});

$("home").addEventListener("click", home);

document.addEventListener("change", ({ target }) => target.dataset.who && quiet("who"));

addEventListener("beforeunload", (event) => desk.unsaved && event.preventDefault());
addEventListener("visibilitychange", () => document.hidden && desk.draft && keep());
addEventListener("storage", (event) => {
  if (!desk.draft || event.key !== store.draftKey(desk.draft.draft) || !event.newValue) return;
  if (JSON.parse(event.newValue).tab === store.TAB) return;
  notice("tab", "同じ書きかけが、別のタブでも開かれています。どちらか一つを閉じてください。あとから書いた方が残ります。");
});

document.addEventListener("written", sayTitles);
offerSent();

const wanted = store.loadDraft(location.hash.slice(1));
if (wanted) open(wanted);
else home();
