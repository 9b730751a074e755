// The text: buttons that put in what Markdown needs, pictures and links at the place of the cursor.

const MARKS = {
  heading: ["見出し", (words) => `## ${words}`],
  bold: ["大切なところ", (words) => `**${words}**`],
  points: ["一つ目", (words) => words.split("\n").map((line) => `- ${line}`).join("\n")],
  rule: ["", () => "---"],
};
const ALONE = ["heading", "points", "rule"];

// Put words in at the cursor; what stands alone gets blank lines around it. `chosen` are left selected, to be written over.
function insert(area, words, alone, chosen = "") {
  const { value, selectionStart, selectionEnd } = area;
  const before = value.slice(0, selectionStart);
  const after = value.slice(selectionEnd);
  const lead = alone && before.trim() ? before.replace(/\n*$/, "\n\n") : before;
  const tail = alone && after.trim() ? after.replace(/^\n*/, "\n\n") : after;
  area.value = lead + words + tail;
  const start = lead.length + (chosen ? words.indexOf(chosen) : words.length);
  area.setSelectionRange(start, start + chosen.length);
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export function mark(area, tool) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  const [sample, marked] = MARKS[tool];
  insert(area, marked(chosen || sample), ALONE.includes(tool), chosen ? "" : sample);
}

// A picture's place: people see 〔画像：yuki.jpg〕 where the file has ![](yuki.jpg).
const MARKED = /!\[\]\(([^()\s]+)\)/g;
const SHOWN = /〔画像：([^〔〕\s]+)〕/g;
export const shown = (markdown) => markdown.replace(MARKED, "〔画像：$1〕");
export const written = (text) => text.replace(SHOWN, "![]($1)");

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const pictureOf = (name) => new RegExp(`(?:!\\[[^\\]]*\\]\\(${escaped(name)}\\)|〔画像：${escaped(name)}〕)\\n*`, "g");

export const hasPicture = (area, name) => pictureOf(name).test(area.value);

export function addPicture(area, name) {
  area.setSelectionRange(area.value.length, area.value.length);
  const focused = document.activeElement;
  insert(area, shown(`![](${name})`), true);
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
