import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createAppendSender } from "./append-sender.ts";
import { lossOf } from "../../logging/log-gap.ts";
import type { ToWorker } from "../store-messages.ts";

type Append = Extract<ToWorker, { kind: "append" }>;

function setup() {
  const posted: Append[] = [];
  const post = (message: ToWorker) => {
    // As postMessage does: a copy, or DataCloneError.
    const copy = structuredClone(message);
    if (copy.kind === "append") posted.push(copy);
  };
  const sender = createAppendSender(post, { epochMs: () => 0, monotonicMs: () => 0 });
  const acknowledge = (batch: number, losses: ReturnType<typeof lossOf>[] = []) =>
    sender.acknowledged({ kind: "acknowledged", batch, position: 0, losses, workMs: 0 });
  return { sender, posted, acknowledge };
}

const microtasks = () => new Promise((resolve) => setTimeout(resolve));
const [first, second] = generateEvents(2) as unknown as [LogEvent, LogEvent];

describe("createAppendSender", () => {
  it("sends what was appended within a microtask in one message", async () => {
    const { sender, posted } = setup();
    sender.opened(0);
    sender.append(first);
    sender.append(second);
    await microtasks();
    expect(posted.map(({ batch, events }) => [batch, events.length])).toEqual([[1, 2]]);
  });

  it("queues events until a worker is ready", async () => {
    const { sender, posted } = setup();
    sender.append(first);
    await microtasks();
    expect(posted).toEqual([]);
    sender.opened(0);
    await microtasks();
    expect(posted[0]!.events).toEqual([first]);
  });

  it("sends again to a new worker what the old one did not acknowledge, under the same numbers", async () => {
    const { sender, posted } = setup();
    const failure = { ...second, level: "ERROR" as const };
    sender.opened(0);
    for (const event of [first, failure]) {
      sender.append(event);
      await microtasks();
    }
    sender.workerLost(false);
    sender.opened(1);
    expect(posted.map(({ batch }) => batch)).toEqual([1, 2, 2]);
    expect(posted.at(-1)!.events).toEqual([failure]);
  });

  it("says after a hang how many events come again, and drops a batch at which three workers hung", async () => {
    const { sender, posted, acknowledge } = setup();
    const failure = { ...second, level: "ERROR" as const };
    sender.opened(0);
    for (const event of [first, failure]) {
      sender.append(event);
      await microtasks();
    }
    for (let hangs = 0; hangs < 3; hangs++) {
      sender.workerLost(true);
      sender.opened(0);
    }
    expect(posted.map(({ batch }) => batch)).toEqual([1, 2, 1, 2, 1, 2, 2]);
    acknowledge(2);
    await microtasks();
    const own = posted.at(-1)!.events;
    expect(own.slice(0, 3).map(({ event, data }) => [event, data])).toEqual(
      Array.from({ length: 3 }, () => ["system_log_worker_replaced", { resent: 2 }]),
    );
    expect(own.at(-1)).toMatchObject({ event: "system_log_gap", data: { reason: "worker_hung", dropped: 1 } });
    expect(sender.dropped).toEqual({ worker_hung: 1 });
  });

  it("keeps the batch at which three workers hung when the last one had committed it", async () => {
    const { sender, posted } = setup();
    sender.opened(0);
    sender.append(first);
    await microtasks();
    for (const acknowledged of [0, 0, 1]) {
      sender.workerLost(true);
      sender.opened(acknowledged);
    }
    expect(posted.filter(({ batch }) => batch === 1)).toHaveLength(3);
    expect(sender.dropped).toEqual({});
  });

  it("reports what was acknowledged into a memory that ended with its worker", async () => {
    const { sender, posted, acknowledge } = setup();
    sender.opened(0);
    sender.append(first);
    await microtasks();
    acknowledge(1);
    sender.memoryLost(0);
    sender.workerLost(false);
    sender.opened(0);
    sender.append(second);
    await microtasks();
    acknowledge(2);
    await microtasks();
    expect(posted.at(-1)!.events).toMatchObject([{ data: { reason: "memory_lost", dropped: 1 } }]);
  });

  describe("while a batch is in flight", () => {
    const minor = [...generateEvents(600)].filter(({ level }) => level === "INFO" || level === "DEBUG");
    const failure = [...generateEvents(600)].find(({ level }) => level === "ERROR")!;

    async function busy() {
      const parts = setup();
      parts.sender.opened(0);
      parts.sender.append(minor[0]!);
      await microtasks();
      const append = async (...events: LogEvent[]) => {
        for (const event of events) {
          parts.sender.append(event);
          await microtasks();
        }
      };
      return { ...parts, append, sizes: () => parts.posted.map(({ events }) => events.length) };
    }

    it("defers DEBUG and INFO events until the acknowledgement, and sends them as one batch", async () => {
      const { append, sizes, acknowledge } = await busy();
      await append(...minor.slice(2, 7));
      expect(sizes()).toEqual([1]);
      acknowledge(1);
      await microtasks();
      expect(sizes()).toEqual([1, 5]);
    });

    it("sends an error at once, after the deferred events", async () => {
      const { append, posted, sizes } = await busy();
      await append(minor[2]!, minor[3]!, failure);
      expect(sizes()).toEqual([1, 3]);
      expect(posted.at(-1)!.events.at(-1)).toEqual(failure);
      await append(minor[4]!);
      expect(sizes()).toEqual([1, 3]);
    });

    it("sends what a flush waits for", async () => {
      const { sender, append, sizes } = await busy();
      await append(minor[2]!);
      void sender.flush();
      await microtasks();
      expect(sizes()).toEqual([1, 1]);
      await append(minor[3]!);
      expect(sizes()).toEqual([1, 1, 1]);
    });

    it("sends the deferred events when the page is unloaded", async () => {
      const { sender, append, sizes } = await busy();
      await append(minor[2]!, minor[3]!);
      sender.sendAll();
      expect(sizes()).toEqual([1, 2]);
    });

    it("sends 256 deferred events without waiting", async () => {
      const { append, sizes } = await busy();
      await append(...minor.slice(2, 2 + 256 + 10));
      expect(sizes()).toEqual([1, 256]);
    });
  });

  it("queues at most 20,000 events for a worker that does not start, and reports how many were lost", async () => {
    const { sender, posted, acknowledge } = setup();
    for (const event of generateEvents(21_000)) sender.append(event);
    expect(sender.queueLength).toBe(20_000);
    expect(sender.dropped).toEqual({ queue_full: 1_000 });
    sender.opened(0);
    for (let batch = 1; batch < 10; batch++) {
      await microtasks();
      acknowledge(batch);
    }
    await microtasks();
    const gap = posted.at(-1)!.events.at(-1)!;
    expect(gap).toMatchObject({
      event: "system_log_gap",
      level: "WARNING",
      data: { reason: "queue_full", dropped: 1_000 },
    });
    expect(posted.flatMap(({ events }) => events).filter(({ level }) => level === "ERROR")).toHaveLength(
      [...generateEvents(21_000)].filter(({ level }) => level === "ERROR").length,
    );
  });

  it("sends no gap event after a commit that the storage failed", async () => {
    const { sender, posted, acknowledge } = setup();
    sender.opened(0);
    sender.append(first);
    await microtasks();
    acknowledge(1, [lossOf("storage", [first], "no disk")]);
    await microtasks();
    expect(posted).toHaveLength(1);
    sender.append(second);
    await microtasks();
    acknowledge(2);
    await microtasks();
    expect(posted[2]!.events[0]).toMatchObject({
      event: "system_log_gap",
      seq: first.seq,
      data: { problem: "no disk" },
    });
  });

  it("sends an event that cannot be cloned as JSON, and counts one that JSON cannot represent", async () => {
    const { sender, posted } = setup();
    sender.opened(0);
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    sender.append({ ...first, data: { callback: () => 1, kept: 2 } });
    sender.append({ ...second, data: { ...circular, callback: () => 1 } });
    await microtasks();
    expect(posted.at(-1)!.events.map(({ data }) => data)).toEqual([{ kept: 2 }]);
    expect(sender.dropped).toEqual({ not_cloneable: 1 });
  });

  it("resolves a flush when the last batch is acknowledged", async () => {
    const { sender, acknowledge } = setup();
    sender.opened(0);
    sender.append(first);
    let flushed = false;
    void sender.flush().then(() => (flushed = true));
    await microtasks();
    expect(flushed).toBe(false);
    acknowledge(1);
    await microtasks();
    expect(flushed).toBe(true);
  });
});
