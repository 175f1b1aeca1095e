import type { CoverReason } from "./cover-text.ts";
import type { CoveredValue } from "./cover-line.ts";

/** What leaves of one field. */
export interface FieldTally {
  /** Dotted path; an item of a list is `[]`. */
  path: string;
  /** Values, those among them that are changed, and those that are left out. */
  count: number;
  changed: number;
  left: number;
  /** A value before and after; one that changes, where one does. Cut to 200 characters. */
  before: string;
  after: string;
  /** Why values of it are changed. */
  reasons: CoverReason[];
}

/** Fields that are listed by themselves; more of them are added up under `more`. */
const mostFields = 500;
const longestExample = 200;

/** The path under which fields are added up that are not listed by themselves. */
export const otherFields = "…";

/** Counts the values of each field, with one example. */
export interface FieldTallies {
  add(value: CoveredValue): void;
  /** Those that change first, then by their count. */
  list(): FieldTally[];
}

export function createFieldTallies(): FieldTallies {
  const tallies = new Map<string, FieldTally>();
  return {
    add({ path, before, after, reasons }) {
      const name = tallies.has(path) || tallies.size < mostFields ? path : otherFields;
      let tally = tallies.get(name);
      const isChanged = before !== after;
      if (!tally) {
        tallies.set(name, (tally = { path: name, count: 0, changed: 0, left: 0, before: "", after: "", reasons: [] }));
      }
      if (tally.count === 0 || (isChanged && tally.changed === 0)) {
        tally.before = shortened(before);
        tally.after = after === undefined ? "" : shortened(after);
      }
      tally.count++;
      if (isChanged) tally.changed++;
      if (after === undefined) tally.left++;
      for (const reason of reasons) if (!tally.reasons.includes(reason)) tally.reasons.push(reason);
    },
    list: () => [...tallies.values()].sort((a, b) => Math.sign(b.changed) - Math.sign(a.changed) || b.count - a.count),
  };
}

function shortened(value: CoveredValue["before"]): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length <= longestExample ? text : `${text.slice(0, longestExample)}…`;
}
