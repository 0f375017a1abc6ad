/** How values are written for people. */

import type { Deal, Milestone, Party } from "./api";

const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const LONG = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const SIGNS: Record<string, string> = { USD: "$", EUR: "€", GBP: "£", JPY: "¥" };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function withSign(text: string, currency: string | null): string {
  const sign = SIGNS[currency ?? ""];
  return sign ? sign + text : `${currency ?? ""} ${text}`.trim();
}

/** Write an amount whole: `$11,500,000`; an amount that a filing leaves out is "undisclosed". */
export function money(amount: number | string | null, currency: string | null, qualifier: string | null = null): string {
  if (amount === null || amount === "") return "undisclosed";
  const text = withSign(LONG.format(Number(amount)), currency);
  return qualifier && qualifier !== "exactly" ? `${qualifier.replaceAll("_", " ")} ${text}` : text;
}

/** Write an amount in little room: `$11.5M`. */
export const shortMoney = (amount: number, currency: string | null): string => withSign(SHORT.format(amount), currency);

/** Write a date as exactly as it is known: `11 Feb 1999`, `May 2000`, `2005`. */
export function date(value: string | null): string {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value ?? "");
  if (!match) return value ?? "";
  const [, year = "", month, day] = match;
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  return [day && name ? String(Number(day)) : "", name ?? "", year].filter(Boolean).join(" ");
}

/** The year of a date, or null. */
export function year(value: string | null): number | null {
  const match = /^(\d{4})/.exec(value ?? "");
  return match ? Number(match[1]) : null;
}

/** A date as a year with a fraction; a year or month stands for its middle. */
export function decimalYear(value: string | null): number | null {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value ?? "");
  if (!match) return null;
  const month = match[2] ? Number(match[2]) - 1 : 6;
  const day = match[3] ? Number(match[3]) / 31 : match[2] ? 0.5 : 0;
  return Number(match[1]) + (month + day) / 12;
}

/** Write a vocabulary word or an attribute's name for people: `co-development`, `SIC code`. */
export function words(text: string): string {
  const spaced = text.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  const lower = /[A-Z]{2}/.test(spaced) ? spaced : spaced.toLowerCase();
  return lower.replace(/\b(cik|sic|irs|hgnc)\b/gi, (word) => word.toUpperCase());
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Write "1 deal", "2 deals". */
export const count = (n: number, one: string, many = `${one}s`): string => `${LONG.format(n)} ${n === 1 ? one : many}`;

/** A deal's heading: its types. */
export const dealTitle = (deal: Deal): string => capital(deal.types.map(words).join(", ") || "agreement");

/** The parties but the one whose page it is; one company may hold several roles. */
export function parties(deal: Deal): { iri: string; label: string; roles: string[] }[] {
  const found = new Map<string, { iri: string; label: string; roles: string[] }>();
  for (const party of deal.parties as Party[]) {
    const known = found.get(party.iri) ?? { iri: party.iri, label: party.label, roles: [] };
    if (party.role && party.role !== "party" && !known.roles.includes(party.role)) known.roles.push(party.role);
    found.set(party.iri, known);
  }
  return [...found.values()];
}

/** A milestone in one line. */
export const milestoneTitle = (m: Milestone): string =>
  [money(m.amount, m.currency, m.qualifier), m.trigger ?? (m.kind ? words(m.kind) : "")].filter(Boolean).join(": ");
