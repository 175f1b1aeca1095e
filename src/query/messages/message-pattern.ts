import { firstCharacters, normaliseMessage } from "./normalise-message.ts";
import type { Query } from "../query.ts";

/** The field that has the pattern of a line. It is computed when a question names it, and stands in no block. */
export const patternPath = "pattern";

/** Most characters of a pattern. */
export const maxPattern = 300;

/** What a line's message shares with others of its kind: it is normalised and cut. Undefined where the message is no text. */
export function messagePattern(event: Record<string, unknown>): string | undefined {
  const { message } = event;
  return typeof message === "string" ? patternOf(message) : undefined;
}

/** The pattern of a message. */
export function patternOf(message: string): string {
  return firstCharacters(normaliseMessage(message), maxPattern);
}

/** The lines with a pattern as a condition; without one, the lines whose message is no text. */
export function patternQuery(pattern: string | undefined): Query {
  if (pattern === undefined) return { is: "not", part: { is: "field", path: patternPath, test: { is: "present" } } };
  return { is: "field", path: patternPath, test: { is: "value", value: pattern, isQuoted: true } };
}
