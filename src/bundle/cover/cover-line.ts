import { isSecretName } from "../../basics/secret-names.ts";
import { redacted } from "../../basics/live-secrets.ts";
import { applyRedactionRules, replacedField } from "../../logging/redaction/redaction-rules.ts";
import { coverText, type CoverOptions, type CoverReason } from "./cover-text.ts";
import { fieldKind, inheritedKind, switchOf } from "./field-kind.ts";
import type { PseudonymKind } from "../manifest.ts";
import type { OwnTexts } from "./own-texts.ts";

/** A value of a line before and after. */
export interface CoveredValue {
  /** Dotted path; an item of a list is `[]`. */
  path: string;
  before: string | number | boolean | null;
  /** Undefined: left out. */
  after: string | number | boolean | null | undefined;
  reasons: readonly CoverReason[];
}

/** How a line is covered. */
export interface LineContext {
  options: CoverOptions;
  /** The personal texts of the call that it belongs to; undefined where they are not known. */
  own: OwnTexts | undefined;
  /** Covers names and single words, which come again and again; see {@link createNameCover}. */
  coverName: (name: string) => CoveredText;
  onValue: (value: CoveredValue) => void;
  onNameCovered: () => void;
}

/** A text after it was covered, and why. */
export interface CoveredText {
  after: string;
  reasons: readonly CoverReason[];
}

/** A text that is compared with none. */
const noTexts: OwnTexts = { sharedWith: () => [] };
/** Results that are remembered, and the longest text of them in characters. */
const [mostNames, longestName] = [20_000, 200];

/** Covers names, single words and addresses of a whole log, each once: they come again and again. */
export function createNameCover(options: CoverOptions): LineContext["coverName"] {
  const results = new Map<string, CoveredText>();
  return (name) => {
    const known = results.get(name);
    if (known) return known;
    const reasons: CoverReason[] = [];
    const after = coverText(name, { own: noTexts, onCovered: (reason) => void reasons.push(reason) }, options);
    const result = { after, reasons: [...new Set(reasons)] };
    // Matches of rules are counted.
    if (results.size < mostNames && name.length < longestName && !reasons.includes("rule")) results.set(name, result);
    return result;
  };
}

/** Other spellings of the record that a line was made of. */
const spellings: ReadonlySet<string> = new Set(["original_text", "original_base64"]);

/** A line of a log as it may leave. @param line parsed; it is not changed */
export function coverLine(line: Record<string, unknown>, context: LineContext): Record<string, unknown> {
  const isCloning = line["service"] === "VoiceCloning";
  const { switches } = context.options;
  const hidesNothing = Object.values(switches).every(Boolean) && context.options.rules.length === 0;
  const covered: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(line)) {
    const isCopy = spellings.has(name) || (name === "original" && typeof value === "string");
    if (isCopy && !hidesNothing) {
      context.onValue({ path: name, before: String(value), after: undefined, reasons: ["texts"] });
    } else coverEntry(covered, name, value, { context, path: "", kind: undefined, isCloning });
  }
  return covered;
}

/** Where a value stands. */
interface Place {
  context: LineContext;
  /** Of what it stands in, and its last name. */
  path: string;
  name?: string;
  /** What that holds. */
  kind: PseudonymKind | undefined;
  isCloning: boolean;
}

function coverEntry(into: Record<string, unknown>, name: string, value: unknown, place: Place): void {
  const { context } = place;
  const { rules, ruleCounts } = context.options;
  const key = coverKey(name, context);
  const path = place.path === "" ? key : `${place.path}.${key}`;
  if (key !== name) context.onNameCovered();
  const mayBeSecret = value !== null && typeof value !== "boolean" && value !== redacted;
  if (mayBeSecret && isSecretName(name)) {
    context.onValue({ path, before: textOf(value), after: redacted, reasons: ["secret"] });
    return put(into, key, redacted);
  }
  const replaced = replacedField(name, value, rules, ruleCounts);
  if (replaced !== undefined) {
    context.onValue({ path, before: textOf(value), after: replaced, reasons: ["rule"] });
    return put(into, key, replaced);
  }
  const inherited = place.kind && inheritedKind(name, place.kind, place.name ?? "");
  put(into, key, coverValue(value, { ...place, path, name, kind: fieldKind(name, place.isCloning) ?? inherited }));
}

/** Names are those of fields, but for those that somebody made up. */
function coverKey(name: string, context: LineContext): string {
  if (isWord.test(name) || context.own === undefined) return context.coverName(name).after;
  return coverText(name, { own: context.own, onCovered: () => undefined }, context.options);
}

function coverValue(value: unknown, place: Place): unknown {
  const { context, path } = place;
  if (typeof value === "string") return coverString(value, place);
  if (Array.isArray(value)) return value.map((item) => coverValue(item, { ...place, path: `${path}[]` }));
  if (typeof value === "object" && value !== null) {
    const covered: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) coverEntry(covered, name, item, place);
    return covered;
  }
  const { rules, ruleCounts } = context.options;
  const plain = value as Plain;
  const after = path === "seq" ? plain : applyRedactionRules<Plain>(plain, rules, ruleCounts);
  context.onValue({ path, before: plain, after, reasons: after === plain ? [] : ["rule"] });
  return after;
}

type Plain = string | number | boolean | null;

function coverString(value: string, { context, path, kind }: Place): string {
  const { after, reasons } = path === "timestamp" ? { after: value, reasons: [] } : covered(value, path, kind, context);
  context.onValue({ path, before: value, after, reasons });
  return after;
}

function covered(value: string, path: string, kind: PseudonymKind | undefined, context: LineContext): CoveredText {
  const { options, own } = context;
  const isText = kind === "text" || kind === "transcript";
  // The parts of an address are looked at one by one.
  const isWhole =
    kind !== undefined && value !== "" && !value.includes("://") && !(kind === "host" && /^[/?]/.test(value));
  if (isWhole && !options.switches[switchOf[kind]]) {
    return { after: options.pseudonyms.of(kind, value), reasons: [switchOf[kind]] };
  }
  // The hash of what may leave is no id.
  if (isWhole && isHash.test(value) && switchOf[kind] !== "ids") return { after: value, reasons: [] };
  // A word that the console wrote quotes nothing, and an address without a query neither.
  const isPlain = (kind === "host" && !/[?&]/.test(value)) || (isWord.test(value) && isOwnPath.test(path));
  if (isPlain) return context.coverName(value);
  const reasons: CoverReason[] = [];
  const onCovered = (reason: CoverReason): void => {
    if (!reasons.includes(reason)) reasons.push(reason);
  };
  // A text that may leave is not compared with those that may not, and what the console says of a call quotes nothing.
  const compared = isText || isUsual.test(value) ? noTexts : own;
  return { after: coverText(value, { own: compared, onCovered }, options), reasons };
}

/** Fields of a line that the console writes by itself: those at its top but the message, and the parameters of a call. */
const isOwnPath = /^(?!message$)(?:[^.]+$|request_data\.)/;
const isHash = /^[\da-f]{64}$/;
const isWord = /^[\w.:/-]{0,64}$/;
const isUsual = /^\w{1,40} \w{1,40} (?:started|succeeded in \d+ ms|was cancelled after \d+ ms)$/;

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function put(into: Record<string, unknown>, key: string, value: unknown): void {
  // This one name would change what the object inherits.
  if (key !== "__proto__") into[key] = value;
  else Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
}
