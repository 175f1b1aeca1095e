import { bridgeIdleMs } from "../../../wire/bridge-status.ts";

/** Longest silence of the platform after the sound has ended, in milliseconds. */
const lastPhraseMs = 60_000;
/** A pause ends this long before the bridge would end the call, in milliseconds. */
const pauseMarginMs = 30_000;

/** Timeouts of silence; one at a time, and each restarts the timer. */
export interface SilenceTimeouts {
  /** The person has paused: `ongone` is called before the bridge closes the idle connection. */
  withPause(ongone: () => void): void;
  /** The platform is silent after the sound has ended. */
  withPlatform(ongone: () => void): void;
  /** The silence is over. */
  end(): void;
}

/** Makes timeouts, none of which runs yet. Must be ended. */
export function createSilenceTimeouts(): SilenceTimeouts {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (ms: number, ongone: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(ongone, ms);
  };
  return {
    withPause: (ongone) => wait(bridgeIdleMs - pauseMarginMs, ongone),
    withPlatform: (ongone) => wait(lastPhraseMs, ongone),
    end: () => clearTimeout(timer),
  };
}
