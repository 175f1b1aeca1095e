import {
  isInt32,
  readInt64,
  type CustomKind,
  type CustomOption,
  type CustomOptions,
} from "../../../audiokit/calls/custom-options.ts";

/** What is wrong with an option; the page has the words. */
export type CustomProblem = "no-name" | "name-twice" | "no-value" | "no-number" | "not-int32" | "not-int64";

/** Longest name and longest value, in characters (UTF-16 units). */
export const maxNameCharacters = 200;
export const maxValueCharacters = 2000;

/** One option as a person types it. */
export class CustomRow {
  name = $state("");
  kind = $state<CustomKind>("string");
  /** What was typed; `true` or `false` for a yes or no. */
  typed = $state("");

  /** Nothing was written here: it is not sent, and nothing is wrong with it. */
  readonly isBlank = $derived(this.name.trim() === "" && (this.kind === "bool" || this.typed === ""));

  /** What stands here as a value; a problem where it is none. */
  readonly read = $derived.by(() => readValue(this.kind, this.typed));
}

/** The experimental options of the form. Their values may be personal, so they never stand in the address. */
export class CustomRows {
  rows = $state.raw<CustomRow[]>([]);
  readonly #filled = $derived(this.rows.filter(({ isBlank }) => !isBlank));
  readonly isValid = $derived.by(() => this.#filled.every((row) => this.problemOf(row) === undefined));

  /** Adds an empty option, and gives it. */
  add(): CustomRow {
    const row = new CustomRow();
    this.rows = [...this.rows, row];
    return row;
  }

  remove(row: CustomRow): void {
    this.rows = this.rows.filter((other) => other !== row);
  }

  /** What is wrong with an option, and with which of its fields. */
  problemOf(row: CustomRow): { field: "name" | "value"; problem: CustomProblem } | undefined {
    if (row.isBlank) return undefined;
    const name = row.name.trim();
    if (name === "") return { field: "name", problem: "no-name" };
    const isTwice = this.rows.some((other) => other !== row && other.name.trim() === name);
    if (isTwice) return { field: "name", problem: "name-twice" };
    return typeof row.read === "string" ? { field: "value", problem: row.read } : undefined;
  }

  /** The options to be sent; undefined for none. */
  options(): CustomOptions | undefined {
    const options = this.#filled.flatMap(({ name, read }): [string, CustomOption][] =>
      typeof read === "string" ? [] : [[name.trim(), read]],
    );
    return options.length > 0 ? Object.fromEntries(options) : undefined;
  }

  /** Puts the options of an earlier order here, in place of what stands here. */
  fill(options: CustomOptions = {}): void {
    this.rows = Object.entries(options).map(([name, { kind, value }]) =>
      Object.assign(new CustomRow(), { name, kind, typed: String(value) }),
    );
  }
}

function readValue(kind: CustomKind, typed: string): CustomOption | CustomProblem {
  if (kind === "bool") return { kind, value: typed === "true" };
  if (kind === "string") return { kind, value: typed };
  const plain = typed.trim().replace("−", "-");
  if (plain === "") return "no-value";
  if (kind === "int64") return readInt64(plain) === undefined ? "not-int64" : { kind, value: plain };
  const value = Number(plain.replace(",", "."));
  if (kind === "int32") return isInt32(value) ? { kind, value } : "not-int32";
  return Number.isFinite(value) ? { kind, value } : "no-number";
}
