// What is kept on this computer: texts in localStorage at each input, pictures in IndexedDB, and who writes.

const DRAFT = "draft:";
const WHO = "who";

export class Full extends Error {}

function put(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    throw new Full(String(error));
  }
}

function get(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // blocked, or not ours
  }
}

export const remembered = () => get(WHO) ?? {};
export const remember = (who) => put(WHO, who);
export const draftKey = (id) => DRAFT + id;
export const saveDraft = (draft) => put(DRAFT + draft.draft, { ...draft, at: Date.now(), tab: TAB });
export const loadDraft = (id) => get(DRAFT + id);
export const TAB = crypto.randomUUID();

export function drafts() {
  let keys = [];
  try {
    keys = Object.keys(localStorage);
  } catch {
    return [];
  }
  const all = keys.filter((key) => key.startsWith(DRAFT)).map(get);
  return all.filter((draft) => draft?.draft).sort((a, b) => b.at - a.at);
}

function pictures(mode, use) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("write", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("pictures");
    opening.onerror = () => reject(new Full(String(opening.error)));
    opening.onsuccess = () => {
      const database = opening.result;
      const work = database.transaction("pictures", mode);
      const asked = use(work.objectStore("pictures"));
      work.oncomplete = () => (database.close(), resolve(asked?.result));
      work.onabort = work.onerror = () => (database.close(), reject(new Full(String(work.error))));
    };
  });
}

const range = (draft) => IDBKeyRange.bound([draft], [draft, []]);

// As bytes: a browser that keeps nothing (a private window of Safari) refuses a Blob.
export async function savePicture(draft, name, { blob, ...rest }) {
  const bytes = await blob.arrayBuffer();
  return pictures("readwrite", (store) => store.put({ ...rest, name, bytes, type: blob.type }, [draft, name]));
}

export async function loadPictures(draft) {
  const kept = await pictures("readonly", (store) => store.getAll(range(draft)));
  return kept.map(({ bytes, type, ...rest }) => ({ ...rest, blob: new Blob([bytes], { type }) }));
}

export const dropPicture = (draft, name) => pictures("readwrite", (store) => store.delete([draft, name]));

export async function dropDraft(draft) {
  localStorage.removeItem(DRAFT + draft);
  await pictures("readwrite", (store) => store.delete(range(draft))).catch(() => undefined);
}

// Nothing of what was written here stays: for a computer that others use, too.
export async function forget() {
  for (const draft of drafts()) localStorage.removeItem(DRAFT + draft.draft);
  localStorage.removeItem(WHO);
  await pictures("readwrite", (store) => store.clear()).catch(() => undefined);
}
