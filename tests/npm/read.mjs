// Reads one exported file with a library and prints what it found as JSON.
//   node read.mjs FORMAT FILE
// FORMAT: graphml, gexf, graphology, cyjs, nquads, trig or turtle.
import { readFileSync } from "node:fs";

const [, , format, file] = process.argv;
const text = readFileSync(file, "utf8");

function describe(graph) {
  const nodes = {};
  graph.forEachNode((key, attributes) => { nodes[key] = attributes; });
  const edges = {};
  graph.forEachEdge((key, attributes, source, target) => { edges[key] = { source, target, ...attributes }; });
  return { nodes, edges };
}

async function graphology(module) {
  const { MultiDirectedGraph } = (await import("graphology")).default;
  if (module === null) return describe(MultiDirectedGraph.from(JSON.parse(text)));
  const { parse } = (await import(module)).default;
  return describe(parse(MultiDirectedGraph, text, { addMissingNodes: false }));
}

async function cytoscape() {
  const make = (await import("cytoscape")).default;
  const drawn = make({ headless: true, elements: JSON.parse(text).elements });
  const all = (found) => Object.fromEntries(found.map((element) => [element.id(), element.data()]));
  return { nodes: all(drawn.nodes()), edges: all(drawn.edges()) };
}

async function quads() {
  const { Parser, Store } = (await import("n3")).default;
  const names = { nquads: "N-Quads", trig: "TriG", turtle: "Turtle" };
  const store = new Store(new Parser({ format: names[format] }).parse(text));
  return { quads: store.size, graphs: store.getGraphs(null, null, null).length };
}

const readers = {
  graphml: () => graphology("graphology-graphml"),
  gexf: () => graphology("graphology-gexf"),
  graphology: () => graphology(null),
  cyjs: cytoscape,
  nquads: quads,
  trig: quads,
  turtle: quads,
};
console.log(JSON.stringify(await readers[format]()));
