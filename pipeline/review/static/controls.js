// Controls for fields: closed lists for what is closed, text for the rest.

function options(select, pairs, chosen, nullable, none) {
  const all = nullable ? [["", `— ${none}`], ...pairs] : pairs;
  for (const [value, label] of all) select.add(new Option(label, value, false, value === (chosen ?? "")));
  return select;
}

/**
 * A control for a field, and a function that reads its value.
 *
 * `lists` gives the items that references may name: `{organizations, participants, countries}`,
 * each a function that returns pairs of id and label.
 */
export function control({ kind, field, editor, value, nullable }, { choices, words, lists }) {
  const select = (pairs, chosen = value, empty = nullable) =>
    options(document.createElement("select"), pairs, chosen, empty, words.none);
  const plain = (element) => ({ element, read: () => element.value || null });
  if (editor === "choice") return plain(select(choices[`${kind}.${field}`]));
  if (editor === "country") return plain(select(choices.country));
  if (editor === "reference") {
    return plain(select(lists[field === "organization" ? "organizations" : "participants"]()));
  }
  if (editor === "concept") {
    const element = select(choices.concept, value?.code, true);
    const read = () => (element.value ? { scheme: value?.scheme ?? "unbis", code: element.value } : null);
    return { element, read };
  }
  if (editor === "yes_no") {
    const element = select([["true", words.yes], ["false", words.no]], String(value), false);
    return { element, read: () => element.value === "true" };
  }
  if (editor === "flags" || editor === "references") {
    const pairs = editor === "flags" ? choices[`${kind}.${field}`] : [...lists.participants(), ...lists.countries()];
    const element = document.createElement("fieldset");
    for (const [key, label] of pairs) {
      const box = Object.assign(document.createElement("input"),
        { type: "checkbox", value: key, checked: (value ?? []).includes(key) });
      const line = document.createElement("label");
      line.append(box, ` ${label}`);
      element.append(line);
    }
    return { element, read: () => [...element.querySelectorAll(":checked")].map((box) => box.value) };
  }
  const element = document.createElement(editor === "date" ? "input" : "textarea");
  if (editor === "date") element.type = "date";
  else element.rows = Math.min(6, 1 + Math.floor((value ?? "").length / 48));
  element.value = value ?? "";
  return { element, read: () => element.value.trim() || null };
}

/** A form with a control: Enter saves, Escape leaves. `save` gets the value. */
export function editorForm(description, frame, { label, save, leave }) {
  const form = document.createElement("form");
  form.className = "editor";
  const { element, read } = control(description, frame);
  element.setAttribute("aria-label", label);
  form.append(element);
  const buttons = document.createElement("span");
  buttons.className = "buttons";
  for (const [text, type] of [[frame.words.save, "submit"], [frame.words.cancel, "reset"]]) {
    buttons.append(Object.assign(document.createElement("button"), { type, textContent: text }));
  }
  form.append(buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(read());
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    leave();
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.code === "Escape") leave();
    const typed = ["TEXTAREA", "SELECT", "INPUT"].includes(event.target.tagName);
    if (event.key === "Enter" && typed && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  const start = () => {
    (element.matches("fieldset") ? element.querySelector("input") : element)?.focus();
    if (element.tagName === "TEXTAREA") element.select();
  };
  return { form, element, start };
}

/** What references may name, as `control` needs it: items that stand, countries by their codes. */
export function standing(items, choices, gone) {
  const of = (kind) => Object.entries(items()).filter(([id, item]) => item.kind === kind && !gone(id));
  const country = (code) => choices.country.find(([key]) => key === code)?.[1] ?? code;
  return {
    organizations: () => of("organizations").map(([id, item]) => [id, item.label]),
    participants: () => of("participants").map(([id, item]) => [id, item.label]),
    countries: () => of("countries").map(([, item]) => [item.code, country(item.code)]),
  };
}

/** The name of a key press by its place on the keyboard: the same under every layout. */
export function keyName(event) {
  return [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "",
    event.shiftKey ? "Shift" : "", event.code].filter(Boolean).join("+");
}

export const isTyping = (event) => event.isComposing
  || Boolean(event.target.closest?.("input, textarea, select, dialog"));
