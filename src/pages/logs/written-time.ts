import type { LogEvent } from "../../logging/log-event.ts";

/** Names under which loggers write a time, the likeliest first. */
const timeNames = ["timestamp", "@timestamp", "time", "ts", "@t", "t", "asctime", "datetime", "date"];
const layouts = [
  /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?/,
  /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}/,
  /[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d/,
];

/**
 * The time of an event as its file writes it: of an imported record that keeps its original, the text in there; of our own
 * events, their timestamp, which is UTC. Where the original has no time in a known place, the timestamp that was read of it.
 */
export function writtenTime(event: LogEvent): string {
  const { original } = event as { original?: unknown };
  return timeIn(original) ?? event.timestamp;
}

function timeIn(original: unknown): string | undefined {
  if (typeof original === "string")
    return layouts.map((layout) => layout.exec(original.slice(0, 200))?.[0]).find(Boolean);
  if (typeof original !== "object" || original === null) return undefined;
  const fields = original as Record<string, unknown>;
  const found = timeNames.map((name) => fields[name]).find((value) => isText(value));
  return found === undefined ? undefined : String(found);
}

function isText(value: unknown): value is string | number {
  return (typeof value === "string" && value !== "" && value.length <= 64) || typeof value === "number";
}
