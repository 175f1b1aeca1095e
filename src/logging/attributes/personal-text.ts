import { textSha256 } from "../../basics/sha256.ts";

/**
 * A personal text as log fields: in full, or as a hash that tells whether two texts are equal. The length, in
 * characters (UTF-16 units), stands beside either.
 *
 * @param name the field, e.g. `text` gives `text`, `text_length` or `text_sha256`, `text_length`
 */
export function personalTextFields(name: string, text: string, inFull: boolean): Record<string, unknown> {
  const shown = inFull ? { [name]: text } : { [`${name}_sha256`]: textSha256(text) };
  return { ...shown, [`${name}_length`]: text.length };
}
