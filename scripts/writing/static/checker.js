// The page's line to the judge. Only the newest question counts; while one is being answered the next waits.

const SETTLED = 150; // ms without a key before the judge is asked

export function startChecker({ onReady, onFail }) {
  let worker = null;
  let ready = false;
  let number = 0;
  const waiting = new Map();
  const sent = new Map();

  const fail = (why) => {
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
    onFail(why);
  };
  try {
    if (typeof WebAssembly === "undefined") throw new Error("WebAssembly");
    worker = new Worker("worker.js", { type: "module" });
  } catch (error) {
    queueMicrotask(() => fail(String(error)));
  }
  if (worker) {
    worker.onerror = (event) => (event.preventDefault(), fail(event.message ?? "worker"));
    worker.onmessage = ({ data }) => {
      if (data.ready) {
        ready = true;
        onReady();
      } else if (data.number === undefined) {
        fail(data.failed);
      } else {
        const { resolve, reject } = waiting.get(data.number) ?? {};
        waiting.delete(data.number);
        data.failed ? reject?.(new Error(data.failed)) : resolve?.(data.answer);
      }
    };
  }

  // A question is a plain object; the pictures go once each.
  async function ask(question, pictures = []) {
    if (!worker) throw new Error("no judge");
    const fresh = pictures.filter(({ name, blob }) => sent.get(name) !== blob);
    const bytes = await Promise.all(
      fresh.map(async ({ name, blob }) => (sent.set(name, blob), { name, bytes: new Uint8Array(await blob.arrayBuffer()) })),
    );
    return new Promise((resolve, reject) => {
      waiting.set((number += 1), { resolve, reject });
      worker.postMessage({ number, question: JSON.stringify(question), pictures: bytes });
    });
  }

  function forget() {
    sent.clear();
    worker?.postMessage({ forget: true });
  }

  return { ask, forget, isReady: () => ready && worker !== null, isGone: () => worker === null };
}

// Calls `look` when typing has settled, never twice at a time, and once more if something came in between.
export function settled(look) {
  let timer = 0;
  let busy = false;
  let again = false;
  const run = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      await look();
    } finally {
      busy = false;
      if (again) {
        again = false;
        run();
      }
    }
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, SETTLED);
  };
}
