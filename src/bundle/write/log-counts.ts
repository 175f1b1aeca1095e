import type { Manifest } from "../manifest.ts";

/** Counts what a bundle holds, line by line. */
export interface LogCounts {
  add(line: Record<string, unknown>): void;
  counts(): Manifest["counts"];
  gaps(): Manifest["gaps"];
  /** Times of the first and the last line, in milliseconds since the epoch; absent without lines. */
  span(): { fromMs?: number; toMs?: number };
}

/** A manifest names so many gaps; more are added up in the last one. */
const mostGaps = 1_000;

/** Makes counts of nothing. Ids are remembered as long as they are counted. */
export function createLogCounts(): LogCounts {
  const [calls, failed, own, sessions] = [new Set(), new Set(), new Set(), new Set()];
  const gaps: Manifest["gaps"] = [];
  let lines = 0;
  let [fromMs, toMs] = [Infinity, -Infinity];

  return {
    add(line) {
      lines++;
      const timeMs = timeOf(line["timestamp"]);
      if (!Number.isNaN(timeMs)) [fromMs, toMs] = [Math.min(fromMs, timeMs), Math.max(toMs, timeMs)];
      const { request_id: id, session_id: session, event, initiator } = line;
      if (typeof session === "string") sessions.add(session);
      if (typeof id === "string") {
        calls.add(id);
        if (event === "request_error") failed.add(id);
        if (initiator === "console") own.add(id);
      }
      if (event === "system_log_gap") addGap(line, timeMs);
    },
    counts: () => ({ lines, calls: calls.size, failed: failed.size, own: own.size, sessions: sessions.size }),
    gaps: () => gaps,
    span: () => (fromMs <= toMs ? { fromMs, toMs } : {}),
  };

  function addGap(line: Record<string, unknown>, timeMs: number): void {
    const data = (typeof line["data"] === "object" && line["data"]) as Record<string, unknown> | false;
    const from = timeOf(data && data["first_timestamp"]);
    const to = timeOf(data && data["last_timestamp"]);
    const dropped = data && data["dropped"];
    const gap = {
      fromMs: Number.isNaN(from) ? timeMs : from,
      toMs: Number.isNaN(to) ? timeMs : to,
      count: typeof dropped === "number" && Number.isSafeInteger(dropped) && dropped >= 0 ? dropped : 0,
    };
    if (Number.isNaN(gap.fromMs)) return;
    const last = gaps.at(-1);
    if (gaps.length < mostGaps || !last) gaps.push(gap);
    else gaps[gaps.length - 1] = { ...last, toMs: gap.toMs, count: last.count + gap.count };
  }
}

const timeOf = (value: unknown): number => (typeof value === "string" ? Date.parse(value) : NaN);
