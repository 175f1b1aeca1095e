import { claimPort } from "../../../src/companion/http/free-port.ts";
import { collectorProcess } from "./collector-process.ts";
import { openOtlpSink, type OtlpSink } from "./otlp-sink.ts";

/** How a Collector is configured. */
export interface CollectorOptions {
  /** What `findCollector` found. */
  program: string;
  /** Origins of pages that may post to it; default: none. */
  corsOrigins?: readonly string[];
  /** Largest body that it takes, in bytes once unpacked; default: its own, 20 MiB. */
  maxBodyBytes?: number;
}

/** A running OpenTelemetry Collector. Must be closed. */
export interface Collector {
  /** Base URL of its OTLP/HTTP receiver, without `/v1/logs` and the like; stays when it is restarted. */
  url: string;
  /** Where it sends what it takes. It has taken a request when the sink has: it queues nothing. */
  sink: OtlpSink;
  /** Ends it at once (SIGKILL), as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const host = "127.0.0.1";

/** Starts a Collector that passes on what it takes, as JSON, before it answers. */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const sink = await openOtlpSink();
  const port = await claimPort(host, 0);
  const configuration = JSON.stringify(configure(options, port, sink.url));
  const { start, kill } = collectorProcess(options.program, [`yaml:${configuration}`]);
  await start();
  return {
    url: `http://${host}:${String(port)}`,
    sink,
    kill,
    start,
    async close() {
      await kill();
      await sink.close();
    },
  };
}

function configure({ corsOrigins = [], maxBodyBytes }: CollectorOptions, port: number, sinkUrl: string) {
  const http = {
    endpoint: `${host}:${String(port)}`,
    ...(corsOrigins.length > 0 && { cors: { allowed_origins: corsOrigins, allowed_headers: ["*"] } }),
    ...(maxBodyBytes !== undefined && { max_request_body_size: maxBodyBytes }),
  };
  const passedOn = { receivers: ["otlp"], exporters: ["otlphttp"] };
  return {
    receivers: { otlp: { protocols: { http } } },
    exporters: {
      otlphttp: {
        ...{ endpoint: sinkUrl, encoding: "json", compression: "none" },
        // What it has not passed on it refuses, so that nothing is lost with it and every answer of the sink is seen.
        ...{ sending_queue: { enabled: false }, retry_on_failure: { enabled: false } },
      },
    },
    service: {
      telemetry: { metrics: { level: "none" } },
      pipelines: { logs: passedOn, traces: passedOn, metrics: passedOn },
    },
  };
}
