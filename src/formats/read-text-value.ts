import { stripAnsi } from "./text/ansi.ts";

const decoder = new TextDecoder();
/** Longest message made of a value that is no text, in UTF-16 units. */
const maxMadeLength = 10_000;

/**
 * A value of any type as the text that a person reads: texts as they are, without a terminal's colours; journald's array of bytes decoded; the
 * `{stringValue}` of OpenTelemetry unwrapped; texts in a list joined by blanks; everything else as JSON.
 *
 * @returns undefined for null, undefined and what JSON cannot say
 */
export function readTextValue(value: unknown): string | undefined {
  if (typeof value === "string") return stripAnsi(value);
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return readList(value);
  const { stringValue, string_value: pythonValue } = value as Record<string, unknown>;
  const wrapped = stringValue ?? pythonValue;
  return typeof wrapped === "string" ? stripAnsi(wrapped) : asJson(value);
}

function readList(list: unknown[]): string | undefined {
  if (list.length > 0 && list.every((one) => Number.isInteger(one) && (one as number) >= 0 && (one as number) < 256)) {
    return stripAnsi(decoder.decode(Uint8Array.from(list as number[])));
  }
  return list.every((one) => typeof one === "string") ? stripAnsi(list.join(" ")) : asJson(list);
}

function asJson(value: object): string | undefined {
  try {
    return JSON.stringify(value).slice(0, maxMadeLength);
  } catch {
    return undefined; // Nested too deep for the stack: the original still shows it.
  }
}
