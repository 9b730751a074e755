// Notices at the top of the page: one for each matter, until the matter is over.

const place = () => document.getElementById("notices");

export function notice(matter, words) {
  quiet(matter);
  const told = document.createElement("p");
  told.className = "notice";
  told.dataset.matter = matter;
  told.textContent = words;
  place().append(told);
  told.scrollIntoView?.({ block: "nearest" });
}

export function quiet(matter) {
  for (const told of [...place().children]) if (!matter || told.dataset.matter === matter) told.remove();
}
