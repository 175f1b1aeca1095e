import { unlessAborted } from "../../basics/abort.ts";
import type { ScenarioClock } from "./play-scenario.ts";

/** The clock of this machine. */
export const machineClock: ScenarioClock = {
  nowMs: () => performance.now(),
  async wait(ms, signal) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    try {
      await unlessAborted(promise, signal);
    } finally {
      clearTimeout(timer);
    }
  },
};
