import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { readOtlpAttributes } from "../../src/basics/otlp-value.ts";

/** A request that a receiver got. */
export interface ReceivedRequest {
  path: string;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
}

/** A receiver of OTLP over HTTP that says what a test wants. Must be closed. */
export interface OtlpReceiver {
  url: string;
  requests: ReceivedRequest[];
  /** Answers the next requests; by default everything is taken. Undefined: taken. */
  answer: (request: ReceivedRequest) => { status: number; body?: string; headers?: Record<string, string> } | undefined;
  /** The records that were taken, in the order in which they came. */
  records(): { uid: string; event: string; attributes: Record<string, unknown>; time: string }[];
  spans(): Record<string, unknown>[];
  close(): Promise<void>;
}

interface Logs {
  resourceLogs?: {
    scopeLogs: { logRecords: { eventName: string; attributes: unknown[]; timeUnixNano: string }[] }[];
  }[];
}
interface Traces {
  resourceSpans?: { scopeSpans: { spans: Record<string, unknown>[] }[] }[];
}

/** Starts one on a free port of this machine. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const taken: ReceivedRequest[] = [];
  const receiver: OtlpReceiver = {
    url: "",
    requests: [],
    answer: () => undefined,
    records: () =>
      taken
        .flatMap(({ body }) => (body as Logs).resourceLogs ?? [])
        .flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords))
        .map(({ eventName, attributes, timeUnixNano }) => {
          const read = readOtlpAttributes(attributes);
          return { uid: String(read["log.record.uid"]), event: eventName, attributes: read, time: timeUnixNano };
        }),
    spans: () =>
      taken
        .flatMap(({ body }) => (body as Traces).resourceSpans ?? [])
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  const handle = (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => {
    const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString();
    const received = {
      path: request.url ?? "",
      headers: request.headers,
      body: JSON.parse(text) as Record<string, unknown>,
    };
    receiver.requests.push(received);
    const { status, body = "{}", headers = {} } = receiver.answer(received) ?? { status: 200 };
    if (status < 300) taken.push(received);
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => handle(request, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return receiver;
}
