/**
 * The state of the page, held in the address after `#`, so that a link shows another person the same view. The
 * part after `#` is never sent to a server or written into its log.
 */

const ID = "https://w3id.org/dealgraph/id/";

export interface Route {
  /** "", "search", "entity", "sparql", "query" or "charts". */
  view: string;
  values: Map<string, string>;
}

/** Shorten an identifier of the graph for an address: `company/cik-0000855654`. */
export const shorten = (iri: string): string => (iri.startsWith(ID) ? iri.slice(ID.length) : iri);

/** Give back the whole identifier. */
export const lengthen = (text: string): string => (/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : ID + text);

/** Whether an identifier stands for a thing that has a page. */
export const hasPage = (iri: string): boolean =>
  iri.startsWith(ID) && /^(company|drug|antigen|agreement|milestone|term|filing)\//.test(shorten(iri));

/** Whether an identifier stands for a passage of a document. */
export const isMention = (iri: string): boolean => iri.startsWith(`${ID}mention/`);

/** Read an address's part after `#`. */
export function parse(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s);
  return { view: path, values: new Map(new URLSearchParams(search)) };
}

/** Write a view and its values as a link; empty values are left out. */
export function link(view: string, values: Record<string, string | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value);
  // Slashes, colons and commas are allowed here, and make links that can be read.
  const text = search.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return `#/${view}${text ? `?${text}` : ""}`;
}

/** The link to a thing's page. */
export const entityLink = (iri: string): string => link("entity", { iri: shorten(iri) });

export const current = (): Route => parse(location.hash);

/** Change values of the present address without going to another view; null takes a value away. */
export function update(changes: Record<string, string | null>, mode: "push" | "replace" = "replace"): void {
  const { view, values } = current();
  const all = { ...Object.fromEntries(values), ...changes };
  const url = link(view, all);
  if (url === location.hash) return;
  if (mode === "push") history.pushState(null, "", url);
  else history.replaceState(null, "", url);
}
