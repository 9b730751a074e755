// The judge: this repository's own program, of the same commit as the page, running in the browser.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const DOOR = `
from scripts.writing.door import answer as _answer

_pictures = {}

def put(name, raw):
    _pictures[name] = raw.to_bytes()

def forget():
    _pictures.clear()

def answer(facts, question):
    return _answer(facts, question, _pictures)
`;

async function start() {
  const [pyodide, program, facts] = await Promise.all([
    loadPyodide({ indexURL: new URL("./pyodide/", import.meta.url).href }),
    fetch("program.zip").then((reply) => reply.arrayBuffer()),
    fetch("facts.json").then((reply) => reply.text()),
  ]);
  pyodide.unpackArchive(program, "zip", { extractDir: "/program" });
  pyodide.runPython("import sys; sys.path.insert(0, '/program')");
  const names = pyodide.globals;
  pyodide.runPython(DOOR, { globals: names });
  return { put: names.get("put"), forget: names.get("forget"), answer: (question) => names.get("answer")(facts, question) };
}

const ready = start();
ready.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);

onmessage = async ({ data }) => {
  const door = await ready;
  if (data.forget) door.forget();
  for (const { name, bytes } of data.pictures ?? []) door.put(name, bytes);
  if (!data.question) return;
  try {
    postMessage({ number: data.number, answer: JSON.parse(door.answer(data.question)) });
  } catch (error) {
    postMessage({ number: data.number, failed: String(error) });
  }
};
