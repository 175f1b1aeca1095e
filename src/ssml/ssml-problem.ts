import { formatPosition, positionOf, type Position } from "./source-position.ts";

/** Kind of a problem; `describeProblem` describes each in English. */
export type ProblemCode =
  | "text-outside"
  | "tag-outside"
  | "tag-misplaced"
  | "tag-not-nested"
  | "tag-unknown"
  | "attribute-unknown"
  | "attribute-missing"
  | "single-quotes"
  | "not-closed"
  | "closes-nothing"
  | "not-empty"
  | "no-prolog"
  | "no-doctype"
  | "no-instruction"
  | "bare-ampersand"
  | "bare-less-than"
  | "entity-unknown"
  | "malformed"
  | "too-long"
  | "too-many-tags"
  | "too-deep"
  | "not-a-number"
  | "not-above-zero"
  | "not-a-choice"
  | "not-seconds"
  | "too-many-seconds"
  | "no-sounds"
  | "not-a-sound"
  | "not-in-stream"
  | "only-russian"
  // Warnings: the platform accepts it and applies a default.
  | "beyond-advice"
  | "format-unfit"
  | "detail-unfit"
  | "stress-unfit";

/** A problem in a range of the source. Fields that do not apply are empty. */
export interface SsmlProblem {
  code: ProblemCode;
  /** With a `warning` the text is still spoken. */
  severity: "error" | "warning";
  /** Offsets in the source, from (inclusive), to (exclusive). */
  at: number;
  to: number;
  tag: string;
  attribute: string;
  /** What was found. */
  value: string;
  /** What is allowed. */
  expected: string;
}

/** Describes a problem in an English sentence, without its position. */
export function describeProblem(problem: SsmlProblem): string {
  const { code, value, expected } = problem;
  const tag = `<${problem.tag}>`;
  const attribute = `${tag} ${problem.attribute}`;
  const sentences: Record<ProblemCode, string> = {
    "text-outside": "text stands outside <speak>",
    "tag-outside": `${tag} stands outside <speak>`,
    "tag-misplaced": `${tag} must not stand in <${value}>`,
    "tag-not-nested": `${tag} may contain other tags but must not stand in <${value}>`,
    "tag-unknown": `${tag} is not a tag of this SSML; there are ${expected}`,
    "attribute-unknown": `${tag} has no attribute ${problem.attribute}; it takes ${expected}`,
    "attribute-missing": `${tag} needs the attribute ${problem.attribute}`,
    "single-quotes": `${attribute}: use double quotes`,
    "not-closed": `${tag} is not closed`,
    "closes-nothing": `</${problem.tag}> closes nothing`,
    "not-empty": `${tag} must be empty`,
    "no-prolog": "an XML prolog is not allowed",
    "no-doctype": "a DOCTYPE is not allowed",
    "no-instruction": `<?${value}?> is not allowed`,
    "bare-ampersand": "a bare & is not allowed; write &amp;",
    "bare-less-than": "a bare < is not allowed; write &lt;",
    "entity-unknown": expected
      ? `${value} is not an entity of XML; write the character itself, ${expected}`
      : `${value} is not an entity of XML; there are &amp; &lt; &gt; &quot; &apos;`,
    malformed: value,
    "too-long": `more than ${expected} characters`,
    "too-many-tags": `more than ${expected} tags`,
    "too-deep": `tags are nested deeper than ${expected}`,
    "not-a-number": `${attribute} must be a number, not ${value || "empty"}`,
    "not-above-zero": `${attribute} must be above 0`,
    "not-a-choice": `${attribute} must be one of ${expected}, not ${value || "empty"}`,
    "not-seconds": `${attribute} must be seconds with their unit, such as 1.5s, not ${value}`,
    "too-many-seconds": `${attribute} must be ${expected}s at most, not ${value}`,
    "no-sounds": `${attribute} is empty`,
    "not-a-sound": `${attribute}: ${value} is not a sound of avan; there are ${expected}, ' soft, + stressed`,
    "not-in-stream": `${tag} is available in Synthesize only, not in a stream`,
    "only-russian": `${tag} is available in Russian only`,
    "beyond-advice": `${attribute} is advised to be ${expected}, not ${value}`,
    "format-unfit": `${attribute}: ${value} is ignored; it is a gender or plural, and a case, joined by _`,
    "detail-unfit": `${attribute}: ${value} does not fit ${expected} and is ignored`,
    "stress-unfit": "the stress mark {'} stands behind the stressed vowel",
  };
  return sentences[code];
}

/** Invalid SSML. The message begins with the position and names the tag or attribute. */
export class SsmlError extends Error {
  override readonly name = "SsmlError";
  readonly position: Position;

  constructor(source: string, problem: SsmlProblem) {
    const position = positionOf(source, problem.at);
    super(`${formatPosition(position)}: ${describeProblem(problem)}`);
    this.position = position;
  }
}

/** Creates a problem; fields that are not given are empty, and the severity is `error`. */
export function problemAt(
  at: number,
  to: number,
  code: ProblemCode,
  words: Partial<Pick<SsmlProblem, "tag" | "attribute" | "value" | "expected" | "severity">> = {},
): SsmlProblem {
  return { code, severity: "error", at, to, tag: "", attribute: "", value: "", expected: "", ...words };
}
