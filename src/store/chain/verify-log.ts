import {
  mostFindings,
  type ChainFinding,
  type ChainProgress,
  type ChainReport,
  type CheckedFile,
} from "../log-chain.ts";
import { readChainFile, type CheckableLines, type ReadChain } from "./chain-file.ts";
import { findInFile, type MatchedFile } from "./find-in-file.ts";
import { hashLinesSoon } from "./hash-lines.ts";
import { matchLines } from "./match-lines.ts";
import { readLines, uncompressed } from "./read-lines.ts";

/** A file part of a log under its name; compressed where that ends with `.gz`. */
export interface NamedFile {
  name: string;
  bytes: Blob;
}

/**
 * Compares files of a log with its chain: which of their lines are as they were sealed, and which were changed, are missing or were
 * added since. The hash of a segment proves it, and the checks of its lines say where.
 *
 * @param chainText the chain's file
 * @throws DOMException `AbortError`; RangeError where a file is too large
 */
export async function verifyLog(
  files: NamedFile[],
  chainText: string,
  onProgress: (progress: ChainProgress) => void,
  signal: AbortSignal,
): Promise<ChainReport> {
  const read = readChainFile(chainText);
  const given = [];
  for (const { name, bytes } of files) given.push({ name, bytes: await uncompressed(bytes, name) });
  // All bytes are read twice: for their lines, and for the hashes of segments.
  const progress = { doneBytes: 0, totalBytes: 2 * given.reduce((sum, { bytes }) => sum + bytes.size, 0) };
  const onBytes = (bytes: number) => {
    progress.doneBytes += bytes;
    onProgress({ ...progress });
  };
  const log = logLines(read.covered);
  const matched: MatchedFile[] = [];
  for (const { name, bytes } of given) {
    const lines = await readLines(bytes, onBytes, signal);
    matched.push({ name, bytes, lines, found: matchLines(lines.checks, log.checks) });
  }
  matched.sort((one, other) => firstFound(one.found) - firstFound(other.found));
  for (const file of matched) {
    await proveSegments(file, read.covered, log.starts, signal);
    onBytes(file.bytes.size);
  }
  const isSeen = new Uint8Array(log.checks.length);
  for (const { found } of matched) for (const place of found) if (place >= 0) isSeen[place] = 1;
  const compared = matched.map((file) => findInFile(file, { ...log, isSeen, covered: read.covered }));
  return report(read, compared, absentLines(read.covered, log.starts, isSeen));
}

/** The lines of a log that a chain covers, one after another. */
function logLines(covered: CheckableLines[]) {
  const starts: number[] = [];
  let count = 0;
  for (const { lines } of covered) {
    starts.push(count);
    count += lines;
  }
  const checks = new Uint32Array(count);
  for (const [at, one] of covered.entries()) checks.set(one.checks, starts[at]!);
  return { checks, starts };
}

/** A file of which nothing was found stands behind the others: the newest lines are not sealed yet. */
function firstFound(found: Int32Array): number {
  return found.find((place) => place >= 0) ?? Infinity;
}

/** Takes back what was found of segments whose hash is another: their checks are the same, and their bytes are not. */
async function proveSegments(
  { bytes, lines, found }: MatchedFile,
  covered: CheckableLines[],
  starts: number[],
  signal: AbortSignal,
): Promise<void> {
  let at = 0;
  for (const [segment, { lines: count, salt, sha256 }] of covered.entries()) {
    const start = starts[segment]!;
    while (at < found.length && found[at]! < start) at++;
    const isThere = Array.from({ length: count }, (_, row) => found[at + row] === start + row).every(Boolean);
    if (!isThere) continue;
    signal.throwIfAborted();
    const part = bytes.slice(lines.starts[at]!, lines.starts[at + count]!);
    const hash = await hashLinesSoon(salt, new Uint8Array(await part.arrayBuffer()));
    if (hash !== sha256) found.fill(-1, at, at + count);
  }
}

/** Lines of file parts of which not a single one was found. */
function absentLines(covered: CheckableLines[], starts: number[], isSeen: Uint8Array): number {
  const lines = new Map<number, { count: number; seen: boolean }>();
  for (const [at, { part, lines: count }] of covered.entries()) {
    const known = lines.get(part) ?? { count: 0, seen: false };
    const seen = known.seen || isSeen.subarray(starts[at]!, starts[at]! + count).includes(1);
    lines.set(part, { count: known.count + count, seen });
  }
  return [...lines.values()].reduce((sum, { count, seen }) => sum + (seen ? 0 : count), 0);
}

type Compared = { file: CheckedFile; findings: ChainFinding[] };

function report({ problem, chain, covered }: ReadChain, compared: Compared[], absent: number): ChainReport {
  const findings = compared.flatMap((one) => one.findings);
  const linesOf = (is: ChainFinding["is"]) => findings.reduce((sum, one) => sum + (one.is === is ? one.lines : 0), 0);
  const unchanged = compared.reduce((sum, { file }) => sum + file.unchanged, 0);
  const start = chain.entries.flatMap((entry) => ("at" in entry && entry.is !== "removed" ? [entry] : []))[0];
  const isDamaged = problem !== undefined || findings.length > 0;
  return {
    verdict: isDamaged ? "damaged" : covered.length === 0 || unchanged === 0 ? "nothing" : "whole",
    ...(problem && { problem }),
    head: chain.head,
    files: compared.map(({ file }) => file),
    findings: findings.slice(0, mostFindings),
    ...{ changed: linesOf("changed"), missing: linesOf("missing"), added: linesOf("added"), absent },
    removals: chain.entries.flatMap((entry) =>
      entry.is === "removed" ? [{ at: entry.at, lines: entry.lines, count: entry.count }] : [],
    ),
    ...(start && { start: { is: start.is, at: start.at } }),
  };
}
