import type { Grammar } from "../../../ssml/grammatical-form.ts";

/**
 * Turns what stands in a `<say-as>` into words; nothing comes back when it does not fit the category.
 *
 * @param detail the attribute, empty when it is missing
 */
export type Reading = (content: string, detail: string, grammar: Grammar) => string | undefined;
