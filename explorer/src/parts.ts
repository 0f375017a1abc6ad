/** Small parts that several views share. */

import { ApiError, type Ref } from "./api";
import { h } from "./dom";
import { words } from "./format";
import { entityLink, hasPage } from "./state";

/** A link to a thing's page, coloured by kind. */
export function chip(ref: Ref): HTMLElement {
  if (!hasPage(ref.iri)) return h("span", { class: `chip ${ref.kind}` }, ref.label);
  return h("a", { class: `chip ${ref.kind}`, href: entityLink(ref.iri) }, ref.label);
}

/** The class that gives a status its colour: `s-in-force`. */
export const statusClass = (status: string | null): string => `s-${(status ?? "").replace(/[^a-z]+/g, "-")}`;

/** A status, coloured and in words. */
export const badge = (status: string | null): HTMLElement | null =>
  status ? h("span", { class: `badge ${statusClass(status)}` }, words(status)) : null;

/** What went wrong, and what to try. */
export function problem(error: unknown): HTMLElement {
  const known = error instanceof ApiError;
  return h(
    "div",
    { class: "notice error", role: "alert" },
    h("pre", {}, error instanceof Error ? error.message : String(error)),
    known && error.suggestion ? h("p", {}, error.suggestion) : null,
  );
}

export const loading = (): HTMLElement => h("p", { class: "muted", role: "status" }, "Loading…");

/** A label over a select or an input. */
export const field = (label: string, control: HTMLElement): HTMLElement =>
  h("label", { class: "field" }, h("span", {}, label), control);

/** A select with these values; the first choice, with an empty value, is `any`. */
export function select(values: readonly string[], chosen: string, any: string, change: (value: string) => void): HTMLElement {
  const all = chosen && !values.includes(chosen) ? [chosen, ...values] : values;
  const node = h(
    "select",
    { change: () => change(node.value) },
    h("option", { value: "" }, any),
    ...all.map((value) => h("option", { value, selected: value === chosen }, words(value))),
  );
  return node;
}
