import { readLines } from "../../basics/read-lines.ts";
import { readRecord } from "../../basics/record.ts";
import { redactEvent, type RedactionRule, type RuleCounts } from "../../logging/redaction/redaction-rules.ts";
import type { LogReader } from "../../store/log-store.ts";

/** What one rule fits in a log. */
export interface RuleMatches {
  /** How often it fits. */
  matches: number;
  /** Lines in which it does. */
  lines: number;
  /** The newest of these lines, oldest first; at most `mostPlaces`. */
  newest: LinePlace[];
}

/** Which line it is. */
export interface LinePlace {
  sessionId: string;
  seq: number;
}

/** So many lines can be named in one query. */
export const mostPlaces = 40;

/** Reads the log in slices, so that the page stays usable. */
const sliceMs = 30;

/**
 * Counts what rules fit in the lines of a log, as they are stored: what was taken out when they were written is not there.
 *
 * @param onProgress told of the share of the log that is read, from 0 to 1
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function countMatches(
  log: Pick<LogReader, "parts" | "exportPart">,
  rules: readonly RedactionRule[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Map<string, RuleMatches>> {
  const found = new Map(rules.map(({ name }): [string, RuleMatches] => [name, { matches: 0, lines: 0, newest: [] }]));
  const parts = (await log.parts())
    .filter(({ file, lines }) => file === "tts_structured.jsonl" && lines > 0)
    .sort((one, other) => other.backup - one.backup);
  const totalBytes = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let doneBytes = 0;
  let sliceEndMs = performance.now() + sliceMs;
  for (const { file, backup } of parts) {
    const content = await log.exportPart(file, backup);
    const progress = (readBytes: number): void => onProgress((doneBytes + readBytes) / totalBytes);
    for await (const lines of readLines(content, progress, signal)) {
      for (const line of lines) {
        countLine(line, rules, found);
        if (performance.now() < sliceEndMs) continue;
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
        sliceEndMs = performance.now() + sliceMs;
      }
    }
    doneBytes += content.size;
  }
  return found;
}

function countLine(line: string, rules: readonly RedactionRule[], found: Map<string, RuleMatches>): void {
  // A damaged line has no fields; it is not the reason to count nothing.
  const event = readRecord(line);
  if (event === undefined) return;
  for (const rule of rules) {
    const counts: RuleCounts = new Map();
    redactEvent(event, [rule], counts);
    const matches = counts.get(rule.name) ?? 0;
    if (matches === 0) continue;
    const of = found.get(rule.name)!;
    of.matches += matches;
    of.lines++;
    of.newest.push({ sessionId: String(event["session_id"]), seq: Number(event["seq"]) });
    if (of.newest.length > mostPlaces) of.newest.shift();
  }
}
