import { isRecord, readRecord } from "../../basics/record.ts";
import { fromBase64, toBase64 } from "../../basics/base64.ts";
import type { ChainEntry, ChainLines, ChainProblem, LogChain } from "../log-chain.ts";
import type { ChainedLines, LogStorage } from "../storage/log-storage.ts";
import { coveredLines, entryHash } from "./extend-chain.ts";

const format = "audiokit-log-chain";
const version = 1;

/** Lines that a chain covers, with what is needed to compare others with them. */
export interface CheckableLines extends ChainLines, ChainedLines {
  /** Whether a value was removed from them since they are in the chain. */
  isRewritten: boolean;
}

/** A chain as it was read from a file: what is wrong with it, and what can be compared all the same. */
export interface ReadChain {
  problem?: ChainProblem;
  chain: LogChain;
  /** Oldest first. */
  covered: CheckableLines[];
}

/**
 * The chain of a log as a file, of all lines that are sealed.
 *
 * @param madeAt ISO 8601
 */
export async function writeChainFile(storage: LogStorage, madeAt: string): Promise<Blob> {
  const { chain, stored } = await storage.read(async (transaction) => ({
    chain: (await transaction.readChain()) ?? { entries: [], head: null },
    stored: await transaction.chainedLinesFrom(0),
  }));
  const lines = stored.map(({ firstLine, salt, checks }) => {
    return { firstLine, salt, checks: toBase64(new Uint8Array(checks.buffer, checks.byteOffset, checks.byteLength)) };
  });
  const { entries, head } = chain;
  const about = { format, version, madeAt, file: "tts_structured.jsonl", head };
  const rows = (all: unknown[]) => all.map((one) => JSON.stringify(one)).join(",\n");
  const text = `${JSON.stringify(about).slice(0, -1)},"entries":[\n${rows(entries)}\n],"lines":[\n${rows(lines)}\n]}\n`;
  return new Blob([text], { type: "application/json" });
}

/** Reads the file of a chain, whatever is in it, and checks that each entry follows from the one before. */
export function readChainFile(text: string): ReadChain {
  const nothing = { chain: { entries: [], head: null }, covered: [] };
  const file = readRecord(text);
  if (file?.["format"] !== format) return { ...nothing, problem: { is: "not_a_chain" } };
  if (typeof file["version"] !== "number" || Math.floor(file["version"]) !== version)
    return { ...nothing, problem: { is: "newer" } };
  const { entries, lines } = file;
  if (!Array.isArray(entries) || !Array.isArray(lines)) return { ...nothing, problem: { is: "not_a_chain" } };
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  if (wrong !== -1) return { ...nothing, problem: { is: "broken", entry: wrong } };
  const count = (entries as ChainEntry[]).reduce((sum, entry) => sum + (entry.is === "lines" ? entry.lines : 0), 0);
  if (count > mostLines) return { ...nothing, problem: { is: "not_a_chain" } };
  const chain = { entries: entries as ChainEntry[], head: typeof file["head"] === "string" ? file["head"] : null };
  const broken = brokenEntry(chain);
  const read = { chain, covered: checkable(chain, lines) };
  return broken === undefined ? read : { ...read, problem: { is: "broken", entry: broken } };
}

/** Index of the first entry that does not follow from the one before it, or whose hash is not the one that stands behind it. */
function brokenEntry({ entries, head }: LogChain): number | undefined {
  const ends = new Map<number, string>();
  let next: number | undefined;
  for (const [at, entry] of entries.entries()) {
    if ((entries[at + 1]?.before ?? head) !== entryHash(entry)) return at;
    if (!("lines" in entry)) {
      if (at > 0) return at;
      next = entry.firstLine;
    } else if (entry.is === "lines") {
      if (next !== undefined && entry.firstLine !== next) return at;
      next = entry.firstLine + entry.lines;
      ends.set(entry.firstLine, entry.sha256);
    } else if (entry.sha256 !== undefined) {
      // Lines that have rotated out since may still have removals behind them.
      const known = ends.get(entry.firstLine);
      if (known !== undefined && known !== entry.was) return at;
      ends.set(entry.firstLine, entry.sha256);
    }
  }
  return undefined;
}

function checkable(chain: LogChain, stored: unknown[]): CheckableLines[] {
  const byLine = new Map(stored.filter(isStoredLines).map((one) => [one.firstLine, one]));
  const rewritten = new Set(chain.entries.filter(({ is }) => is === "removed").map(({ firstLine }) => firstLine));
  return coveredLines(chain).map((covered) => {
    const { salt = "", checks = "" } = byLine.get(covered.firstLine) ?? {};
    const isRewritten = rewritten.has(covered.firstLine);
    return { ...covered, salt, checks: checksOf(checks, covered.lines), isRewritten };
  });
}

/** As many checks as there are lines: what is missing is found nowhere. */
function checksOf(base64: string, lines: number): Uint32Array<ArrayBuffer> {
  const checks = new Uint32Array(lines);
  try {
    const bytes = fromBase64(base64);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < Math.min(lines, Math.floor(bytes.length / 4)); at++)
      checks[at] = view.getUint32(at * 4, true);
  } catch {
    // No base64: its lines are reported as missing.
  }
  return checks;
}

function isEntry(entry: unknown): entry is ChainEntry {
  if (!isRecord(entry) || !(entry["before"] === null || isText(entry["before"]))) return false;
  const { is, at, firstLine, lines, part, sizeBytes, sha256, count, was } = entry;
  if (!isCount(firstLine)) return false;
  if (is === "start" || is === "cleared") return isText(at);
  if (!isCount(lines) || lines < 1) return false;
  if (is === "lines") return isCount(part) && isCount(sizeBytes) && isText(sha256);
  const isWhole = sha256 === undefined || (isText(sha256) && isText(was) && isCount(sizeBytes));
  return is === "removed" && isText(at) && isCount(count) && isWhole;
}

/** Most lines of a chain: memory is taken for them before any is read. */
const mostLines = 20_000_000;

function isStoredLines(value: unknown): value is { firstLine: number; salt: string; checks: string } {
  return isRecord(value) && isCount(value["firstLine"]) && isText(value["salt"]) && isText(value["checks"]);
}

const isText = (value: unknown): value is string => typeof value === "string";
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
