/** The server's JSON API: its shapes, and one function per address. All addresses are relative to the page. */

export type Kind = "company" | "drug" | "antigen" | "agreement" | "milestone" | "filing" | "term";

export interface Ref {
  iri: string;
  label: string;
  kind: Kind;
}
export interface Hit extends Ref {
  alt: string[];
  summary: string | null;
}
export interface Term {
  kind: string;
  amount: number | string | null;
  currency: string | null;
  qualifier: string | null;
  rate: string | null;
  evidence: string[];
}
export interface Party {
  iri: string;
  label: string;
  role: string;
}
export interface Deal {
  iri: string;
  types: string[];
  parties: Party[];
  date: string | null;
  status: string | null;
  exclusivity: string | null;
  territory: string | string[] | null;
  drugs: Ref[];
  antigens: Ref[];
  terms: Term[];
  evidence: string[];
}
export interface Milestone {
  iri: string;
  agreement: string | null;
  amount: number | string | null;
  currency: string | null;
  qualifier: string | null;
  status: string | null;
  kind: string | null;
  trigger: string | null;
  payer: Ref | null;
  payee: Ref | null;
  date: string | null;
  drugs: Ref[];
  evidence: string[];
}
export interface Filing {
  iri: string;
  form: string | null;
  filed: string | null;
  accession: string | null;
  url: string | null;
}
export interface Entity extends Ref {
  alt: string[];
  attributes: Record<string, unknown>;
  links: { label: string; url: string }[];
  deals: Deal[];
  milestones: Milestone[];
  drugs: Ref[];
  antigens: Ref[];
  filings: Filing[];
}
export interface GraphNode extends Ref {
  attributes: Record<string, unknown>;
}
export interface GraphEdge {
  source: string;
  target: string;
  kind: string;
  label: string;
}
export interface Neighbours {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** How many neighbours there are, of which some may have been left out. */
  total?: number;
}
export interface Evidence {
  quote: string;
  document: { iri: string; type: string | null; file_name: string | null };
  filing: Filing | null;
  /** Offsets in code points, not in UTF-16 units. */
  start: number;
  end: number;
  text: string | null;
  text_start: number;
}
export interface StatPoint {
  key: string;
  count: number;
  sum: number | string | null;
  currency: string | null;
  /** Of a partner, the company. */
  iri?: string;
}
export interface QueryParameter {
  name: string;
  type?: string;
  kind?: string;
  text?: string;
  description?: string;
  required?: boolean;
  default?: string | null;
}
export interface NamedQuery {
  name: string;
  title: string;
  description: string;
  parameters: QueryParameter[];
}
export type Cell = string | number | boolean | null;
export interface Table {
  columns: string[];
  rows: Cell[][];
}

/** What the server says is wrong, with what to try. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly suggestion: string = "",
    readonly status: number = 0,
  ) {
    super(message);
  }
}

type Values = Record<string, string | number | null | undefined>;

/** Make an address under the page's own folder, leaving out parameters without a value. */
export function address(path: string, values: Values = {}): string {
  const url = new URL(path, document.baseURI);
  url.hash = "";
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") url.searchParams.set(name, String(value));
  }
  return url.href;
}

async function failure(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { error: { message: string; suggestion?: string } };
    return new ApiError(error.message, error.suggestion ?? "", response.status);
  } catch {
    return new ApiError(text.trim().slice(0, 2000) || `The server answered ${response.status}`, "", response.status);
  }
}

/** Fetch, and turn a refusal or a server that is not there into an ApiError. */
export async function request(url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("The server does not answer", "See whether dealgraph serve is still running");
  }
  if (!response.ok) throw await failure(response);
  return response;
}

async function json<T>(path: string, values: Values = {}, signal?: AbortSignal): Promise<T> {
  const response = await request(address(path, values), signal ? { signal } : {});
  return (await response.json()) as T;
}

export const search = (q: string, kind = "", limit = 20, signal?: AbortSignal): Promise<Hit[]> =>
  json<{ results: Hit[] }>("api/search", { q, kind, limit }, signal).then((answer) => answer.results);

export const entity = (iri: string): Promise<Entity> => json("api/entity", { iri });

export const neighbours = (iri: string, limit = 60): Promise<Neighbours> => json("api/neighbours", { iri, limit });

export const evidence = (iri: string): Promise<Evidence> => json("api/evidence", { iri });

export const stats = (by: "year" | "partner" | "status", values: Values = {}): Promise<StatPoint[]> =>
  json<{ series: StatPoint[] }>("api/stats", { ...values, by }).then((answer) => answer.series);

export const queries = async (): Promise<NamedQuery[]> => {
  const answer = await json<NamedQuery[] | { queries: NamedQuery[] }>("api/queries");
  return Array.isArray(answer) ? answer : answer.queries;
};

export const runQuery = (name: string, values: Values): Promise<Table> =>
  json(`api/query/${encodeURIComponent(name)}`, values);
