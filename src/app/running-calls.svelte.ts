import { callContextKey } from "../logging/call-context.ts";
import type { ObserveCall } from "../logging/observe-calls.ts";

/** After a call the next one of a workflow may follow within so many milliseconds. */
const pauseMs = 3_000;

/** Whether calls of a person run now, in this page. Reading it in markup follows every change. */
export class RunningCalls {
  #running = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** From the start of the first call until three seconds after the last. */
  isBusy = $state(false);

  /** Follows a call; for `observeCalls`. Calls of the console itself do not count. */
  readonly observe: ObserveCall = ({ contextValues }) => {
    if (contextValues.get(callContextKey).initiator === "console") return {};
    this.#running++;
    clearTimeout(this.#rest);
    this.isBusy = true;
    return {
      end: () => {
        this.#running--;
        clearTimeout(this.#rest);
        if (this.#running === 0) this.#rest = setTimeout(() => (this.isBusy = false), pauseMs);
      },
    };
  };
}
