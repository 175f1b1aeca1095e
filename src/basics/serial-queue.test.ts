import { describe, expect, it } from "vitest";
import { createSerialQueue } from "./serial-queue.ts";

/** A queue whose first task runs until `release`. */
function busyQueue() {
  const enqueue = createSerialQueue();
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = enqueue(() => promise);
  return { enqueue, first, release: resolve };
}

describe("createSerialQueue", () => {
  it("runs one task at a time, in the order they were added", async () => {
    const enqueue = createSerialQueue();
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve));
      log.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all([enqueue(task("a")), enqueue(task("b"))])).toEqual(["a", "b"]);
    expect(log).toEqual(["a starts", "a ends", "b starts", "b ends"]);
  });

  it("goes on after a task that failed", async () => {
    const enqueue = createSerialQueue();
    const failing = enqueue(() => Promise.reject(new Error("broken")));
    const next = enqueue(() => Promise.resolve("fine"));
    await expect(failing).rejects.toThrow("broken");
    expect(await next).toBe("fine");
  });

  it("drops a waiting task whose signal aborts, and rejects before its turn", async () => {
    const { enqueue, first, release } = busyQueue();
    const controller = new AbortController();
    let ran = false;
    const waiting = enqueue(async () => void (ran = true), controller.signal);
    controller.abort(new Error("not needed"));
    await expect(waiting).rejects.toThrow("not needed");
    release();
    await first;
    await enqueue(() => Promise.resolve());
    expect(ran).toBe(false);
  });

  it("never begins a task whose signal is aborted already", async () => {
    const enqueue = createSerialQueue();
    const aborted = AbortSignal.abort(new Error("too late"));
    await expect(enqueue(() => Promise.resolve("ran"), aborted)).rejects.toThrow("too late");
  });

  it("leaves a running task to its own signal", async () => {
    const enqueue = createSerialQueue();
    const controller = new AbortController();
    const running = enqueue(async () => {
      controller.abort();
      return "done";
    }, controller.signal);
    expect(await running).toBe("done");
  });
});
