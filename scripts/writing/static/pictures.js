// A photo made fit to be sent: at most 1024 px a side and 1,000,000 bytes, upright, nothing in it but its pixels.

import { pixelsAlone, plainEnding } from "./plain.js";

const LONGEST = 1024;
const MOST = 1_000_000;
const QUALITIES = [0.9, 0.8, 0.7, 0.6, 0.5];

// The sentence is for the author.
export class Refused extends Error {}

async function startOf(file) {
  return String.fromCharCode(...new Uint8Array(await file.slice(0, 16).arrayBuffer()));
}

const isHeic = (start) => start.slice(4, 8) === "ftyp" && /^(hei|hev|mif|msf|avi)/.test(start.slice(8, 12));

async function opened(file) {
  const start = await startOf(file);
  try {
    return [start, await createImageBitmap(file, { imageOrientation: "from-image" })];
  } catch {
    if (isHeic(start)) {
      throw new Refused(
        `「${file.name}」は、iPhoneのHEIC形式の写真なので開けません。iPhoneの「写真」で共有ボタンを押し、メールなどで自分に送るとJPEGになります。そのJPEGを選んでください。`,
      );
    }
    throw new Refused(`「${file.name}」は、写真として開けません。JPEGかPNGで保存し直したものを選んでください。`);
  }
}

async function toBlob(canvas, type, quality) {
  const drawn = await new Promise((resolve) => canvas.toBlob(resolve, type, quality));
  return drawn && new Blob(pixelsAlone(new Uint8Array(await drawn.arrayBuffer())), { type });
}

async function small(canvas, drawing) {
  if (drawing) {
    const png = await toBlob(canvas, "image/png");
    if (png && png.size <= MOST) return [png, "png"];
  }
  const context = canvas.getContext("2d");
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#fff"; // a JPEG has no transparent places
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const jpeg = await toBlob(canvas, "image/jpeg", quality);
    if (jpeg && jpeg.size <= MOST) return [jpeg, "jpg"];
  }
  throw new Refused("この写真は、1MBより小さくできません。別の写真を選んでください。");
}

// A name in plain small letters that no system bends, and that no other picture of the post has.
export function plainName(original, ending, taken) {
  const stem = original.replace(/\.[^.]*$/, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "photo";
  let name = `${stem}.${ending}`;
  for (let more = 2; taken.includes(name); more += 1) name = `${stem}-${more}.${ending}`;
  return name;
}

// What is fit already keeps its bytes: an approver who saw the picture must not be shown another.
export async function fit(file, taken) {
  const [start, bitmap] = await opened(file);
  const { width, height } = bitmap;
  const bytes = new Uint8Array(await file.arrayBuffer()); // a copy: the file on the disk may change
  const asItIs = Math.max(width, height) <= LONGEST && plainEnding(bytes);
  if (asItIs) {
    bitmap.close();
    return { name: plainName(file.name, asItIs, taken), blob: new Blob([bytes], { type: asItIs === "png" ? "image/png" : "image/jpeg" }), width, height };
  }
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const [blob, ending] = await small(canvas, start.startsWith("\x89PNG"));
  return { name: plainName(file.name, ending, taken), blob, width: canvas.width, height: canvas.height };
}
