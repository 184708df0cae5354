// The queue by keys: J and K move over the releases, Enter opens one, F goes to the search.

import { isTyping, keyName } from "./controls.js";

const links = [...document.querySelectorAll("tbody a")];

function step(by) {
  const place = links.indexOf(document.activeElement);
  const next = place < 0 ? 0 : Math.min(Math.max(place + by, 0), links.length - 1);
  links[next]?.focus();
}

const KEYS = {
  KeyJ: () => step(1), KeyK: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  KeyF: () => document.querySelector("#search").focus(),
};

document.addEventListener("keydown", (event) => {
  const action = isTyping(event) ? null : KEYS[keyName(event)];
  if (!action) return;
  event.preventDefault();
  action();
});

for (const select of document.querySelectorAll(".filters select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
// Back from a release: the focus is where it was.
const back = sessionStorage.getItem("kommunike-release");
links.find((link) => link.pathname === back)?.focus();
document.documentElement.dataset.ready = "true";
