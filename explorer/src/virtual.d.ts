declare module "virtual:terms" {
  const terms: { text: string; kind: "class" | "property" | "concept"; label: string; definition: string }[];
  export default terms;
}
declare module "cytoscape-fcose" {
  const extension: import("cytoscape").Ext;
  export default extension;
}
