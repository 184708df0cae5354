// Decisions on their way to the server: one after the other, kept until they are acknowledged.

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
const NEED_MATCH = ["done", "reopen", "adjudicate"];

export class Outbox {
  /**
   * `take` and `refuse` get the answers, `offline` is told whether the server is away, `shown` how
   * many decisions wait.
   */
  constructor(address, sha256, { take, refuse, offline, shown }) {
    this.address = address;
    this.sha256 = sha256;
    this.session = crypto.randomUUID();
    this.key = `kommunike-waiting-${address}`;
    Object.assign(this, { take, refuse, offline, shown });
    this.waiting = JSON.parse(sessionStorage.getItem(this.key) ?? "[]");
    this.after = new Map();
    this.pumping = false;
    this.count = 0;
    addEventListener("beforeunload", (event) => {
      if (this.waiting.length) event.preventDefault();
    });
  }

  /** Queue a decision. Its target and what was seen are those of the moment of the key. */
  send(op, seen, { item = null, field = null, ...rest } = {}) {
    this.count += 1;
    const decision = { client_id: `${this.session}-${this.count}`, session: this.session,
      sha256: this.sha256, seen, op, item, field, ...rest };
    const promise = new Promise((resolve) => this.after.set(decision.client_id, resolve));
    this.waiting.push(decision);
    this.keep();
    this.pump();
    return promise;
  }

  keep() {
    sessionStorage.setItem(this.key, JSON.stringify(this.waiting));
    this.shown(this.waiting.length);
  }

  settled() {
    return Promise.all([...this.after.keys()].map((id) => new Promise((resolve) => {
      const before = this.after.get(id);
      this.after.set(id, (answer) => { before(answer); resolve(answer); });
    })));
  }

  async pump() {
    if (this.pumping) return;
    this.pumping = true;
    for (let pause = 250; this.waiting.length; ) {
      const decision = this.waiting[0];
      let response;
      let answer;
      try {
        const headers = { "Content-Type": "application/json" };
        if (NEED_MATCH.includes(decision.op)) headers["If-Match"] = `"${decision.seen}"`;
        response = await fetch(`${this.address}/decisions`,
          { method: "POST", headers, body: JSON.stringify(decision) });
        if (response.status >= 500) throw new Error(response.status);
        answer = await response.json();
      } catch {
        this.offline(true);
        await sleep(pause);
        pause = Math.min(pause * 2, 5000);
        continue;
      }
      if (pause > 250) this.offline(false);
      pause = 250;
      this.waiting.shift();
      this.keep();
      if (response.ok) this.take(answer, decision);
      else this.refuse(answer, decision);
      this.after.get(decision.client_id)?.(response.ok ? answer : null);
      this.after.delete(decision.client_id);
    }
    this.pumping = false;
  }
}
