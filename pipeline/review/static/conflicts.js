// The adjudicator's page: a click takes one side of a difference.

const main = document.querySelector("main");
const session = crypto.randomUUID();
let count = 0;

async function decide(op, rest = {}) {
  count += 1;
  const decision = { client_id: `${session}-${count}`, session, sha256: main.dataset.sha256,
    seen: Number(main.dataset.seen), op, item: null, field: null, ...rest };
  const response = await fetch(`/api/release/${main.dataset.number}/decisions`, { method: "POST",
    headers: { "Content-Type": "application/json" }, body: JSON.stringify(decision) });
  if (response.ok) location.reload();
  else document.querySelector("#alert").textContent = (await response.json()).message;
}

main.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.op) return decide(button.dataset.op);
  const value = JSON.parse(button.dataset.value);
  const field = button.dataset.field || null;
  const rest = field === "evidence" ? { quotes: value } : { value };
  decide("adjudicate", { item: button.dataset.item, field, ...rest });
});
document.documentElement.dataset.ready = "true";
