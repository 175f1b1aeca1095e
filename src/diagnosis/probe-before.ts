import type { LogEvent } from "../logging/log-event.ts";
import type { ProbeReport } from "../wire/probe-report.ts";

/** How old a probe report may be to say something about a call that fails now, in milliseconds. */
const freshMs = 60_000;

/** Whether a report is from the minute before a moment. */
export function isFresh({ at }: Pick<ProbeReport, "at">, nowMs: number): boolean {
  const agoMs = nowMs - Date.parse(at);
  return agoMs >= 0 && agoMs < freshMs;
}

/** The probe report that the page had when it wrote the line of a call: the last one logged in the minute before. */
export function probeBefore(events: readonly LogEvent[], atMs: number): ProbeReport | undefined {
  const reports = events
    .filter(({ event }) => event === "system_probe")
    .map(({ data }) => data as unknown as ProbeReport);
  return reports.findLast((report) => isProbeReport(report) && isFresh(report, atMs));
}

/** A log may hold anything in the place of a report. */
function isProbeReport(value: Partial<ProbeReport> | undefined): boolean {
  return typeof value?.at === "string" && typeof value.target === "string" && typeof value.dns === "object";
}
