import { resolveTimes, type TimeFrame } from "../../../query/resolve-times.ts";
import { parseQuery } from "../../../query/parse-query.ts";
import type { Comparison } from "../../../store/explore.ts";

/** What a person compares; the part behind it may still be to choose. */
export type CompareChoice =
  | { is: "failing" | "slow" }
  | { is: "after"; timeMs?: number }
  | { is: "session"; id?: string }
  | { is: "query"; text?: string };

/** Reads `compare=` of an address: `failing`, `slow`, `after:<ms>`, `session:<id>`, `query:<text>`; `failing` for all else. */
export function readCompareChoice(value: string): CompareChoice {
  const [, is, rest = ""] = /^([a-z]+)(?::(.*))?$/s.exec(value) ?? [];
  switch (is) {
    case "slow":
      return { is };
    case "after":
      return { is, ...(/^\d{1,15}$/.test(rest) && { timeMs: Number(rest) }) };
    case "session":
      return { is, ...(rest !== "" && { id: rest }) };
    case "query":
      return { is, ...(rest.trim() !== "" && { text: rest }) };
    default:
      return { is: "failing" };
  }
}

/** The choice as the address has it. */
export function writeCompareChoice(choice: CompareChoice): string {
  const rest =
    choice.is === "after"
      ? choice.timeMs?.toFixed()
      : choice.is === "session"
        ? choice.id
        : choice.is === "query"
          ? choice.text
          : undefined;
  return rest === undefined ? choice.is : `${choice.is}:${rest}`;
}

/** What the worker is asked for; undefined while a part is to be chosen or was not understood. */
export function comparisonOf(choice: CompareChoice, frame: TimeFrame): Comparison | undefined {
  switch (choice.is) {
    case "failing":
    case "slow":
      return { is: choice.is };
    case "after":
      return choice.timeMs === undefined ? undefined : { is: "after", timeMs: choice.timeMs };
    case "session": {
      const { id } = choice;
      const test = { is: "value", value: id ?? "", isQuoted: true } as const;
      return id === undefined ? undefined : { is: "query", query: { is: "field", path: "session_id", test } };
    }
    case "query": {
      const { query, errors } = parseQuery(choice.text ?? "");
      if (errors.length > 0 || query.is === "all") return undefined;
      return { is: "query", query: resolveTimes(query, frame) };
    }
  }
}
