/** A table of results, with links where a cell is a thing of the graph, and its download. */

import type { Cell, Table } from "./api";
import { download, h } from "./dom";
import { count, words } from "./format";
import { showEvidence } from "./evidence";
import { entityLink, hasPage, isMention, shorten } from "./state";

const SHOWN = 500;
const LONG = 60;

function cell(value: Cell): Node {
  if (value === null) return h("span", { class: "muted" }, "");
  if (typeof value === "number") return document.createTextNode(value.toLocaleString("en", { useGrouping: value < 1000 || value > 9999, maximumFractionDigits: 6 }));
  const text = String(value);
  if (hasPage(text)) return h("a", { href: entityLink(text) }, shorten(text));
  if (isMention(text)) return h("button", { type: "button", class: "evidence", click: () => void showEvidence([text]) }, "“…” evidence");
  if (text.length > LONG) return h("div", { class: "long", tabindex: text.length > 4 * LONG ? 0 : null }, text);
  return document.createTextNode(text.startsWith("https://w3id.org/dealgraph/id/") ? shorten(text) : text);
}

/** How a cell is set: numbers to the right, dates and short words on one line. */
const tone = (value: Cell): string | null =>
  typeof value === "number" ? "number" : typeof value === "string" && value.length <= 14 ? "plain" : null;

/** A field after RFC 4180. One that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvField(value: Cell): string {
  const text = value === null ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Write a table as CSV. */
export const csv = ({ columns, rows }: Table): string => [columns, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n") + "\r\n";

/** Show a table, the first 500 rows of it. */
export function tableView(table: Table, name: string): HTMLElement {
  const { columns, rows } = table;
  const more = rows.length > SHOWN ? `, the first ${SHOWN} shown` : "";
  return h(
    "section",
    { class: "result" },
    h(
      "p",
      { class: "muted", role: "status", id: "row-count" },
      `${count(rows.length, "row")}${more} `,
      rows.length ? h("button", { type: "button", click: () => download(`${name}.csv`, "text/csv", csv(table)) }, "Save as CSV") : null,
    ),
    rows.length
      ? h(
          "div",
          { class: "scroll", tabindex: 0, role: "region", "aria-label": "Results" },
          h(
            "table",
            {},
            h("thead", {}, h("tr", {}, ...columns.map((c) => h("th", { scope: "col" }, words(c))))),
            h("tbody", {}, ...rows.slice(0, SHOWN).map((row) => h("tr", {}, ...row.map((v) => h("td", { class: tone(v) }, cell(v)))))),
          ),
        )
      : null,
  );
}
