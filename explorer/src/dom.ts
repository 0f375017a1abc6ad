/**
 * The one way by which elements are made. Text goes in as text nodes and never as markup, so that nothing that
 * a filing says can become an element, a script or an address.
 */

export type Child = Node | string | number | null | undefined | false;
type Handler = (event: Event) => void;
type Props = Record<string, string | number | boolean | null | undefined | Handler>;

const SVG = "http://www.w3.org/2000/svg";

function fill<T extends Element>(node: T, props: Props, children: readonly Child[]): T {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, ...children);
  return node;
}

/** Add children to a node; nothing is added for null, undefined and false. */
export function append(node: Element, ...children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    node.append(typeof child === "number" ? String(child) : child);
  }
}

/** Make an HTML element; a property that is a function is an event's listener. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), props, children);
}

/** Make an SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** Give the element with this id, which index.html is known to have. */
export function byId(id: string): HTMLElement {
  const node = document.getElementById(id);
  if (node === null) throw new Error(`index.html has no element with the id ${id}`);
  return node;
}

/** Make a link to another site, or plain text where the address is not http(s). It is followed only by hand. */
export function external(url: string | null | undefined, text: string): Node {
  if (!url || !/^https?:\/\//i.test(url)) return document.createTextNode(text);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "external" }, text);
}

/** Call a function once things have been quiet for a time. */
export function debounce<A extends unknown[]>(run: (...args: A) => void, milliseconds: number): (...args: A) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), milliseconds);
  };
}

/** Offer text as a file to be saved. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
