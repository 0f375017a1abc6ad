/** A thing's page: what is known of it, its deals and milestones on a timeline, its graph. */

import { type Deal, type Entity, entity, type Milestone } from "./api";
import { append, type Child, external, h } from "./dom";
import type { GraphView } from "./graph";
import { choices, type Filters, fromValues, isSet, keepsDeal, keepsMilestone, years } from "./filters";
import { capital, count, date, dealTitle, milestoneTitle, money, parties, words } from "./format";
import { badge, chip, field, loading, problem, select, statusClass } from "./parts";
import { entityLink, lengthen, link, type Route, shorten, update } from "./state";
import { evidenceButton, showEvidence } from "./evidence";
import { type Item, timeline } from "./timeline";

/** Show a thing's page. */
export async function entityView(view: HTMLElement, route: Route): Promise<void> {
  view.replaceChildren(loading());
  const iri = lengthen(route.values.get("iri") ?? "");
  const found = await entity(iri);
  document.title = `${found.label} · Dealgraph`;
  const graphBox = h("section", { class: "panel", "aria-label": "Neighbourhood" });
  const over = h("div", {});
  const facts = h("div", { id: "deals" });
  const bar = h("form", { class: "filters", "aria-label": "Filters", submit: (e) => e.preventDefault() });
  let filters = fromValues(route.values);

  const change = (part: Partial<Filters>): void => {
    filters = { ...filters, ...part };
    update({
      from: filters.from === null ? null : String(filters.from),
      to: filters.to === null ? null : String(filters.to),
      type: filters.type || null,
      status: filters.status || null,
      milestone: filters.milestone || null,
    });
    show();
  };
  const show = (): void => {
    fillFilters(bar, found, filters, change);
    fillFacts(over, facts, found, filters);
    graph?.filter(filters);
  };
  let graph: GraphView | undefined;
  show();
  const body = found.deals.length + found.milestones.length > 0 ? [bar, over] : [h("p", { class: "muted" }, "No deal or milestone names it.")];
  view.replaceChildren(heading(found), ...body, graphBox, facts, rest(found));
  performance.mark("usable");
  graph = await graphPanel(graphBox, found.iri, route.values.get("grown") ?? "", filters);
  // Filters may have been chosen while the graph was on its way.
  graph?.filter(filters);
}

async function graphPanel(box: HTMLElement, iri: string, grown: string, filters: Filters): Promise<GraphView | undefined> {
  box.replaceChildren(h("h2", {}, "Neighbourhood"), loading());
  try {
    // The graph library is the largest part of the explorer; the page is there before it.
    const { graphView } = await import("./graph");
    return await graphView(box, iri, grown ? grown.split(",").map(lengthen) : [], filters);
  } catch (error) {
    box.replaceChildren(h("h2", {}, "Neighbourhood"), problem(error));
    return undefined;
  }
}

function heading(found: Entity): HTMLElement {
  const others = found.alt.filter((name) => name !== found.label);
  const more = [found.kind === "company" ? h("a", { href: link("charts", { company: shorten(found.iri) }) }, "Charts") : null];
  return h(
    "header",
    { class: "entity" },
    h("p", { class: "kicker" }, h("span", { class: `dot ${found.kind}` }), found.kind),
    h("h1", {}, capital(found.label)),
    others.length ? h("p", { class: "muted also" }, `Also: ${others.join(" · ")}`) : null,
    attributes(found),
    h("p", { class: "links" }, ...found.links.map((l) => external(l.url, l.label)), ...more),
    list("Drugs", found.drugs.map(chip)),
    list("Antigens", found.antigens.map(chip)),
  );
}

function list(title: string, items: readonly Child[]): HTMLElement | null {
  return items.length ? h("p", { class: "chips" }, h("span", { class: "muted" }, `${title} `), ...items) : null;
}

function attributes(found: Entity): HTMLElement | null {
  const rows = Object.entries(found.attributes)
    .map(([name, value]) => [name, Array.isArray(value) ? value.map(String).join(", ") : value] as const)
    .filter(([, value]) => value !== null && value !== undefined && value !== "" && typeof value !== "object");
  if (rows.length === 0) return null;
  return h("dl", { class: "attributes" }, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, words(name)), h("dd", {}, String(value)))));
}

function fillFilters(bar: HTMLElement, found: Entity, f: Filters, change: (part: Partial<Filters>) => void): void {
  const span = years([...found.deals.map((d) => d.date), ...found.milestones.map((m) => m.date)]).map(String);
  const asYear = (value: string): number | null => (value ? Number(value) : null);
  const focused = [...bar.querySelectorAll("select")].findIndex((node) => node === document.activeElement);
  bar.replaceChildren();
  append(
    bar,
    field("From", select(span, f.from === null ? "" : String(f.from), "any year", (v) => change({ from: asYear(v) }))),
    field("To", select(span, f.to === null ? "" : String(f.to), "any year", (v) => change({ to: asYear(v) }))),
    field("Type", select(choices(found.deals.flatMap((d) => d.types)), f.type, "any type", (type) => change({ type }))),
    field("Deal status", select(choices(found.deals.map((d) => d.status)), f.status, "any status", (status) => change({ status }))),
    field("Milestone status", select(choices(found.milestones.map((m) => m.status)), f.milestone, "any status", (milestone) => change({ milestone }))),
    isSet(f)
      ? h("button", { type: "button", click: () => change({ from: null, to: null, type: "", status: "", milestone: "" }) }, "Clear")
      : null,
  );
  if (focused >= 0) bar.querySelectorAll("select")[focused]?.focus();
}

function fillFacts(over: HTMLElement, box: HTMLElement, found: Entity, f: Filters): void {
  const byDeal = new Map(found.deals.map((deal) => [deal.iri, deal]));
  const milestones = found.milestones.filter((m) => keepsMilestone(f, m, byDeal.get(m.agreement ?? "")));
  // With a milestone status chosen, a deal without such a milestone would only be in the way.
  const held = new Set(milestones.map((m) => m.agreement));
  const deals = found.deals.filter((d) => keepsDeal(f, d) && (!f.milestone || held.has(d.iri)));
  const shown = new Set(deals.map((d) => d.iri));
  const loose = milestones.filter((m) => !shown.has(m.agreement ?? ""));
  const all = isSet(f) ? ` of ${found.deals.length} and ${found.milestones.length}` : "";
  over.replaceChildren();
  append(
    over,
    h("p", { class: "muted", "aria-live": "polite", id: "shown" }, `${count(deals.length, "deal")}, ${count(milestones.length, "milestone")}${all}`),
    deals.length + milestones.length ? timeline(items(deals, milestones)) : null,
    legend(deals, milestones),
  );
  box.replaceChildren();
  append(
    box,
    ...deals.map((deal) => dealCard(deal, found.iri, milestones.filter((m) => m.agreement === deal.iri))),
    loose.length ? h("article", { class: "card" }, h("h3", {}, "Other milestones"), milestoneList(loose)) : null,
  );
}

/** What the colours of the marks mean. */
function legend(deals: readonly Deal[], milestones: readonly Milestone[]): HTMLElement {
  const entry = (sign: string, kind: string) => (status: string): HTMLElement =>
    h("span", { class: statusClass(status) }, h("b", {}, sign), ` ${kind} ${words(status)}`);
  const signs = [
    ...choices(deals.map((d) => d.status)).map(entry("◆", "deal")),
    ...choices(milestones.map((m) => m.status)).map(entry("●", "milestone")),
  ];
  return h("p", { class: "legend muted", "aria-hidden": "true" }, ...signs);
}

function items(deals: readonly Deal[], milestones: readonly Milestone[]): Item[] {
  return [
    ...deals.map((deal): Item => {
      const label = `${dealTitle(deal)}, ${parties(deal).map((p) => p.label).join(" and ")}`;
      return { lane: "deals", date: deal.date, status: deal.status ?? "", label, open: () => goTo(deal.iri) };
    }),
    ...milestones.map((m): Item => {
      const open = (): void => void showEvidence(m.evidence);
      return { lane: "milestones", date: m.date, status: m.status ?? "", label: milestoneTitle(m), open };
    }),
  ];
}

const cardId = (iri: string): string => `deal-${shorten(iri)}`;

function goTo(iri: string): void {
  const card = document.getElementById(cardId(iri));
  card?.scrollIntoView({ block: "center" });
  card?.focus();
}

function dealCard(deal: Deal, page: string, milestones: readonly Milestone[]): HTMLElement {
  const title = dealTitle(deal);
  const territory = Array.isArray(deal.territory) ? deal.territory.join("; ") : deal.territory;
  const facts = [date(deal.date), deal.exclusivity ? words(deal.exclusivity) : "", territory ?? ""].filter(Boolean);
  const named = deal.iri === page ? title : h("a", { href: entityLink(deal.iri) }, title);
  return h(
    "article",
    { class: "card", id: cardId(deal.iri), tabindex: -1 },
    h("h3", {}, named, " ", badge(deal.status), " ", evidenceButton(deal.evidence, title)),
    h("p", { class: "muted" }, facts.join(" · ")),
    h("p", { class: "chips" }, ...parties(deal).map((p) => h("span", { class: "party" }, chip({ ...p, kind: "company" }), p.roles.length ? h("small", { class: "muted" }, ` ${p.roles.map(words).join(", ")}`) : null))),
    deal.drugs.length + deal.antigens.length ? h("p", { class: "chips" }, ...[...deal.drugs, ...deal.antigens].map(chip)) : null,
    deal.terms.length
      ? h("ul", { class: "rows terms" }, ...deal.terms.map((term) => {
          const what = capital(words(term.kind));
          const much = [term.rate, term.amount !== null || !term.rate ? money(term.amount, term.currency, term.qualifier) : null].filter(Boolean).join(", ");
          return h("li", {}, h("span", { class: "what" }, what), h("span", { class: "much" }, much), evidenceButton(term.evidence, `${what} ${much}`));
        }))
      : null,
    milestones.length ? milestoneList(milestones) : null,
  );
}

function milestoneList(milestones: readonly Milestone[]): HTMLElement {
  return h(
    "ul",
    { class: "rows milestones" },
    ...milestones.map((m) => {
      const who = m.payer || m.payee ? h("span", { class: "muted" }, `${m.payer?.label ?? "?"} → ${m.payee?.label ?? "?"}`) : null;
      return h(
        "li",
        {},
        h("span", { class: "what" }, badge(m.status), " ", m.date ? h("time", {}, date(m.date)) : null),
        h("span", { class: "much" }, h("strong", {}, money(m.amount, m.currency, m.qualifier)), m.kind ? ` ${words(m.kind)}` : null, m.trigger ? h("span", {}, `: ${m.trigger}`) : null, " ", who, " ", ...m.drugs.map(chip)),
        evidenceButton(m.evidence, milestoneTitle(m)),
      );
    }),
  );
}

function rest(found: Entity): HTMLElement {
  const filings = [...found.filings].sort((a, b) => ((b.filed ?? "") < (a.filed ?? "") ? -1 : 1));
  return h(
    "details",
    { class: "panel" },
    h("summary", {}, `Filings (${filings.length})`),
    h("ul", { class: "filings" }, ...filings.map((f) => h("li", {}, `${f.form ?? "document"} `, f.filed ? `filed ${date(f.filed)} ` : null, external(f.url, f.accession ?? shorten(f.iri))))),
  );
}
