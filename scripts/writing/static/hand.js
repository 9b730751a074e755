// Handing over: the files onto this computer, the upload page of that folder, the words of the request.

// Without the judge the file is written as JSON between the two lines, which is YAML as well: nothing is lost.
const plainFile = (values, body) => `---\n${JSON.stringify(values, null, 2)}\n---\n${body.trim()}\n`;

export function filesOf(draft, answer, pictures) {
  const text = answer?.file ?? plainFile(draft.values, draft.body);
  const name = draft.kind === "reply" ? `${draft.id}.md` : "post.md";
  return [{ name, blob: new Blob([text], { type: "text/markdown" }) }, ...pictures.map(({ name: file, blob }) => ({ name: file, blob }))];
}

export function folderOf(draft) {
  return draft.kind === "reply" ? `content/replies/${draft.side}` : `content/posts/${draft.side}/${draft.id.slice(0, 4)}/${draft.id}`;
}

export function uploadPage(repository, draft, branch) {
  const at = (branch || "main").split("/").map(encodeURIComponent).join("/");
  return `https://github.com/${repository}/upload/${at}/${folderOf(draft)}`;
}

async function intoFolder(files, name) {
  const parent = await window.showDirectoryPicker({ mode: "readwrite", id: "posts" });
  const folder = await parent.getDirectoryHandle(name, { create: true });
  for (const { name: file, blob } of files) {
    const handle = await folder.getFileHandle(file, { create: true });
    const out = await handle.createWritable();
    await out.write(blob);
    await out.close();
  }
  return `「${parent.name}」の中のフォルダー「${name}」に、${files.length}個のファイルを保存しました。`;
}

export function download({ name, blob }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// A folder where the browser can make one, else the files one by one. Says where they are; null if it was called off.
export async function save(files, name) {
  if (window.showDirectoryPicker) {
    try {
      return await intoFolder(files, name);
    } catch (error) {
      if (error.name === "AbortError") return null;
    }
  }
  files.forEach(download);
  return `「ダウンロード」に、${files.map((file) => `「${file.name}」`).join("")}を保存しました。`;
}

// The same headings as the repository's own template: what the file cannot hold.
export function request(draft, purpose, note, warnings) {
  const title = draft.values.title ?? draft.values.inquiry ?? draft.id;
  const lines = [`件名: ${title}`, "", "## 何のための依頼か", "", purpose, "", "## 特に見てほしいところ", "", note.trim() || "特にありません。"];
  if (warnings.length) lines.push("", "点検で示された注意:", "", ...warnings.map((one) => `- ${one}`));
  const own = draft.side === "contractor"
    ? "この依頼をもって、業務処理責任者に投稿内容を報告します(第4第4項第1号)。"
    : "職場のタブレット等から作業しています(第4第1項第1号)。";
  const checks = ["プレビューの画像を見て、日付・曜日・時刻・場所・連絡先を確かめました。", own];
  lines.push("", "## 依頼する人の確認", "", ...checks.map((one) => `- [ ] ${one}`));
  return `${lines.join("\n")}\n`;
}
