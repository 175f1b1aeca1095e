import type { ChainFinding, CheckedFile } from "../log-chain.ts";
import type { CheckableLines } from "./chain-file.ts";
import type { FileLines } from "./read-lines.ts";

/** A file, and where its lines stand among those of the chain. */
export interface MatchedFile {
  name: string;
  bytes: Blob;
  lines: FileLines;
  /** Of each line its index, or -1. */
  found: Int32Array;
}

/** The lines of the chain. */
export interface CoveredLog {
  covered: CheckableLines[];
  /** Index of the first line of each segment. */
  starts: number[];
  checks: ArrayLike<number>;
  /** 1 for each line that stands in one of the files, or was reported. */
  isSeen: Uint8Array;
}

/** Says which lines of a file were changed, are missing or were added, between those that are as they were sealed. */
export function findInFile(
  { name, found }: MatchedFile,
  log: CoveredLog,
): { file: CheckedFile; findings: ChainFinding[] } {
  const findings: ChainFinding[] = [];
  const kept = [...found.keys()].filter((at) => found[at]! >= 0);
  const file = { name, lines: found.length, unchanged: kept.length, uncovered: 0 };
  if (kept.length === 0) return { file: { ...file, uncovered: found.length }, findings };
  const { first, end } = partsAround(log, found[kept[0]!]!, found[kept.at(-1)!]!);

  /** @param from line of the file, and its place in the log; both behind those that were found before */
  const compare = (from: { line: number; place: number }, to: { line: number; place: number }) => {
    const lines = to.line - from.line;
    const lost: number[] = [];
    for (let place = from.place; place < to.place; place++) if (log.isSeen[place] === 0) lost.push(place);
    for (const place of lost) log.isSeen[place] = 1;
    const changed = Math.min(lines, lost.length);
    const isOfRemoval = lost.some((place) => isRewritten(log, place));
    const add = (is: ChainFinding["is"], line: number, count: number) => {
      if (count > 0)
        findings.push({ is, file: name, line: line + 1, lines: count, ...(isOfRemoval && { isOfRemoval }) });
    };
    add("changed", from.line, changed);
    add("missing", from.line + changed, lost.length - changed);
    const rest = lines - changed;
    // What stands behind the last line of the chain was not sealed when it was written.
    if (to.line === found.length && end === log.isSeen.length) file.uncovered += rest;
    else add("added", from.line + changed, rest);
  };

  let from = { line: 0, place: first };
  for (const line of kept) {
    const place = found[line]!;
    if (line > from.line || place > from.place) compare(from, { line, place });
    from = { line: line + 1, place: place + 1 };
  }
  compare(from, { line: found.length, place: end });
  return { file, findings };
}

/** The lines of all file parts from one that holds a line to one that holds another: a part is there as a whole. */
function partsAround({ covered, starts, isSeen }: CoveredLog, firstPlace: number, lastPlace: number) {
  const partAt = (place: number) => covered[starts.findLastIndex((start) => start <= place)]!.part;
  const [oldest, newest] = [partAt(firstPlace), partAt(lastPlace)];
  const first = starts[covered.findIndex(({ part }) => part === oldest)]!;
  const next = covered.findIndex(({ part }) => part > newest);
  return { first, end: next === -1 ? isSeen.length : starts[next]! };
}

function isRewritten({ covered, starts }: CoveredLog, place: number): boolean {
  return covered[starts.findLastIndex((start) => start <= place)]!.isRewritten;
}
