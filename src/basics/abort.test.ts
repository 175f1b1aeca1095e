import { afterEach, describe, expect, it, vi } from "vitest";
import { anySignal, onAbort, pause, unlessAborted } from "./abort.ts";

/** A signal, and how many listeners it has. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners++;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners--;
    removeEventListener.apply(signal, args);
  };
  return { controller, signal, listeners: () => listeners };
}

describe("onAbort", () => {
  it("calls back once, with the reason", () => {
    const controller = new AbortController();
    const reasons: unknown[] = [];
    onAbort(controller.signal, (reason) => reasons.push(reason));
    controller.abort("first");
    controller.abort("second");
    expect(reasons).toEqual(["first"]);
  });

  it("calls back at once when the signal has aborted before", () => {
    const reasons: unknown[] = [];
    onAbort(AbortSignal.abort("earlier"), (reason) => reasons.push(reason));
    expect(reasons).toEqual(["earlier"]);
  });

  it("leaves no listener behind once it is stopped", () => {
    const { controller, signal, listeners } = countedSignal();
    let calls = 0;
    const stopListening = onAbort(signal, () => calls++);
    expect(listeners()).toBe(1);
    stopListening();
    controller.abort();
    expect([listeners(), calls]).toEqual([0, 0]);
  });

  it("takes no signal for one that never aborts", () => {
    const stopListening = onAbort(undefined, () => expect.unreachable());
    expect(stopListening).not.toThrow();
  });
});

describe("anySignal", () => {
  it("aborts with the reason of whichever comes first", () => {
    const controllers = [new AbortController(), new AbortController()] as const;
    const either = anySignal(undefined, controllers[0].signal, controllers[1].signal);
    expect(either.aborted).toBe(false);
    controllers[1].abort("second");
    expect(either.reason).toBe("second");
    controllers[0].abort("first");
    expect(either.reason).toBe("second");
  });

  it("is the signal itself when there is only one", () => {
    const { signal } = new AbortController();
    expect(anySignal(undefined, signal)).toBe(signal);
  });

  it("has not aborted when no signal is given", () => {
    expect(anySignal(undefined).aborted).toBe(false);
  });
});

describe("unlessAborted", () => {
  it("gives the result of the work, or its error", async () => {
    const { signal } = new AbortController();
    await expect(unlessAborted(Promise.resolve(7), signal)).resolves.toBe(7);
    await expect(unlessAborted(Promise.reject(new Error("broken")), undefined)).rejects.toThrow("broken");
  });

  it("rejects with the reason as soon as the signal aborts, and at once where it has", async () => {
    const abort = new AbortController();
    const waiting = unlessAborted(new Promise(() => undefined), abort.signal);
    abort.abort(new Error("left"));
    await expect(waiting).rejects.toThrow("left");
    await expect(unlessAborted(new Promise(() => undefined), abort.signal)).rejects.toThrow("left");
  });
});

describe("pause", () => {
  afterEach(() => void vi.useRealTimers());

  it("ends after its time, not before, and stops listening to the signal", async () => {
    vi.useFakeTimers();
    const { signal, listeners } = countedSignal();
    let isOver = false;
    const waiting = pause(1_000, signal).then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
    await waiting;
    expect(listeners()).toBe(0);
  });

  it("rejects with the signal's reason, at once where it has aborted, and leaves no timer behind", async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const waiting = pause(1_000, controller.signal);
    controller.abort(new Error("left"));
    await expect(waiting).rejects.toThrow("left");
    await expect(pause(1_000, controller.signal)).rejects.toThrow("left");
    expect(vi.getTimerCount()).toBe(0);
  });
});
