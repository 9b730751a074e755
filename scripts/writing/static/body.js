// The text: buttons that put in what Markdown needs, pictures and links at the place of the cursor.

const MARKS = {
  heading: (words) => `## ${words || "見出し"}`,
  bold: (words) => `**${words || "大切なところ"}**`,
  points: (words) => (words || "一つ目\n二つ目").split("\n").map((line) => `- ${line}`).join("\n"),
  rule: () => "---",
};
const ALONE = ["heading", "points", "rule"];

// Put words in at the cursor; what stands alone gets blank lines around it.
export function insert(area, words, alone) {
  const { value, selectionStart, selectionEnd } = area;
  const before = value.slice(0, selectionStart);
  const after = value.slice(selectionEnd);
  const lead = alone && before.trim() ? before.replace(/\n*$/, "\n\n") : before;
  const tail = alone && after.trim() ? after.replace(/^\n*/, "\n\n") : after;
  area.value = lead + words + tail;
  area.setSelectionRange(lead.length, lead.length + words.length);
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export function mark(area, tool) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  insert(area, MARKS[tool](chosen), ALONE.includes(tool));
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const pictureOf = (name) => new RegExp(`!\\[[^\\]]*\\]\\(${escaped(name)}\\)\\n*`, "g");

export function addPicture(area, name) {
  area.setSelectionRange(area.value.length, area.value.length);
  const focused = document.activeElement;
  insert(area, `![](${name})`, true);
  focused?.focus();
}

export function dropPicture(area, name) {
  area.value = area.value.replace(pictureOf(name), "").trimEnd();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export const hasLink = (area, url) => url !== "" && area.value.includes(url);

export function addLink(area, words, url) {
  insert(area, `[${words.replaceAll(/[[\]]/g, "")}](${url})`, true);
}

export function changeLink(area, from, to) {
  if (from && to && from !== to && area.value.includes(`](${from})`)) {
    area.value = area.value.replaceAll(`](${from})`, `](${to})`);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
