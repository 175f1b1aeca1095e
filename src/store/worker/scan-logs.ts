import { createValueRemoval, type ValueRemoval } from "../../basics/value-removal.ts";
import { redacted } from "../../basics/live-secrets.ts";
import type { ImportedLog } from "../log-store.ts";
import type { ValueInLog, ValueProgress, ValueReport } from "../value-report.ts";
import { createValueTally } from "../redact/value-tally.ts";
import type { ImportedLogs } from "./imported-logs.ts";
import type { LogEngine } from "./log-engine.ts";

/**
 * Scans the live log and all imported ones for a value; rewrites what holds it when `redacts` is set, while no tab imports or
 * reads a log again.
 *
 * @throws DOMException `AbortError` when the signal aborts a scan that only counts, and what the storage throws then; a
 *   redaction ends and reports
 */
export async function scanLogs(
  live: LogEngine,
  sets: ImportedLogs,
  wanted: ValueScan,
  onProgress: (progress: ValueProgress) => void,
  signal: AbortSignal,
): Promise<ValueReport> {
  const run = () => scanAll(live, sets, wanted, onProgress, signal);
  if (!wanted.redacts) return run();
  try {
    return await sets.runAlone(run, signal);
  } catch (error) {
    // It waited for an import, and nothing was removed: the report says so.
    if (signal.aborted) return run();
    throw error;
  }
}

interface ValueScan {
  value: string;
  redacts: boolean;
}

async function scanAll(
  live: LogEngine,
  sets: ImportedLogs,
  { value, redacts }: ValueScan,
  onProgress: (progress: ValueProgress) => void,
  signal: AbortSignal,
): Promise<ValueReport> {
  const removal = createValueRemoval(value, redacted);
  const imported = await listImported(sets);
  const logs: { engine: LogEngine; entry?: ImportedLog }[] = [{ engine: live }];
  for (const entry of imported ?? []) logs.push({ engine: await sets.open(entry.id), entry });
  const progress = { doneBytes: 0, totalBytes: 0 };
  for (const { engine } of logs) for (const part of await engine.parts()) progress.totalBytes += part.sizeBytes;
  const onBytes = (bytes: number) => {
    progress.doneBytes += bytes;
    onProgress({ ...progress });
  };

  const found: ValueInLog[] = [];
  let problem: string | undefined;
  for (const { engine, entry } of logs) {
    if (signal.aborted || problem !== undefined) break;
    const tally = createValueTally();
    let names: Awaited<ReturnType<typeof scanNames>> | undefined;
    try {
      await engine.scan({ removal, redacts, tally, onBytes, signal });
      names = entry && (await scanNames(sets, entry, removal, redacts));
    } catch (error) {
      if (!redacts) throw error;
      problem = error instanceof Error ? error.name : "Error";
    }
    const { parts, lines } = tally;
    const named = names ?? (entry && { id: entry.id, name: removal.fromText(entry.name).rest });
    if (parts.length > 0 || (names?.inNames ?? 0) > 0) found.push({ inNames: 0, ...named, parts, lines });
  }
  if (!redacts) signal.throwIfAborted();
  return {
    logs: found,
    complete: !signal.aborted && problem === undefined,
    ...(problem !== undefined && { problem }),
    importedLogsUnread: imported === undefined,
  };
}

/** The imported logs; undefined when the browser gives no storage. */
async function listImported(sets: ImportedLogs): Promise<ImportedLog[] | undefined> {
  try {
    await sets.deleteOrphans();
    return await sets.list();
  } catch {
    // The report says so; the live log is in memory then.
    return undefined;
  }
}

/** Name and tag of an imported log, and the names of its files. */
async function scanNames(sets: ImportedLogs, entry: ImportedLog, removal: ValueRemoval, redacts: boolean) {
  const { rest, count } = removal.fromData(entry);
  if (redacts && count > 0) await sets.replace({ ...rest, id: entry.id });
  return { id: entry.id, name: rest.name, inNames: count };
}
