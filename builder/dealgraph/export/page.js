"use strict";
// Text of filings reaches the page by textContent only, never as markup.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const data = JSON.parse(document.getElementById("data").textContent);
  const view = document.getElementById("graph");
  const detail = document.getElementById("detail");
  const search = document.getElementById("search");
  const boxes = [...document.querySelectorAll("#tools input[type=checkbox]")];
  const rows = [...document.querySelectorAll("tr[data-node]")];
  const byId = new Map();
  let chosen = null;

  const nodes = data.nodes.map((node, i) => {
    // A sunflower's seeds: spread evenly, and the same on every opening.
    const angle = i * 2.399963;
    const radius = 22 * Math.sqrt(i + 1);
    const made = { ...node, x: radius * Math.cos(angle), y: radius * Math.sin(angle), dx: 0, dy: 0, links: [] };
    byId.set(node.id, made);
    return made;
  });
  const links = data.edges.map((edge) => {
    const link = { edge, a: byId.get(edge.source), b: byId.get(edge.target) };
    link.a.links.push(link);
    if (link.b !== link.a) link.b.links.push(link);
    return link;
  });

  function step(heat) {
    const wish = 55;
    for (const n of nodes) {
      n.dx = -n.x * 0.06;
      n.dy = -n.y * 0.06;
    }
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) {
        const a = nodes[i];
        const b = nodes[j];
        const x = a.x - b.x;
        const y = a.y - b.y;
        const far = x * x + y * y;
        // Parts that nothing joins would drift apart for ever if they pushed each other from afar.
        if (far > 36 * wish * wish) continue;
        const push = (wish * wish) / (far + 25);
        a.dx += x * push;
        a.dy += y * push;
        b.dx -= x * push;
        b.dy -= y * push;
      }
    }
    for (const { a, b } of links) {
      const x = b.x - a.x;
      const y = b.y - a.y;
      const pull = Math.hypot(x, y) / wish / 4;
      a.dx += x * pull;
      a.dy += y * pull;
      b.dx -= x * pull;
      b.dy -= y * pull;
    }
    for (const n of nodes) {
      const size = Math.hypot(n.dx, n.dy) || 1;
      const move = Math.min(size, heat);
      n.x += (n.dx / size) * move;
      n.y += (n.dy / size) * move;
    }
  }

  function make(name, attributes, parent) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  }

  const lines = links.map((link) => {
    const line = make("line", {}, view);
    make("title", {}, line).textContent = `${link.a.label} – ${link.edge.label} – ${link.b.label}`;
    return line;
  });
  const groups = nodes.map((node) => {
    const group = make("g", {}, view);
    const radius = Math.min(16, 5 + Math.sqrt(node.links.length) * 1.6);
    const circle = make("circle", { r: radius, class: node.kind, tabindex: 0, role: "button" }, group);
    circle.setAttribute("aria-label", `${node.kind}: ${node.label}`);
    make("title", {}, circle).textContent = `${node.kind}: ${node.label}`;
    const text = make("text", { x: radius + 3, y: 4, "font-size": 11 }, group);
    const name = [...node.label];
    const named = ["company", "drug", "antigen"].includes(node.kind);
    text.textContent = named ? (name.length > 32 ? `${name.slice(0, 31).join("")}…` : node.label) : "";
    circle.addEventListener("click", () => choose(node));
    circle.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose(node);
      }
    });
    return group;
  });

  function place() {
    nodes.forEach((n, i) => groups[i].setAttribute("transform", `translate(${n.x.toFixed(1)} ${n.y.toFixed(1)})`));
    links.forEach(({ a, b }, i) => {
      lines[i].setAttribute("x1", a.x.toFixed(1));
      lines[i].setAttribute("y1", a.y.toFixed(1));
      lines[i].setAttribute("x2", b.x.toFixed(1));
      lines[i].setAttribute("y2", b.y.toFixed(1));
    });
  }

  const box = { x: -300, y: -300, w: 600, h: 600 };
  function frame() {
    view.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  }
  function fit() {
    const xs = nodes.map((n) => n.x);
    const ys = nodes.map((n) => n.y);
    const [left, top] = [Math.min(0, ...xs) - 40, Math.min(0, ...ys) - 40];
    Object.assign(box, { x: left, y: top, w: Math.max(0, ...xs) + 140 - left, h: Math.max(0, ...ys) + 40 - top });
    frame();
  }

  function item(list, name, values) {
    const term = document.createElement("dt");
    term.textContent = name;
    list.append(term);
    for (const value of values) {
      const text = document.createElement("dd");
      if (value instanceof Node) text.append(value);
      else {
        text.dir = "auto";
        text.textContent = String(value);
      }
      list.append(text);
    }
  }

  function choose(node) {
    chosen = node;
    const title = document.createElement("h2");
    title.dir = "auto";
    title.textContent = node.label;
    const list = document.createElement("dl");
    item(list, "kind", [node.kind]);
    for (const [name, value] of Object.entries(node.attributes)) {
      item(list, name.replaceAll("_", " "), Array.isArray(value) ? value : [value]);
    }
    const ways = node.links.map(({ edge, a, b }) => {
      const other = a === node ? b : a;
      const button = document.createElement("button");
      button.type = "button";
      button.dir = "auto";
      button.textContent = a === node ? `${edge.label} → ${other.label}` : `${other.label} → ${edge.label}`;
      button.addEventListener("click", () => choose(other));
      return button;
    });
    if (ways.length) item(list, "links", ways);
    detail.replaceChildren(title, list);
    show();
  }

  function show() {
    const text = search.value.trim().toLowerCase();
    const kinds = new Set(boxes.filter((b) => b.checked).map((b) => b.value));
    const near = new Set(chosen ? [chosen, ...chosen.links.flatMap(({ a, b }) => [a, b])] : nodes);
    nodes.forEach((n, i) => {
      n.shown = kinds.has(n.kind) && (!text || n.words.includes(text));
      groups[i].classList.toggle("far", !n.shown || !near.has(n));
      if (rows[i]) rows[i].hidden = !n.shown;
    });
    links.forEach(({ a, b }, i) => lines[i].classList.toggle("near", chosen === a || chosen === b));
  }

  for (const n of nodes) n.words = JSON.stringify([n.label, n.kind, Object.values(n.attributes)]).toLowerCase();
  search.addEventListener("input", () => {
    chosen = null;
    show();
  });
  for (const b of boxes) b.addEventListener("change", show);
  view.addEventListener("wheel", (event) => {
    event.preventDefault();
    const scale = event.deltaY > 0 ? 1.15 : 1 / 1.15;
    const edge = view.getBoundingClientRect();
    const [u, v] = [(event.clientX - edge.left) / edge.width, (event.clientY - edge.top) / edge.height];
    Object.assign(box, {
      x: box.x + box.w * u * (1 - scale), y: box.y + box.h * v * (1 - scale), w: box.w * scale, h: box.h * scale,
    });
    frame();
  }, { passive: false });
  let grip = null;
  view.addEventListener("pointerdown", (event) => {
    if (event.target === view) grip = { x: event.clientX, y: event.clientY };
  });
  view.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const scale = Math.max(box.w / view.clientWidth, box.h / view.clientHeight);
    box.x -= (event.clientX - grip.x) * scale;
    box.y -= (event.clientY - grip.y) * scale;
    grip = { x: event.clientX, y: event.clientY };
    frame();
  });
  for (const name of ["pointerup", "pointerleave"]) view.addEventListener(name, () => { grip = null; });
  view.addEventListener("click", (event) => {
    if (event.target === view) {
      chosen = null;
      show();
    }
  });

  document.body.classList.add("live");
  const turns = Math.max(60, Math.min(400, Math.round(120000 / (nodes.length + 1))));
  // So many turns at a time that the page stays at hand, whatever clock there is.
  const batch = Math.max(1, Math.floor(6e6 / (nodes.length * nodes.length + 1)));
  let turn = 0;
  (function run() {
    for (let i = 0; i < batch && turn < turns; i += 1) {
      step(30 * (1 - turn / turns) + 0.5);
      turn += 1;
    }
    place();
    fit();
    if (turn < turns) setTimeout(run);
    else document.body.dataset.ready = "true";
  })();
  show();
})();
