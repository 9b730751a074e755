// Whether a file is nothing but the pixels of one small upright picture, so that its bytes can go out as they are.

const MOST = 1_000_000;
// JPEG: tables, frames of 8 bits in one or three colours, scans, the end; of the headers JFIF's alone.
const JPEG = [0xff, 0xd8];
const FRAMES = [0xc0, 0xc1, 0xc2];
const SCAN = 0xda;
const END = 0xd9;
const PARTS = [...FRAMES, 0xc4, 0xdb, 0xdd, 0xe0, SCAN, END];
const COLOURS = [1, 3];
// PNG: pixels, palette, and how the colours are meant; no text, no EXIF, no profile, nothing that moves.
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const CHUNKS = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA", "cHRM", "pHYs", "sBIT", "bKGD"];

const starts = (bytes, signature) => signature.every((byte, at) => bytes[at] === byte);
const number = (bytes, at, size) => bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0);

// Behind the pixels of a scan comes the next marker: a 0xff that is neither filled up with 0 nor a restart.
function behindScan(bytes, from) {
  let at = from;
  while (at + 1 < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && (bytes[at + 1] < 0xd0 || bytes[at + 1] > 0xd7))) at += 1;
  return at;
}

// The parts of a file: { allowed, from, to }, up to its end or to where it cannot be read.
function* partsOfJpeg(bytes) {
  for (let from = JPEG.length, to = from; from + 1 < bytes.length && bytes[from] === 0xff; from = to) {
    const marker = bytes[from + 1];
    to = marker === END ? from + 2 : from + 2 + number(bytes, from + 2, 2);
    if (marker === SCAN) to = behindScan(bytes, to);
    const odd = FRAMES.includes(marker) && (bytes[from + 4] !== 8 || !COLOURS.includes(bytes[from + 9]));
    yield { allowed: PARTS.includes(marker) && !odd, from, to };
    if (marker === END) return;
  }
}

function* partsOfPng(bytes) {
  for (let from = PNG.length, to = from; from + 12 <= bytes.length; from = to) {
    const kind = String.fromCharCode(...bytes.subarray(from + 4, from + 8));
    to = from + 12 + number(bytes, from, 4);
    const deep = kind === "IHDR" && bytes[from + 16] > 8; // bits a colour
    yield { allowed: CHUNKS.includes(kind) && !deep, from, to };
    if (kind === "IEND") return;
  }
}

function partsOf(bytes) {
  if (starts(bytes, PNG)) return [...partsOfPng(bytes)];
  return starts(bytes, JPEG) ? [...partsOfJpeg(bytes)] : [];
}

// "jpg" or "png" for a file of pixels alone, nothing for any other.
export function plainEnding(bytes) {
  const parts = partsOf(bytes);
  const whole = parts.length > 0 && parts.at(-1).to === bytes.length && parts.every(({ allowed }) => allowed);
  if (!whole || bytes.length > MOST) return "";
  return starts(bytes, PNG) ? "png" : "jpg";
}

// What a canvas wrote, without the headers that browsers add: a canvas is sRGB, which is what a picture without a profile is taken for.
export function pixelsAlone(bytes) {
  const kept = partsOf(bytes).filter(({ allowed }) => allowed).map(({ from, to }) => bytes.subarray(from, to));
  return [new Uint8Array(starts(bytes, PNG) ? PNG : JPEG), ...kept];
}
