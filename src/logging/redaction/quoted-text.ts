import { createSecretMatcher } from "../../basics/secret-forms.ts";
import type { LogEvent } from "../log-event.ts";

/** Stands where a text of a person was quoted. */
export const quotedText = "[text]";

/** Shortest run of words that is taken for a quotation where no quotes say so, in characters. */
const shortestRun = 12;
const shortestWord = 3;
/** So much of each text is looked for in other encodings: enough for any quotation that begins where the text does. */
const encodedCharacters = 64;

/** What a message quotes: `'…'`, `"…"`, `«…»`, `“…”`, `` `…` ``, perhaps with an ellipsis at its ends. */
const quoted = /(?<open>["'`«“„‘])(?<text>[^"'`«»“”„‘’\n]{1,2000})(?<close>["'`»”“’])/gu;
const word = /[\p{L}\p{N}]+/gu;

/**
 * Makes a search for what a text, such as an error message, quotes of a person's own texts: between quotation marks whatever
 * stands in them, elsewhere a run of words that both have, a word of another script than the message's Latin, and the beginning
 * or all of a text in any encoding. What is found becomes `[text]`.
 *
 * @param texts what a person gave, such as the text to be spoken
 */
export function createQuoteRemoval(texts: readonly string[]): (message: string) => string {
  const given = texts.filter((text) => text.trim() !== "");
  if (given.length === 0) return (message) => message;
  const forms = createSecretMatcher(given.map((text) => text.trim().slice(0, encodedCharacters)));
  const plain = given.map((text) => ` ${wordsOf(text).join(" ")} `);
  const known = new Set(given.flatMap(wordsOf));
  const isGiven = (words: readonly string[]) =>
    known.has(words.at(-1)!) && plain.some((text) => text.includes(` ${words.join(" ")} `));
  const isPartGiven = (part: string) => {
    const words = wordsOf(part);
    // A quotation may be cut inside of its first or last word.
    return words.length > 0 && plain.some((text) => text.includes(words.join(" ")));
  };

  function withoutRuns(message: string): string {
    const words = [...message.matchAll(word)];
    let clean = "";
    let rest = 0;
    for (let from = 0; from < words.length;) {
      let to = from;
      while (to < words.length && isGiven(words.slice(from, to + 1).map(([text]) => text.toLowerCase()))) to++;
      const last = words[to - 1];
      const start = words[from]!.index;
      const end = last === undefined ? start : last.index + last[0].length;
      const isQuotation =
        to > from && ((to - from > 1 && end - start >= shortestRun) || isTelling(message.slice(start, end)));
      if (isQuotation) {
        clean += message.slice(rest, start) + quotedText;
        rest = end;
      }
      from = Math.max(from + 1, isQuotation ? to : from + 1);
    }
    return clean + message.slice(rest);
  }

  return (message) => {
    const whole = given.reduce((rest, text) => rest.replaceAll(text.trim(), quotedText), message);
    const unquoted = whole.replace(quoted, (quotation, open: string, text: string, close: string) =>
      text !== quotedText && isPartGiven(text) ? `${open}${quotedText}${close}` : quotation,
    );
    return unquoted
      .split(quotedText)
      .map((part) => withoutRuns(forms.replace(part, quotedText)))
      .join(quotedText);
  };
}

/** Fields of an error that others wrote. */
const foreign: readonly string[] = ["error_message", "grpc_details", "seen"];

/** A failed event whose message and error, with all that was seen of the answer, quote nothing. */
export function withoutQuotes(event: LogEvent, remove: (message: string) => string): LogEvent {
  const error =
    event.error &&
    Object.entries(event.error).map(([name, value]: [string, unknown]) => {
      return [name, foreign.includes(name) ? mapTexts(value, remove) : value];
    });
  return {
    ...event,
    message: remove(event.message),
    ...(error && { error: Object.fromEntries(error) as LogEvent["error"] & object }),
    ...(event.response_data && { response_data: mapTexts(event.response_data, remove) as Record<string, unknown> }),
    ...(event.data && { data: mapTexts(event.data, remove) as Record<string, unknown> }),
  };
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]));
}

/** A single word that no English message has by itself: of another script, or with digits. */
function isTelling(text: string): boolean {
  return (
    text.length >= shortestWord && (/[^\p{Script=Latin}\p{N}\p{P}\s]/u.test(text) || /^(?=.*\d)\S{5,}$/u.test(text))
  );
}

function wordsOf(text: string): string[] {
  return (text.match(word) ?? []).map((one) => one.toLowerCase());
}
