import { isRecord } from "../../basics/record.ts";
import type { LogRecord } from "./log-record.ts";

/** Fields of a line that Splunk indexes beside the event, so that they are found without reading it. */
const indexed = ["level", "service", "request_id"] as const;

/**
 * Records as events of Splunk's HTTP Event Collector, one behind the other. An event is the line as it stands in the log, of which
 * Splunk reads the fields when it searches. No index is named: the token says where its events go, and one that may not be
 * written would refuse the whole request. Source: help.splunk.com, *Format events for HTTP Event Collector*.
 */
export function splunkHec(records: readonly LogRecord[]): string {
  return records.map((record) => `${hecEvent(record)}\n`).join("");
}

function hecEvent({ event, line, timeMs, id }: LogRecord): string {
  const { data, source } = event;
  const metadata = {
    // The name of a browser's machine is not known to its pages.
    host: (isRecord(data) ? textOf(data["host"]) : undefined) ?? "browser",
    source: textOf(source) ?? "tts_structured.jsonl",
    sourcetype: "audiokit:console",
    fields: { record_id: id, ...Object.fromEntries(indexed.flatMap((key) => entryOf(key, event[key]))) },
  };
  // Its fields must be flat, and its time is in seconds.
  return `{"time":${(timeMs / 1000).toFixed(3)},${JSON.stringify(metadata).slice(1, -1)},"event":${line}}`;
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const entryOf = (key: string, value: unknown) => (textOf(value) === undefined ? [] : [[key, value] as const]);
