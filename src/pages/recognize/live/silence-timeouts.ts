import { bridgeIdleMs } from "../../../wire/bridge-status.ts";

/** After the sound has ended the platform may be silent for this long before it is given up. */
const lastPhraseMs = 60_000;
/** A pause ends this long before the bridge would end the call. */
const pauseMarginMs = 30_000;

/** How long silence is borne; one silence at a time, and each begins anew. */
export interface SilenceTimeouts {
  /** The person is silent: `ongone` is called before the way to the platform is closed for it. */
  withPause(ongone: () => void): void;
  /** The platform is silent after the sound has ended. */
  withPlatform(ongone: () => void): void;
  /** Somebody spoke. */
  end(): void;
}

/** Makes a patience that waits for nobody yet. Must be ended. */
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
