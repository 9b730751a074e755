// The last step: the buttons that save, copy and open GitHub, and what stands beside them.

import { draftFile } from "./begin.js";
import { collect, desk } from "./draft.js";
import { verdict } from "./findings.js";
import { download, filesOf, request, save, uploadPage } from "./hand.js";
import { beStrict, checker, findings } from "./judging.js";

const $ = (id) => document.getElementById(id);
const { repository } = document.body.dataset;

export function handing() {
  const { draft, answer } = desk;
  if (!draft) return;
  const told = answer ? verdict(findings()) : null;
  $("ready").textContent = told?.ok
    ? "三つのボタンを、上から順に押します。"
    : `${told ? told.words : checker.isGone() ? "点検なしで書いています。" : "点検の準備をしています。"}このまま出しても、点検が通るまで承認には進みません。`;
  document.body.dataset.side = draft.side ?? "";
  const link = $("github");
  if (repository && draft.side) link.href = uploadPage(repository, draft, $("branch").value.trim());
  else link.removeAttribute("href");
  $("github-help").textContent = !repository
    ? "GitHubの場所がこのページに設定されていないため、開けません。「一式を保存」を押したうえで、保守担当者に知らせてください。"
    : draft.side ? "入れる場所の画面が、新しいタブで開きます。" : "先に、いちばん上の「どちらの投稿者ですか」を選んでください。";
}

document.addEventListener("written", handing);
document.addEventListener("judged", handing);
document.addEventListener("written", () => {
  if (desk.unsaved && $("saved").textContent) $("saved").textContent = "保存したあとで直しました。もう一度「一式を保存」を押してください。";
});

$("save").addEventListener("click", async () => {
  const draft = collect();
  beStrict(true);
  const told = await save(await files(draft), draft.id);
  if (told) desk.unsaved = false;
  $("saved").textContent = told ?? "";
});

// The files as they stand now: the judge's last answer may be older than the last key.
async function files(draft) {
  if (!checker.isReady()) return filesOf(draft, null, desk.pictures);
  const { kind, side, id, values, body } = draft;
  const answer = await checker.ask({ ask: "look", kind, side, id, values, body, pictures: {}, now: new Date().toISOString() }).catch(() => null);
  return filesOf(draft, answer, desk.pictures);
}

$("copy").addEventListener("click", async () => {
  const { draft, form } = desk;
  const chosen = form.querySelector('[data-name="category"] input:checked, [data-name="decision"] input:checked');
  const what = chosen?.parentElement.textContent.trim() ?? "";
  const purpose = draft.kind === "reply" ? `コメントに返信するかどうかの記録です（${what}）。` : `${what}のお知らせ${draft.values.corrects ? "の訂正" : ""}です。`;
  const warnings = findings().filter(({ level, blank }) => level === "warning" && !blank).map(({ message }) => message);
  const text = request(draft, purpose, $("note").value, warnings);
  try {
    await navigator.clipboard.writeText(text);
    $("copied").textContent = "写しました。";
  } catch {
    $("copied").textContent = "写せませんでした。下の文を選んで写してください。";
    const area = Object.assign(document.createElement("textarea"), { value: text, rows: 8, readOnly: true });
    area.setAttribute("aria-label", "承認依頼書");
    $("copied").append(area);
    area.select();
  }
});

$("save-draft").addEventListener("click", async () => {
  download(await draftFile(collect(), desk.pictures));
  desk.unsaved = false;
});
