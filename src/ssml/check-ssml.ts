import { readGrammar } from "./grammatical-form.ts";
import { readTree, ssmlLimits, type SsmlAttribute, type SsmlElement, type SsmlLimits } from "./parse-ssml.ts";
import { problemAt, type SsmlProblem } from "./ssml-problem.ts";
import { details } from "./say-as-values.ts";
import { ruleOf, type ValueRule } from "./tag-rules.ts";

/** Rules that depend on the voice and the call that speak the text. */
export interface SsmlDialect {
  /** Language of the voice: `<phoneme>` is supported for `ru` only. */
  language: string;
  /** Whether synthesis is streamed: `<emphasis>` is not supported then. */
  isStream: boolean;
  /** Names of the voices; undefined: not checked. */
  voices?: readonly string[] | undefined;
  /** Longest `<break>`, in seconds. Default: no limit; the platform documents none. */
  maxBreakSeconds?: number;
  /** Phonemes for `<phoneme>`; absent: not checked. The platform documents none. */
  sounds?: { names: readonly string[]; isSound: (written: string) => boolean };
  limits?: SsmlLimits;
}

/** A document and its problems, in the order of the text. */
export interface CheckedSsml {
  /** Undefined where the text is not well formed. */
  tree: SsmlElement | undefined;
  problems: SsmlProblem[];
}

/** Recommended lowest and highest values. */
const advised = { speed: [0.1, 2], pitch: [-1, 1] } as const;

/** Validates a document: XML, tags, and the value of every attribute. */
export function checkSsml(source: string, dialect: SsmlDialect): CheckedSsml {
  const problems: SsmlProblem[] = [];
  const tree = readTree(
    source,
    dialect.limits ?? ssmlLimits,
    (problem) => problems.push(problem),
    (element) => checkElement(element, dialect, problems),
  );
  for (const { 0: mark, index } of source.matchAll(/(.?)\{'\}/gsu)) {
    if (!/^[аеёиоуыэюя]/i.test(mark)) {
      problems.push(problemAt(index, index + mark.length, "stress-unfit", { severity: "warning" }));
    }
  }
  return { tree, problems: problems.sort((a, b) => a.at - b.at) };
}

function checkElement(element: SsmlElement, dialect: SsmlDialect, problems: SsmlProblem[]): void {
  const { name: tag, at } = element;
  const to = at + tag.length + 1;
  if (tag === "emphasis" && dialect.isStream) problems.push(problemAt(at, to, "not-in-stream", { tag }));
  if (tag === "phoneme" && dialect.language !== "ru") problems.push(problemAt(at, to, "only-russian", { tag }));
  for (const [attribute, given] of element.attributes) {
    const rule = ruleOf(tag)?.attributes[attribute];
    const problem = rule && valueProblem(rule, given, element, dialect);
    if (problem) problems.push({ ...problemAt(given.at, given.to, "malformed", { tag, attribute }), ...problem });
  }
}

type Fault = Pick<SsmlProblem, "code" | "value"> & Partial<SsmlProblem>;

function valueProblem(
  rule: ValueRule,
  { value }: SsmlAttribute,
  element: SsmlElement,
  { voices, maxBreakSeconds = Infinity, sounds }: SsmlDialect,
): Fault | undefined {
  switch (rule.kind) {
    case "choice":
      return choice(rule.values, value);
    case "voice":
      return voices && choice(voices, value);
    case "speed":
    case "pitch":
      return figure(rule.kind, value);
    case "seconds": {
      const seconds = secondsOf(value);
      if (seconds === undefined) return { code: "not-seconds", value };
      return seconds > maxBreakSeconds
        ? { code: "too-many-seconds", value, expected: String(maxBreakSeconds) }
        : undefined;
    }
    case "sounds": {
      const written = soundsOf(value);
      if (written.length === 0) return { code: "no-sounds", value };
      const wrong = sounds && written.find((sound) => !sounds.isSound(sound));
      return wrong === undefined ? undefined : { code: "not-a-sound", value: wrong, expected: sounds!.names.join(" ") };
    }
    case "format":
      return readGrammar(value) ? undefined : { code: "format-unfit", value, severity: "warning" };
    case "detail": {
      const category = element.attributes.get("interpret-as")?.value ?? "";
      const known = Object.entries(details).find(([name]) => name === category)?.[1];
      if (value === "" || known?.form.test(value) === true) return undefined;
      return { code: "detail-unfit", value, expected: category, severity: "warning" };
    }
  }
}

function choice(values: readonly string[], value: string): Fault | undefined {
  return values.includes(value) ? undefined : { code: "not-a-choice", value, expected: values.join(", ") };
}

function figure(kind: "speed" | "pitch", value: string): Fault | undefined {
  if (!/^[+-]?\d*\.?\d+$/.test(value)) return { code: "not-a-number", value };
  const number = Number(value);
  if (kind === "speed" && number <= 0) return { code: "not-above-zero", value };
  const [least, most] = advised[kind];
  if (number >= least && number <= most) return undefined;
  return { code: "beyond-advice", value, expected: `${String(least)}…${String(most)}`, severity: "warning" };
}

/** Parses the time of a `<break>`, such as `1.5s`, to seconds; undefined for any other form. */
export function secondsOf(value: string): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(value)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Splits the phonemes of a `<phoneme>`, as written. */
export function soundsOf(value: string): string[] {
  return value.split(/\s+/).filter((sound) => sound !== "");
}
