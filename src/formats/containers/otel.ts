import { readOtlpAttributes } from "../../basics/otlp-value.ts";
import { isRecord } from "../../basics/record.ts";
import type { Wrapped } from "./wrapped.ts";

const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Takes the log records out of the resources and scopes of an OpenTelemetry Collector's file, in their order. */
export function flattenOtel(resourceLogs: unknown[]): Wrapped[] {
  return list(resourceLogs).flatMap((resourceLog) => {
    const { resource, scopeLogs, instrumentationLibraryLogs } = resourceLog;
    const shared = readOtlpAttributes(isRecord(resource) ? resource["attributes"] : undefined);
    return list(scopeLogs ?? instrumentationLibraryLogs).flatMap(({ scope, logRecords }) => {
      const logger = isRecord(scope) && typeof scope["name"] === "string" ? { logger: scope["name"] } : {};
      return list(logRecords).map((record) => {
        const attributes = readOtlpAttributes(record["attributes"]);
        return { outer: { ...shared, ...logger, ...attributes, ...eventOf(record, attributes), ...own(record) } };
      });
    });
  });
}

const ownNames = [
  "timeUnixNano",
  "observedTimeUnixNano",
  "severityNumber",
  "severityText",
  "body",
  "traceId",
  "spanId",
];

/** The name of the event, which older Collectors have among the attributes only. */
function eventOf({ eventName }: Record<string, unknown>, attributes: Record<string, unknown>): { event?: string } {
  const name = eventName ?? attributes["event.name"];
  return typeof name === "string" && name !== "" ? { event: name } : {};
}

/** The record's own fields, which no attribute may hide. */
function own(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(ownNames.filter((name) => Object.hasOwn(record, name)).map((name) => [name, record[name]]));
}
