// The values of a form: read from its controls and put into them, by their data- attributes alone.

import { asTyped, readDay, readMoment } from "./dates.js";

const SCOPES = '[data-kind="object"], .item, form';
const scopeOf = (field) => field.parentElement.closest(SCOPES);
const controls = (field) => [...field.querySelectorAll("input:not([data-soon]), textarea")].filter((one) => one.closest(".field") === field);

// The fields that stand directly in a form, an object or a list's entry.
export const fieldsOf = (scope) => [...scope.querySelectorAll(".field[data-name]")].filter((one) => scopeOf(one) === scope);
export const itemsOf = (field) => [...field.querySelector(":scope > .items").children];

// What a choice hangs on, as the text that a condition names.
function plain(scope, name) {
  const field = fieldsOf(scope).find((one) => one.dataset.name === name);
  return field ? controls(field).find((one) => one.checked)?.value ?? "" : "";
}

export function asked(field) {
  if (field.closest("section[hidden]")) return false;
  if (field.dataset.unless && plain(scopeOf(field), field.dataset.unless)) return false;
  return holds(field, field.dataset.when ?? "{}");
}

const holds = (field, condition) => Object.entries(JSON.parse(condition)).every(([name, values]) => values.includes(plain(scopeOf(field), name)));
const needed = (field) => "required" in field.dataset || ("needed" in field.dataset && holds(field, field.dataset.needed));

// Show what is asked, hide what is not: what is hidden keeps its value, and is not written.
export function show(form) {
  for (const field of form.querySelectorAll(".field[data-name]")) field.hidden = !asked(field);
}

export function gather(scope) {
  const values = { ...scope.rest };
  for (const field of fieldsOf(scope)) {
    const value = asked(field) ? valueOf(field) : undefined;
    if (value !== undefined) values[field.dataset.name] = value;
  }
  return values;
}

// How a moment that may be left open was answered: "soon", "from", or not yet. Undefined for every other field.
export const soonOf = (field) => {
  const choices = [...field.querySelectorAll(":scope > .choices [data-soon]")];
  return choices.length ? choices.find((one) => one.checked)?.value ?? "" : undefined;
};

export const READ = { day: readDay, moment: readMoment };

function valueOf(field) {
  const { kind } = field.dataset;
  if (kind === "object") {
    const inside = gather(field);
    return Object.keys(inside).length || needed(field) ? inside : undefined;
  }
  if (kind === "list") {
    const items = itemsOf(field).map(gather);
    return items.length || "required" in field.dataset ? items : undefined;
  }
  const all = controls(field);
  const chosen = all.filter((one) => one.checked).map((one) => one.value);
  if (kind === "choice") return chosen[0];
  if (kind === "yes_no") return chosen.length ? chosen[0] === "true" : undefined;
  if (kind === "tick") return chosen.length ? true : undefined;
  if (kind === "several") {
    const every = [...chosen, ...(field.others ?? [])];
    return every.length ? every : undefined;
  }
  const typed = all[0].value.trim();
  if (!typed || soonOf(field) === "soon") return undefined;
  return READ[kind] ? READ[kind](typed).value ?? typed : typed;
}

// Put values into a scope. What the form has no control for stays beside it, and is written again as it was.
export function fill(scope, values) {
  scope.rest = { ...values };
  for (const field of fieldsOf(scope)) {
    const value = values[field.dataset.name];
    if (put(field, value)) delete scope.rest[field.dataset.name];
  }
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// True if the control can show the value; nothing at all is shown as an empty control.
export function put(field, value) {
  const { kind } = field.dataset;
  const none = value === undefined;
  if (kind === "object") {
    fill(field, isObject(value) ? value : {});
    return none || isObject(value);
  }
  if (kind === "list") {
    const fits = Array.isArray(value) && value.every(isObject);
    field.querySelector(":scope > .items").replaceChildren();
    for (const entry of fits ? value : []) fill(addItem(field), entry);
    return none || fits;
  }
  const all = controls(field);
  if (kind === "several") {
    const list = Array.isArray(value) ? value : [];
    for (const one of all) one.checked = list.includes(one.value);
    field.others = list.filter((entry) => !all.some((one) => one.value === entry));
    return none || Array.isArray(value);
  }
  if (["choice", "yes_no", "tick"].includes(kind)) {
    for (const one of all) one.checked = kind === "tick" ? value === true : one.value === String(value);
    return none || all.some((one) => one.checked);
  }
  for (const soon of field.querySelectorAll(":scope > .choices [data-soon]")) soon.checked = soon.value === "from" && !none;
  all[0].value = typeof value === "string" ? (READ[kind] ? asTyped(value) : value) : "";
  return none || typeof value === "string";
}

// A list that a choice demands begins with an entry: nobody has to find the button first.
export function beginDemanded(scope) {
  const empty = [...scope.querySelectorAll(".field.list[data-needed]")].filter((field) => !field.hidden && needed(field) && !itemsOf(field).length);
  return empty.map(addItem);
}

let number = 0;

// One more entry of a list, empty.
export function addItem(field) {
  const depth = field.closest(".item") ? 2 : 1;
  const copy = document.createElement("template");
  copy.innerHTML = field.querySelector(":scope > template").innerHTML.replaceAll(`{${depth}}`, String((number += 1)));
  const item = copy.content.firstElementChild;
  item.rest = {};
  field.querySelector(":scope > .items").append(item);
  count(field);
  return item;
}

export function removeItem(item) {
  const field = item.closest(".field");
  item.remove();
  count(field);
  return field;
}

function count(field) {
  itemsOf(field).forEach((item, place) => (item.querySelector(".number").textContent = ` ${place + 1}`));
}
