import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Parser, type Quad } from "n3";
import { defineConfig, type Plugin } from "vite";

const SKOS = "http://www.w3.org/2004/02/skos/core#";
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const OWL = "http://www.w3.org/2002/07/owl#";
const DG = "https://w3id.org/dealgraph/ontology#";
const VOCAB = "https://w3id.org/dealgraph/vocab/";

interface Term {
  text: string;
  kind: "class" | "property" | "concept";
  label: string;
  definition: string;
}

/** Read the classes, properties and concepts of the ontology, for the completion in the SPARQL editor. */
function readTerms(folder: string): Term[] {
  const quads: Quad[] = ["dealgraph.ttl", "vocab.ttl"].flatMap((name) =>
    new Parser().parse(readFileSync(resolve(folder, name), "utf8")),
  );
  const first = (subject: string, predicate: string): string =>
    quads.find((q) => q.subject.value === subject && q.predicate.value === predicate)?.object.value ?? "";
  const terms = new Map<string, Term>();
  for (const quad of quads) {
    if (quad.predicate.value !== RDF_TYPE) continue;
    const iri = quad.subject.value;
    const type = quad.object.value;
    const definition = first(iri, `${SKOS}definition`);
    if (iri.startsWith(DG)) {
      const kind = type === `${OWL}Class` ? "class" : "property";
      terms.set(iri, { text: `dg:${iri.slice(DG.length)}`, kind, label: first(iri, LABEL), definition });
    } else if (iri.startsWith(VOCAB) && type === `${SKOS}Concept`) {
      terms.set(iri, { text: `<${iri}>`, kind: "concept", label: first(iri, `${SKOS}prefLabel`), definition });
    }
  }
  return [...terms.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
}

/** Offer the terms of `ontology/` as the module `virtual:terms`, so that they are stated in one place only. */
function ontologyTerms(): Plugin {
  const id = "virtual:terms";
  return {
    name: "ontology-terms",
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) =>
      source === `\0${id}`
        ? `export default ${JSON.stringify(readTerms(resolve(import.meta.dirname, "../ontology")))};`
        : null,
  };
}

export default defineConfig({
  // Relative addresses, so that the explorer works behind a path of a proxy too.
  base: "./",
  plugins: [ontologyTerms()],
  build: {
    outDir: process.env.DEALGRAPH_EXPLORER_OUT ?? resolve(import.meta.dirname, "../builder/dealgraph/serve/static"),
    emptyOutDir: true,
    target: "es2022",
    // The polyfill and inlined files would need a laxer content security policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000", "/sparql": "http://127.0.0.1:8000" } },
});
