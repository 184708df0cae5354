// The review page. Rows are drawn by the server; this module draws evidence over the text, moves
// the focus, and sends decisions one after the other.
//
// Offsets are code points everywhere but in here: the browser counts UTF-16 units, and only
// `units` and `points` turn the one into the other.

const $ = (selector, root = document) => root.querySelector(selector);
const desk = $("#desk");
const record = $("#record");
const pane = $("#text");
const address = `/api/release/${desk.dataset.number}`;
const session = crypto.randomUUID();
const waitingKey = `kommunike-waiting-${desk.dataset.number}`;

const data = await (await fetch(address)).json();
const words = data.words;
pane.textContent = data.text;
const node = pane.firstChild;

// --- code points and UTF-16 units --------------------------------------------------------------

const wide = []; // code points that take two units, by their place
if (/[\ud800-\udfff]/.test(data.text)) {
  let place = 0;
  for (const character of data.text) {
    if (character.length === 2) wide.push(place);
    place += 1;
  }
}

function countBelow(limit, valueAt) {
  let low = 0;
  let high = wide.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
const units = (point) => point + countBelow(point, (i) => wide[i]);
const points = (unit) => unit - countBelow(unit, (i) => wide[i] + i);

function wordsAt(start, end) {
  return data.text.slice(units(start), units(end));
}

function rangeOf(start, end) {
  const range = new Range();
  range.setStart(node, units(start));
  range.setEnd(node, units(end));
  return range;
}

// --- evidence over the text --------------------------------------------------------------------

const LAYERS = ["statements", "documents", "measures", "event", "topics", "organizations", "issuer",
  "participants", "positions", "date", "place", "countries"];
const active = { item: null, field: null, quote: -1 };
let highlightsDue = false;

function drawHighlights() {
  highlightsDue = false;
  const ranges = Object.fromEntries(LAYERS.map((kind) => [kind, []]));
  for (const [id, item] of Object.entries(data.items)) {
    if (gone(id)) continue;
    for (const [start, end, quote] of item.quotes) {
      // Words that are not the text's are never highlighted: the row says that they are stale.
      if (wordsAt(start, end) === quote) ranges[item.kind]?.push(rangeOf(start, end));
      else markStale(id);
    }
  }
  LAYERS.forEach((kind, priority) => {
    const highlight = new Highlight(...ranges[kind]);
    highlight.priority = priority;
    CSS.highlights.set(`k-${kind}`, highlight);
  });
}

function drawHighlightsSoon() {
  if (highlightsDue) return;
  highlightsDue = true;
  requestIdleCallback(drawHighlights, { timeout: 300 });
}

function markStale(id) {
  const quotes = $(".quotes", itemElement(id) ?? undefined);
  if (!itemElement(id) || !quotes || $(".stale", itemElement(id))) return;
  const note = document.createElement("span");
  note.className = "badge doubt stale";
  note.textContent = words.stale;
  quotes.append(" ", note);
}

function drawActive() {
  const item = data.items[active.item];
  const ranges = (item?.quotes ?? [])
    .filter(([start, end, quote]) => wordsAt(start, end) === quote)
    .map(([start, end]) => rangeOf(start, end));
  const highlight = new Highlight(...ranges);
  highlight.priority = 20;
  CSS.highlights.set("active", highlight);
  return ranges;
}

function reveal(range) {
  const box = range.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (pane.scrollHeight <= pane.clientHeight) return;
  if (box.top < frame.top + 20 || box.bottom > frame.bottom - 20) {
    pane.scrollTop += box.top - frame.top - pane.clientHeight / 3;
  }
}

function offsetAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return position.offsetNode === node ? points(position.offset) : null;
  const range = document.caretRangeFromPoint?.(x, y);
  return range && range.startContainer === node ? points(range.startOffset) : null;
}

/** Items whose words cover an offset, the innermost first. */
function itemsAt(offset) {
  const found = [];
  for (const [id, item] of Object.entries(data.items)) {
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
  const offset = offsetAt(event.clientX, event.clientY);
  if (offset === null) return;
  const found = itemsAt(offset);
  if (!found.length) return;
  // The same place again goes from the innermost words outwards.
  const turn = lastClick.offset === offset ? (lastClick.turn + 1) % found.length : 0;
  lastClick = { offset, turn };
  focusItem(found[turn], { text: false });
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

function focusField(element, { text = true, dom = true } = {}) {
  if (!element) return;
  for (const old of record.querySelectorAll(".field.active")) {
    old.classList.remove("active");
    old.tabIndex = -1;
  }
  const id = itemOf(element);
  if (id !== active.item) active.quote = -1;
  active.item = id;
  active.field = element.dataset.field;
  element.classList.add("active");
  element.tabIndex = 0;
  if (dom) element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
  const ranges = drawActive();
  if (text && ranges.length) reveal(ranges[0]);
}

function focusItem(id, options) {
  const fields = [...(itemElement(id)?.querySelectorAll(".field") ?? [])];
  focusField(fields.find(isOpen) ?? fields[0], options);
}

const isOpen = (element) => ["machine", "default"].includes(element.dataset.state)
  && !element.classList.contains("pending");

function step(by) {
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

function nextOpen() {
  const fields = allFields();
  const place = fields.indexOf(activeField());
  const turned = [...fields.slice(place + 1), ...fields.slice(0, place + 1)];
  const found = turned.find((element) => isOpen(element) && !gone(itemOf(element)));
  if (found) focusField(found);
  return Boolean(found);
}

record.addEventListener("click", (event) => {
  const element = event.target.closest(".field") ?? $(".field", event.target.closest(".item") ?? undefined);
  if (event.target.closest(".editor") || !event.target.closest(".item")) return;
  focusField(element);
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

const waiting = JSON.parse(sessionStorage.getItem(waitingKey) ?? "[]");
let pumping = false;
let count = 0;

/** Queue a decision. The target and what was seen are those of the moment the key was pressed. */
function send(op, { item = null, field = null, ...rest } = {}) {
  count += 1;
  const decision = { client_id: `${session}-${count}`, session, sha256: data.sha256,
    seen: data.seen, op, item, field, ...rest };
  const promise = new Promise((resolve) => after.set(decision.client_id, resolve));
  waiting.push(decision);
  keep();
  markPending(decision);
  pump();
  return promise;
}
const after = new Map();

function keep() {
  sessionStorage.setItem(waitingKey, JSON.stringify(waiting));
  const saved = $("#saved");
  saved.dataset.waiting = waiting.length;
  saved.textContent = waiting.length ? `${words.saving}: ${waiting.length}` : words.saved;
}

function markPending({ op, item, field }) {
  if (!item) return;
  if (op === "accept" || op === "edit") {
    const marked = field ? [fieldElement(item, field)] : itemElement(item)?.querySelectorAll(".field");
    for (const element of marked ?? []) element?.classList.add("pending");
  }
}

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function pump() {
  if (pumping) return;
  pumping = true;
  for (let pause = 250; waiting.length; ) {
    const decision = waiting[0];
    let response;
    try {
      const headers = { "Content-Type": "application/json" };
      if (["done", "reopen"].includes(decision.op)) headers["If-Match"] = `"${decision.seen}"`;
      response = await fetch(`${address}/decisions`,
        { method: "POST", headers, body: JSON.stringify(decision) });
      if (response.status >= 500) throw new Error(response.status);
    } catch {
      warn(words.offline);
      await sleep(pause);
      pause = Math.min(pause * 2, 5000);
      continue;
    }
    if (pause > 250) warn("");
    pause = 250;
    const answer = await response.json();
    waiting.shift();
    keep();
    if (response.ok) take(answer);
    else refuse(answer, decision);
    after.get(decision.client_id)?.(response.ok ? answer : null);
    after.delete(decision.client_id);
  }
  pumping = false;
}

function take(answer) {
  data.seen = Math.max(data.seen, answer.seen);
  for (const id of answer.removed ?? []) {
    itemElement(id)?.remove();
    delete data.items[id];
  }
  Object.assign(data.items, answer.items);
  for (const [id, html] of Object.entries(answer.rows)) place(id, html);
  waiting.forEach(markPending);
  drawHighlightsSoon();
  if (answer.open === undefined) return;
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
  $("ul", box).replaceChildren(...problems.map((problem) => {
    const line = document.createElement("li");
    line.textContent = problem;
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
  waiting.forEach(markPending);
  if (answer.theirs) {
    const value = answer.theirs.value;
    const shown = value === null ? words.none : typeof value === "object" ? JSON.stringify(value) : value;
    warn(words.conflict.replace("{who}", answer.theirs.reviewer).replace("{value}", shown));
    focusField(fieldElement(decision.item, decision.field) ?? $(".field", itemElement(decision.item)));
  } else warn(answer.message);
}

function warn(message) {
  const box = $("#alert");
  box.textContent = message;
  box.classList.toggle("shown", Boolean(message));
}

// --- editing -----------------------------------------------------------------------------------

function options(select, pairs, chosen, nullable) {
  const all = nullable ? [["", `— ${words.none}`], ...pairs] : pairs;
  for (const [value, label] of all) select.add(new Option(label, value, false, value === (chosen ?? "")));
  return select;
}

const standing = (kind) => Object.entries(data.items)
  .filter(([id, item]) => item.kind === kind && !gone(id))
  .map(([id, item]) => [id, item.label]);
const codes = () => Object.entries(data.items)
  .filter(([id, item]) => item.kind === "countries" && !gone(id))
  .map(([, item]) => [item.code, data.choices.country.find(([code]) => code === item.code)?.[1] ?? item.code]);

/** A control for a field, and a function that reads its value. */
function control(kind, field, editor, value, nullable) {
  const made = (element, read) => ({ element, read });
  const select = (pairs) => {
    const element = options(document.createElement("select"), pairs, value, nullable);
    return made(element, () => element.value || null);
  };
  if (editor === "choice") return select(data.choices[`${kind}.${field}`]);
  if (editor === "country") return select(data.choices.country);
  if (editor === "reference") return select(standing(field === "organization" ? "organizations" : "participants"));
  if (editor === "concept") {
    const element = options(document.createElement("select"), data.choices.concept, value?.code, true);
    return made(element, () => (element.value ? { scheme: value?.scheme ?? "unbis", code: element.value } : null));
  }
  if (editor === "yes_no") {
    const element = options(document.createElement("select"), [["true", words.yes], ["false", words.no]], String(value), false);
    return made(element, () => element.value === "true");
  }
  if (editor === "flags" || editor === "references") {
    const pairs = editor === "flags" ? data.choices[`${kind}.${field}`] : [...standing("participants"), ...codes()];
    const element = document.createElement("fieldset");
    for (const [key, label] of pairs) {
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: key, checked: (value ?? []).includes(key) });
      const line = document.createElement("label");
      line.append(box, ` ${label}`);
      element.append(line);
    }
    return made(element, () => [...element.querySelectorAll(":checked")].map((box) => box.value));
  }
  const element = document.createElement(editor === "date" ? "input" : "textarea");
  if (editor === "date") element.type = "date";
  else element.rows = Math.min(6, 1 + Math.floor((value ?? "").length / 48));
  element.value = value ?? "";
  return made(element, () => element.value.trim() || null);
}

function openEditor(row, { value, editor, op, proposal }) {
  closeEditor();
  const [item, field, kind] = [itemOf(row), row.dataset.field, row.closest(".item").dataset.kind];
  const form = document.createElement("form");
  form.className = "editor";
  const { element, read } = control(kind, field, editor, value, "nullable" in row.dataset);
  element.setAttribute("aria-label", op === "comment" ? words.comment : $(".name", row).textContent);
  form.append(element);
  if (proposal) form.append(proposal(element));
  const buttons = document.createElement("span");
  buttons.className = "buttons";
  for (const [label, type] of [[words.save, "submit"], [words.cancel, "reset"]]) {
    buttons.append(Object.assign(document.createElement("button"), { type, textContent: label }));
  }
  form.append(buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = read();
    const before = JSON.stringify(value ?? null);
    closeEditor();
    if (op === "comment") now && send("comment", { item, field, value: now });
    else send(JSON.stringify(now) === before && op !== "mend" ? "accept" : "edit",
      { item, field, ...(JSON.stringify(now) === before && op !== "mend" ? {} : { value: now }) });
    focusField(fieldElement(item, field));
  });
  form.addEventListener("reset", () => {
    closeEditor();
    focusField(fieldElement(item, field));
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.code === "Escape") form.reset();
    const typed = ["TEXTAREA", "SELECT", "INPUT"].includes(event.target.tagName);
    if (event.key === "Enter" && typed && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  row.append(form);
  row.classList.add("editing");
  const first = element.matches("fieldset") ? $("input", element) : element;
  first?.focus();
  if (element.tagName === "TEXTAREA") element.select();
}

function closeEditor() {
  for (const form of document.querySelectorAll(".editor")) {
    form.closest(".field").classList.remove("editing");
    form.remove();
  }
}

async function propose(kind, [start, end]) {
  const query = new URLSearchParams({ kind, start, end });
  try {
    const response = await fetch(`${address}/proposal?${query}`);
    return response.ok ? (await response.json()).value : null;
  } catch {
    return null;
  }
}

function edit() {
  const row = activeField();
  if (!row) return;
  const { kind, quotes } = data.items[active.item];
  const naming = data.choices.identity[kind] === row.dataset.field || row.dataset.field === "title";
  const proposal = naming && row.dataset.editor === "text" && quotes.length && ((input) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "proposal", hidden: true });
    propose(kind, quotes[Math.max(active.quote, 0)]).then((value) => {
      if (!value || value === input.value) return;
      button.hidden = false;
      button.textContent = `${words.proposal}: ${value}`;
      button.addEventListener("click", () => { input.value = value; input.focus(); });
    });
    return button;
  });
  openEditor(row, { value: JSON.parse(row.dataset.value), editor: row.dataset.editor, op: "edit", proposal });
}

// --- evidence by keys and selection ------------------------------------------------------------

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (range.startContainer !== node || range.endContainer !== node) return null;
  let [start, end] = [range.startOffset, range.endOffset];
  while (start < end && /\s/.test(data.text[start])) start += 1;
  while (end > start && /\s/.test(data.text[end - 1])) end -= 1;
  return start < end ? [points(start), points(end)] : null;
}

function select(start, end) {
  getSelection().setBaseAndExtent(node, units(start), node, units(end));
  reveal(rangeOf(start, end));
}

function selectEvidence() {
  const quotes = data.items[active.item]?.quotes ?? [];
  if (!quotes.length) return warn(words.no_evidence);
  active.quote = (active.quote + 1) % quotes.length;
  select(quotes[active.quote][0], quotes[active.quote][1]);
}

const LETTER = /[\p{L}\p{N}]/u;

/** Move an edge of the selection by a word: its end, or with Alt its beginning. */
function moveEdge(forward, beginning) {
  const place = selected() ?? data.items[active.item]?.quotes[Math.max(active.quote, 0)];
  if (!place) return;
  let at = units(beginning ? place[0] : place[1]);
  const text = data.text;
  const step = forward ? 1 : -1;
  const peek = () => text[forward ? at : at - 1] ?? "";
  const inside = () => LETTER.test(peek());
  while (peek() && !inside()) at += step;
  while (peek() && inside()) at += step;
  if (beginning === forward) {
    // Shrinking ends at a word's edge, not after the space before it.
    while (beginning && at < text.length && !LETTER.test(text[at])) at += 1;
  }
  if (!beginning && !forward) while (at > 0 && /\s/.test(text[at - 1])) at -= 1;
  const edge = points(at);
  const [start, end] = beginning ? [edge, place[1]] : [place[0], edge];
  if (start < end) select(start, end);
}

const quote = ([start, end]) => ({ start, end, text: wordsAt(start, end) });

async function reanchor() {
  const place = selected();
  const { item } = active;
  if (!place || !item) return warn(words.select_first);
  const { quotes, kind } = data.items[item];
  const wanted = quotes.map(([start, end]) => [start, end]);
  const overlaps = ([start, end]) => start < place[1] && place[0] < end;
  let index = active.quote >= 0 ? active.quote : wanted.findIndex(overlaps);
  if (index < 0) index = wanted.length === 1 ? 0 : wanted.length;
  wanted[index] = place;
  active.quote = -1;
  getSelection().removeAllRanges();
  const proposed = kind === "positions" && index === 0 ? propose(kind, place) : null;
  const done = send("reanchor", { item, quotes: wanted.map(quote) });
  if (proposed) {
    // A title follows its words: it is proposed anew, and one more key takes it.
    const [value] = await Promise.all([proposed, done]);
    const row = fieldElement(item, "title");
    if (value && row && active.item === item) {
      focusField(row);
      openEditor(row, { value, editor: "text", op: "mend" });
    }
  } else focusField(activeField());
}

async function add(kind, place, value, parent) {
  const answer = await send("add", { kind, parent, value, quotes: [quote(place)] });
  if (!answer) return;
  getSelection().removeAllRanges();
  focusField($(".field", itemElement(answer.item)));
  const row = fieldElement(answer.item, data.choices.identity[kind]) ?? activeField();
  const name = kind === "positions" ? fieldElement(answer.item, "title") : row;
  if (!name || name.dataset.editor !== "text") return;
  const proposed = kind === "positions" ? await propose(kind, place) : value;
  focusField(name);
  openEditor(name, { value: proposed, editor: "text", op: "mend" });
}

async function addParticipant() {
  const place = selected();
  if (!place) return warn(words.select_first);
  add("participants", place, (await propose("participants", place)) ?? wordsAt(...place), null);
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

function addDialog() {
  const place = selected();
  if (!place) return warn(words.select_first);
  const dialog = $("#add");
  const menu = $("#add-kind");
  const kinds = Object.keys(data.choices.parents).filter((kind) => parentFor(kind) !== undefined);
  menu.replaceChildren(...kinds.map((kind) => new Option(words[`kind.${kind}`], kind)));
  const save = $('button[value="ok"]', dialog);
  let made;
  const draw = async () => {
    $(".control", dialog)?.remove();
    delete dialog.dataset.kind;
    save.disabled = true;
    const kind = menu.value;
    const field = data.choices.identity[kind];
    const editor = data.choices.editors[`${kind}.${field}`] ?? "text";
    const value = await propose(kind, place);
    if (menu.value !== kind) return; // another kind was chosen meanwhile, and is being drawn
    $(".control", dialog)?.remove();
    made = control(kind, field, editor, value, false);
    made.element.setAttribute("aria-label", words[`kind.${kind}`]);
    made.element.classList.add("control");
    menu.after(made.element);
    dialog.dataset.kind = kind;
    save.disabled = false;
  };
  menu.onchange = draw;
  dialog.onclose = () => {
    if (dialog.returnValue !== "ok") return;
    add(menu.value, place, made.read(), parentFor(menu.value));
  };
  dialog.returnValue = "";
  dialog.showModal();
  draw();
}

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

function done() {
  if (data.done) return send("reopen");
  if (waiting.length) return Promise.all(after.values()).then(done);
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

function leave() {
  closeEditor();
  getSelection().removeAllRanges();
  active.quote = -1;
  warn("");
  focusField(activeField());
}

const go = (number) => { if (number) location.assign(`/release/${number}`); };
const ACTIONS = {
  accept, accept_row: acceptRow, edit, evidence: selectEvidence, reanchor, new: addParticipant,
  add: addDialog, next: nextOpen, done,
  reject,
  comment: () => activeField() && openEditor(activeField(), { value: "", editor: "text", op: "comment" }),
  undo: () => turn("undo"),
  redo: () => turn("redo"),
  help: () => $("#help").showModal(),
};
// Codes name places on the keyboard: the same keys work under the Russian layout.
const KEYS = {
  KeyJ: () => step(1), KeyK: () => step(-1), "Shift+KeyJ": () => stepItem(1), "Shift+KeyK": () => stepItem(-1),
  KeyA: accept, "Shift+KeyA": acceptRow, KeyE: edit, KeyS: selectEvidence, KeyR: reanchor,
  KeyN: addParticipant, "Shift+KeyN": addDialog, KeyX: ACTIONS.reject, KeyC: ACTIONS.comment,
  KeyU: ACTIONS.undo, "Shift+KeyU": ACTIONS.redo, KeyG: nextOpen,
  BracketLeft: () => go(desk.dataset.previous), BracketRight: () => go(desk.dataset.next),
  Slash: ACTIONS.help, "Shift+Slash": ACTIONS.help, Escape: leave, "Ctrl+Enter": done,
  "Ctrl+Shift+ArrowRight": () => moveEdge(true, false), "Ctrl+Shift+ArrowLeft": () => moveEdge(false, false),
  "Ctrl+Alt+Shift+ArrowRight": () => moveEdge(true, true), "Ctrl+Alt+Shift+ArrowLeft": () => moveEdge(false, true),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.target.closest?.("input, textarea, select, dialog")) return;
  const name = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "",
    event.shiftKey ? "Shift" : "", event.code].filter(Boolean).join("+");
  const action = KEYS[name] ?? (event.key === "?" ? ACTIONS.help : null);
  if (!action) return;
  event.preventDefault();
  if (name !== "Escape" && waiting.length === 0) warn("");
  action();
});

$(".actions").addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
$(".actions").addEventListener("click", (event) => {
  const action = event.target.closest("button")?.dataset.action;
  if (action) ACTIONS[action]();
});

drawHighlights();
focusField(allFields().find(isOpen) ?? allFields()[0]);
keep();
pump();
document.documentElement.dataset.ready = "true";
