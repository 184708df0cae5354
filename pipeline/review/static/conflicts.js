// The adjudicator's page: a key or a click takes one side of a difference, or gives another value.

import { editorForm, isTyping, keyName, standing } from "./controls.js";

const main = () => document.querySelector("main");
const { number } = main().dataset;
const address = `/api/release/${number}`;
const data = await (await fetch(address)).json();
const session = crypto.randomUUID();
let count = 0;
let busy = false;
sessionStorage.setItem("kommunike-release", location.pathname);

const frame = { choices: data.choices, words: data.words,
  lists: standing(() => data.items, data.choices, (id) => data.items[id].rejected) };

const rows = () => [...main().querySelectorAll(".difference")];
const current = () => document.activeElement.closest?.(".difference");

function focusRow(row) {
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = rows();
  const place = all.indexOf(current());
  focusRow(all[place < 0 ? 0 : Math.min(Math.max(place + by, 0), all.length - 1)]);
}

function warn(message) {
  const box = document.querySelector("#alert");
  box.textContent = message;
  box.classList.toggle("shown", Boolean(message));
}

/** Draw the page anew and go on with what is not settled yet. */
async function redraw(place) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  main().replaceWith(document.adoptNode(page.querySelector("main")));
  document.querySelector(".top .progress").replaceWith(document.adoptNode(page.querySelector(".top .progress")));
  const all = rows();
  const turned = [...all.slice(place), ...all.slice(0, place)];
  focusRow(turned.find((row) => !row.classList.contains("settled")) ?? all[place]);
}

async function decide(op, rest = {}) {
  if (busy) return;
  busy = true;
  count += 1;
  const place = Math.max(rows().indexOf(current()), 0);
  const { sha256, seen } = main().dataset;
  const decision = { client_id: `${session}-${count}`, session, sha256, seen: Number(seen), op,
    item: null, field: null, ...rest };
  const headers = { "Content-Type": "application/json" };
  if (op === "adjudicate") headers["If-Match"] = `"${seen}"`;
  try {
    const response = await fetch(`${address}/decisions`,
      { method: "POST", headers, body: JSON.stringify(decision) });
    const answer = await response.json();
    await redraw(place);
    warn(response.ok ? "" : answer.message);
  } catch {
    warn(data.words.offline);
  }
  busy = false;
}

function take(button) {
  focusRow(button.closest(".difference"));
  const value = JSON.parse(button.dataset.value);
  const field = button.dataset.field || null;
  const rest = field === "evidence" ? { quotes: value } : { value };
  decide("adjudicate", { item: button.dataset.item, field, ...rest });
}

function own(row) {
  const place = row?.querySelector(".own .place");
  if (!place || place.firstChild) return;
  const { item, field, kind, editor, value } = row.dataset;
  const leave = () => {
    place.replaceChildren();
    focusRow(row);
  };
  const made = editorForm(
    { kind, field, editor, value: JSON.parse(value), nullable: "nullable" in row.dataset }, frame,
    { label: data.words.by_hand, leave, save: (now) => {
      leave();
      decide("adjudicate", { item, field, value: now });
    } });
  place.append(made.form);
  made.start();
}

const go = (to) => { if (to) location.assign(`/release/${to}${location.search}`); };
const side = (at) => {
  const buttons = current()?.querySelectorAll("button[data-value]") ?? [];
  if (buttons[at]) take(buttons[at]);
};
const KEYS = {
  KeyJ: () => step(1), KeyK: () => step(-1), Digit1: () => side(0), Digit2: () => side(1),
  Digit3: () => side(2), Digit4: () => side(3), KeyE: () => own(current()),
  KeyU: () => decide("undo"), "Shift+KeyU": () => decide("redo"),
  BracketLeft: () => go(main().dataset.previous), BracketRight: () => go(main().dataset.next),
};
document.addEventListener("keydown", (event) => {
  const action = isTyping(event) ? null : KEYS[keyName(event)];
  if (!action) return;
  event.preventDefault();
  action();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("main button");
  if (!button || button.form) return;
  if (button.dataset.op) decide(button.dataset.op);
  else if ("own" in button.dataset) own(button.closest(".difference"));
  else take(button);
});
focusRow(rows().find((row) => !row.classList.contains("settled")));
document.documentElement.dataset.ready = "true";
