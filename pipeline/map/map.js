"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { releases, people, countries, bodies, topics, labels } = data;
  const byId = (id) => document.getElementById(id);
  const MADE = new Set(["signed", "adopted", "approved", "ratified"]);
  const CONFIG = { displaylogo: false, responsive: true, displayModeBar: false };
  const FONT = { family: "system-ui, 'Segoe UI', 'Noto Sans', sans-serif", size: 13, color: "#1c2430" };
  const PALETTE = ["#1f5fa8", "#c2571a", "#2b7a4b", "#8a3ffc", "#b0305c", "#0f7b8a", "#7a5c00",
    "#5b6770", "#a33ea1", "#3f6f00", "#9c2b1e", "#005f73"];
  const pen = document.createElement("canvas").getContext("2d");
  const state = { nodes: "people", documents: "made", shownDocuments: 40, shownReleases: 40, chosen: null };

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const count = (number) => number.toLocaleString("ru-RU");
  const plural = (number, one, few, many) => {
    const tens = number % 100, units = number % 10;
    const word = tens > 10 && tens < 20 ? many : units === 1 ? one : units > 1 && units < 5 ? few : many;
    return `${count(number)} ${word}`;
  };
  const day = (iso) => (iso ? iso.split("-").reverse().join(".") : "без даты");
  const short = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
  const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

  // --- filters -------------------------------------------------------------------------------

  const fill = (select, names, used) => {
    select.append(new Option("все", ""));
    [...used].map((index) => [names[index], index])
      .sort((a, b) => a[0].localeCompare(b[0], "ru"))
      .forEach(([name, index]) => select.append(new Option(short(name, 60), String(index))));
    select.disabled = used.size === 0;
  };
  fill(byId("country"), countries.map((item) => item.name), new Set(releases.flatMap((r) => r.countries)));
  fill(byId("body"), bodies, new Set(releases.map((r) => r.body).filter((b) => b !== null)));
  fill(byId("topic"), topics, new Set(releases.flatMap((r) => r.topics)));
  const days = releases.map((r) => r.date).filter(Boolean);
  for (const id of ["from", "to"]) {
    byId(id).min = days[0] || "";
    byId(id).max = days[days.length - 1] || "";
    byId(id).disabled = days.length === 0;
  }

  const filtered = () => {
    const number = (id) => (byId(id).value === "" ? null : Number(byId(id).value));
    const from = byId("from").value, to = byId("to").value;
    const country = number("country"), body = number("body"), topic = number("topic");
    return releases.filter((r) =>
      (!from || (r.date && r.date >= from)) && (!to || (r.date && r.date <= to)) &&
      (country === null || r.countries.includes(country)) &&
      (body === null || r.body === body) && (topic === null || r.topics.includes(topic)));
  };

  // --- counts --------------------------------------------------------------------------------

  const drawCounts = (current) => {
    const made = current.flatMap((r) => r.documents).filter((d) => MADE.has(d.status)).length;
    const facts = [
      ["релизов", current.length],
      ["событий", current.filter((r) => r.kind !== null).length],
      ["участников", new Set(current.flatMap((r) => r.people)).size],
      ["стран", new Set(current.flatMap((r) => r.countries)).size],
      ["документов подписано и принято", made],
      ["высказываний", current.reduce((sum, r) => sum + r.statements, 0)],
    ];
    byId("counts").replaceChildren(...facts.map(([name, number]) => {
      const pair = element("div");
      pair.append(element("dt", name), element("dd", count(number)));
      return pair;
    }));
  };

  // --- network: nodes on a circle, the busiest only, meetings as arcs ---------------------------

  const meetings = (current) => {
    const nodes = new Map(), links = new Map();
    current.forEach((r, index) => {
      if (r.kind === null) return;
      const ids = [...new Set(state.nodes === "people" ? r.people : r.countries)].sort((a, b) => a - b);
      for (const id of ids) {
        if (!nodes.has(id)) nodes.set(id, { id, met: 0, events: [] });
        nodes.get(id).events.push(index);
        nodes.get(id).met += ids.length > 1 ? 1 : 0;
      }
    });
    const limit = window.innerWidth < 760 ? 24 : state.nodes === "people" ? 56 : 60;
    const meeting = [...nodes.values()].filter((node) => node.met > 0);
    const shown = meeting.sort((a, b) => b.met - a.met || a.id - b.id).slice(0, limit);
    const kept = new Set(shown.map((node) => node.id));
    current.forEach((r, index) => {
      if (r.kind === null) return;
      const all = state.nodes === "people" ? r.people : r.countries;
      const ids = [...new Set(all)].filter((id) => kept.has(id)).sort((a, b) => a - b);
      for (let i = 0; i < ids.length; i += 1) {
        for (let j = i + 1; j < ids.length; j += 1) {
          const key = `${ids[i]} ${ids[j]}`;
          if (!links.has(key)) links.set(key, { a: ids[i], b: ids[j], events: [] });
          links.get(key).events.push(index);
        }
      }
    });
    const ordered = [...links.values()].sort((a, b) => b.events.length - a.events.length);
    return { shown, total: meeting.length, links: ordered.slice(0, 260), allLinks: ordered.length };
  };

  const nameOf = (id) => (state.nodes === "people" ? people[id].name : countries[id].name);
  const countryOf = (id) => (state.nodes === "people" ? people[id].country : id);
  const countryName = (index) => (index === null || index === undefined ? "без страны" : countries[index].name);

  const drawNetwork = (current) => {
    const { shown, total, links, allLinks } = meetings(current);
    const what = state.nodes === "people" ? ["человек", "человека", "человек"] : ["страна", "страны", "стран"];
    byId("network-note").textContent = total === 0 ? "В отобранных релизах никто ни с кем не встречался."
      : `${plural(total, ...what)}, показано ${shown.length}: у кого больше встреч. ` +
        (links.length < allLinks ? `Линий ${count(links.length)} из ${count(allLinks)}. ` : "") +
        "Линия — общие события; нажмите на точку или на середину линии.";
    const box = byId("network");
    if (total === 0) { Plotly.purge(box); box.replaceChildren(); box.style.height = "0"; return; }
    const homeless = (node) => Number(countryOf(node.id) === null);
    shown.sort((a, b) => homeless(a) - homeless(b) || countryName(countryOf(a.id)).localeCompare(countryName(countryOf(b.id)), "ru") ||
      nameOf(a.id).localeCompare(nameOf(b.id), "ru"));
    const place = new Map(), gap = 2 * Math.PI / shown.length;
    shown.forEach((node, index) => place.set(node.id, index * gap + gap / 2));
    const colours = new Map();
    shown.forEach((node) => {
      const country = countryOf(node.id);
      if (!colours.has(country)) {
        colours.set(country, country === null ? "#6b7480" : PALETTE[colours.size % PALETTE.length]);
      }
    });
    const at = (id, r = 1) => [r * Math.sin(place.get(id)), r * Math.cos(place.get(id))];
    const most = Math.max(...links.map((link) => link.events.length), 1);
    // Width tells how often, compared with the most frequent pair; many lines are drawn fainter.
    const faint = Math.min(1, 140 / Math.max(links.length, 1));
    const classes = [[0, 0.8, 0.35], [0.15, 1.4, 0.5], [0.4, 2.2, 0.65], [0.8, 3.2, 0.8]]
      .map(([share, width, opacity]) => [share, width, (0.5 + faint / 2) * opacity]);
    const traces = classes.map(([, width, opacity]) => ({ x: [], y: [], mode: "lines", hoverinfo: "skip",
      line: { width, color: `rgba(70,90,120,${opacity})` }, type: "scatter", showlegend: false }));
    const middles = { x: [], y: [], text: [], customdata: [], mode: "markers", type: "scatter",
      hoverinfo: "text", showlegend: false, marker: { size: 6, color: "rgba(70,90,120,0.3)" } };
    links.forEach((link, number) => {
      const kind = classes.reduce((best, item, index) => ((link.events.length - 1) / Math.max(most - 1, 4) >= item[0] ? index : best), 0);
      const [ax, ay] = at(link.a, 0.97), [bx, by] = at(link.b, 0.97);
      const bend = 0.35;
      const cx = (ax + bx) / 2 * bend, cy = (ay + by) / 2 * bend;
      for (let step = 0; step <= 16; step += 1) {
        const t = step / 16, u = 1 - t;
        traces[kind].x.push(u * u * ax + 2 * u * t * cx + t * t * bx);
        traces[kind].y.push(u * u * ay + 2 * u * t * cy + t * t * by);
      }
      traces[kind].x.push(null);
      traces[kind].y.push(null);
      if (number >= 90) return;
      middles.x.push(ax / 4 + cx / 2 + bx / 4);
      middles.y.push(ay / 4 + cy / 2 + by / 4);
      middles.text.push(`${safe(nameOf(link.a))} — ${safe(nameOf(link.b))}: ` +
        plural(link.events.length, "событие", "события", "событий"));
      middles.customdata.push({ title: `${nameOf(link.a)} и ${nameOf(link.b)}`, events: link.events,
        why: { [state.nodes]: [link.a, link.b] } });
    });
    const top = Math.max(...shown.map((node) => node.met));
    const dots = { x: [], y: [], text: [], customdata: [], mode: "markers", type: "scatter",
      hoverinfo: "text", showlegend: false, marker: { size: [], color: [], line: { color: "#fff", width: 1 } } };
    const small = window.innerWidth < 760;
    const size = Math.min(box.clientWidth, 860), font = shown.length > 40 ? 11.5 : 13;
    const height = Math.max(380, Math.min(size, small ? 460 : 780));
    pen.font = `${font}px ${FONT.family}`;
    const room = height * 0.24;
    const label = (id) => {
      const home = state.nodes === "people" ? people[id].country : null;
      const code = home === null ? "" : ` ${countries[home].code}`;
      let name = nameOf(id);
      while (name.length > 4 && pen.measureText(name + code).width > room) name = short(name, name.length - 1);
      return name + code;
    };
    const longest = Math.max(...shown.map((node) => pen.measureText(label(node.id)).width));
    const annotations = shown.map((node) => {
      const [x, y] = at(node.id), angle = place.get(node.id) * 180 / Math.PI;
      dots.x.push(x);
      dots.y.push(y);
      const about = state.nodes === "people"
        ? [people[node.id].office, countryName(people[node.id].country)].filter(Boolean).join(", ") : "";
      dots.text.push(`<b>${safe(nameOf(node.id))}</b><br>${safe(short(about, 80))}<br>` +
        plural(node.events.length, "событие", "события", "событий"));
      dots.customdata.push({ title: nameOf(node.id), events: node.events, why: { [state.nodes]: [node.id] } });
      dots.marker.size.push(8 + 9 * Math.sqrt(node.met / top));
      dots.marker.color.push(colours.get(countryOf(node.id)));
      const right = angle < 180, turned = right ? angle - 90 : angle + 90;
      const [lx, ly] = at(node.id);
      const words = label(node.id);
      // Plotly turns a text about its middle: move that middle outwards by half the text's length.
      const dot = dots.marker.size[dots.marker.size.length - 1];
      const half = pen.measureText(words).width / 2 + dot / 2 + 4, radians = place.get(node.id);
      return { x: lx, y: ly, text: safe(words), showarrow: false, textangle: turned,
        xanchor: "center", yanchor: "middle", font: { size: font, color: colours.get(countryOf(node.id)) },
        xshift: half * Math.sin(radians), yshift: half * Math.cos(radians) };
    });
    box.style.height = `${height}px`;
    const margin = longest + 24;
    Plotly.react(box, [...traces, middles, dots], {
      height, margin: { l: margin, r: margin, t: margin, b: margin }, font: FONT, hovermode: "closest",
      xaxis: { visible: false, range: [-1.08, 1.08], fixedrange: true },
      yaxis: { visible: false, range: [-1.08, 1.08], scaleanchor: "x", fixedrange: true },
      annotations, plot_bgcolor: "#fff", paper_bgcolor: "#fff", dragmode: false,
    }, CONFIG);
    box.setAttribute("data-most", String(most));
    follow(box, current, (point) => point.customdata);
  };

  // --- timeline: bars of days, weeks, months or years --------------------------------------------

  const STEPS = [["день", 62], ["неделя", 430], ["месяц", 2600], ["год", Infinity]];
  const bin = (iso, step) => {
    if (step === "год") return `${iso.slice(0, 4)}-01-01`;
    if (step === "месяц") return `${iso.slice(0, 7)}-01`;
    if (step === "день") return iso;
    const date = new Date(`${iso}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - (date.getUTCDay() + 6) % 7);
    return date.toISOString().slice(0, 10);
  };
  const drawTimeline = (current) => {
    const box = byId("timeline");
    let dated = current.map((r, index) => [r, index]).filter(([r]) => r.date && r.kind !== null);
    const undated = current.filter((r) => !r.date && r.kind !== null).length;
    byId("timeline-note").textContent = dated.length === 0 ? "Датированных событий нет." : "";
    if (dated.length === 0) { Plotly.purge(box); box.replaceChildren(); box.style.height = "0"; return; }
    // A few dates far off must not squeeze the rest into one bar.
    const sorted = dated.map(([r]) => r.date).sort(), edge = Math.floor(sorted.length * 0.03);
    const length = (a, b) => new Date(b) - new Date(a) + 864e5;
    const inner = [sorted[edge], sorted[sorted.length - 1 - edge]];
    const far = sorted.length >= 40 && length(sorted[0], sorted[sorted.length - 1]) > 3 * length(...inner);
    const before = dated.length;
    if (far) dated = dated.filter(([r]) => r.date >= inner[0] && r.date <= inner[1]);
    const first = dated.reduce((a, [r]) => (r.date < a ? r.date : a), dated[0][0].date);
    const last = dated.reduce((a, [r]) => (r.date > a ? r.date : a), dated[0][0].date);
    const span = (new Date(last) - new Date(first)) / 864e5;
    const step = STEPS.find(([, most]) => span <= most)[0];
    byId("timeline-note").textContent = `Столбец — ${step}` + (undated ? `; без даты: ${count(undated)}` : "") +
      (far ? `; вне графика: ${count(before - dated.length)} (с ${day(sorted[0])} по ${day(sorted[sorted.length - 1])})` : "");
    const kinds = new Map();
    dated.forEach(([r, index]) => {
      if (!kinds.has(r.kind)) kinds.set(r.kind, new Map());
      const bars = kinds.get(r.kind), key = bin(r.date, step);
      if (!bars.has(key)) bars.set(key, []);
      bars.get(key).push(index);
    });
    const sum = (bars) => [...bars.values()].reduce((total, list) => total + list.length, 0);
    const ordered = [...kinds].sort((a, b) => sum(b[1]) - sum(a[1]));
    const width = { день: 0.8, неделя: 6, месяц: 26, год: 320 }[step] * 864e5;
    const traces = ordered.map(([kind, bars], index) => {
      const keys = [...bars.keys()].sort();
      return { type: "bar", name: labels.kinds[kind], x: keys, y: keys.map((key) => bars.get(key).length),
        width, marker: { color: PALETTE[index % PALETTE.length] },
        customdata: keys.map((key) => ({ title: `${labels.kinds[kind]}, ${day(key)}`, events: bars.get(key) })),
        hovertemplate: `%{x|%d.%m.%Y}: %{y}<extra>${safe(labels.kinds[kind])}</extra>` };
    });
    const heights = new Map();
    dated.forEach(([r]) => heights.set(bin(r.date, step), (heights.get(bin(r.date, step)) || 0) + 1));
    const highest = Math.max(...heights.values());
    box.style.height = "380px";
    Plotly.react(box, traces, {
      height: 380, barmode: "stack", bargap: 0.1, margin: { l: 40, r: 10, t: 10, b: 40 }, font: FONT,
      legend: { orientation: "h", y: -0.16, font: { size: 12 } }, hovermode: "closest",
      xaxis: { type: "date", tickformat: step === "год" ? "%Y" : step === "месяц" ? "%m.%Y" : "%d.%m.%y",
        fixedrange: true, tickangle: 0, nticks: 6, automargin: true,
        range: [new Date(new Date(first) - width), new Date(+new Date(last) + width * 1.5)] },
      yaxis: { fixedrange: true, tickformat: ",d", rangemode: "tozero", nticks: 6, dtick: highest < 6 ? 1 : undefined },
      dragmode: false,
    }, CONFIG);
    follow(box, current, (point) => point.customdata);
  };

  // --- matrix: countries by topics -----------------------------------------------------------

  const drawMatrix = (current) => {
    const box = byId("matrix"), cells = new Map(), byCountry = new Map(), byTopic = new Map();
    current.forEach((r, index) => {
      for (const country of new Set(r.countries)) {
        for (const topic of r.topics) {
          const key = `${country} ${topic}`;
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(index);
          byCountry.set(country, (byCountry.get(country) || 0) + 1);
          byTopic.set(topic, (byTopic.get(topic) || 0) + 1);
        }
      }
    });
    if (cells.size === 0) {
      byId("matrix-note").textContent = "Нет тем у релизов, в которых представлены страны.";
      Plotly.purge(box); box.replaceChildren(); box.style.height = "0"; return;
    }
    const top = (counts, limit) => [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit).map((e) => e[0]);
    const rows = top(byCountry, 18).reverse(), columns = top(byTopic, 14);
    columns.sort((a, b) => Number(topics[a] === "Прочее") - Number(topics[b] === "Прочее"));
    byId("matrix-note").textContent = "Релизы, в которых страна представлена и есть тема" +
      (byCountry.size > rows.length ? `; стран ${rows.length} из ${byCountry.size}` : "");
    const at = (row, column) => cells.get(`${row} ${column}`) || [];
    const z = rows.map((row) => columns.map((column) => at(row, column).length || null));
    const height = Math.max(380, 130 + 24 * rows.length);
    box.style.height = `${height}px`;
    Plotly.react(box, [{ type: "heatmap", z, x: columns.map((c) => topics[c]), y: rows.map((r) => short(countries[r].name, 24)),
      customdata: rows.map((row) => columns.map((column) => ({ title: `${countries[row].name}: ${topics[column]}`,
        events: at(row, column), why: { countries: [row], topics: [column] } }))),
      colorscale: [[0, "#dbe7f5"], [1, "#1f5fa8"]], showscale: false, xgap: 2, ygap: 2, texttemplate: "%{z}",
      hovertemplate: "%{y}, %{x}: %{z}<extra></extra>", hoverongaps: false, zmin: 0 }], {
      height, margin: { l: 10, r: 10, t: 10, b: 10 }, font: { ...FONT, size: 12 },
      xaxis: { fixedrange: true, automargin: true, tickangle: -40, type: "category" },
      yaxis: { fixedrange: true, automargin: true, type: "category" }, dragmode: false,
    }, CONFIG);
    follow(box, current, (point) => point.customdata);
  };

  // --- documents -----------------------------------------------------------------------------

  const drawDocuments = (current) => {
    const rows = current.flatMap((r, index) => r.documents
      .filter((d) => state.documents === "all" || MADE.has(d.status)).map((d) => [r, d, index]))
      .sort((a, b) => (b[0].date || "").localeCompare(a[0].date || ""));
    byId("documents-note").textContent = plural(rows.length, "документ", "документа", "документов") +
      " в отобранных релизах; нажмите на название, чтобы увидеть слова релиза.";
    const head = element("tr");
    head.append(...["Дата", "Вид", "Что с ним", "Название", "Кто"].map((name) => element("th", name)));
    const body = rows.slice(0, state.shownDocuments).map(([r, d, index]) => {
      const row = element("tr"), title = element("td"), button = element("button", d.title);
      button.type = "button";
      button.addEventListener("click", () => choose(d.title, [index], current, true, { document: d }));
      title.append(button);
      row.append(element("td", day(r.date)), element("td", labels.documents[d.kind]),
        element("td", labels.statuses[d.status]), title, element("td", d.signatories.join(", ")));
      return row;
    });
    byId("documents").replaceChildren(...(rows.length ? [head, ...body] : []));
    byId("more-documents").hidden = rows.length <= state.shownDocuments;
  };

  // --- the panel: releases behind a mark -----------------------------------------------------

  const quote = (words) => {
    const [text, start, end] = words;
    const made = element("blockquote", `«${text}» `);
    made.append(element("cite", `знаки ${start}–${end}`));
    return made;
  };
  // What of a release bears out the mark that was chosen: its people, countries, topic or document.
  const reasons = (r, why) => {
    const found = [];
    const add = (list, words, ids) => list.forEach((id, index) => {
      if (ids && ids.includes(id)) found.push(words[index]);
    });
    add(r.people, r.peopleWords, why.people);
    add(r.countries, r.countriesWords, why.countries);
    add(r.topics, r.topicsWords, why.topics);
    return found;
  };
  const card = (r, why) => {
    const item = element("li"), title = element("h3");
    if (r.link) {
      const link = element("a", r.title, "link");
      link.href = r.link;
      title.append(link);
    } else title.textContent = r.title;
    const facts = [day(r.date), r.kind === null ? "события нет" : labels.kinds[r.kind], r.place,
      r.body === null ? null : bodies[r.body]].filter(Boolean).join(" · ");
    item.append(title, element("p", facts, "meta"));
    const own = reasons(r, why);
    item.append(...own.map(quote));
    if (r.words && !own.some(([, start, end]) => start <= r.words[1] && r.words[2] <= end)) item.append(quote(r.words));
    if (r.people.length) {
      const names = r.people.slice(0, 12).map((id) => people[id].name).join(", ");
      item.append(element("p", `Участники: ${names}${r.people.length > 12 ? ` и ещё ${r.people.length - 12}` : ""}`));
    }
    const shown = why.document ? [why.document] : r.documents.filter((d) => MADE.has(d.status)).slice(0, 5);
    for (const d of shown) {
      item.append(element("p", `${labels.documents[d.kind]}, ${labels.statuses[d.status]}:`));
      item.append(quote(d.words));
    }
    if (r.title !== r.id) item.append(element("p", r.id, "meta"));
    return item;
  };
  const drawPanel = (current) => {
    const chosen = state.chosen;
    const list = chosen ? chosen.releases : current;
    byId("panel-title").textContent = chosen ? chosen.title : "Релизы";
    byId("panel-note").textContent = plural(list.length, "релиз", "релиза", "релизов") +
      (chosen ? "" : "; нажмите на точку, линию, столбец или клетку");
    byId("releases").replaceChildren(...list.slice(0, state.shownReleases).map((r) => card(r, chosen ? chosen.why : {})));
    byId("more-releases").hidden = list.length <= state.shownReleases;
  };
  const choose = (title, events, current, focus, why) => {
    state.chosen = { title, why, releases: [...new Set(events)].map((index) => current[index]) };
    state.shownReleases = 40;
    drawPanel(current);
    byId("panel").scrollTop = 0;
    if (focus || window.innerWidth <= 1080) byId("panel-title").focus();
  };
  const follow = (box, current, chosen) => {
    box.removeAllListeners("plotly_click");
    box.on("plotly_click", (event) => {
      const found = chosen(event.points[event.points.length - 1]);
      if (found && found.events.length) choose(found.title, found.events, current, false, found.why || {});
    });
  };

  // --- together ------------------------------------------------------------------------------

  const draw = () => {
    const current = filtered();
    state.chosen = null;
    state.shownDocuments = 40;
    state.shownReleases = 40;
    document.documentElement.style.setProperty("--head",
      `${document.querySelector("header").offsetHeight}px`);
    drawCounts(current);
    drawNetwork(current);
    drawTimeline(current);
    drawMatrix(current);
    drawDocuments(current);
    drawPanel(current);
    document.body.dataset.drawn = String(current.length);
  };
  const pressed = (on, off) => {
    byId(on).setAttribute("aria-pressed", "true");
    byId(off).setAttribute("aria-pressed", "false");
  };
  const mode = (on, off, change, redraw) => byId(on).addEventListener("click", () => {
    change();
    pressed(on, off);
    redraw(filtered());
  });
  mode("by-people", "by-countries", () => { state.nodes = "people"; }, drawNetwork);
  mode("by-countries", "by-people", () => { state.nodes = "countries"; }, drawNetwork);
  mode("made", "all", () => { state.documents = "made"; }, drawDocuments);
  mode("all", "made", () => { state.documents = "all"; }, drawDocuments);
  byId("more-documents").addEventListener("click", () => { state.shownDocuments += 200; drawDocuments(filtered()); });
  byId("more-releases").addEventListener("click", () => { state.shownReleases += 200; drawPanel(filtered()); });
  for (const id of ["from", "to", "country", "body", "topic"]) byId(id).addEventListener("change", draw);
  byId("clear").addEventListener("click", () => { byId("filters").reset(); draw(); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (Math.abs(window.innerWidth - width) < 40) return;
    width = window.innerWidth;
    drawNetwork(filtered());
  });
  draw();
})();
