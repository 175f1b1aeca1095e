import { setBounded } from "../../basics/bounded-map.ts";
import { isRecord } from "../../basics/record.ts";
import { traceContextOf, type TraceContext } from "../../logging/trace-context.ts";

/** Calls whose trace is remembered; the lines of one are near to one another. */
const maxCalls = 1_000;

const traces = new Map<string, TraceContext>();

/** The trace of a line: the one that somebody else's log names, else that of its call, as OTLP has it; undefined for a line of no call. */
export function recordTrace({ data, request_id: id }: Record<string, unknown>): Partial<TraceContext> | undefined {
  if (isRecord(data) && typeof data["trace_id"] === "string") {
    const span = data["span_id"];
    return { traceId: data["trace_id"], ...(typeof span === "string" && { spanId: span }) };
  }
  if (typeof id !== "string" || id === "") return undefined;
  const trace = traces.get(id) ?? traceContextOf(id);
  setBounded(traces, id, trace, maxCalls);
  return trace;
}
