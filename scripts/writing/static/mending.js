// The button beside a finding: it puts in the value that was meant, or takes away what the form has no place for.

import { fieldsOf, itemsOf, put } from "./fields.js";
import { changed } from "./typing.js";

// The form, the object or the entry in which the last step of a key stands.
function scopeOf(form, key) {
  let scope = form;
  for (const step of key.slice(0, -1)) {
    scope = typeof step === "number" ? itemsOf(scope)[step] : fieldsOf(scope).find((field) => field.dataset.name === step);
  }
  return scope;
}

export function mendButton(form, { key, mend }) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "mend", textContent: mend.words });
  button.addEventListener("click", () => {
    const scope = scopeOf(form, key);
    const name = key.at(-1);
    const field = fieldsOf(scope).find((one) => one.dataset.name === name);
    if (field && "value" in mend) put(field, mend.value);
    if (!field && name === "author") form.querySelector('[data-who="author"]').value = mend.value;
    delete scope.rest[name];
    changed();
    (field?.querySelector("input, textarea") ?? document.getElementById("check-title")).focus();
  });
  return button;
}
