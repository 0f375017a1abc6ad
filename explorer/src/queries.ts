/** The named queries: a form for each, made from its parameters. */

import { type NamedQuery, queries, type QueryParameter, runQuery, search } from "./api";
import { concepts } from "./concepts";
import { debounce, h } from "./dom";
import { words } from "./format";
import { field, loading, problem, select } from "./parts";
import { link, type Route } from "./state";
import { tableView } from "./table";

const ENTITY = new Set(["company", "drug", "antigen"]);

/** Show the list of queries, or one with its form and answer. */
export async function queriesView(view: HTMLElement, { values }: Route): Promise<void> {
  view.replaceChildren(loading());
  const all = await queries();
  const name = values.get("name") ?? "";
  const query = all.find((one) => one.name === name);
  const list = h(
    "nav",
    { class: "query-list", "aria-label": "Named queries" },
    ...all.map((one) => h("a", { href: link("query", { name: one.name }), "aria-current": one.name === name ? "page" : null }, one.title)),
  );
  const body = h("div", {});
  view.replaceChildren(h("h1", {}, "Named queries"), h("div", { class: "columns" }, list, body));
  if (query) await showQuery(body, query, values);
  else body.replaceChildren(...all.map((one) => h("article", { class: "card" }, h("h3", {}, h("a", { href: link("query", { name: one.name }) }, one.title)), h("p", { class: "muted" }, one.description))));
}

async function showQuery(body: HTMLElement, query: NamedQuery, values: Map<string, string>): Promise<void> {
  const result = h("div", {});
  const given = (): Record<string, string> =>
    Object.fromEntries(query.parameters.map((p) => [p.name, values.get(`p.${p.name}`) ?? ""]));
  const form = h(
    "form",
    {
      class: "filters",
      submit: (event) => {
        event.preventDefault();
        const data = new FormData(form);
        const chosen = query.parameters.map((p): [string, string] => [`p.${p.name}`, String(data.get(p.name) ?? "").trim()]);
        const to = link("query", { name: query.name, ...Object.fromEntries(chosen), run: "1" });
        if (to === location.hash) window.dispatchEvent(new HashChangeEvent("hashchange"));
        else location.hash = to;
      },
    },
    ...query.parameters.map((p) => parameter(p, values.get(`p.${p.name}`) ?? p.default ?? "")),
    h("button", { type: "submit", class: "primary" }, "Run"),
  );
  body.replaceChildren(h("h2", {}, query.title), h("p", { class: "muted" }, query.description), form, result);
  const complete = query.parameters.every((p) => !p.required || values.get(`p.${p.name}`) || p.default);
  if (!values.has("run") && (!complete || query.parameters.some((p) => p.required))) return;
  result.replaceChildren(loading());
  try {
    result.replaceChildren(tableView(await runQuery(query.name, given()), query.name));
  } catch (error) {
    result.replaceChildren(problem(error));
  }
}

function parameter(p: QueryParameter, value: string): HTMLElement {
  const kind = p.type ?? p.kind ?? "";
  const text = p.text ?? p.description ?? "";
  const known = concepts(kind);
  const title = words(p.name) + (p.required ? " *" : "");
  if (known.length > 0) {
    const control = select(known, value, "any", () => undefined);
    control.setAttribute("name", p.name);
    const box = field(title, control);
    box.append(h("small", { class: "muted" }, text));
    return box;
  }
  const id = `choices-${p.name}`;
  const input = h("input", {
    name: p.name,
    value,
    required: Boolean(p.required),
    title: text,
    placeholder: ENTITY.has(kind) ? "name" : words(kind),
    list: ENTITY.has(kind) ? id : null,
    inputmode: kind === "year" ? "numeric" : null,
    autocomplete: "off",
  });
  const label = field(title, input);
  label.append(h("small", { class: "muted" }, text));
  if (ENTITY.has(kind)) {
    const options = h("datalist", { id });
    label.append(options);
    const ask = debounce(() => {
      if (!input.value.trim()) return;
      search(input.value, kind, 10).then(
        (hits) => options.replaceChildren(...hits.map((hit) => h("option", { value: hit.label }))),
        // Suggestions are a help only; running the query tells what is wrong.
        () => options.replaceChildren(),
      );
    }, 150);
    input.addEventListener("input", ask);
  }
  return label;
}
