// Ask queries of a SPARQL endpoint with Comunica: {endpoint, queries} as JSON on standard input, answers on standard output.
import { QueryEngine } from "@comunica/query-sparql";

const { endpoint, queries } = JSON.parse(await new Response(process.stdin).text());
const engine = new QueryEngine();
const sources = [{ type: "sparql", value: endpoint }];

const term = (x) =>
  x === undefined ? null : x.termType === "Literal" ? [x.value, x.datatype.value, x.language] : [x.value];

async function ask(query) {
  const result = await engine.query(query, { sources });
  if (result.resultType === "boolean") return await result.execute();
  if (result.resultType === "quads") {
    const quads = await (await result.execute()).toArray();
    return quads.map((q) => [term(q.subject), term(q.predicate), term(q.object)]);
  }
  const names = (await result.metadata()).variables.map((v) => (v.variable ?? v).value);
  const rows = await (await result.execute()).toArray();
  return rows.map((row) => names.map((name) => term(row.get(name))));
}

const answers = [];
for (const query of queries) answers.push(await ask(query));
process.stdout.write(JSON.stringify(answers));
