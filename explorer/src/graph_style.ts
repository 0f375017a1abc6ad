/** How nodes and links are drawn: colours from the page's own, so that dark mode holds here too. */

import type cytoscape from "cytoscape";

const SHAPES: Record<string, string> = {
  company: "round-rectangle",
  agreement: "diamond",
  milestone: "ellipse",
  drug: "hexagon",
  antigen: "triangle",
  term: "ellipse",
  filing: "rectangle",
};

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Give the present style. */
export function look(): cytoscape.StylesheetJson {
  const text = colour("text");
  const kinds = Object.entries(SHAPES).map(([kind, shape]) => ({
    selector: `node.${kind}`,
    style: { shape: shape as cytoscape.Css.NodeShape, "background-color": colour(`k-${kind}`) },
  }));
  return [
    {
      selector: "node",
      style: {
        label: "data(short)",
        width: 26,
        height: 26,
        color: text,
        "font-size": 11,
        "text-wrap": "wrap",
        "text-max-width": "120px",
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-background-color": colour("panel"),
        "text-background-opacity": 0.75,
        "text-background-padding": "1px",
        "background-color": colour("muted"),
        "border-width": 1,
        "border-color": colour("panel"),
      },
    },
    ...kinds,
    { selector: "node.out", style: { display: "none" } },
    { selector: "node.root", style: { width: 40, height: 40, "font-weight": "bold" } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("focus") } },
    {
      selector: "edge",
      style: {
        width: 1.4,
        "line-color": colour("line"),
        "target-arrow-color": colour("line"),
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
      },
    },
    {
      // What links are called is told for the chosen node only; all at once they would hide one another.
      selector: "edge.near",
      style: {
        label: "data(label)",
        "line-color": colour("accent"),
        "target-arrow-color": colour("accent"),
        "font-size": 9,
        color: colour("muted"),
        "text-rotation": "autorotate",
        "text-background-color": colour("panel"),
        "text-background-opacity": 0.85,
      },
    },
  ];
}
