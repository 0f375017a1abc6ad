/** The explorer's beginning: the search box, the links to the views, and which view the address asks for. */

import { stats } from "./api";
import { byId, h } from "./dom";
import { entityView } from "./entity";
import { followAddress, prepareEvidence } from "./evidence";
import { count } from "./format";
import { loading, problem } from "./parts";
import { searchBox, searchView } from "./search";
import { current, entityLink, link, type Route } from "./state";

type View = (view: HTMLElement, route: Route) => Promise<void>;

// What only some views need is fetched when one of them is opened.
const VIEWS: Record<string, View> = {
  "": homeView,
  search: searchView,
  entity: entityView,
  query: async (view, route) => (await import("./queries")).queriesView(view, route),
  sparql: async (view, route) => (await import("./sparql")).sparqlView(view, route),
  charts: async (view, route) => (await import("./charts")).chartsView(view, route),
};
const NAV: Record<string, string> = { charts: "Charts", query: "Queries", sparql: "SPARQL" };

async function homeView(view: HTMLElement): Promise<void> {
  const busiest = h("div", {});
  const grid = h("div", { class: "charts" });
  view.replaceChildren(
    h("section", { class: "hero" }, h("h1", {}, "Biopharma deals, with the words they were read from"), searchBox("Find a company, drug or antigen", false), busiest),
    grid,
  );
  const partners = await stats("partner");
  const names = new Map(partners.flatMap((p) => (p.iri ? [[p.iri, p.key] as const] : [])));
  busiest.replaceChildren(
    h("p", { class: "chips" }, ...[...names].slice(0, 8).map(([iri, name]) => h("a", { class: "chip company", href: entityLink(iri) }, name))),
    names.size ? h("p", { class: "muted" }, `The parties of most deals, of ${count(names.size, "company", "companies")} charted below.`) : h("p", { class: "muted" }, "This graph holds no deals yet."),
  );
  performance.mark("usable");
  const { fillCharts } = await import("./charts");
  await fillCharts(grid, {});
}

let shown = "";
let turn = 0;

/** Show the view that the address asks for. */
async function show(): Promise<void> {
  const route = current();
  const mine = ++turn;
  // Each view fills a box of its own, so that one that answers late can't overwrite its successor.
  const box = h("div", { class: `view at-${route.view || "home"}` }, loading());
  const main = byId("view");
  main.replaceChildren(box);
  document.title = route.view ? `${NAV[route.view] ?? "Dealgraph"} · Dealgraph` : "Dealgraph";
  for (const item of byId("nav").querySelectorAll("a")) {
    if (item.dataset["view"] === route.view) item.setAttribute("aria-current", "page");
    else item.removeAttribute("aria-current");
  }
  if (shown) main.focus({ preventScroll: true });
  shown = location.hash;
  window.scrollTo(0, 0);
  followAddress();
  const view = VIEWS[route.view];
  try {
    if (view) await view(box, route);
    else box.replaceChildren(h("h1", {}, "There is no such page"), h("p", {}, h("a", { href: link("") }, "Go to the beginning")));
  } catch (error) {
    box.replaceChildren(problem(error));
  }
  if (mine !== turn) return;
  document.body.dataset["ready"] = route.view || "home";
}

function start(): void {
  byId("search").replaceChildren(searchBox("Search", true));
  byId("nav").replaceChildren(...Object.entries(NAV).map(([view, name]) => h("a", { href: link(view), "data-view": view }, name)));
  prepareEvidence();
  window.addEventListener("hashchange", () => {
    delete document.body.dataset["ready"];
    void show();
  });
  void show();
}

start();
