/** The dialog that shows the words a fact was read from, marked in the text of their document. */

import { type Evidence, evidence } from "./api";
import { append, byId, external, h } from "./dom";
import { date } from "./format";
import { current, lengthen, shorten, update } from "./state";
import { problem } from "./parts";

let opened = 0;

const dialog = (): HTMLDialogElement => byId("evidence") as HTMLDialogElement;

/** Prepare the dialog: closing it takes the passage out of the address. */
export function prepareEvidence(): void {
  const node = dialog();
  node.addEventListener("close", () => update({ ev: null }));
  node.addEventListener("click", (event) => {
    if (event.target === node) node.close();
  });
}

/** Open the passages that the address names, or close the dialog where it names none. */
export function followAddress(): void {
  const named = current().values.get("ev");
  if (named) void showEvidence(named.split(",").map(lengthen));
  else if (dialog().open) dialog().close();
}

/** The button that opens the words from which a fact was read; nothing where there are none. */
export function evidenceButton(mentions: readonly string[], what: string): HTMLElement | null {
  if (mentions.length === 0) return null;
  const label = `Evidence: ${what}`;
  return h(
    "button",
    { type: "button", class: "evidence", title: label, "aria-label": label, click: () => void showEvidence(mentions) },
    "“…”",
  );
}

/** Show passages, one at a time. */
export async function showEvidence(mentions: readonly string[], index = 0): Promise<void> {
  const node = dialog();
  const mine = ++opened;
  const mention = mentions[index];
  if (mention === undefined) return;
  update({ ev: mentions.map(shorten).join(",") });
  if (!node.open) {
    node.replaceChildren(header(mentions, index), h("p", { class: "muted" }, "Loading…"));
    node.showModal();
  }
  try {
    const found = await evidence(mention);
    if (mine !== opened) return;
    const text = passage(found);
    node.replaceChildren(header(mentions, index), source(found), h("blockquote", {}, found.quote), text);
    const mark = text.querySelector("mark");
    // Scrolled by hand: scrollIntoView would move the page behind the dialog too.
    if (mark) text.scrollTop = mark.offsetTop - text.offsetTop - text.clientHeight / 3;
  } catch (error) {
    if (mine === opened) node.replaceChildren(header(mentions, index), problem(error));
  }
}

function header(mentions: readonly string[], index: number): HTMLElement {
  const step = (to: number, sign: string, label: string): HTMLElement =>
    h(
      "button",
      { type: "button", "aria-label": label, disabled: to < 0 || to >= mentions.length, click: () => void showEvidence(mentions, to) },
      sign,
    );
  return h(
    "header",
    {},
    h("h2", { id: "evidence-title" }, "Evidence"),
    mentions.length > 1
      ? h(
          "span",
          { class: "steps" },
          step(index - 1, "‹", "Previous passage"),
          ` passage ${index + 1} of ${mentions.length} `,
          step(index + 1, "›", "Next passage"),
        )
      : null,
    h("button", { type: "button", class: "close", "aria-label": "Close", click: () => dialog().close() }, "✕"),
  );
}

function source(found: Evidence): HTMLElement {
  const { filing, document: doc } = found;
  const line = h("p", { class: "source" });
  append(
    line,
    [filing?.form, doc.type && doc.type !== filing?.form ? doc.type : null].filter(Boolean).join(", "),
    filing?.filed ? ` filed ${date(filing.filed)}` : null,
    doc.file_name ? ` · ${doc.file_name}` : null,
    ` · characters ${found.start}–${found.end}`,
    filing?.accession ? " · " : null,
    filing?.accession ? external(filing.url, `EDGAR ${filing.accession}`) : null,
  );
  return line;
}

/** The document's text with the quotation marked. Offsets count code points, which strings of JavaScript do not. */
function passage(found: Evidence): HTMLElement {
  if (!found.text) return h("p", { class: "muted" }, "The text of this document is not at hand; the quotation was kept.");
  const points = Array.from(found.text);
  let start = found.start - found.text_start;
  let end = found.end - found.text_start;
  if (points.slice(start, end).join("") !== found.quote) {
    const at = found.text.indexOf(found.quote);
    start = at < 0 ? 0 : Array.from(found.text.slice(0, at)).length;
    end = at < 0 ? 0 : start + Array.from(found.quote).length;
  }
  return h(
    "div",
    { class: "document", tabindex: 0, role: "region", "aria-label": "Text of the document" },
    found.text_start > 0 ? "… " : null,
    points.slice(0, start).join(""),
    end > start ? h("mark", {}, points.slice(start, end).join("")) : null,
    points.slice(end).join(""),
  );
}
