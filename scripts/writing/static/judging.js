// The judge is asked when typing has settled, and what it says is shown: beside the fields, in a summary, on the phone.

import { settled, startChecker } from "./checker.js";
import { desk } from "./draft.js";
import { place, verdict } from "./findings.js";
import { soonOf } from "./fields.js";
import { draw } from "./screen.js";

const $ = (id) => document.getElementById(id);
const say = (words, look = "") => Object.assign($("verdict"), { textContent: words, className: look });
const busy = (is) => $("check").setAttribute("aria-busy", String(is));
let strict = false;
let version = 0; // counts what was written; an answer about an older one is shown, and the next is waited for

export const checker = startChecker({
  onReady: () => {
    say("点検の準備ができました。");
    document.dispatchEvent(new Event("written"));
  },
  onFail: () => {
    busy(false);
    say("このブラウザーでは、点検と届く画面を出せません。書いて保存することはできます。点検は、承認依頼を出したあとで行われます。");
    document.dispatchEvent(new Event("judged"));
  },
});

const look = settled(async () => {
  if (!desk.draft || !checker.isReady()) return;
  const judged = version;
  const { draft, pictures } = desk;
  const { kind, side, id, values, body } = draft;
  const sizes = Object.fromEntries(pictures.map(({ name, width, height }) => [name, [width, height]]));
  try {
    const answer = await checker.ask({ ask: "look", kind, side, id, values, body, pictures: sizes, now: new Date().toISOString() }, pictures);
    if (desk.draft !== draft) return;
    desk.answer = answer;
    show();
  } catch {
    desk.answer = null;
    say("点検がうまくいきませんでした。書いたものは残っています。ページを開き直してください。");
  }
  if (judged === version) busy(false);
  document.dispatchEvent(new Event("judged"));
});

document.addEventListener("written", () => {
  version += 1;
  busy(!checker.isGone());
  look();
});

// What the judge found, and the one question that is the page's own: when to send.
export function findings() {
  const field = desk.form.querySelector('[data-name="not_before"]');
  const soon = field && soonOf(field);
  const open = soon === "" || (soon === "from" && !field.querySelector('input[type="text"]').value.trim());
  const own = { key: ["send", "not_before"], line: null, rule: "", article: "", level: "error", blank: true, message: "まだ答えていません。", mend: null };
  return [...(desk.answer?.findings ?? []), ...(open ? [own] : [])];
}

export function show() {
  const { form, answer, pictures } = desk;
  const found = findings();
  const told = verdict(found);
  say(told.words, told.ok ? "ok" : "");
  $("jump-check").textContent = told.short;
  place(form, found, $("summary"), strict);
  draw($("screen"), answer.screen, pictures);
  $("screen-empty").hidden = answer.screen !== "";
  for (const said of form.querySelectorAll(".goes-out")) said.textContent = answer.goes_out;
}

// From now on also what is not written yet is said at its field.
export function beStrict(on) {
  strict = on;
  if (desk.answer) show();
}
