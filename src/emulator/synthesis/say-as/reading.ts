import type { Grammar } from "../../../ssml/grammatical-form.ts";

/**
 * Converts the content of a `<say-as>` into words; undefined when it does not fit the category.
 *
 * @param detail the attribute, empty when it is missing
 */
export type Reading = (content: string, detail: string, grammar: Grammar) => string | undefined;
