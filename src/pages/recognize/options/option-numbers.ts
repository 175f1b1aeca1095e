import type { PhraseSplitter } from "../../../audiokit/calls/phrase-splitter.ts";

/** A number that may be requested; an empty one leaves the platform's default. */
export interface NumberRule {
  min: number;
  max: number;
  /** The bounds themselves are not allowed. */
  isOpen?: boolean;
  isWhole?: boolean;
  multipleOf?: number;
  /** Must be filled in where it is shown. */
  isNeeded?: boolean;
  /** The platform's default, as the contract states it; shown in the empty field. */
  usual?: number;
  unit?: "ms";
}

const largest = 2_147_483_647;
const threshold = { min: 0, max: 1 } as const;
const window = { min: 40, max: 400_000, isWhole: true, multipleOf: 40, unit: "ms" } as const;

/** Every number of the form with what the contract allows. */
export const numberRules = {
  threshold: { min: 0, max: 1, isOpen: true, usual: 0.1 },
  minSilenceMs: { min: 0, max: largest, isWhole: true, usual: 1000, unit: "ms" },
  minSpeechMs: { min: 0, max: largest, isWhole: true, usual: 250, unit: "ms" },
  speechPadMs: { min: -largest, max: largest, isWhole: true, usual: 300, unit: "ms" },
  beginningThreshold: threshold,
  endingThreshold: threshold,
  beginningWindowMs: window,
  endingWindowMs: window,
  speakerCount: { min: 1, max: largest, isWhole: true, isNeeded: true },
  falseRate: { min: 0, max: 1, isNeeded: true },
  maxAnalysisMs: { min: 1, max: largest, isWhole: true, usual: 5000, unit: "ms" },
  dictionaryWeight: { min: -1, max: 1, usual: 0 },
} satisfies Record<string, NumberRule>;

export type NumberName = keyof typeof numberRules;
export const numberNames = Object.keys(numberRules) as NumberName[];

/** The rule of a number, with all that a rule may have. */
export const ruleOf = (name: NumberName): NumberRule => numberRules[name];

/** Which numbers a phrase splitter has. */
export const splitterNumbers = {
  vad: ["threshold", "minSilenceMs", "minSpeechMs", "speechPadMs"],
  none: [],
  "enhanced-vad": ["beginningThreshold", "endingThreshold", "beginningWindowMs", "endingWindowMs"],
  "target-speech-vad": ["beginningThreshold", "endingThreshold", "beginningWindowMs", "endingWindowMs"],
  "vad-v2": ["beginningThreshold", "endingThreshold", "minSilenceMs"],
} as const satisfies Record<PhraseSplitter, readonly NumberName[]>;

/** These have no meaning in a stream. */
const fileOnly: readonly NumberName[] = ["minSpeechMs", "speechPadMs"];

/** The numbers of a splitter that the way of sending knows. */
export function numbersOfSplitter(splitter: PhraseSplitter, way: "message" | "stream"): readonly NumberName[] {
  const names: readonly NumberName[] = splitterNumbers[splitter];
  return way === "stream" ? names.filter((name) => !fileOnly.includes(name)) : names;
}

/** What is wrong with a number; the page has the words. */
export type NumberProblem = "needed" | "no-number" | "not-whole" | "range" | "multiple" | "not-below";

/** Reads what was typed; a comma is a decimal point too. Undefined for an empty field, NaN for what is no number. */
export function readNumber(typed: string): number | undefined {
  const plain = typed.trim().replace(",", ".").replace("−", "-");
  return plain === "" ? undefined : Number(plain);
}

/** What is wrong with one number by itself. */
export function numberProblem(name: NumberName, typed: string): NumberProblem | undefined {
  const { min, max, isOpen, isWhole, multipleOf, isNeeded } = ruleOf(name);
  const value = readNumber(typed);
  if (value === undefined) return isNeeded ? "needed" : undefined;
  if (!Number.isFinite(value)) return "no-number";
  if (isWhole && !Number.isInteger(value)) return "not-whole";
  if (value < min || value > max || (isOpen && (value === min || value === max))) return "range";
  if (multipleOf !== undefined && value % multipleOf !== 0) return "multiple";
  return undefined;
}
