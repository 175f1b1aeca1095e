import { logLevels, type LogService } from "../../logging/log-event.ts";
import type { LogRecord } from "./log-record.ts";
import { recordTrace } from "./record-trace.ts";

/** Most text of one request, in characters; Loki takes 4 MB at once by default. A longer line goes by itself. */
const maxCharacters = 500_000;
/** Loki takes 64 kB of structured metadata for a line. */
const maxMetadataCharacters = 1_000;

const services = {
  TTS: true,
  ASR: true,
  VoiceCloning: true,
  Models: true,
  AudioArchive: true,
  Auth: true,
  System: true,
} satisfies Record<LogService, true>;

/** Fields of a line that stand beside it, not in labels: each value of a label makes a stream, and these have very many. */
const metadataKeys = ["request_id", "session_id", "operation", "event", "trace_id"] as const;

interface Stream {
  stream: Record<string, string>;
  values: [time: string, line: string, metadata: Record<string, string>][];
}

/** Collects records, and gives the requests that are full. */
export interface LokiPush {
  /** The requests that these records made full; they may be of records before. */
  add(records: readonly LogRecord[]): string;
  /** The rest. */
  end(): string;
}

/**
 * Makes what writes records as bodies for `/loki/api/v1/push`, one request in a line, each with some streams. A line of Loki is
 * the line as it stands in the log, which the printed LogQL reads; one beyond 256 kB is refused by Loki's default limits.
 *
 * Records must come in the order of their times: Loki refuses what is far behind the newest line of its stream. Source:
 * grafana.com/docs/loki, *Loki HTTP API*, *Ingest logs*.
 */
export function createLokiPush(): LokiPush {
  let streams = new Map<string, Stream>();
  let characters = 0;

  function end(): string {
    const request = streams.size === 0 ? "" : `${JSON.stringify({ streams: [...streams.values()] })}\n`;
    streams = new Map();
    characters = 0;
    return request;
  }

  return {
    add(records) {
      let full = "";
      for (const record of records) {
        if (characters > 0 && characters + record.line.length > maxCharacters) full += end();
        addRecord(streams, record);
        characters += record.line.length;
      }
      return full;
    },
    end,
  };
}

function addRecord(streams: Map<string, Stream>, { event, line, timeMs, id }: LogRecord): void {
  const { service, level } = event;
  const labels = {
    service_name: "audiokit-console",
    ...(typeof service === "string" && Object.hasOwn(services, service) && { service }),
    ...(logLevels.some((known) => known === level) && { level: level as string }),
  };
  const key = JSON.stringify(labels);
  const stream: Stream = streams.get(key) ?? { stream: labels, values: [] };
  streams.set(key, stream);
  const metadata: Record<string, string> = { record_id: id };
  const beside: Record<string, unknown> = { ...event, trace_id: recordTrace(event)?.traceId };
  for (const name of metadataKeys) {
    const value = beside[name];
    if (typeof value === "string" && value !== "" && value.length <= maxMetadataCharacters) metadata[name] = value;
  }
  // In nanoseconds, as a text: no number of JavaScript holds them.
  stream.values.push([`${String(timeMs)}000000`, line, metadata]);
}
