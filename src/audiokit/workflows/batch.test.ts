import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBatch, type BatchOptions } from "./batch.ts";

/** A batch whose pieces end when the test says so. */
function setup(inputs: string[], options: BatchOptions = {}) {
  const running = new Map<string, PromiseWithResolvers<string>>();
  const begun: string[] = [];
  let most = 0;
  const work = (input: string, signal: AbortSignal) => {
    const piece = Promise.withResolvers<string>();
    signal.addEventListener("abort", () => piece.reject(signal.reason));
    begun.push(input);
    running.set(input, piece);
    most = Math.max(most, running.size);
    return piece.promise.finally(() => running.delete(input));
  };
  const batch = createBatch(inputs, work, options);
  const end = async (input: string, failure?: Error) => {
    if (failure) running.get(input)?.reject(failure);
    else running.get(input)?.resolve(input.toUpperCase());
    await new Promise((later) => setTimeout(later));
  };
  return { batch, begun, end, running, most: () => most };
}

describe("a batch", () => {
  it("works on two pieces at a time unless told otherwise, and goes on past a failure", async () => {
    const { batch, begun, end } = setup(["a", "b", "c"]);
    const done = batch.run();
    expect(begun).toEqual(["a", "b"]);
    await end("a", new Error("no"));
    expect(begun).toEqual(["a", "b", "c"]);
    await end("b");
    await end("c");
    await done;
    expect(batch.items).toMatchObject([
      { status: "failed", error: { message: "no" } },
      { status: "done", output: "B" },
      { status: "done", output: "C" },
    ]);
    expect(batch.progress()).toEqual({ waiting: 0, running: 0, done: 2, failed: 1, cancelled: 0, total: 3 });
  });

  it("pauses before the next piece and resumes", async () => {
    const { batch, begun, end } = setup(["a", "b"], { concurrency: 1 });
    const done = batch.run();
    batch.pause();
    await end("a");
    expect([begun, batch.isPaused]).toEqual([["a"], true]);
    batch.resume();
    await end("b");
    await done;
    expect(batch.progress()).toMatchObject({ done: 2 });
  });

  it("retries only what failed", async () => {
    const { batch, begun, end } = setup(["a", "b"]);
    const first = batch.run();
    await end("a", new Error("once"));
    await end("b");
    await first;
    const second = batch.retryFailed();
    await end("a");
    await second;
    expect(begun).toEqual(["a", "b", "a"]);
    expect(batch.items[0]).toEqual({ input: "a", status: "done", output: "A", attempts: 2 });
  });

  it("that is cancelled aborts what runs, gives up what waits, and can be taken up again", async () => {
    const { batch, end } = setup(["a", "b", "c"], { concurrency: 1 });
    const done = batch.run();
    await end("a");
    batch.cancel();
    await done;
    expect(batch.items.map(({ status }) => status)).toEqual(["done", "cancelled", "cancelled"]);
    const again = batch.retryFailed();
    await end("b");
    await end("c");
    await again;
    expect(batch.progress()).toMatchObject({ done: 3 });
  });

  it("takes 1 to 4 at once and says so", () => {
    for (const concurrency of [0, 5, 1.5, NaN]) {
      expect(() => setup([], { concurrency })).toThrow(`concurrency must be 1 to 4, got ${String(concurrency)}`);
    }
  });

  it("begins every piece once and never more at a time than allowed, in whatever order they end", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        async (concurrency, ends) => {
          const inputs = ends.map((_, index) => `piece ${String(index)}`);
          const { batch, begun, end, running, most } = setup(inputs, { concurrency });
          const done = batch.run();
          for (const turn of ends) await end([...running.keys()][turn % running.size] ?? "");
          await done;
          expect(begun.toSorted()).toEqual(inputs.toSorted());
          expect(most()).toBe(Math.min(concurrency, inputs.length));
          expect(batch.progress().done).toBe(inputs.length);
        },
      ),
      { numRuns: 30 },
    );
  });
});
