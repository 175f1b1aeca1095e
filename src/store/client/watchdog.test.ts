import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWatchdog } from "./watchdog.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setup() {
  const seen = { pings: 0, hangs: 0 };
  const state = { isAwaited: true, isRunning: true };
  const watchdog = createWatchdog({
    isAwaited: () => state.isAwaited,
    ping() {
      if (state.isRunning) seen.pings++;
      return state.isRunning;
    },
    onHang: () => void seen.hangs++,
    onTick: () => undefined,
  });
  watchdog.watch();
  return { watchdog, seen, state };
}

describe("createWatchdog", () => {
  it("takes a worker that is silent for five seconds, though asked, for hanging", () => {
    const { seen } = setup();
    vi.advanceTimersByTime(5_999);
    expect(seen).toEqual({ pings: 5, hangs: 0 });
    vi.advanceTimersByTime(1);
    expect(seen.hangs).toBe(1);
  });

  it("lets a busy worker be that answers now and then", () => {
    const { watchdog, seen } = setup();
    for (let second = 0; second < 60; second += 5) {
      vi.advanceTimersByTime(5_000);
      watchdog.heard();
    }
    expect(seen.hangs).toBe(0);
  });

  it("does not count the time during which the page itself stood still", () => {
    const { watchdog, seen } = setup();
    // Asleep, throttled or in a debugger: one look for minutes, and then what the worker has sent meanwhile.
    vi.setSystemTime(Date.now() + 600_000);
    vi.advanceTimersByTime(1_000);
    expect(seen).toEqual({ pings: 1, hangs: 0 });
    watchdog.heard();
  });

  it("does not look while nothing waits, or no worker runs", () => {
    const { seen, state } = setup();
    state.isRunning = false;
    vi.advanceTimersByTime(60_000);
    expect(seen).toEqual({ pings: 0, hangs: 0 });
    state.isAwaited = false;
    vi.advanceTimersByTime(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
