import type { LogEvent } from "../../logging/log-event.ts";
import type { changeEvents } from "../shared/change-events.ts";

/** A moment at which something that may matter became another than before. */
export interface ChangeMark {
  is: keyof typeof changeEvents;
  timeMs: number;
  /** Of a version the one that came, and the one before it. */
  version?: { before: string; now: string };
  /** Of settings which were changed, in order of their names. */
  settings: string[];
}

/** A line of the log that tells of a change, or of the start of a version. */
export interface ChangeLine {
  is: ChangeMark["is"];
  timeMs: number;
  data?: LogEvent["data"] | undefined;
}

/** Where such an event has the values before the change. */
const valuesBefore = "before";

/** Most moments that are marked. */
const most = 8;

/**
 * The moments that are marked: the first start of each version but the first one, and changes of settings and models, those of one kind and
 * one stretch of time as one. Versions go first where there are too many, then what is latest.
 *
 * @param lines in any order
 * @param stepMs length of a stretch, in milliseconds
 * @returns in the order of time, at most 8, and how many are left out
 */
export function changeMarks(lines: readonly ChangeLine[], stepMs: number): { marks: ChangeMark[]; leftOut: number } {
  const sorted = lines.toSorted((a, b) => a.timeMs - b.timeMs);
  const versions: ChangeMark[] = [];
  const others: ChangeMark[] = [];
  const seen: string[] = [];
  for (const { is, timeMs, data = {} } of sorted) {
    if (is === "version") {
      const { version: now } = data;
      if (typeof now !== "string" || seen.includes(now)) continue;
      const before = seen.at(-1);
      if (before !== undefined) versions.push({ is, timeMs, version: { before, now }, settings: [] });
      seen.push(now);
      continue;
    }
    const settings = is === "settings" ? Object.keys(data).filter((name) => name !== valuesBefore) : [];
    const last = others.findLast((mark) => mark.is === is);
    if (last && timeMs - last.timeMs < stepMs) last.settings = [...new Set([...last.settings, ...settings])].sort();
    else others.push({ is, timeMs, settings: settings.sort() });
  }
  const shown = versions.slice(-most);
  const marks = [...shown, ...others.slice(Math.max(0, others.length - (most - shown.length)))];
  return {
    marks: marks.toSorted((a, b) => a.timeMs - b.timeMs),
    leftOut: versions.length + others.length - marks.length,
  };
}
