/**
 * The SPARQL editor: colours, and completion of keywords, variables and the terms of the ontology.
 *
 * It lives in a shadow root: there CodeMirror adopts constructed style sheets, which the strict content security
 * policy allows, where in the page it would add style elements, which the policy forbids.
 */

import { autocompletion, closeBrackets, type Completion, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import terms from "virtual:terms";
import { h } from "./dom";

export const PREFIXES: Record<string, string> = {
  dg: "https://w3id.org/dealgraph/ontology#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  prov: "http://www.w3.org/ns/prov#",
  oa: "http://www.w3.org/ns/oa#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const OTHERS = ["skos:prefLabel", "skos:altLabel", "skos:exactMatch", "prov:wasDerivedFrom", "oa:hasSelector", "oa:hasSource", "oa:exact", "oa:start", "oa:end", "schema:url", "xsd:date", "xsd:decimal", "rdf:type"];
const KEYWORDS =
  "SELECT ASK CONSTRUCT DESCRIBE DISTINCT WHERE FILTER OPTIONAL UNION MINUS BIND VALUES GRAPH SERVICE PREFIX LIMIT OFFSET COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT CONTAINS LCASE UCASE STR YEAR REGEX COALESCE EXISTS ASC DESC".split(" ").concat("ORDER BY", "GROUP BY", "NOT EXISTS", "HAVING");

/** Put a term in, and its prefix's declaration above if the query has none. */
function withPrefix(view: EditorView, completion: Completion, from: number, to: number): void {
  const prefix = completion.label.split(":")[0] ?? "";
  const namespace = PREFIXES[prefix];
  const known = new RegExp(`prefix\\s+${prefix}:`, "i").test(view.state.doc.toString());
  const changes = [{ from, to, insert: completion.label }];
  const declared = namespace && !known ? `PREFIX ${prefix}: <${namespace}>\n` : "";
  if (declared) changes.unshift({ from: 0, to: 0, insert: declared });
  view.dispatch({ changes, selection: { anchor: from + declared.length + completion.label.length }, userEvent: "input.complete" });
}

const ICONS = { class: "class", property: "property", concept: "constant" } as const;
const OPTIONS: Completion[] = [
  ...terms.map((term): Completion => {
    const about: Completion = { label: term.text, displayLabel: term.kind === "concept" ? conceptName(term.text) : term.text, type: ICONS[term.kind], detail: term.label, info: term.definition };
    return term.kind === "concept" ? about : { ...about, apply: withPrefix };
  }),
  ...OTHERS.map((label): Completion => ({ label, type: "property", apply: withPrefix })),
];
const WORDS: Completion[] = KEYWORDS.map((label) => ({ label, type: "keyword", boost: -1 }));

/** `<https://w3id.org/dealgraph/vocab/milestone-status/achieved>` as `milestone-status/achieved`. */
function conceptName(text: string): string {
  return text.slice(1, -1).split("/").slice(-2).join("/");
}

function complete(context: CompletionContext): CompletionResult | null {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) {
    const names = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
    names.delete(variable.text);
    return { from: variable.from, options: [...names].map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
  }
  const iri = context.matchBefore(/<[^\s<>]*/);
  if (iri) return { from: iri.from, options: OPTIONS.filter((o) => o.label.startsWith("<")), validFor: /^<[^\s<>]*$/ };
  const word = context.matchBefore(/[\w-]+:?[\w-]*/);
  if (!word && !context.explicit) return null;
  return { from: word?.from ?? context.pos, options: [...OPTIONS, ...WORDS], validFor: /^[\w-]*:?[\w-]*$/ };
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--c-keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.number], color: "var(--c-string)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.standard(tags.variableName)], color: "var(--c-variable)" },
  { tag: [tags.atom, tags.meta, tags.attributeName, tags.propertyName], color: "var(--c-term)" },
]);

const LOOK = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--panel)", fontSize: "14px", border: "1px solid var(--line)", borderRadius: "8px" },
  "&.cm-focused": { outline: "2px solid var(--focus)" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", minHeight: "220px", maxHeight: "55vh", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--muted)", border: "none" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark-soft) !important" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--text)", border: "1px solid var(--line)", maxWidth: "min(420px, 90vw)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionInfo": { padding: "6px 10px", fontFamily: "system-ui, sans-serif" },
});

export interface Editor {
  node: HTMLElement;
  text: () => string;
  set: (text: string) => void;
  focus: () => void;
}

/** Make an editor; Ctrl-Enter runs what is in it. */
export function editor(text: string, run: () => void): Editor {
  const host = h("div", { class: "editor" });
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        closeBrackets(),
        bracketMatching(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(COLOURS),
        autocompletion({ override: [complete], maxRenderedOptions: 60, icons: false }),
        // Tab is left to move the focus, so that the keyboard is not trapped.
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true), preventDefault: true }, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query" }),
        LOOK,
      ],
    }),
  });
  return {
    node: host,
    text: () => view.state.doc.toString(),
    set: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    focus: () => view.focus(),
  };
}
