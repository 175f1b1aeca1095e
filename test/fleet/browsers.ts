// The browsers of `npm run fleet`, in a process of their own: each has the console's own outbox, encoder and back-off, over a log that
// grows by generated calls. Reads a `Step` from its parent, and answers with `Played`.
import { createLiveSecrets } from "../../src/basics/live-secrets.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { createOtlpDestination } from "../../src/shipping/otlp/otlp-destination.ts";
import { runOutbox } from "../../src/shipping/outbox/run-outbox.ts";
import type { ShippingCursor } from "../../src/shipping/shipping-store.ts";
import type { LogPositions } from "../../src/store/log-positions.ts";
import { playedLog, type PlayedLog } from "./played-log.ts";
import { shippingTarget } from "./shipping-target.ts";

/** What is played. */
export interface Step {
  endpoint: string;
  browsers: number;
  /** Calls of each browser in an hour. */
  callsPerHour: number;
  /** Records that each browser has waiting when it begins. */
  waiting: number;
  /** How long calls are made, in milliseconds. */
  lengthMs: number;
  /** How long what is then waiting may leave, at most, in milliseconds. */
  drainMs: number;
}

/** What came of it. */
export interface Played {
  offered: number;
  taken: number;
  /** Answers by status; `failed`: none came. */
  answers: Record<string, number>;
  /** Compressed bodies of all requests, in bytes. */
  sentBytes: number;
  /** From the log to the answer, in milliseconds, of each batch that was taken. */
  lagsMs: number[];
  /** Processor time of this process, in seconds. */
  cpuSeconds: number;
  /** From the first call until everything was taken, or it ended, in seconds. */
  seconds: number;
}

const lines = [...generateCalls(20_000, { seed: 11 })].map((event) => renderJsonLine(event));
/** A call is a start and an end, on average: see `generateCalls`. */
const linesOfCall = 2;

process.on("message", (step: Step) => void play(step).then((played) => process.send!(played)));
process.send!("ready");

async function play({ endpoint, browsers, callsPerHour, waiting, lengthMs, drainMs }: Step): Promise<Played> {
  const played: Played = { offered: 0, taken: 0, answers: {}, sentBytes: 0, lagsMs: [], cpuSeconds: 0, seconds: 0 };
  const abort = new AbortController();
  const before = process.cpuUsage();
  const logs = Array.from({ length: browsers }, () => playedLog());
  let next = 0;
  const add = (log: PlayedLog, count: number) => {
    const start = next % (lines.length - count);
    next += count;
    played.offered += count;
    log.add(lines.slice(start, start + count), Date.now());
  };
  if (waiting > 0) for (const log of logs) add(log, waiting);
  const outboxes = logs.map((log, at) => runBrowser(log, at, endpoint, played, abort.signal));
  const everyMs = 3_600_000 / callsPerHour / browsers;
  const startedMs = performance.now();
  let calls = 0;
  // Calls begin when their time has come, however late the timer is.
  while (performance.now() - startedMs < lengthMs) {
    for (; calls * everyMs < performance.now() - startedMs; calls++) add(logs[calls % browsers]!, linesOfCall);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  while (played.taken < played.offered && performance.now() - startedMs < lengthMs + drainMs) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  played.seconds = (performance.now() - startedMs) / 1000;
  abort.abort();
  await Promise.all(outboxes);
  const { user, system } = process.cpuUsage(before);
  return { ...played, cpuSeconds: (user + system) / 1e6 };
}

function runBrowser(log: PlayedLog, at: number, endpoint: string, played: Played, signal: AbortSignal): Promise<void> {
  let cursor: ShippingCursor | undefined;
  const store = {
    cursor: async () => cursor,
    setCursor: async (_receiver: string, noted: ShippingCursor) => {
      const taken = noted.position - (cursor?.position ?? 0);
      cursor = noted;
      played.taken += taken;
      const loggedMs = log.take(taken);
      if (loggedMs !== undefined) played.lagsMs.push(Date.now() - loggedMs);
    },
  };
  const destination = createOtlpDestination({
    log: log as unknown as LogPositions,
    store,
    target: { ...shippingTarget(endpoint), deployment: `fleet-${String(at % 3)}` },
    secrets: createLiveSecrets(),
    fetch: countedFetch(played),
  });
  return runOutbox(destination, { grown: (until) => log.grown(until), onState: () => undefined, signal });
}

function countedFetch(played: Played): typeof fetch {
  return async (input, init) => {
    played.sentBytes += (init?.body as Blob).size;
    const count = (answer: string) => (played.answers[answer] = (played.answers[answer] ?? 0) + 1);
    try {
      const response = await fetch(input, { ...init, keepalive: false });
      count(String(response.status));
      return response;
    } catch (error) {
      if (!init?.signal?.aborted) count("failed");
      throw error;
    }
  };
}
