// The sent posts to choose from: the newest first, found by title or day.

const $ = (id) => document.getElementById(id);
const SHOWN = 30;
let known = null;

async function list() {
  known ??= fetch("sent.json")
    .then((reply) => (reply.ok ? reply.json() : []))
    .catch(() => []);
  return known;
}

export const sentIsThere = async () => (await list()).length > 0;

const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");

// Shows the list, and hands over the chosen post with what the page knows of its text.
export async function chooseSent(take) {
  const posts = await list();
  const search = $("sent-search");
  const draw = () => {
    const wanted = plain(search.value);
    const found = posts.filter((post) => plain(post.title + post.day + post.id).includes(wanted));
    $("sent").replaceChildren(...found.slice(0, SHOWN).map(entry));
    const more = found.length - SHOWN;
    $("sent-told").textContent = found.length ? (more > 0 ? `新しい${SHOWN}件を出しています。ほかに${more}件あります。` : "") : "見つかりません。別の言葉でさがしてください。";
  };
  const entry = (post) => {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "open", textContent: post.title });
    button.addEventListener("click", async () => take(post, await fetch(`sent/${post.id}.md`).then((reply) => reply.text())));
    item.append(button, ` ${post.day} 配信`);
    return item;
  };
  search.value = "";
  search.oninput = draw;
  draw();
}

// Where a post is named by its id, the sent ones are offered, and the title of the one that is named is said back.
const NAMING = "#post-corrects, #reply-post";

export async function offerSent() {
  const posts = await list();
  const offered = Object.assign(document.createElement("datalist"), { id: "sent-ids" });
  offered.append(...posts.slice(0, 200).map((post) => Object.assign(document.createElement("option"), { value: post.id, label: post.title })));
  document.body.append(offered);
  for (const input of document.querySelectorAll(NAMING)) input.setAttribute("list", "sent-ids");
}

export async function sayTitles() {
  const posts = await list();
  for (const input of document.querySelectorAll(NAMING)) {
    const post = posts.find(({ id }) => id === input.value.trim());
    input.closest(".field").querySelector(".read").textContent = post ? `「${post.title}」（${post.day} 配信）` : "";
  }
}
