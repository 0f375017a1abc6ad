/** Charts: deals by year, the most frequent partners, sums of milestones by status. Each with its table. */

import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";
import { entity, search, stats, type StatPoint } from "./api";
import { concepts } from "./concepts";
import { append, debounce, h } from "./dom";
import { capital, money, shortMoney, words } from "./format";
import { field, loading, problem, select } from "./parts";
import { entityLink, lengthen, link, type Route } from "./state";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

const NAMES = ["from", "to", "type", "status"] as const;

type Metric = "count" | "sum";

/** Show the charts of the whole graph or of one company. */
export async function chartsView(view: HTMLElement, { values }: Route): Promise<void> {
  const company = values.get("company") ? lengthen(values.get("company") ?? "") : null;
  const title = company ? `Charts: ${(await entity(company)).label}` : "Charts";
  const grid = h("div", { class: "charts" });
  view.replaceChildren(h("h1", {}, title), filterForm(values), grid);
  await fillCharts(grid, { company, ...Object.fromEntries(NAMES.map((name) => [name, values.get(name)])) });
}

/** Fill a grid with the three charts. */
export async function fillCharts(grid: HTMLElement, given: Record<string, string | null | undefined>): Promise<void> {
  grid.replaceChildren(
    await chart("Deals by year", "year", "count", given),
    await chart("Top partners, by deals", "partner", "count", given),
    await chart("Milestone payments by status", "status", "sum", given),
  );
}

function filterForm(values: Map<string, string>): HTMLElement {
  const go = (name: string, value: string): void => {
    const all = { ...Object.fromEntries(values), [name]: value };
    location.hash = link("charts", all);
  };
  const year = (name: string): HTMLElement =>
    h("input", { type: "number", min: 1990, max: 2100, name, value: values.get(name) ?? "", placeholder: "any year", change: (e) => go(name, (e.target as HTMLInputElement).value) });
  const company = h("input", { name: "company", placeholder: "all companies", list: "chart-companies", autocomplete: "off" });
  const options = h("datalist", { id: "chart-companies" });
  company.addEventListener("input", debounce(() => {
    if (!company.value.trim()) return;
    search(company.value, "company", 10).then(
      (hits) => {
        const exact = hits.find((hit) => hit.label === company.value);
        if (exact) go("company", exact.iri.replace("https://w3id.org/dealgraph/id/", ""));
        else options.replaceChildren(...hits.map((hit) => h("option", { value: hit.label })));
      },
      () => options.replaceChildren(),
    );
  }, 150));
  return h(
    "form",
    { class: "filters", "aria-label": "Filters", submit: (e) => e.preventDefault() },
    field("Company", h("span", {}, company, options)),
    field("From", year("from")),
    field("To", year("to")),
    field("Type", select(concepts("agreement-type"), values.get("type") ?? "", "any type", (v) => go("type", v))),
    field("Deal status", select(concepts("agreement-status"), values.get("status") ?? "", "any status", (v) => go("status", v))),
    values.size ? h("a", { class: "button", href: link("charts") }, "Clear") : null,
  );
}

async function chart(title: string, by: "year" | "partner" | "status", metric: Metric, given: Record<string, string | null | undefined>): Promise<HTMLElement> {
  const box = h("section", { class: "panel chart", "data-chart": by }, h("h2", {}, title), loading());
  try {
    // A deal's status is not a milestone's: where milestones are counted by theirs, it says nothing.
    const series = await stats(by, by === "status" ? { ...given, status: null } : given);
    const frame = h("div", { class: `frame ${by}` });
    const all = metric === "sum" ? currencies(series) : [];
    const show = (currency: string | null): void => {
      const canvas = h("canvas", { role: "img", "aria-label": `${title}${currency ? ` in ${currency}` : ""}; the table below holds the same` });
      frame.replaceChildren(canvas);
      draw(canvas, by, metric, series, currency);
    };
    box.replaceChildren(h("h2", {}, title));
    // Sums are never added over currencies: one is drawn at a time.
    append(box, all.length > 1 ? field("Currency", choice(all, show)) : null, series.length ? frame : h("p", { class: "muted" }, "Nothing to show."), table(series));
    if (series.length) show(all[0] ?? null);
  } catch (error) {
    box.replaceChildren(h("h2", {}, title), problem(error));
  }
  return box;
}

/** The currencies of some sums, the most frequent first. */
function currencies(series: readonly StatPoint[]): string[] {
  const sizes = new Map<string, number>();
  for (const p of series) if (p.currency) sizes.set(p.currency, (sizes.get(p.currency) ?? 0) + p.count);
  return [...sizes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([currency]) => currency);
}

function choice(values: readonly string[], change: (value: string) => void): HTMLElement {
  const node = h("select", { change: () => change(node.value) }, ...values.map((value) => h("option", { value }, value)));
  return node;
}

function draw(canvas: HTMLCanvasElement, by: string, metric: Metric, series: readonly StatPoint[], currency: string | null): void {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string): string => css.getPropertyValue(`--${name}`).trim();
  const points = bars(series, by, metric, currency);
  const keys = points.map((p) => (by === "status" ? capital(words(p.key)) : by === "partner" ? short(p.key) : p.key));
  const fills = points.map((p) => (by === "status" ? colour(`s-${p.key}`) || colour("accent") : colour("accent")));
  const flat = by === "partner";
  const ticks = { color: colour("muted"), precision: 0 };
  const value = { beginAtZero: true, grid: { color: colour("grid") }, ticks: metric === "sum" ? { ...ticks, callback: (v: string | number) => shortMoney(Number(v), currency) } : ticks };
  const category = { grid: { display: false }, ticks: { color: colour("text"), autoSkip: !flat, maxRotation: 0 } };
  const made = new Chart(canvas, {
    type: "bar",
    data: { labels: keys, datasets: [{ label: metric, data: points.map((p) => Number(p[metric] ?? 0)), backgroundColor: fills, maxBarThickness: 34, borderRadius: 3 }] },
    options: {
      indexAxis: flat ? "y" : "x",
      animation: false,
      maintainAspectRatio: false,
      scales: flat ? { x: value, y: category } : { x: category, y: value },
      plugins: { tooltip: { callbacks: { label: (item) => (metric === "sum" ? money(Number(item.raw), currency) : String(item.raw)) } } },
    },
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { made.destroy(); if (canvas.isConnected) draw(canvas, by, metric, series, currency); }, { once: true });
}

const short = (name: string): string => (name.length > 25 ? `${name.slice(0, 24)}…` : name);

/** One bar per key: counts over all currencies, sums in the one that is drawn. */
function bars(series: readonly StatPoint[], by: string, metric: Metric, currency: string | null): StatPoint[] {
  const found = new Map<string, StatPoint>();
  for (const p of series) {
    if (metric === "sum" && p.currency !== currency) continue;
    const known = found.get(p.key);
    found.set(p.key, known ? { ...known, count: known.count + p.count } : p);
  }
  const all = [...found.values()];
  if (by === "year") return everyYear(all.sort((a, b) => a.key.localeCompare(b.key)));
  return all.sort((a, b) => Number(b[metric] ?? 0) - Number(a[metric] ?? 0)).slice(0, 12);
}

/** Put in the years without a deal, so that distances along the axis are true. */
function everyYear(points: readonly StatPoint[]): StatPoint[] {
  const dated = points.filter((p) => /^\d{4}$/.test(p.key));
  const first = Number(dated[0]?.key ?? 0);
  const last = Number(dated.at(-1)?.key ?? -1);
  const known = new Map(dated.map((p) => [p.key, p]));
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const key = String(first + i);
    return known.get(key) ?? { key, count: 0, sum: null, currency: null };
  });
}

function table(series: readonly StatPoint[]): HTMLElement | null {
  if (series.length === 0) return null;
  const rows = series.map((p) => h("tr", {}, h("td", {}, p.iri ? h("a", { href: entityLink(p.iri) }, p.key) : words(p.key)), h("td", { class: "number" }, p.count), h("td", { class: "number" }, p.sum === null ? "" : money(p.sum, p.currency))));
  return h(
    "details",
    {},
    h("summary", {}, "As a table"),
    h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, ...["", "Count", "Sum"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, ...rows))),
  );
}
