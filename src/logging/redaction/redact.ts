import { redacted, type LiveSecrets } from "../../basics/live-secrets.ts";
import { isSecretName } from "../../basics/secret-names.ts";
import { redactText } from "./redact-text.ts";
import { applyRedactionRules, applyToText, replacedField, type RedactionRule } from "./redaction-rules.ts";

/** How much of one value may be logged. */
export const redactLimits = {
  /** Containers inside containers. */
  depth: 8,
  /** Entries of one array or object. */
  entries: 200,
  /** Values in all. */
  nodes: 4000,
  /** Characters of all texts and keys together; a longer text is cut and says so. */
  characters: 262_144,
  /** Numbers in a row that still are figures; more are taken for sound. */
  numbers: 64,
};

interface Budget {
  nodes: number;
  characters: number;
  above: object[];
  scrub: LiveSecrets["scrub"];
  rules: readonly RedactionRule[];
  untouched: ReadonlySet<string>;
}

/** Where no secret is known. */
const unchanged = (text: string): string => text;

/**
 * The value as it may be stored: plain data, bounded in depth and size, without secrets and without bytes of sound.
 *
 * Secrets are found by the name of their key, by their look inside texts and, where they are known, by their value.
 * Byte arrays, blobs and long rows of numbers become their size. Cycles, throwing getters and unreadable objects become a word in brackets. Never throws; idempotent.
 *
 * @param scrub takes the known values out of a text and a key; default: none is known
 * @param rules are applied after that, before anything is cut; default: none
 * @param untouched names of the value itself whose values the rules leave alone
 * @returns a fresh copy that JSON and postMessage can carry; undefined for undefined
 */
export function redact(
  value: unknown,
  scrub: LiveSecrets["scrub"] = unchanged,
  rules: readonly RedactionRule[] = [],
  untouched: ReadonlySet<string> = nothing,
): unknown {
  const { nodes, characters } = redactLimits;
  return copy(value, { nodes, characters, above: [], scrub, rules, untouched });
}

const nothing: ReadonlySet<string> = new Set();

function copy(value: unknown, budget: Budget): unknown {
  switch (typeof value) {
    case "string":
      return cut(applyToText(redactText(budget.scrub(value)), budget.rules), budget);
    case "number":
      if (!Number.isFinite(value)) return null;
      return budget.rules.length === 0 ? value + 0 : applyRedactionRules(value + 0, budget.rules); // -0 is 0 in JSON
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : cut(String(value), budget);
    case "boolean":
      return value;
    case "object":
      return value === null ? null : copyObject(value, budget);
    case "undefined":
      return undefined;
    default:
      return cut(`[${typeof value}]`, budget);
  }
}

function copyObject(value: object, budget: Budget): unknown {
  try {
    if (budget.above.includes(value)) return cut("[circular]", budget);
    const plain = describeOpaque(value);
    if (plain !== undefined) return copy(plain, budget);
    if (budget.above.length >= redactLimits.depth) return cut("[too deep]", budget);
    budget.above.push(value);
    try {
      return Array.isArray(value) ? copyArray(value, budget) : copyEntries(value, budget);
    } finally {
      budget.above.pop();
    }
  } catch {
    // A proxy or a revoked handle: there is nothing to copy, and logging must not fail for it.
    return cut("[unreadable]", budget);
  }
}

/** Objects that are one value, as text; undefined for those that are looked into. */
function describeOpaque(value: object): unknown {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${String(value.byteLength)} bytes]`;
  if (typeof Blob !== "undefined" && value instanceof Blob) return `[${String(value.size)} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[invalid date]" : value.toISOString();
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof URL) return value.href;
  if (Array.isArray(value) && isRowOfNumbers(value)) return `[${String(value.length)} numbers]`;
  return undefined;
}

function isRowOfNumbers(values: unknown[]): boolean {
  return (
    values.length > redactLimits.numbers &&
    values.slice(0, redactLimits.numbers).every((value) => typeof value === "number")
  );
}

function copyArray(values: unknown[], budget: Budget): unknown[] {
  const copied: unknown[] = [];
  for (let index = 0; index < values.length; index++) {
    const left = values.length - index;
    if (budget.nodes === 0) break;
    budget.nodes--;
    if (left > 1 && (copied.length === redactLimits.entries - 1 || budget.nodes === 0)) {
      copied.push(cut(`[+${String(left)} more]`, budget));
      break;
    }
    copied.push(copy(read(values, index), budget) ?? null);
  }
  return copied;
}

function copyEntries(value: object, budget: Budget): Record<string, unknown> {
  const entries: [string, unknown][] =
    value instanceof Map ? [...value].map(([key, item]) => [String(key), item]) : namedEntries(value);
  const copied: Record<string, unknown> = {};
  let size = 0;
  for (const [index, [name, item]] of entries.entries()) {
    const left = entries.length - index;
    if (budget.nodes === 0) break;
    budget.nodes--;
    if (left > 1 && (size === redactLimits.entries - 1 || budget.nodes === 0)) {
      put(copied, "…", cut(`[+${String(left)} more]`, budget));
      break;
    }
    const { clean, secret } = judgeName(budget.scrub(name));
    const { rules } = budget;
    if (budget.above.length === 1 && budget.untouched.has(name)) budget.rules = [];
    const key = cut(applyToText(clean, budget.rules), budget);
    const copiedItem = secret && mayBeSecret(item) ? cut(redacted, budget) : copyField(name, item, budget);
    budget.rules = rules;
    if (copiedItem === undefined) continue;
    put(copied, key, copiedItem);
    size++;
  }
  return copied;
}

function copyField(name: string, item: unknown, budget: Budget): unknown {
  const replaced = budget.rules.length === 0 ? undefined : replacedField(name, item, budget.rules);
  return replaced === undefined ? copy(item, budget) : cut(replaced, budget);
}

function put(into: Record<string, unknown>, key: string, value: unknown): void {
  // This one name would change what the object inherits.
  if (key !== "__proto__") into[key] = value;
  else Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
}

/** What the rules say of a name. */
interface Judgement {
  clean: string;
  secret: boolean;
}

/** Logs have few names, which come again and again; a hostile one may not fill the memory. */
const judged = new Map<string, Judgement>();
const mostJudged = 1_000;
const longestJudged = 64;

function judgeName(name: string): Judgement {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const judgement = { clean: redactText(name), secret: isSecretName(name) };
  if (name.length <= longestJudged && judged.size < mostJudged) judged.set(name, judgement);
  return judgement;
}

/** A name without secrets, such as that of an event: remembered, because names come again and again. */
export function redactName(name: string): string {
  return judgeName(name).clean;
}

function mayBeSecret(item: unknown): boolean {
  return item !== undefined && item !== null && typeof item !== "boolean";
}

/** Own enumerable properties; a Set is its values in order. */
function namedEntries(value: object): [string, unknown][] {
  if (value instanceof Set) return [...value].map((item, index) => [String(index), item]);
  return Object.keys(value).map((name) => [name, read(value, name)]);
}

function read(from: object, name: string | number): unknown {
  try {
    return (from as Record<string | number, unknown>)[name];
  } catch {
    return "[unreadable]";
  }
}

/** Cuts a text to what is left of the budget, and says how much is missing. */
function cut(text: string, budget: Budget): string {
  const left = budget.characters;
  let shown = text;
  if (text.length > left) {
    const note = ` [+${String(text.length - left)} characters]`;
    shown = note.length < left ? text.slice(0, left - note.length) + note : text.slice(0, left);
  }
  shown = shown.toWellFormed();
  budget.characters -= shown.length;
  return shown;
}
