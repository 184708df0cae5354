// The release page. Rows are drawn by the server; this module moves the focus, draws the evidence
// of what is in focus, and sends decisions.

import { control, editorForm, isTyping, keyName, standing } from "./controls.js";
import { Outbox } from "./outbox.js";
import { ReleaseText } from "./text.js";

const $ = (selector, root = document) => root.querySelector(selector);
const desk = $("#desk");
const record = $("#record");
const pane = $("#text");
const address = `/api/release/${desk.dataset.number}`;
sessionStorage.setItem("kommunike-release", location.pathname);

const data = await (await fetch(address)).json();
const words = data.words;
const text = new ReleaseText(pane, data.text);
const outbox = new Outbox(address, data.sha256, {
  take, refuse,
  offline: (away) => warn(away ? words.offline : ""),
  shown: (waiting) => {
    const saved = $("#saved");
    saved.dataset.waiting = waiting;
    saved.textContent = waiting ? `${words.saving}: ${waiting}` : words.saved;
  },
});

// --- evidence over the text --------------------------------------------------------------------

const active = { item: null, field: null, quote: -1 };
let highlightsDue = false;

function drawHighlights() {
  highlightsDue = false;
  const quotes = [];
  for (const [id, item] of Object.entries(data.items)) {
    if (gone(id)) continue;
    for (const [start, end, quote] of item.quotes) quotes.push([item.kind, start, end, quote, id]);
  }
  // Words that are not the text's are never highlighted: the row says that they are stale.
  text.draw(quotes, markStale);
}

function drawHighlightsSoon() {
  if (highlightsDue) return;
  highlightsDue = true;
  requestIdleCallback(drawHighlights, { timeout: 300 });
}

function markStale(id) {
  const quotes = itemElement(id) && $(".quotes", itemElement(id));
  if (!quotes || $(".stale", itemElement(id))) return;
  const note = document.createElement("span");
  note.className = "badge doubt stale";
  note.textContent = words.stale;
  quotes.append(" ", note);
}

const drawActive = () => text.drawActive(data.items[active.item]?.quotes ?? []);

/** Items whose words cover an offset, the innermost first. */
function itemsAt(offset) {
  const found = [];
  for (const [id, item] of Object.entries(data.items)) {
    if (gone(id)) continue;
    for (const [start, end] of item.quotes) {
      if (start <= offset && offset < end) found.push({ id, size: end - start });
    }
  }
  found.sort((a, b) => a.size - b.size);
  return [...new Set(found.map((entry) => entry.id))];
}

let lastClick = { offset: -1, turn: 0 };
pane.addEventListener("click", (event) => {
  if (!getSelection().isCollapsed) return;
  const offset = text.offsetAt(event.clientX, event.clientY);
  if (offset === null) return;
  const found = itemsAt(offset);
  if (!found.length) return;
  // The same place again goes from the innermost words outwards.
  const turn = lastClick.offset === offset ? (lastClick.turn + 1) % found.length : 0;
  lastClick = { offset, turn };
  focusItem(found[turn], { scroll: false });
});

// --- focus -------------------------------------------------------------------------------------

const itemElement = (id) => document.getElementById(`i-${id}`);
const fieldElement = (id, name) =>
  [...(itemElement(id)?.querySelectorAll(".field") ?? [])].find((el) => el.dataset.field === name);
const activeField = () => fieldElement(active.item, active.field);
const allFields = () => [...record.querySelectorAll(".field")];
const itemOf = (element) => element.closest(".item").dataset.item;

function gone(id) {
  for (let key = id; key; key = data.items[key]?.parent) if (data.items[key]?.rejected) return true;
  return false;
}

function focusField(element, { scroll = true, dom = true } = {}) {
  if (!element) return;
  for (const old of [...record.getElementsByClassName("active")]) {
    old.classList.remove("active");
    if (old.matches(".field")) old.tabIndex = -1;
  }
  const id = itemOf(element);
  if (id !== active.item) active.quote = -1;
  active.item = id;
  active.field = element.dataset.field;
  element.classList.add("active");
  element.closest(".item").classList.add("active");
  element.tabIndex = 0;
  if (dom) element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
  const ranges = drawActive();
  if (scroll && ranges.length) text.reveal(ranges[0]);
}

function focusItem(id, options) {
  const fields = [...(itemElement(id)?.querySelectorAll(".field") ?? [])];
  focusField(fields.find(isOpen) ?? fields[0], options);
}

const isOpen = (element) => ["machine", "default"].includes(element.dataset.state)
  && !element.classList.contains("pending");

function step(by) {
  const own = [...(itemElement(active.item)?.querySelectorAll(".field") ?? [])];
  const next = own[own.indexOf(activeField()) + by];
  if (next) return focusField(next); // most steps stay inside an item
  const fields = allFields();
  const place = fields.indexOf(activeField());
  focusField(fields[Math.min(Math.max(place + by, 0), fields.length - 1)]);
}

function stepItem(by) {
  const items = [...record.querySelectorAll(".item")];
  const place = items.indexOf(itemElement(active.item));
  const next = items[Math.min(Math.max(place + by, 0), items.length - 1)];
  focusField($(".field", next));
}

/** Go to the next undecided field after the one in focus, around the end. */
function nextOpen(wanted = () => true) {
  const fields = allFields();
  const place = fields.indexOf(activeField());
  const turned = [...fields.slice(place + 1), ...fields.slice(0, place + 1)];
  const found = turned.find((element) => isOpen(element) && wanted(element) && !gone(itemOf(element)));
  if (found) focusField(found);
  return Boolean(found);
}

const nextDoubtful = () => nextOpen((element) =>
  "doubtful" in element.closest(".item").dataset && itemOf(element) !== active.item) || nextOpen();

record.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#i-"]');
  if (link) {
    event.preventDefault();
    return focusItem(link.hash.slice(3));
  }
  const { start, end } = event.target.closest(".words")?.dataset ?? {};
  if (start) return text.select(Number(start), Number(end));
  if (event.target.closest(".editor") || !event.target.closest(".item")) return;
  const quote = event.target.closest("[data-quote]");
  focusField(event.target.closest(".field") ?? $(".field", event.target.closest(".item")));
  if (quote) chooseQuote(Number(quote.dataset.quote));
});
record.addEventListener("dblclick", (event) => {
  if (event.target.closest(".field") && !event.target.closest(".editor")) edit();
});
record.addEventListener("focusin", (event) => {
  if (event.target.classList.contains("field") && event.target !== activeField()) {
    focusField(event.target, { dom: false });
  }
});

// --- writing decisions -------------------------------------------------------------------------

function send(op, rest = {}) {
  const promise = outbox.send(op, data.seen, rest);
  markPending({ op, ...rest });
  return promise;
}

function markPending({ op, item, field }) {
  if (!item || (op !== "accept" && op !== "edit")) return;
  const marked = field ? [fieldElement(item, field)] : itemElement(item)?.querySelectorAll(".field");
  for (const element of marked ?? []) element?.classList.add("pending");
}

function take(answer) {
  data.seen = Math.max(data.seen, answer.seen);
  const drawn = (item) => JSON.stringify([item?.quotes, item?.rejected]);
  const moved = answer.removed?.length
    || Object.entries(answer.items).some(([id, item]) => drawn(item) !== drawn(data.items[id]));
  for (const id of answer.removed ?? []) {
    itemElement(id)?.remove();
    delete data.items[id];
  }
  Object.assign(data.items, answer.items);
  for (const [id, html] of Object.entries(answer.rows)) place(id, html);
  outbox.waiting.forEach(markPending);
  if (moved) drawHighlightsSoon();
  if (answer.open === undefined) return;
  if (!activeField()) focusField(allFields().find(isOpen) ?? allFields()[0]);
  Object.assign(data, { open: answer.open, total: answer.total, done: answer.done });
  $("#progress").textContent = `${data.total - data.open} / ${data.total}`;
  const status = $("#status");
  status.textContent = data.done ? words.done : "";
  status.classList.toggle("accepted", data.done);
  showProblems(answer.problems ?? []);
}

function showProblems(problems) {
  const box = $("#problems");
  box.hidden = !problems.length;
  $("ul", box).replaceChildren(...problems.map(([message, item]) => {
    const line = document.createElement("li");
    if (item) line.append(Object.assign(document.createElement("a"), { href: `#i-${item}`, textContent: message }));
    else line.textContent = message;
    return line;
  }));
}

/** Put a row drawn by the server in place; an editor that is open in it stays open. */
function place(id, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const made = $(".item", template.content);
  const old = itemElement(id);
  const editor = old && $(".editor", old);
  const editing = editor?.closest(".field").dataset.field;
  const inside = old?.contains(document.activeElement);
  if (old) old.replaceWith(made);
  else insert(id, made);
  if (editor) {
    const field = fieldElement(id, editing);
    field.append(editor);
    field.classList.add("editing");
    $("textarea, input, select", editor).focus();
  }
  if (active.item === id) {
    const field = activeField();
    made.classList.add("active");
    field?.classList.add("active");
    if (field) field.tabIndex = 0;
    if (inside && !editor) field?.focus({ preventScroll: true });
    drawActive();
  }
}

function insert(id, made) {
  const { parent, kind } = data.items[id];
  if (!parent) {
    $(`[data-section="${kind}"]`).append(made);
    return;
  }
  let last = itemElement(parent);
  while (last.nextElementSibling && isUnder(last.nextElementSibling.dataset.item, parent)) {
    last = last.nextElementSibling;
  }
  last.after(made);
}

function isUnder(id, root) {
  for (let key = data.items[id]?.parent; key; key = data.items[key]?.parent) if (key === root) return true;
  return false;
}

function refuse(answer, decision) {
  for (const element of record.querySelectorAll(".pending")) element.classList.remove("pending");
  if (answer.rows) take(answer);
  outbox.waiting.forEach(markPending);
  if (answer.theirs) {
    const value = answer.theirs.value;
    const shown = value === null ? words.none : typeof value === "object" ? JSON.stringify(value) : value;
    warn(words.conflict.replace("{who}", answer.theirs.reviewer).replace("{value}", shown));
    const row = itemElement(decision.item);
    focusField(fieldElement(decision.item, decision.field) ?? (row && $(".field", row)));
  } else if (decision.op === "done" && !$("#problems").hidden) {
    warn(words.problems);
    focusItem($("#problems a")?.hash.slice(3));
  } else warn(answer.message);
  // The page is behind as a whole: it is drawn anew once the message was read.
  if (answer.code === "stale" && !outbox.waiting.length) setTimeout(() => location.reload(), 2500);
}

function warn(message) {
  const box = $("#alert");
  box.textContent = message;
  box.classList.toggle("shown", Boolean(message));
}

// --- editing -----------------------------------------------------------------------------------

const frame = { choices: data.choices, words, lists: standing(() => data.items, data.choices, gone) };

function openEditor(row, { value, op, proposal }) {
  closeEditor();
  const [item, field, kind] = [itemOf(row), row.dataset.field, row.closest(".item").dataset.kind];
  const editor = op === "comment" ? "text" : row.dataset.editor;
  const before = JSON.stringify(value ?? null);
  const back = () => {
    closeEditor();
    focusField(fieldElement(item, field));
  };
  const save = (now) => {
    const same = JSON.stringify(now) === before && op !== "mend";
    closeEditor();
    if (op === "comment") now && send("comment", { item, field, value: now });
    else send(same ? "accept" : "edit", { item, field, ...(same ? {} : { value: now }) });
    focusField(fieldElement(item, field));
  };
  const label = op === "comment" ? words.comment : $(".name", row).textContent;
  const made = editorForm({ kind, field, editor, value, nullable: "nullable" in row.dataset }, frame,
    { label, save, leave: back });
  if (proposal) made.element.after(proposal(made.element));
  row.append(made.form);
  row.classList.add("editing");
  made.start();
  made.form.scrollIntoView({ block: "nearest" });
}

function closeEditor() {
  for (const form of document.querySelectorAll(".editor")) {
    form.closest(".field").classList.remove("editing");
    form.remove();
  }
}

const NOTHING = { value: null, fields: {} };

async function propose(kind, [start, end], parent = null) {
  const person = data.items[parent]?.kind === "participants" ? data.items[parent].label : "";
  const query = new URLSearchParams({ kind, start, end, person });
  try {
    const response = await fetch(`${address}/proposal?${query}`);
    return response.ok ? await response.json() : NOTHING;
  } catch {
    return NOTHING;
  }
}

function edit() {
  const row = activeField();
  if (!row) return;
  const { kind, quotes, parent } = data.items[active.item];
  const naming = data.choices.identity[kind] === row.dataset.field || row.dataset.field === "title";
  const place = quotes[Math.max(active.quote, 0)];
  const proposal = naming && row.dataset.editor === "text" && place && ((input) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "proposal", hidden: true });
    propose(kind, place, parent).then(({ value }) => {
      if (!value || value === input.value) return;
      button.hidden = false;
      button.textContent = `${words.proposal}: ${value}`;
      button.addEventListener("click", () => { input.value = value; input.focus(); });
    });
    return button;
  });
  openEditor(row, { value: JSON.parse(row.dataset.value), op: "edit", proposal });
}

// --- evidence by keys and selection ------------------------------------------------------------

function chooseQuote(index) {
  const quotes = data.items[active.item]?.quotes ?? [];
  active.quote = index;
  for (const shown of record.querySelectorAll("[data-quote]")) {
    shown.classList.toggle("chosen", itemOf(shown) === active.item && Number(shown.dataset.quote) === index);
  }
  text.select(quotes[index][0], quotes[index][1]);
}

function selectEvidence() {
  const quotes = data.items[active.item]?.quotes ?? [];
  if (!quotes.length) return warn(words.no_evidence);
  chooseQuote((active.quote + 1) % quotes.length);
}

/** Where the selection is, or the words of the item in focus, or the text's beginning. */
function here() {
  const quotes = data.items[active.item]?.quotes ?? [];
  return text.selected() ?? quotes[Math.max(active.quote, 0)]?.slice(0, 2) ?? [0, 0];
}

const wordsOf = (item) => data.items[item].quotes.map(([start, end]) => [start, end]);

async function reanchor() {
  const place = text.selected();
  const { item } = active;
  if (!place || !item) return warn(words.select_first);
  const { kind, parent } = data.items[item];
  const wanted = wordsOf(item);
  const overlaps = ([start, end]) => start < place[1] && place[0] < end;
  let index = active.quote >= 0 ? active.quote : wanted.findIndex(overlaps);
  if (index < 0) index = wanted.length === 1 ? 0 : wanted.length;
  wanted[index] = place;
  active.quote = -1;
  getSelection().removeAllRanges();
  const proposed = kind === "positions" && index === 0 ? propose(kind, place, parent) : null;
  const done = send("reanchor", { item, quotes: wanted.map((one) => text.quote(one)) });
  if (proposed) {
    // A title follows its words: it is proposed anew, and one more key takes it.
    const [{ value }] = await Promise.all([proposed, done]);
    const row = fieldElement(item, "title");
    if (value && row && active.item === item) {
      focusField(row);
      openEditor(row, { value, op: "mend" });
    }
  } else focusField(activeField());
}

function reanchorMore() {
  const place = text.selected();
  const { item } = active;
  if (!place || !item) return warn(words.select_first);
  getSelection().removeAllRanges();
  const wanted = [...wordsOf(item), place];
  active.quote = -1;
  send("reanchor", { item, quotes: wanted.map((one) => text.quote(one)) });
}

function dropWords() {
  const { item, quote } = active;
  if (!item) return;
  const wanted = wordsOf(item);
  if (quote < 0) return warn(words.pick_words);
  if (wanted.length < 2) return warn(words.last_words);
  wanted.splice(quote, 1);
  active.quote = -1;
  getSelection().removeAllRanges();
  send("reanchor", { item, quotes: wanted.map((one) => text.quote(one)) });
}

async function add(kind, place, { value, fields }, parent) {
  const answer = await send("add", { kind, parent, value, fields, quotes: [text.quote(place)] });
  if (!answer) return;
  getSelection().removeAllRanges();
  const name = fieldElement(answer.item, kind === "positions" ? "title" : data.choices.identity[kind]);
  focusField(name);
  if (name.dataset.editor === "text") openEditor(name, { value: JSON.parse(name.dataset.value), op: "mend" });
}

async function addParticipant() {
  const place = text.selected();
  if (!place) return warn(words.select_first);
  const made = await propose("participants", place);
  add("participants", place, { ...made, value: made.value ?? text.wordsAt(...place) }, null);
}

function parentFor(kind) {
  const wanted = data.choices.parents[kind];
  if (!wanted.length) return null;
  for (let key = active.item; key; key = data.items[key].parent) {
    if (wanted.includes(data.items[key].kind) && !gone(key)) return key;
  }
  const only = Object.entries(data.items).filter(([id, item]) => wanted.includes(item.kind) && !gone(id));
  return only.length === 1 ? only[0][0] : undefined;
}

/** What is most often added where the focus is. */
const LIKELY = { participants: "positions", positions: "positions", documents: "topics", topics: "topics",
  measures: "measures", event: "date", date: "place", release: "issuer" };

function addDialog() {
  const place = text.selected();
  if (!place) return warn(words.select_first);
  const dialog = $("#add");
  const menu = $("#add-kind");
  $("#add-words").textContent = `«${text.wordsAt(...place)}»`;
  const kinds = Object.keys(data.choices.parents).filter((kind) => parentFor(kind) !== undefined);
  menu.replaceChildren(...kinds.map((kind) => new Option(words[`kind.${kind}`], kind)));
  const here = data.items[active.item]?.kind;
  const likely = LIKELY[here] ?? here;
  if (kinds.includes(likely)) menu.value = likely;
  const save = $('button[value="ok"]', dialog);
  let made;
  let proposed;
  const draw = async () => {
    $(".control", dialog)?.remove();
    delete dialog.dataset.kind;
    save.disabled = true;
    const kind = menu.value;
    const field = data.choices.identity[kind];
    const editor = data.choices.editors[`${kind}.${field}`] ?? "text";
    const answer = await propose(kind, place, parentFor(kind));
    if (menu.value !== kind) return; // another kind was chosen meanwhile, and is being drawn
    $(".control", dialog)?.remove();
    proposed = answer;
    made = control({ kind, field, editor, value: answer.value, nullable: false }, frame);
    made.element.setAttribute("aria-label", words[`kind.${kind}`]);
    made.element.classList.add("control");
    menu.after(made.element);
    dialog.dataset.kind = kind;
    save.disabled = false;
  };
  menu.onchange = draw;
  dialog.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.target.matches("button")) return;
    event.preventDefault();
    if (!save.disabled) save.click();
  };
  dialog.onclose = () => {
    if (dialog.returnValue !== "ok") return;
    add(menu.value, place, { value: made.read(), fields: proposed.fields }, parentFor(menu.value));
  };
  dialog.returnValue = "";
  dialog.showModal();
  draw();
}

// --- finding words -----------------------------------------------------------------------------

const finder = { found: [], at: 0 };

function openFind() {
  $("#find").hidden = false;
  $("#find-words").focus();
  $("#find-words").select();
  lookFor();
}

function lookFor() {
  const from = here()[0];
  const wanted = $("#find-words").value;
  finder.found = text.find(wanted);
  finder.at = Math.max(finder.found.findIndex(([start]) => start >= from), 0);
  showFound();
}

function showFound() {
  const { found, at } = finder;
  text.drawFound(found[at] ?? null);
  $("#find-count").textContent = found.length ? `${at + 1} / ${found.length}`
    : $("#find-words").value ? words.not_found : "";
}

function turnFound(by) {
  const { length } = finder.found;
  if (length) finder.at = (finder.at + by + length) % length;
  showFound();
}

function closeFind(keep) {
  const place = finder.found[finder.at];
  $("#find").hidden = true;
  text.drawFound(null);
  focusField(activeField(), { scroll: !(keep && place) });
  if (keep && place) text.select(...place);
}

$("#find-words").addEventListener("input", lookFor);
$("#find").addEventListener("submit", (event) => {
  event.preventDefault();
  closeFind(true);
});
$("#find").addEventListener("keydown", (event) => {
  const act = { ArrowDown: () => turnFound(1), ArrowUp: () => turnFound(-1), Escape: () => closeFind(false) }[event.code];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
});

// --- keys --------------------------------------------------------------------------------------

function accept() {
  const { item, field } = active;
  if (!item) return;
  if (!gone(item)) send("accept", { item, field });
  step(1);
}

function acceptRow() {
  const { item } = active;
  if (!item) return;
  if (!gone(item)) send("accept", { item });
  stepItem(1);
}

/** Reject the item, or take the rejection back. */
function reject() {
  const { item } = active;
  if (item) send("reject", { item, value: !data.items[item].rejected });
}

const BASES = { positions: "country_basis", countries: "basis", date: "basis" };

/** Stated in so many words, or inferred. */
function turnBasis() {
  const { item } = active;
  const field = BASES[data.items[item]?.kind];
  if (!field) return;
  const row = fieldElement(item, field);
  const inferred = row ? JSON.parse(row.dataset.value) === "inferred"
    : Boolean($('[data-field="country"] .badge.doubt', itemElement(item)));
  send("edit", { item, field, value: inferred ? "stated" : "inferred" });
}

async function done() {
  if (outbox.waiting.length) await outbox.settled();
  if (data.done) return send("reopen");
  if (data.open) {
    warn(`${words.undecided}: ${data.open}`);
    return nextOpen();
  }
  return send("done");
}

async function turn(op) {
  const answer = await send(op);
  const id = answer && Object.keys(answer.rows)[0];
  if (id && id !== active.item) focusItem(id);
}

async function showHistory() {
  if (!active.item) return;
  const query = new URLSearchParams({ item: active.item });
  $("#history-lines").innerHTML = await (await fetch(`${address}/history?${query}`)).text();
  $("#history").showModal();
}

function leave() {
  closeEditor();
  getSelection().removeAllRanges();
  active.quote = -1;
  warn("");
  focusField(activeField());
}

const go = (number) => { if (number) location.assign(`/release/${number}${location.search}`); };
const ACTIONS = {
  accept, accept_row: acceptRow, edit, evidence: selectEvidence, reanchor, new: addParticipant,
  add: addDialog, next: () => nextOpen(), done, reject, find: openFind, doubtful: nextDoubtful,
  comment: () => activeField() && openEditor(activeField(), { value: "", op: "comment" }),
  undo: () => turn("undo"),
  redo: () => turn("redo"),
  history: showHistory,
  help: () => $("#help").showModal(),
};
const edge = (forward, beginning) => () => text.moveEdge(here(), forward, beginning);
// Codes name places on the keyboard: the same keys work under the Russian layout.
const KEYS = {
  KeyJ: () => step(1), KeyK: () => step(-1), "Shift+KeyJ": () => stepItem(1), "Shift+KeyK": () => stepItem(-1),
  KeyA: accept, "Shift+KeyA": acceptRow, KeyE: edit, KeyF: openFind, KeyS: selectEvidence, KeyR: reanchor,
  "Shift+KeyR": reanchorMore, Delete: dropWords, Backspace: dropWords, KeyB: turnBasis, KeyH: showHistory,
  KeyN: addParticipant, "Shift+KeyN": addDialog, KeyX: reject, KeyC: ACTIONS.comment,
  KeyU: ACTIONS.undo, "Shift+KeyU": ACTIONS.redo, KeyG: ACTIONS.next, KeyD: nextDoubtful,
  BracketLeft: () => go(desk.dataset.previous), BracketRight: () => go(desk.dataset.next),
  Slash: ACTIONS.help, "Shift+Slash": ACTIONS.help, Escape: leave, "Ctrl+Enter": done,
  ArrowRight: () => text.moveWord(here(), true), ArrowLeft: () => text.moveWord(here(), false),
  "Ctrl+Shift+ArrowRight": edge(true, false), "Ctrl+Shift+ArrowLeft": edge(false, false),
  "Ctrl+Alt+Shift+ArrowRight": edge(true, true), "Ctrl+Alt+Shift+ArrowLeft": edge(false, true),
};

document.addEventListener("keydown", (event) => {
  if (isTyping(event)) return;
  const action = KEYS[keyName(event)] ?? (event.key === "?" ? ACTIONS.help : null);
  if (!action) return;
  event.preventDefault();
  if (event.code !== "Escape" && outbox.waiting.length === 0) warn("");
  action();
});

$(".actions").addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
$(".actions").addEventListener("click", (event) => {
  const action = event.target.closest("button")?.dataset.action;
  if (action) ACTIONS[action]();
});

drawHighlights();
focusField(allFields().find(isOpen) ?? allFields()[0]);
outbox.keep();
outbox.pump();
document.documentElement.dataset.ready = "true";
