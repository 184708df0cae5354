// The release's text: one text node, evidence drawn over it, and the selection moved by keys.
//
// Offsets are code points everywhere but in here: the browser counts UTF-16 units, and only
// `units` and `points` turn the one into the other.

const LAYERS = ["statements", "documents", "measures", "event", "topics", "organizations", "issuer",
  "participants", "positions", "date", "place", "countries"];
const LONG = 20_000; // units of a text that is drawn in parts
const AROUND = 5_000; // and how much beyond the visible part
const HYPHEN = /[-\u2010\u2011’']/;
const LETTER = /[\p{L}\p{N}]/u;

export class ReleaseText {
  constructor(pane, text) {
    this.pane = pane;
    this.text = text;
    pane.textContent = text;
    this.node = pane.firstChild;
    this.wide = []; // code points that take two units, by their place
    if (/[\ud800-\udfff]/.test(text)) {
      let place = 0;
      for (const character of text) {
        if (character.length === 2) this.wide.push(place);
        place += 1;
      }
    }
    this.places = {};
    this.window = null;
    pane.addEventListener("scroll", () => requestAnimationFrame(() => this.places.event && this.#paint()));
    // Letter by letter, so that a letter that grows in lower case moves nothing.
    this.folded = null;
  }

  #countBelow(limit, valueAt) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (valueAt(middle) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  units(point) {
    return point + this.#countBelow(point, (i) => this.wide[i]);
  }

  points(unit) {
    return unit - this.#countBelow(unit, (i) => this.wide[i] + i);
  }

  wordsAt(start, end) {
    return this.text.slice(this.units(start), this.units(end));
  }

  quote([start, end]) {
    return { start, end, text: this.wordsAt(start, end) };
  }

  range(start, end) {
    const range = new Range();
    range.setStart(this.node, this.units(start));
    range.setEnd(this.node, this.units(end));
    return range;
  }

  offsetAt(x, y) {
    const position = document.caretPositionFromPoint?.(x, y);
    if (position) return position.offsetNode === this.node ? this.points(position.offset) : null;
    const range = document.caretRangeFromPoint?.(x, y);
    return range && range.startContainer === this.node ? this.points(range.startOffset) : null;
  }

  /** Draw quotations `[kind, start, end, words]`; those whose words are not the text's are told. */
  draw(quotes, stale) {
    this.drawn = null;
    this.places = Object.fromEntries(LAYERS.map((kind) => [kind, []]));
    for (const [kind, start, end, words, id] of quotes) {
      if (this.wordsAt(start, end) === words) this.places[kind]?.push([start, end]);
      else stale(id);
    }
    this.window = null;
    this.#paint();
  }

  /** Draw what is near the visible part: each key paints the text anew, and a long one is slow. */
  #paint() {
    const [from, to] = this.text.length < LONG ? [0, this.text.length] : this.#visible();
    if (this.window && this.window[0] <= from && to <= this.window[1]) return;
    this.window = this.text.length < LONG ? [from, to] : [from - AROUND, to + AROUND];
    LAYERS.forEach((kind, priority) => {
      const near = this.places[kind].filter(([start, end]) => start < this.window[1] && end > this.window[0]);
      this.#highlight(`k-${kind}`, near.map(([start, end]) => this.range(start, end)), priority);
    });
  }

  #visible() {
    const frame = this.pane.getBoundingClientRect();
    const bottom = Math.min(frame.bottom, innerHeight);
    const corner = (y) => this.offsetAt(frame.left + 40, y);
    return [corner(frame.top + 8) ?? 0, corner(bottom - 8) ?? this.text.length];
  }

  /** Draw the quotations of the item in focus, and return their ranges. */
  drawActive(quotes) {
    const drawn = JSON.stringify(quotes);
    if (drawn === this.drawn) return this.active; // a new highlight paints the whole text anew
    this.drawn = drawn;
    const ranges = quotes
      .filter(([start, end, words]) => this.wordsAt(start, end) === words)
      .map(([start, end]) => this.range(start, end));
    this.#highlight("active", ranges, 20);
    this.active = ranges;
    return ranges;
  }

  drawFound(place) {
    this.#highlight("found", place ? [this.range(...place)] : [], 21);
    if (place) this.reveal(this.range(...place));
  }

  #highlight(name, ranges, priority) {
    const highlight = new Highlight(...ranges);
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
  }

  reveal(range) {
    const box = range.getBoundingClientRect();
    const frame = this.pane.getBoundingClientRect();
    if (this.pane.scrollHeight <= this.pane.clientHeight) return;
    if (box.top < frame.top + 20 || box.bottom > frame.bottom - 20) {
      this.pane.scrollTop += box.top - frame.top - this.pane.clientHeight / 3;
    }
  }

  /** The selected words without the spaces around them, or `null`. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (range.startContainer !== this.node || range.endContainer !== this.node) return null;
    let [start, end] = [range.startOffset, range.endOffset];
    while (start < end && /\s/.test(this.text[start])) start += 1;
    while (end > start && /\s/.test(this.text[end - 1])) end -= 1;
    return start < end ? [this.points(start), this.points(end)] : null;
  }

  select(start, end) {
    getSelection().setBaseAndExtent(this.node, this.units(start), this.node, this.units(end));
    this.reveal(this.range(start, end));
  }

  /** Move an edge of a place by a word: its end, or its beginning. */
  moveEdge(place, forward, beginning) {
    let at = this.units(beginning ? place[0] : place[1]);
    const last = this.text.length;
    const inside = () => this.#isWord(forward ? at : at - 1);
    const more = () => (forward ? at < last : at > 0);
    const step = forward ? 1 : -1;
    while (more() && !inside()) at += step;
    while (more() && inside()) at += step;
    // Shrinking ends at a word's edge, not after the space before it.
    if (beginning && forward) while (at < last && !this.#isWord(at)) at += 1;
    if (!beginning && !forward) while (at > 0 && !this.#isWord(at - 1)) at -= 1;
    const edge = this.points(at);
    const [start, end] = beginning ? [edge, place[1]] : [place[0], edge];
    if (start < end) this.select(start, end);
  }

  /** Select the word after a place, or the one before it. */
  moveWord(place, forward) {
    const text = this.text;
    let at = this.units(forward ? place[1] : place[0]);
    if (forward) {
      while (at < text.length && !this.#isWord(at)) at += 1;
      if (at < text.length) this.#selectWord(at, this.#edge(at, 1));
    } else {
      while (at > 0 && !this.#isWord(at - 1)) at -= 1;
      if (at > 0) this.#selectWord(this.#edge(at, -1), at);
    }
  }

  #selectWord(start, end) {
    this.select(this.points(start), this.points(end));
  }

  #edge(at, step) {
    while (this.#isWord(step > 0 ? at : at - 1)) at += step;
    return at;
  }

  /** Whether a unit is part of a word: a hyphen between letters is. */
  #isWord(at) {
    const letter = (place) => LETTER.test(this.text[place] ?? "");
    return letter(at) || (HYPHEN.test(this.text[at] ?? "") && letter(at - 1) && letter(at + 1));
  }

  /** Places of some words, grown to whole words; case and «ё» do not matter. */
  find(wanted) {
    this.folded ??= fold(this.text);
    const pattern = fold(wanted.trim());
    const found = [];
    if (!pattern) return found;
    for (let at = this.folded.indexOf(pattern); at >= 0; at = this.folded.indexOf(pattern, at + pattern.length)) {
      found.push([this.points(this.#edge(at, -1)), this.points(this.#edge(at + pattern.length, 1))]);
    }
    return found;
  }
}

function fold(text) {
  let folded = "";
  for (let at = 0; at < text.length; at += 1) {
    const low = text[at].toLowerCase();
    folded += low === "ё" ? "е" : /\s/.test(low) ? " " : low.length === 1 ? low : text[at];
  }
  return folded;
}
