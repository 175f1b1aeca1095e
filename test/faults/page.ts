import { renderJsonLine } from "../../src/logging/render-line.ts";
import { logFileNames, type LogLimits } from "../../src/store/log-store.ts";
import { openRemoteStore } from "../../src/store/remote-store.ts";
import { generateEvents } from "../support/log-events.ts";

// What happens inside the browser while a test breaks it from outside.

const megabyte = 1024 * 1024;
/** Room for everything a trial writes in the structured file, so that a hole can only be a loss; the others rotate. */
const limits: LogLimits = {
  "tts_utility.log": { maxBytes: megabyte, backups: 2 },
  "tts_errors.log": { maxBytes: megabyte / 4, backups: 1 },
  "tts_structured.jsonl": { maxBytes: 4 * megabyte, backups: 100 },
};

function open() {
  const createWorker = () => new Worker(new URL("../../src/log-worker.ts", import.meta.url), { type: "module" });
  return openRemoteStore(createWorker, { log: "faults", settings: { limits } });
}

const faults = {
  /**
   * Logs without end as one session: bursts that seal at each commit, or a few events at a time.
   *
   * `acknowledged(session, seq)` of the window is called with what is surely committed.
   */
  async write(session: string, manner: "bursts" | "drops") {
    const acknowledged = (globalThis as unknown as { acknowledged(session: string, seq: number): void }).acknowledged;
    const store = open();
    const size = manner === "bursts" ? 3_000 : 5;
    let seq = 0;
    for (let round = 1; ; round++) {
      for (const event of generateEvents(size, round)) {
        if (event.level !== "DEBUG") store.append({ ...event, session_id: session, seq: ++seq });
      }
      await store.flush();
      acknowledged(session, seq);
    }
  },

  /** Reads the whole log and says, of each session, the last number and how many events there are. */
  async check() {
    const store = open();
    const sessions: Record<string, { last: number; count: number; ordered: boolean }> = {};
    const problems: string[] = [];
    const parts = await store.parts();
    const lines: string[] = [];
    for (const part of parts) {
      const blob = await store.exportPart(part.file, part.backup);
      const text = await blob.text();
      const name = `${part.file}.${String(part.backup)}`;
      if (blob.size !== part.sizeBytes)
        problems.push(`${name} has ${String(blob.size)} bytes, not ${String(part.sizeBytes)}`);
      if (blob.size > limits[part.file].maxBytes) problems.push(`${name} is over its limit`);
      const found = text.split("\n").slice(0, -1);
      if (found.length !== part.lines || (text !== "" && !text.endsWith("\n")))
        problems.push(`${name} has a torn line`);
      if (part.file === logFileNames[2]) lines.unshift(...found);
    }
    for (const line of lines) {
      const { session_id: session, seq } = JSON.parse(line) as { session_id: string; seq: number };
      const seen = (sessions[session] ??= { last: 0, count: 0, ordered: true });
      seen.ordered &&= seq === seen.last + 1;
      seen.last = seq;
      seen.count++;
    }
    const page = await store.query({}, { limit: 100 });
    if (page.total !== lines.length)
      problems.push(`a query finds ${String(page.total)} of ${String(lines.length)} lines`);
    const newest = page.rows.map(({ event }) => renderJsonLine(event));
    if (newest.join() !== lines.slice(-100).reverse().join())
      problems.push("a query gives other lines than the export");
    const { storage, gaps } = await store.getLogStats();
    if (storage !== "indexeddb") problems.push(`the log is in ${storage}`);
    await store.close();
    return { sessions, problems, gaps, lines: lines.length };
  },
};

export type Faults = typeof faults;

Object.assign(globalThis, { faults });
