/** The words to choose from, as the ontology gives them. */

import terms from "virtual:terms";

/** The words of a concept scheme such as `agreement-status`; none where there is no such scheme. */
export const concepts = (scheme: string): string[] =>
  terms.filter((term) => term.text.includes(`/vocab/${scheme}/`)).map((term) => term.label);
