import { scrubTexts } from "../../basics/live-secrets.ts";

/** Controls but tab and line feed, marks that turn the direction of writing, and signs that no screen shows. */
const controls =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Makes a text by anyone harmless to show: a control character, as of a terminal, and a mark that turns the direction of
 * writing stands there as its number, `\u202e`. Line ends become line feeds.
 */
export function plainText(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(controls, (sign) => {
    const code = sign.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** The same data with every text in it made harmless, names of fields too. */
export function plainTexts<Data>(data: Data): Data {
  return scrubTexts(data, plainText);
}
