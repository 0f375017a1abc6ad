/** The SPARQL view: the editor, examples, and answers as a table or as text. */

import { address, type Cell, request, type Table } from "./api";
import { download, h } from "./dom";
import { editor, PREFIXES } from "./editor";
import { field, loading, problem } from "./parts";
import { type Route, update } from "./state";
import { tableView } from "./table";

interface Bindings {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, { type: string; value: string; datatype?: string }>[] };
}

const declare = (...names: string[]): string => names.map((n) => `PREFIX ${n}: <${PREFIXES[n] ?? ""}>\n`).join("");

const EXAMPLES: Record<string, string> = {
  "Companies with most deals": `${declare("dg", "skos")}
SELECT ?company ?name (COUNT(DISTINCT ?deal) AS ?deals)
WHERE {
  ?deal a dg:Agreement ; dg:party ?company .
  ?company skos:prefLabel ?name .
}
GROUP BY ?company ?name
ORDER BY DESC(?deals) ?name
LIMIT 20
`,
  "Achieved milestones": `${declare("dg", "skos")}
SELECT ?payee ?payer ?amount ?currency ?date ?milestone
WHERE {
  ?milestone a dg:Milestone ; dg:milestoneStatus/skos:prefLabel ?status .
  FILTER(STR(?status) = "achieved")
  OPTIONAL { ?milestone dg:payee/skos:prefLabel ?payee }
  OPTIONAL { ?milestone dg:payer/skos:prefLabel ?payer }
  OPTIONAL { ?milestone dg:amount ?amount ; dg:currency ?currency }
  OPTIONAL { ?milestone dg:achievedOn ?date }
}
ORDER BY DESC(STR(?date))
LIMIT 50
`,
  "Drugs and what they are directed to": `${declare("dg", "skos")}
SELECT ?drug ?name ?antigen
WHERE {
  ?drug a dg:Drug ; skos:prefLabel ?name ; dg:targets/skos:prefLabel ?antigen .
}
ORDER BY ?antigen ?name
`,
  "All that is said of one deal": `${declare("dg")}
DESCRIBE ?deal
WHERE {
  { SELECT ?deal WHERE { ?deal a dg:Agreement } ORDER BY ?deal LIMIT 1 }
}
`,
};

const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";
const NUMBERS = /#(integer|decimal|double|float|int|long)$/;

function toTable(answer: Bindings): Table {
  if (answer.boolean !== undefined) return { columns: ["answer"], rows: [[answer.boolean ? "yes" : "no"]] };
  const columns = answer.head.vars ?? [];
  const cell = (row: Record<string, { value: string; datatype?: string }>, name: string): Cell => {
    const found = row[name];
    if (!found) return null;
    return NUMBERS.test(found.datatype ?? "") && Number.isFinite(Number(found.value)) ? Number(found.value) : found.value;
  };
  return { columns, rows: (answer.results?.bindings ?? []).map((row) => columns.map((name) => cell(row, name))) };
}

/** Show the editor; a link that carries a query runs it. */
export async function sparqlView(view: HTMLElement, { values }: Route): Promise<void> {
  const first = Object.keys(EXAMPLES)[0] ?? "";
  const result = h("div", { id: "sparql-result" });
  let asked: AbortController | undefined;
  const run = async (): Promise<void> => {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const query = edit.text();
    update({ q: query });
    result.replaceChildren(loading());
    try {
      result.replaceChildren(await ask(query, signal));
    } catch (error) {
      if (!signal.aborted) result.replaceChildren(problem(error));
    }
  };
  const given = values.get("q");
  const edit = editor(given ?? EXAMPLES[first] ?? "", () => void run());
  const examples = h("select", { change: () => edit.set(EXAMPLES[examples.value] ?? "") }, ...Object.keys(EXAMPLES).map((name) => h("option", { value: name }, name)));
  view.replaceChildren(
    h("h1", {}, "SPARQL"),
    h("p", { class: "muted" }, "The default graph holds the merged facts; each filing's own statements are in the graph named by it. Ctrl-Space completes, Ctrl-Enter runs. The endpoint for other tools is ", h("code", {}, address("sparql")), "."),
    h("div", { class: "filters" }, field("Examples", examples), h("button", { type: "button", class: "primary", id: "run", click: () => void run() }, "Run")),
    edit.node,
    result,
  );
  if (given) await run();
}

async function ask(query: string, signal: AbortSignal): Promise<HTMLElement> {
  const response = await request(address("sparql"), {
    method: "POST",
    body: query,
    headers: { "Content-Type": "application/sparql-query", Accept: ACCEPT },
    signal,
  });
  const type = response.headers.get("Content-Type") ?? "";
  if (type.includes("json")) return tableView(toTable((await response.json()) as Bindings), "sparql");
  const text = await response.text();
  return h(
    "section",
    { class: "result" },
    h("p", {}, h("button", { type: "button", click: () => download("sparql.ttl", "text/turtle", text) }, "Save as Turtle")),
    h("pre", { class: "turtle", tabindex: 0 }, text),
  );
}
