import { createLiveSecrets } from "../../src/basics/live-secrets.ts";
import { createOtlpDestination } from "../../src/shipping/otlp/otlp-destination.ts";
import type { OtlpTarget } from "../../src/shipping/otlp/otlp-target.ts";
import { createRemoteShipping } from "../../src/shipping/remote-shipping.ts";
import type { ShippingCursor } from "../../src/shipping/shipping-store.ts";
import type { LogStore } from "../../src/store/log-store.ts";
import { openLogPositions } from "../../src/store/read/open-log-positions.ts";
import { open, pour, timed } from "./page-store.ts";
import { makeEvents } from "./short-events.ts";

const name = "bench-shipping";
let log: LogStore | undefined;
let shipped = 0;

function targetAt(endpoint: string): OtlpTarget {
  return {
    endpoint,
    headers: {},
    ...{ level: "INFO", successShare: 1, hasContent: true, hasTraces: true, hasMetrics: false },
    rules: { sets: [], own: [] },
    maxAgeMs: 100 * 365 * 86_400_000,
    ...{ version: "1.0.0", deployment: "bench", origin: location.origin },
  };
}

/** Shipping of a log; runs in the page. */
export const shippingBench = {
  /** Fills the log. */
  async fillShipped(count: number) {
    log ??= open(name);
    for (let from = 0; from < count; from += 20_000)
      await pour(log, makeEvents(Math.min(20_000, count - from), from + 1));
  },

  /**
   * Reads, encodes and compresses the whole log as the outbox does.
   *
   * @param endpoint of a receiver; empty: nothing is sent
   * @returns milliseconds
   */
  async shipAll(endpoint: string) {
    const signal = new AbortController().signal;
    const cursors = new Map<string, ShippingCursor>();
    const taken = () => Promise.resolve(new Response("{}"));
    const positions = openLogPositions(name);
    const destination = createOtlpDestination({
      log: positions,
      store: {
        cursor: async (receiver) => cursors.get(receiver),
        setCursor: async (receiver, cursor) => void cursors.set(receiver, cursor),
      },
      target: targetAt(endpoint || "http://nowhere.invalid"),
      secrets: createLiveSecrets(),
      ...(endpoint === "" && { fetch: taken }),
    });
    const ms = await timed(async () => {
      for (let batch = await destination.next(signal); batch; batch = await destination.next(signal)) {
        const outcome = await batch.send(signal);
        if (outcome.is !== "taken") throw new Error(JSON.stringify(outcome));
        await batch.settle();
      }
    });
    positions.close();
    return ms;
  },

  /** Ships the log, and what is written from now on, in its worker. */
  startShipping(endpoint: string) {
    const createWorker = () => new Worker(new URL("../../src/ship-worker.ts", import.meta.url), { type: "module" });
    const shipping = createRemoteShipping({
      createWorker,
      secrets: createLiveSecrets(),
      measure: () => Promise.resolve(undefined),
      onMessage: (message) => {
        if (message.kind === "state") shipped = message.state.sent.records ?? 0;
      },
      onFailure: (reason) => {
        throw new Error(reason);
      },
      log: name,
    });
    shipping.follow({ otlp: targetAt(endpoint) });
  },

  /** Records that have arrived since shipping was started. */
  shippedRecords: () => shipped,
};
