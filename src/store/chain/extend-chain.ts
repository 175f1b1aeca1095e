import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ChainEntry, ChainFact, ChainLines, LogChain } from "../log-chain.ts";

/** The hash of an entry. */
export function entryHash(entry: ChainEntry): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(entry))));
}

/** A chain with more entries, each linked to the one before. */
export function extendChain({ entries, head }: LogChain, facts: ChainFact[]): LogChain {
  const longer = [...entries];
  for (const fact of facts) {
    const entry = { ...fact, before: head };
    longer.push(entry);
    head = entryHash(entry);
  }
  return { entries: longer, head };
}

/** Number of the line after those that a chain covers; 0 where it covers none. */
export function chainEnd({ entries }: LogChain): number {
  const last = entries.findLast(({ is }) => is !== "removed");
  if (last === undefined) return 0;
  return last.is === "lines" ? last.firstLine + last.lines : last.firstLine;
}

/** The lines that a chain covers as they are now, oldest first: with the hashes of the last removal. */
export function coveredLines({ entries }: Pick<LogChain, "entries">): ChainLines[] {
  const covered = new Map<number, ChainLines>();
  for (const entry of entries) {
    const known = covered.get(entry.firstLine);
    if (entry.is === "lines") covered.set(entry.firstLine, entry);
    else if (entry.is === "cleared") covered.clear();
    else if (entry.is === "removed" && known && entry.sha256 !== undefined && entry.sizeBytes !== undefined)
      covered.set(entry.firstLine, { ...known, sizeBytes: entry.sizeBytes, sha256: entry.sha256 });
  }
  return [...covered.values()];
}

/** A chain without the entries at its beginning whose lines have rotated out; its head stays. */
export function withoutRotated({ entries, head }: LogChain, firstStored: number): LogChain {
  const isGone = (entry: ChainEntry) =>
    "lines" in entry ? entry.firstLine + entry.lines <= firstStored : entry.firstLine < firstStored;
  const first = entries.findIndex((entry) => !isGone(entry));
  return { entries: first === -1 ? [] : entries.slice(first), head };
}
