/** Which deals and milestones of a page are shown: by year, type and status. No page is needed to reckon it. */

import type { Deal, GraphNode, Milestone } from "./api";
import { year } from "./format";

export interface Filters {
  from: number | null;
  to: number | null;
  type: string;
  status: string;
  milestone: string;
}

const number = (text: string | undefined): number | null => (text && /^\d{4}$/.test(text) ? Number(text) : null);

/** Read filters from the values of an address. */
export function fromValues(values: Map<string, string>): Filters {
  return {
    from: number(values.get("from")),
    to: number(values.get("to")),
    type: values.get("type") ?? "",
    status: values.get("status") ?? "",
    milestone: values.get("milestone") ?? "",
  };
}

export const isSet = (f: Filters): boolean => f.from !== null || f.to !== null || Boolean(f.type || f.status || f.milestone);

function inYears(f: Filters, value: string | null): boolean {
  if (f.from === null && f.to === null) return true;
  const y = year(value);
  // What has no date is left out once years are asked for: it cannot be said to lie within them.
  return y !== null && (f.from === null || y >= f.from) && (f.to === null || y <= f.to);
}

/** What filters look at. */
export type DealMarks = Pick<Deal, "date" | "types" | "status">;
export type MilestoneMarks = Pick<Milestone, "date" | "status">;

export const keepsDeal = (f: Filters, deal: DealMarks): boolean =>
  inYears(f, deal.date) && (!f.type || deal.types.includes(f.type)) && (!f.status || deal.status === f.status);

/** Whether a milestone is shown. A filter on deals holds for the milestones under them too. */
export function keepsMilestone(f: Filters, milestone: MilestoneMarks, deal: DealMarks | undefined): boolean {
  if (f.milestone && milestone.status !== f.milestone) return false;
  if (f.type && !(deal?.types.includes(f.type) ?? false)) return false;
  if (f.status && deal?.status !== f.status) return false;
  // An expected milestone has no date of its own; it then goes by that of its deal.
  return inYears(f, milestone.date ?? deal?.date ?? null);
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value === undefined || value === null ? [] : [String(value)]);

/** What filters look at, of an agreement's or a milestone's node in the graph. */
export const marks = ({ attributes: a }: GraphNode): DealMarks & MilestoneMarks => ({
  types: texts(a["agreementType"]),
  date: texts(a["signedOn"] ?? a["achievedOn"])[0] ?? null,
  status: texts(a["agreementStatus"] ?? a["milestoneStatus"])[0] ?? null,
});

/** The values to choose from, in order. */
export const choices = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((v): v is string => Boolean(v)))].sort();

/** The years that occur, first to last. */
export const years = (values: readonly (string | null)[]): number[] =>
  [...new Set(values.map(year).filter((y): y is number => y !== null))].sort((a, b) => a - b);
