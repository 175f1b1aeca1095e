import type { PseudonymKind } from "../manifest.ts";

/** Part of a text, and the value that stands there. */
export interface KnownRange {
  start: number;
  end: number;
  kind: PseudonymKind;
  value: string;
}

/** Values that stand in fields of a log, to be found in its texts. */
export interface KnownValues {
  add(kind: PseudonymKind, value: string): void;
  /** Where they stand as whole words: in order, without overlaps, the longest of those that begin at a place. */
  find(text: string): KnownRange[];
}

/** Shorter values stand in texts by chance, and longer ones are no ids. In characters. */
const [shortest, longest] = [4, 200];
/** Values of one length beyond this are not remembered: their look says what they are, or nothing does. */
const mostValues = 200_000;

const isWordSign = /[\p{L}\p{N}]/u;

/**
 * Remembers values by their length, so that a text is searched for any number of them in one pass. Case does not count.
 * Ids whose look says what they are (see `findByLook`) need not be added.
 */
export function createKnownValues(): KnownValues {
  const byLength = new Map<number, Map<string, [PseudonymKind, string]>>();
  let lengths: number[] = [];
  const beginnings = new Set<number>();
  let count = 0;

  return {
    add(kind, value) {
      const text = value.toLowerCase();
      if (text.length < shortest || text.length > longest || count >= mostValues || /^[\d.]+$/.test(text)) return;
      let values = byLength.get(text.length);
      if (!values) {
        byLength.set(text.length, (values = new Map()));
        lengths = [...byLength.keys()].sort((a, b) => b - a);
      }
      if (values.has(text)) return;
      values.set(text, [kind, value]);
      beginnings.add(beginningOf(text, 0));
      count++;
    },
    find(given) {
      const ranges: KnownRange[] = [];
      if (count === 0 || given.length < shortest) return ranges;
      const lower = given.toLowerCase();
      const text = lower.length === given.length ? lower : given;
      for (let start = 0; start <= text.length - shortest; start++) {
        if (!beginnings.has(beginningOf(text, start)) || !isBoundary(text, start)) continue;
        const range = rangeAt(text, start);
        if (range === undefined) continue;
        ranges.push(range);
        start = range.end - 1;
      }
      return ranges;
    },
  };

  function rangeAt(text: string, start: number): KnownRange | undefined {
    for (const length of lengths) {
      const end = start + length;
      if (end > text.length || !isBoundary(text, end)) continue;
      const found = byLength.get(length)!.get(text.slice(start, end));
      if (found) return { start, end, kind: found[0], value: found[1] };
    }
    return undefined;
  }
}

/** The first characters as a number. */
function beginningOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 0x1_0000 + text.charCodeAt(at + 1)) * 0x1_0000 + text.charCodeAt(at + 2);
}

/** Whether no word goes on from one side of a place to the other. */
function isBoundary(text: string, at: number): boolean {
  return at === 0 || at === text.length || !isWordSign.test(text[at - 1]!) || !isWordSign.test(text[at]!);
}
