/** A value as JSON has it. An array counts as one value: the text of its JSON. */
export type Scalar = string | number | boolean | null;

/** One end of a range, as it was written: a number, a time (absolute, or relative such as `now-7d`), a level, or a text. */
export interface Bound {
  value: string;
  isInclusive: boolean;
}

/** What a field must be. */
export type FieldTest =
  /** Equal. Unquoted `13`, `true` and `null` also mean the number, the boolean and null; quoted ones only the text. */
  | { is: "value"; value: string; isQuoted: boolean }
  /** `*` stands for any characters, `?` for one; ignores case. */
  | { is: "wildcard"; pattern: string }
  /** A regular expression that occurs in it; ignores case. */
  | { is: "regex"; source: string }
  /** Between two bounds; a missing one is open. */
  | { is: "range"; from?: Bound; to?: Bound }
  /** Present: null is a value too. */
  | { is: "present" };

/** What rows to show: a tree of conditions. */
export type Query =
  /** Every row. */
  | { is: "all" }
  | { is: "and" | "or"; parts: Query[] }
  | { is: "not"; part: Query }
  /** A text that the line says, as of the substring search: ignores case, knows escapes. */
  | { is: "text"; text: string }
  /** A regular expression that occurs in the line, as its values are spelled without escapes; ignores case. */
  | { is: "regex"; source: string }
  /** A test of the field with this dotted path, such as `request_data.voice_name`. */
  | { is: "field"; path: string; test: FieldTest };
