/** The neighbourhood of a thing as a graph that is grown node by node, with a list beside it for keyboards. */

import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import fcose from "cytoscape-fcose";
import { type GraphNode, neighbours } from "./api";
import { append, byId, h } from "./dom";
import { type Filters, isSet, keepsDeal, keepsMilestone, marks } from "./filters";
import { count, words } from "./format";
import { look } from "./graph_style";
import { problem } from "./parts";
import { entityLink, hasPage, shorten, update } from "./state";

cytoscape.use(fcose);
const LIMIT = 60;
/** Milliseconds within which two presses are one; the usual setting of desktops. */
const TWICE = 500;

/** What the page can tell a graph that is drawn. */
export interface GraphView {
  /** Show only deals and milestones that the filters keep, and what is linked with the root through them. */
  filter(f: Filters): void;
}

/** Put a graph into a box, grown from its root and then from each of `grown`. */
export async function graphView(box: HTMLElement, root: string, grown: readonly string[], filters: Filters): Promise<GraphView> {
  const canvas = h("div", { class: "graph", role: "img", "aria-label": "Graph of the neighbourhood; the list beside it holds the same" });
  const aside = h("div", { class: "graph-side" });
  const says = h("p", { class: "muted", role: "status", id: "graph-count" });
  const tools = h("div", { class: "graph-tools" }, says);
  box.replaceChildren(
    h("h2", {}, "Neighbourhood"),
    h("p", { class: "muted" }, "Choose a node to see what it is; grow it to add what it is linked with (or press it twice)."),
    tools,
    h("div", { class: "graph-box" }, canvas, aside),
  );
  // Only now: a canvas that is not in the page has no size to lay a graph out in.
  const graph = new Neighbourhood(canvas, aside, says, root, filters);
  tools.prepend(...graph.tools());
  await graph.grow(root);
  for (const iri of grown) await graph.grow(iri);
  graph.choose(root);
  return graph;
}

class Neighbourhood implements GraphView {
  private readonly cy: Core;
  private readonly grown = new Set<string>();
  /** Neighbours of the node grown last that were too many. */
  private left = 0;
  /** Fulfilled once every movement of the drawing so far has ended. */
  private resting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly canvas: HTMLElement,
    private readonly aside: HTMLElement,
    private readonly says: HTMLElement,
    private readonly root: string,
    private filters: Filters,
  ) {
    this.cy = cytoscape({
      container: canvas,
      style: look(),
      layout: { name: "preset" },
      minZoom: 0.2,
      maxZoom: 2.5,
      boxSelectionEnabled: false,
      multiClickDebounceTime: TWICE,
    });
    this.cy.on("tap", "node", (event) => this.choose((event.target as NodeSingular).id()));
    this.cy.on("dbltap", "node", (event) => void this.grow((event.target as NodeSingular).id()));
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const restyle = (): void => void this.cy.style(look());
    dark.addEventListener("change", restyle);
    // The page is exchanged without a reload: what watches the window must go with the canvas.
    const gone = new MutationObserver(() => {
      if (canvas.isConnected) return;
      gone.disconnect();
      dark.removeEventListener("change", restyle);
      this.cy.destroy();
    });
    gone.observe(byId("view"), { childList: true });
  }

  tools(): HTMLElement[] {
    const zoom = (by: number): void => {
      this.cy.zoom({ level: this.cy.zoom() * by, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
    };
    const button = (sign: string, label: string, click: () => void): HTMLElement =>
      h("button", { type: "button", title: label, "aria-label": label, click }, sign);
    return [
      button("+", "Zoom in", () => zoom(1.3)),
      button("−", "Zoom out", () => zoom(1 / 1.3)),
      button("⤢", "Show all", () => void this.cy.fit(undefined, 30)),
    ];
  }

  /** Add what a node is linked with. */
  async grow(iri: string): Promise<void> {
    if (this.grown.has(iri)) return;
    this.grown.add(iri);
    let found;
    try {
      found = await neighbours(iri, LIMIT);
    } catch (error) {
      this.grown.delete(iri);
      this.aside.replaceChildren(problem(error));
      return;
    }
    if (this.cy.destroyed()) return;
    const from = this.cy.getElementById(iri);
    const at = from.nonempty() ? { ...from.position() } : { x: 0, y: 0 };
    const fresh = found.nodes.filter((node) => this.cy.getElementById(node.iri).empty());
    this.cy.batch(() => {
      this.cy.add(fresh.map((node, i) => asNode(node, node.iri === this.root, circle(at, i, fresh.length))));
      this.cy.add(found.edges.filter((edge) => this.isNew(edge)).map(asEdge));
      this.cy.getElementById(iri).addClass("grown");
    });
    this.left = (found.total ?? 0) - LIMIT;
    this.sift();
    this.arrange(new Set(fresh.map((node) => node.iri)));
    this.say();
    if (iri !== this.root) {
      const others = [...this.grown].filter((one) => one !== this.root).map(shorten);
      update({ grown: others.join(",") || null });
      this.choose(iri, fresh.length);
    }
  }

  filter(f: Filters): void {
    this.filters = f;
    if (this.cy.destroyed()) return;
    this.sift();
    this.say();
    const chosen = this.cy.nodes(".chosen:visible");
    this.choose(chosen.nonempty() ? chosen.first().id() : this.root);
  }

  /** Hide what the filters leave out, and what only hung on it. */
  private sift(): void {
    const root = this.cy.getElementById(this.root);
    this.cy.batch(() => {
      this.cy.nodes().removeClass("out");
      if (!isSet(this.filters)) return;
      const kept = this.cy.nodes().filter((node) => node.same(root) || this.keeps(node));
      const reached = kept.union(kept.edgesWith(kept)).breadthFirstSearch({ root }).path.nodes().union(root);
      this.cy.nodes().difference(reached).addClass("out");
    });
  }

  private keeps(node: NodeSingular): boolean {
    const data = node.data() as GraphNode;
    if (data.kind === "milestone") return this.keepsMilestone(node);
    if (data.kind !== "agreement") return true;
    const milestones = node.outgoers('edge[kind = "hasMilestone"]').targets();
    // As on the page: with a milestone status chosen, a deal without such a milestone would be in the way.
    const held = !this.filters.milestone || milestones.some((one) => this.keepsMilestone(one as NodeSingular));
    return held && keepsDeal(this.filters, marks(data));
  }

  private keepsMilestone(node: NodeSingular): boolean {
    const deal = node.incomers('edge[kind = "hasMilestone"]').sources().first();
    return keepsMilestone(this.filters, marks(node.data() as GraphNode), deal.nonempty() ? marks(deal.data() as GraphNode) : undefined);
  }

  private isNew(edge: { source: string; target: string; kind: string }): boolean {
    const ends = this.cy.getElementById(edge.source).nonempty() && this.cy.getElementById(edge.target).nonempty();
    return ends && this.cy.getElementById(edgeId(edge)).empty();
  }

  private say(): void {
    const nodes = this.cy.nodes(":visible").length;
    const total = `${count(nodes, "node")}, ${count(this.cy.edges(":visible").length, "link")}`;
    const out = this.cy.nodes().length - nodes;
    const said = [total, this.left > 0 ? `${this.left} more neighbours left out` : "", out ? `${out} hidden by the filters` : ""];
    this.says.textContent = said.filter(Boolean).join("; ");
    this.says.dataset["nodes"] = String(nodes);
  }

  private arrange(fresh: ReadonlySet<string>): void {
    const first = this.cy.nodes().length === fresh.size;
    const options = {
      name: "fcose",
      // From where nodes stand: a grown graph stays one that the reader knows, and a link gives the same picture.
      randomize: false,
      idealEdgeLength: 120,
      nodeRepulsion: 30000,
      gravity: 0.12,
      numIter: 4000,
      nodeDimensionsIncludeLabels: true,
      animate: !matchMedia("(prefers-reduced-motion: reduce)").matches && !first,
      animationDuration: 300,
      fit: true,
      padding: 24,
    };
    const layout = this.cy.layout(options as cytoscape.LayoutOptions);
    this.moves(layout.promiseOn("layoutstop"));
    layout.run();
  }

  /** Say that the drawing moves, until this movement and those before it have ended. */
  private moves(ended: Promise<unknown>): void {
    const rest = Promise.all([this.resting, ended]);
    this.resting = rest;
    this.canvas.setAttribute("aria-busy", "true");
    void rest.then(() => this.resting === rest && this.canvas.removeAttribute("aria-busy"));
  }

  /** Show what a node is, and the list of all nodes. */
  choose(iri: string, added: number | null = null): void {
    const node = this.cy.getElementById(iri);
    if (node.empty()) return;
    this.cy.elements().removeClass("chosen near");
    node.addClass("chosen");
    node.connectedEdges().addClass("near");
    const data = node.data() as GraphNode & { id: string };
    const page = hasPage(iri) && iri !== this.root;
    const details = h("div", { class: "chosen-node" });
    append(
      details,
      h("p", { class: "kicker" }, h("span", { class: `dot ${data.kind}` }), data.kind),
      h("h3", {}, data.label),
      ...attributes(data.attributes),
      h(
        "p",
        { class: "links" },
        this.grown.has(iri)
          ? h("span", { class: "muted" }, added === null ? "grown" : `${count(added, "node")} added`)
          : h("button", { type: "button", class: "grow", click: () => void this.grow(iri) }, "Grow"),
        page ? h("a", { href: entityLink(iri) }, "Open page") : null,
      ),
    );
    this.aside.replaceChildren(details, this.list(iri));
  }

  private list(chosen: string): HTMLElement {
    const nodes = this.cy.nodes(":visible").map((node) => node.data() as GraphNode & { id: string });
    nodes.sort((a, b) => a.kind.localeCompare(b.kind) || a.label.localeCompare(b.label));
    const open = this.aside.querySelector("details")?.open ?? false;
    return h(
      "details",
      { open },
      h("summary", {}, "All nodes"),
      h(
        "ul",
        { class: "node-list" },
        ...nodes.map((node) =>
          h(
            "li",
            {},
            h(
              "button",
              { type: "button", "aria-current": node.id === chosen ? "true" : null, "data-iri": node.id, click: () => void this.pick(node.id) },
              h("span", { class: `dot ${node.kind}` }),
              node.label,
            ),
          ),
        ),
      ),
    );
  }

  private async pick(iri: string): Promise<void> {
    this.choose(iri);
    this.aside.querySelector<HTMLElement>(`.grow, [data-iri="${CSS.escape(iri)}"]`)?.focus();
    // Where a node's middle is, a drawing that still moves can't tell.
    await this.resting;
    const node = this.cy.getElementById(iri);
    if (this.cy.destroyed() || !node.hasClass("chosen")) return;
    this.moves(this.cy.animation({ center: { eles: node }, duration: 200 }).play().promise());
  }
}

function attributes(values: Record<string, unknown>): Node[] {
  const rows = Object.entries(values).filter(([, v]) => v !== null && v !== "" && (typeof v !== "object" || Array.isArray(v)));
  return rows.map(([name, v]) => h("p", { class: "attribute" }, h("span", { class: "muted" }, `${words(name)} `), Array.isArray(v) ? v.join(", ") : String(v)));
}

function circle(at: { x: number; y: number }, i: number, n: number): { x: number; y: number } {
  const angle = (2 * Math.PI * i) / Math.max(1, n);
  return { x: at.x + 140 * Math.cos(angle), y: at.y + 140 * Math.sin(angle) };
}

/** A label for the drawing: of a deal its types and year, for its parties are drawn beside it. */
function shortLabel(node: GraphNode): string {
  if (node.kind !== "agreement") return node.label;
  const [types = ""] = node.label.split(": ");
  const year = /\((\d{4})\)$/.exec(node.label)?.[1];
  return year ? `${types} ${year}` : types;
}

const asNode = (node: GraphNode, root: boolean, position: { x: number; y: number }): ElementDefinition => ({
  group: "nodes",
  data: { id: node.iri, ...node, short: shortLabel(node) },
  classes: `${node.kind}${root ? " root" : ""}`,
  position: root ? { x: 0, y: 0 } : position,
});

const edgeId = (edge: { source: string; target: string; kind: string }): string => `${edge.source} ${edge.kind} ${edge.target}`;

const asEdge = (edge: { source: string; target: string; kind: string; label: string }): ElementDefinition => ({
  group: "edges",
  data: { id: edgeId(edge), ...edge, label: words(edge.label) },
});
