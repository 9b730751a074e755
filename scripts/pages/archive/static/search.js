// The search over titles and texts: reads one file a year, newest first, when somebody begins to type.
const form = document.getElementById("finder");
const field = document.getElementById("words");
const count = document.getElementById("count");
const list = document.getElementById("results");
const SHOWN = 50;
const AROUND = 40; // letters shown on either side of the word
const rows = [];
let loading, whole = false;

// Half and full width, capitals, hiragana and katakana are not told apart.
const alike = (text) =>
  text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

async function load() {
  for (const year of form.dataset.years.split(" ")) {
    const answer = await fetch(`search-${year}.json`);
    if (!answer.ok) throw new Error(answer.status);
    for (const [page, day, kind, title, text] of await answer.json()) {
      rows.push({ page, day, kind, title, text: text.normalize("NFKC"), alike: alike(text) });
    }
    show();
  }
  whole = true;
}

function part(name, text, kind) {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function excerpt(row, word) {
  const at = Math.max(0, row.alike.indexOf(word));
  const line = document.createElement("p");
  const [from, to] = [Math.max(0, at - AROUND), Math.min(row.text.length, at + word.length + AROUND)];
  line.append((from ? "…" : "") + row.text.slice(from, at), part("mark", row.text.slice(at, at + word.length)), row.text.slice(at + word.length, to) + (to < row.text.length ? "…" : ""));
  return line;
}

function item(row, words) {
  const entry = document.createElement("li");
  const head = part("p", "");
  head.append(part("time", row.day));
  if (row.kind) head.append(part("span", row.kind, "kind"));
  const link = part("a", row.title);
  link.href = row.page;
  const title = part("p", "");
  title.append(link);
  entry.append(head, title, excerpt(row, words[0]));
  return entry;
}

function show() {
  const words = alike(field.value).split(/\s+/).filter(Boolean);
  const found = words.length ? rows.filter((row) => words.every((word) => row.alike.includes(word))) : [];
  list.hidden = !found.length;
  list.replaceChildren(...found.slice(0, SHOWN).map((row) => item(row, words)));
  const cut = found.length > SHOWN ? `新しいものから${SHOWN}件を表示しています。` : "";
  const said = found.length ? `${found.length}件見つかりました。${cut}` : whole ? "見つかりませんでした。" : "";
  count.textContent = words.length ? said + (whole ? "" : "探しています…") : "";
}

async function search() {
  loading ??= load();
  try {
    await loading;
    show();
  } catch {
    loading = undefined;
    rows.length = 0;
    count.textContent = "探すための一覧を読み込めませんでした。しばらくしてから、もう一度お試しください。";
  }
}

form.hidden = false;
document.getElementById("without").hidden = true;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", search);
