/** The search box, which lists what fits as one types, and the page of results. */

import { type Hit, search } from "./api";
import { debounce, h } from "./dom";
import { count, words } from "./format";
import { loading, problem } from "./parts";
import { entityLink, link, type Route, update } from "./state";

const KINDS = ["company", "drug", "antigen", "agreement"];

/** A combobox after the ARIA pattern: arrows move, Enter opens, Escape closes. */
export function searchBox(label: string, focusKey: boolean): HTMLElement {
  const listId = `hits-${Math.random().toString(36).slice(2)}`;
  let hits: Hit[] = [];
  let active = -1;
  let asked: AbortController | undefined;
  const list = h("ul", { id: listId, role: "listbox", "aria-label": "Suggestions", hidden: true });
  const input = h("input", {
    type: "search",
    role: "combobox",
    name: "q",
    placeholder: label,
    "aria-label": label,
    "aria-controls": listId,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
  });

  const show = (open: boolean): void => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) input.removeAttribute("aria-activedescendant");
  };
  const choose = (index: number): void => {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    const item = list.children[index];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }
  };
  const open = (hit: Hit): void => {
    show(false);
    input.value = "";
    input.blur();
    location.hash = entityLink(hit.iri);
  };
  const ask = async (): Promise<void> => {
    asked?.abort();
    const text = input.value.trim();
    if (!text) return show(false);
    asked = new AbortController();
    try {
      hits = await search(text, "", 10, asked.signal);
    } catch {
      // An overtaken question; a server that is gone is told of by the page that Enter opens.
      return;
    }
    list.replaceChildren(
      ...hits.map((hit, i) =>
        h("li", { role: "option", id: `${listId}-${i}`, mousedown: (e) => e.preventDefault(), click: () => open(hit) }, ...inside(hit)),
      ),
    );
    if (hits.length === 0) list.replaceChildren(h("li", { class: "muted" }, "Nothing by this name"));
    choose(-1);
    show(document.activeElement === input);
  };

  input.addEventListener("input", debounce(() => void ask(), 120));
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden || hits.length === 0) return;
      event.preventDefault();
      choose((active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Escape") show(false);
  });
  if (focusKey) {
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, .editor");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.focus();
      }
    });
  }
  return h(
    "form",
    {
      role: "search",
      class: "combobox",
      submit: (event) => {
        event.preventDefault();
        const hit = hits[active];
        if (hit && !list.hidden) return open(hit);
        show(false);
        asked?.abort();
        if (input.value.trim()) location.hash = link("search", { q: input.value.trim() });
      },
    },
    input,
    list,
  );
}

function inside(hit: Hit): Node[] {
  const others = hit.alt.filter((name) => name !== hit.label);
  return [
    h("span", { class: `dot ${hit.kind}`, "aria-hidden": "true" }),
    h("span", { class: "hit" }, h("strong", {}, hit.label), others.length ? h("small", {}, ` ${others.slice(0, 3).join(" · ")}`) : null),
    h("small", { class: "muted kind" }, hit.kind),
  ];
}

/** The page of results. */
export async function searchView(view: HTMLElement, { values }: Route): Promise<void> {
  const q = values.get("q") ?? "";
  const results = h("div", { "aria-live": "polite" });
  const tabs = h("div", { class: "tabs", role: "group", "aria-label": "Kind" });
  const fill = async (kind: string): Promise<void> => {
    tabs.replaceChildren(
      ...["", ...KINDS].map((k) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(k === kind),
            click: () => {
              update({ kind: k || null });
              void fill(k);
            },
          },
          k ? words(k) : "all",
        ),
      ),
    );
    results.replaceChildren(loading());
    try {
      const hits = await search(q, kind, 50);
      results.replaceChildren(
        h("p", { class: "muted" }, count(hits.length, "result")),
        h("ul", { class: "results" }, ...hits.map((hit) => h("li", {}, h("a", { href: entityLink(hit.iri) }, ...inside(hit)), hit.summary ? h("p", { class: "muted" }, hit.summary) : null))),
      );
    } catch (error) {
      results.replaceChildren(problem(error));
    }
  };
  view.replaceChildren(h("h1", {}, `Results for “${q}”`), tabs, results);
  await fill(values.get("kind") ?? "");
}
