/** Deals and milestones along the years, drawn as SVG. Each mark can be reached and opened by keyboard. */

import { h, s } from "./dom";
import { date, decimalYear } from "./format";
import { statusClass } from "./parts";

export interface Item {
  lane: "deals" | "milestones";
  date: string | null;
  status: string;
  label: string;
  open: () => void;
}

const LANES = ["deals", "milestones"] as const;
const STEP = 13;
const LEFT = 78;
const RIGHT = 24;

interface Placed extends Item {
  x: number;
  row: number;
}

/** Give each mark of a lane a place; marks that would touch are stacked. */
function place(items: readonly (Item & { x: number })[]): Placed[] {
  const ends: number[] = [];
  return [...items]
    .sort((a, b) => a.x - b.x)
    .map((item) => {
      const free = ends.findIndex((end) => item.x - end >= STEP);
      const row = free < 0 ? ends.length : free;
      ends[row] = item.x;
      return { ...item, row };
    });
}

function draw(items: readonly Item[], width: number): Node {
  const dated = items.flatMap((item) => {
    const at = decimalYear(item.date);
    return at === null ? [] : [{ ...item, at }];
  });
  const first = Math.floor(Math.min(...dated.map((d) => d.at)));
  const last = Math.max(Math.floor(Math.max(...dated.map((d) => d.at))) + 1, first + 2);
  const scale = (at: number): number => LEFT + ((at - first) / (last - first)) * (width - LEFT - RIGHT);
  const lanes = LANES.map((lane) => ({ lane, marks: place(dated.filter((d) => d.lane === lane).map((d) => ({ ...d, x: scale(d.at) }))) }));
  const heights = lanes.map(({ marks }) => (marks.length ? (Math.max(...marks.map((m) => m.row)) + 1) * STEP + 22 : 0));
  const height = heights.reduce((a, b) => a + b, 0) + 24;
  const axis = height - 22;

  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "timeline", role: "group", "aria-label": "Timeline" });
  const every = [1, 2, 5, 10, 20].find((n) => ((width - LEFT - RIGHT) / (last - first)) * n >= 42) ?? 50;
  for (let y = first; y <= last; y++) {
    if (y % every !== 0) continue;
    svg.append(s("line", { x1: scale(y), x2: scale(y), y1: 4, y2: axis, class: "grid" }), s("text", { x: scale(y), y: axis + 16, class: "tick" }, y));
  }
  svg.append(s("line", { x1: LEFT, x2: width - RIGHT, y1: axis, y2: axis, class: "axis" }));
  let base = 0;
  lanes.forEach(({ lane, marks }, i) => {
    base += heights[i] ?? 0;
    if (marks.length) svg.append(s("text", { x: 0, y: base - 10, class: "lane" }, lane));
    for (const mark of marks) svg.append(symbol(mark, base - 14 - mark.row * STEP));
  });
  return svg;
}

function symbol(mark: Placed, y: number): SVGGElement {
  const label = `${date(mark.date)}: ${mark.label}`;
  const shape =
    mark.lane === "deals"
      ? s("rect", { x: mark.x - 4.5, y: y - 4.5, width: 9, height: 9, transform: `rotate(45 ${mark.x} ${y})` })
      : s("circle", { cx: mark.x, cy: y, r: 5.5 });
  return s(
    "g",
    {
      tabindex: 0,
      role: "button",
      class: `mark ${mark.lane} ${statusClass(mark.status)}`,
      "aria-label": label,
      click: mark.open,
      keydown: (event) => {
        if (event instanceof KeyboardEvent && (event.key === "Enter" || event.key === " ")) {
          event.preventDefault();
          mark.open();
        }
      },
    },
    s("title", {}, label),
    shape,
  );
}

/** Draw the timeline into a box, and again whenever the box's width changes. */
export function timeline(items: readonly Item[]): HTMLElement {
  const undated = items.filter((item) => decimalYear(item.date) === null).length;
  const box = h("div", { class: "timeline-box" });
  if (undated === items.length) {
    box.append(h("p", { class: "muted" }, "Nothing here has a date."));
    return box;
  }
  let width = 0;
  const note = undated ? h("p", { class: "muted" }, `Without a date, and so not on this line: ${undated}.`) : null;
  new ResizeObserver(([entry]) => {
    const now = Math.floor(entry?.contentRect.width ?? 0);
    if (now === width || now === 0) return;
    width = now;
    box.replaceChildren(draw(items, Math.max(280, now)), ...(note ? [note] : []));
  }).observe(box);
  return box;
}
