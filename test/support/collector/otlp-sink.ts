import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What OTLP carries: the last part of the path of a request. */
export type Signal = "logs" | "traces" | "metrics";

/** What the sink answers. */
export interface SinkAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A server that stores every OTLP/JSON request which a Collector sends on. Must be closed. */
export interface OtlpSink {
  /** Base URL, without `/v1/logs` and the like. */
  url: string;
  /** Requests that were answered with 200, by what they carry, in the order in which they came. */
  received: Record<Signal, Record<string, unknown>[]>;
  /** Answers requests from now on; the answer may wait. Undefined: 200. What is not answered with 200 is not stored. */
  answerWith(answer: (() => SinkAnswer | Promise<SinkAnswer>) | undefined): void;
  close(): Promise<void>;
}

/** Opens a sink on a free port of this machine. */
export async function openOtlpSink(): Promise<OtlpSink> {
  const received: OtlpSink["received"] = { logs: [], traces: [], metrics: [] };
  let answer: () => SinkAnswer | Promise<SinkAnswer> = () => ({ status: 200 });
  const server = createServer(async (request, response) => {
    const signal = request.url?.split("/").at(-1) as Signal;
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    const { status, headers = {}, body: words = "{}" } = await answer();
    if (status === 200) received[signal].push(body);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(words);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    received,
    answerWith: (next) => (answer = next ?? (() => ({ status: 200 }))),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
