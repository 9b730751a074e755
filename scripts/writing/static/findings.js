// What the judge says, beside its field and in a summary that jumps there. What is merely not written yet is only counted.

import { fieldsOf, itemsOf } from "./fields.js";
import { mendButton } from "./mending.js";

// The element of a key such as ["images", 0, "rights", "holder"], or the nearest one around it.
export function placeOf(form, key) {
  if (key[0] === "body") return form.querySelector("[data-body]").closest(".field");
  if (key[0] === "author") return form.querySelector('[data-who="author"]').closest(".field");
  if (key[0] === "side") return form.querySelector('[data-who="side"]').closest(".field");
  if (key[0] === "id") return document.getElementById("id").closest(".field");
  let place = null;
  let scope = form;
  for (const step of key) {
    const next = typeof step === "number" ? place && itemsOf(place)[step] : fieldsOf(scope).find((one) => one.dataset.name === step);
    if (!next || next.hidden) break;
    place = scope = next;
  }
  return place;
}

const controlOf = (place) => place.matches("fieldset, .list, .item") ? place : place.querySelector("input, textarea");

export function titleOf(place) {
  const named = place.querySelector("label, legend, h3, h4")?.firstChild?.textContent?.trim() ?? "";
  const alone = place.matches(".tick") ? place.querySelector("span").textContent : named;
  const item = place.closest(".item");
  return item && item !== place ? `${item.querySelector("h4").textContent}：${alone}` : alone;
}

function sentence(form, finding) {
  const line = document.createElement("p");
  line.className = finding.level;
  const article = finding.article.startsWith("第") ? `（運営要領${finding.article}）` : "";
  line.textContent = `${finding.level === "error" ? "直すところ" : "承認する方に示される注意（このままでも依頼できます）"}：${finding.message}${article}`;
  if (finding.mend) line.append(" ", mendButton(form, finding));
  return line;
}

function entry(form, finding, place, words) {
  const item = document.createElement("li");
  item.className = finding.blank ? "blank" : finding.level;
  if (!place) {
    item.textContent = words;
    if (finding.mend) item.append(" ", mendButton(form, finding));
    return item;
  }
  const link = document.createElement("a");
  link.href = `#${controlOf(place).id}`;
  link.textContent = words;
  link.addEventListener("click", (event) => (event.preventDefault(), jump(place, finding.line)));
  item.append(link);
  return item;
}

function jump(place, line) {
  place.closest("details")?.setAttribute("open", "");
  const control = controlOf(place);
  control.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
  if (line && control.matches("textarea")) {
    const lines = control.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    control.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  }
}

// True where another finding says more exactly, further in, what is not written yet.
const isWithin = ({ key }, all) => all.some((other) => other.blank && other.key.length > key.length && key.every((step, at) => step === other.key[at]));

// `strict` shows what is not written yet at its field, too: when somebody has left the field or wants to hand over.
export function place(form, findings, summary, strict) {
  for (const said of document.querySelectorAll(".said-here")) said.replaceChildren();
  for (const control of document.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  summary.replaceChildren();
  const order = (finding) => (finding.blank ? 2 : finding.level === "error" ? 0 : 1);
  const seen = new Set();
  for (const finding of [...findings].sort((a, b) => order(a) - order(b))) {
    if (finding.blank && isWithin(finding, findings)) continue; // said more exactly, further in
    const at = placeOf(form, finding.key);
    const shown = !finding.blank || strict || at?.dataset.left !== undefined;
    if (at && shown) {
      at.querySelector(".said-here")?.append(sentence(form, finding));
      if (finding.level === "error") controlOf(at).setAttribute("aria-invalid", "true");
    }
    const words = finding.blank ? `まだ：${at ? titleOf(at) : finding.message}` : `${at ? `${titleOf(at)} — ` : ""}${finding.message}`;
    if (!seen.has(words)) summary.append(entry(form, finding, at, words));
    seen.add(words);
  }
}

export function verdict(all) {
  const findings = all.filter((finding) => !finding.blank || !isWithin(finding, all));
  const errors = findings.filter((one) => one.level === "error" && !one.blank).length;
  const blank = findings.filter((one) => one.blank).length;
  const warnings = findings.filter((one) => one.level === "warning").length;
  const told = warnings ? `承認する方に示される注意が${warnings}件あります（注意だけなら、このままでも依頼できます）。` : "";
  const short = errors ? `直すところ ${errors}件` : blank ? `まだ ${blank}件` : "点検：直すところなし";
  if (errors) return { ok: false, short, words: `直すところが${errors}件${blank ? `、まだ書いていないところが${blank}件` : ""}あります。${told}` };
  if (blank) return { ok: false, short, words: `まだ書いていないところが${blank}件あります。${told}` };
  return { ok: true, short, words: `直すところはありません。承認を依頼できます。${told}` };
}
