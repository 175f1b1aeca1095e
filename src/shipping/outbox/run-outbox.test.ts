import { describe, expect, it } from "vitest";
import { backOffMs, longestPauseMs } from "./back-off.ts";
import type { Batch, Destination, SendOutcome } from "./destination.ts";
import type { OutboxState } from "./outbox-state.ts";
import { runOutbox } from "./run-outbox.ts";

/** Records that are numbers, a receiver that says of each batch what becomes of it, and a clock that runs with each pause. */
function setup(records: number[], receive: (batch: number[]) => SendOutcome, batchSize = 4) {
  const abort = new AbortController();
  const taken: number[] = [];
  const pausesMs: number[] = [];
  const states: OutboxState[] = [];
  let at = 0;
  let nowMs = 1_000;

  const batchOf = (numbers: number[]): Batch => ({
    amount: { records: numbers.length },
    send: async () => {
      const outcome = receive(numbers);
      if (outcome.is === "taken") taken.push(...numbers);
      return outcome;
    },
    async halves() {
      const middle = numbers.length >> 1;
      return middle === 0 ? undefined : [batchOf(numbers.slice(0, middle)), batchOf(numbers.slice(middle))];
    },
    settle: async () => void (at += numbers.length),
  });
  const destination: Destination = {
    next: async () => (at < records.length ? batchOf(records.slice(at, at + batchSize)) : undefined),
    waiting: async () => ({ records: records.length - at }),
    reset: () => undefined,
  };
  const done = runOutbox(destination, {
    grown: async () => abort.abort(),
    onState: (state) => states.push(state),
    signal: abort.signal,
    pause: async (durationMs, signal) => {
      signal?.throwIfAborted();
      pausesMs.push(durationMs);
      nowMs += durationMs;
    },
    random: () => 1,
    epochMs: () => nowMs,
    monotonicMs: () => nowMs,
  });
  return { done, taken, pausesMs, states, abort, destination };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const taken: SendOutcome = { is: "taken" };

describe("runOutbox", () => {
  it("sends everything once and in order", async () => {
    const { done, taken: got, states } = setup(upTo(10), () => taken);
    await done;
    expect(got).toEqual(upTo(10));
    expect(states.at(-1)).toMatchObject({
      is: "sent",
      sent: { records: 10 },
      waiting: { records: 0 },
      refusedRecords: 0,
    });
  });

  it("tries a batch again, later each time, and shows why and since when", async () => {
    let tries = 0;
    const {
      done,
      taken: got,
      pausesMs,
      states,
    } = setup(upTo(4), () => (++tries < 4 ? { is: "later", reason: "503" } : taken));
    await done;
    expect(got).toEqual(upTo(4));
    expect(pausesMs).toEqual([500, 1_000, 2_000]);
    const waiting = states.filter(({ is }) => is === "waiting");
    expect(waiting.map(({ problem }) => problem?.sinceMs)).toEqual([1_000, 1_000, 1_000]);
    expect(waiting.map(({ problem }) => problem?.nextTryMs)).toEqual([1_500, 2_500, 4_500]);
    expect(waiting[0]).toMatchObject({ problem: { reason: "503" }, waiting: { records: 4 } });
    expect(states.at(-1)?.problem).toBeUndefined();
  });

  it("leaves a receiver alone as long as it wants", async () => {
    let tries = 0;
    const later = { is: "later", reason: "429", afterMs: 30_000 } as const;
    const { done, pausesMs } = setup(upTo(1), () => (++tries === 1 ? later : taken));
    await done;
    expect(pausesMs).toEqual([30_000]);
  });

  it("parts what is too large, and keeps the order", async () => {
    const sizes: number[] = [];
    const { done, taken: got } = setup(
      upTo(16),
      (batch) => {
        sizes.push(batch.length);
        return batch.length > 3 ? { is: "tooLarge", reason: "413" } : taken;
      },
      16,
    );
    await done;
    expect(got).toEqual(upTo(16));
    expect(sizes).toEqual([16, 8, 4, 2, 2, 4, 2, 2, 8, 4, 2, 2, 4, 2, 2]);
  });

  it("passes by the records that are refused, counts them by reason, and sends all others", async () => {
    const refused = new Set([3, 9]);
    const {
      done,
      taken: got,
      states,
    } = setup(upTo(12), (batch) =>
      batch.some((one) => refused.has(one)) ? { is: "refused", reason: "no such field" } : taken,
    );
    await done;
    expect(got).toEqual(upTo(12).filter((one) => !refused.has(one)));
    expect(states.at(-1)).toMatchObject({
      sent: { records: 10 },
      refusedRecords: 2,
      refused: [{ reason: "no such field", records: 2 }],
    });
  });

  it("counts what a receiver leaves out of a batch that it takes", async () => {
    const partly: SendOutcome = { is: "taken", refused: { records: 1, reason: "too old" } };
    const { done, states } = setup(upTo(4), () => partly);
    await done;
    expect(states.at(-1)).toMatchObject({ sent: { records: 3 }, refused: [{ reason: "too old", records: 1 }] });
  });

  it("looks up what is next when the receiver stands elsewhere, and slows down when that does not help", async () => {
    let tries = 0;
    const { done, taken: got, pausesMs } = setup(upTo(4), () => (++tries < 4 ? { is: "elsewhere" } : taken));
    await done;
    expect(got).toEqual(upTo(4));
    expect(pausesMs).toEqual([500, 1_000]);
  });

  it("goes on after a log that cannot be read", async () => {
    const { done, destination, taken: got, states } = setup(upTo(2), () => taken);
    const { next } = destination;
    let failures = 1;
    destination.next = (signal) => (failures-- > 0 ? Promise.reject(new Error("the disk is gone")) : next(signal));
    await done;
    expect(got).toEqual(upTo(2));
    expect(states.some(({ is, problem }) => is === "waiting" && problem?.reason === "the disk is gone")).toBe(true);
  });

  it("ends when it is switched off while it waits", async () => {
    const {
      done,
      abort,
      taken: got,
    } = setup(upTo(2), () => {
      abort.abort();
      return { is: "later", reason: "503" };
    });
    await done;
    expect(got).toEqual([]);
  });
});

describe("backOffMs", () => {
  it("doubles up to a minute, and never goes below half of that", () => {
    const most = upTo(30).map((failures) => backOffMs(failures + 1, () => 1));
    expect(most.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(Math.max(...most)).toBe(longestPauseMs);
    expect(backOffMs(30, () => 0)).toBe(longestPauseMs / 2);
  });

  it("believes a receiver for ten minutes at most", () => {
    expect(backOffMs(1, () => 1, 86_400_000)).toBe(600_000);
  });
});
