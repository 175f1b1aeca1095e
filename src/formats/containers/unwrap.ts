import { isRecord } from "../../basics/record.ts";
import type { LogKind } from "../record-reading.ts";
import { flattenOtel } from "./otel.ts";
import type { Wrapped } from "./wrapped.ts";

type Unwrap = (record: Record<string, unknown>) => Wrapped[] | undefined;

const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

const unwraps: Partial<Record<LogKind, Unwrap>> = {
  docker({ log, ...outer }) {
    return typeof log === "string" ? [{ outer, inner: log.replace(/\r?\n$/, "") }] : undefined;
  },
  loki: unwrapLoki,
  cloudwatch: unwrapCloudwatch,
  otel: (record) => (Array.isArray(record["resourceLogs"]) ? flattenOtel(record["resourceLogs"]) : undefined),
};

/** Takes the records out of a container, in its order; undefined for what is none. */
export function unwrap(kind: LogKind, record: Record<string, unknown>): Wrapped[] | undefined {
  return unwraps[kind]?.(record);
}

/** Promtail, logcli and Grafana (an object a line), and answers of Loki (streams of pairs). */
function unwrapLoki(record: Record<string, unknown>): Wrapped[] | undefined {
  const { line, stream, values, streams, data } = record;
  if (typeof line === "string") {
    const { timestamp, date, labels, fields } = record;
    const outer = { ...asRecord(labels), ...asRecord(fields), timestamp: timestamp ?? date };
    return [{ outer, inner: line }];
  }
  const list = Array.isArray(values) ? [{ stream, values }] : (streams ?? asRecord(data)["result"]);
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((one) => {
    const { stream: labels, values: pairs } = asRecord(one);
    const entries: unknown[] = Array.isArray(pairs) ? pairs : [];
    return entries.filter(Array.isArray).map(([timestamp, inner]: unknown[]) => {
      return { outer: { ...asRecord(labels), timestamp }, inner };
    });
  });
}

/** Answers of CloudWatch: `events`, `logEvents` of a subscription, and the rows of Insights. */
function unwrapCloudwatch(record: Record<string, unknown>): Wrapped[] | undefined {
  const { events, logEvents, results } = record;
  const list = Array.isArray(events) ? events : logEvents;
  if (Array.isArray(list)) return list.map(unwrapEvent);
  if (Array.isArray(results)) return results.map(unwrapRow);
  return [unwrapEvent(record)];
}

function unwrapEvent(event: unknown): Wrapped {
  const { message, timestamp, logStreamName } = asRecord(event);
  return { outer: { timestamp, ...(typeof logStreamName === "string" && { logger: logStreamName }) }, inner: message };
}

function unwrapRow(row: unknown): Wrapped {
  const cells = (Array.isArray(row) ? row : []).map(asRecord);
  const value = (name: string) => cells.find(({ field }) => field === name)?.["value"];
  const time = value("@timestamp");
  // Insights writes UTC without saying so.
  return { outer: { timestamp: typeof time === "string" ? `${time}Z` : time }, inner: value("@message") };
}
