/** Delay where the browser does not tell when it is idle, as Safari, in milliseconds. */
const untoldDelayMs = 1_000;

/** What the page does first; undefined: nothing holds back what comes when it is idle. */
let first: Promise<unknown> | undefined;

/**
 * Holds back all that comes when the page is idle until a promise is settled: while it waits for the code of its first screen, the
 * browser is idle too, and what is begun then takes the network and the processor from that.
 */
export function idleAfter(ready: Promise<unknown>): void {
  first = ready;
}

/**
 * Begins something when the page has painted and has nothing else to do: what the first screen and the first call do not need.
 *
 * @param begin may return what ends it
 * @param longestWaitMs longest wait for an idle moment, in milliseconds: a page that is never idle needs its rest as well.
 *   Default: 10 seconds
 * @returns ends it, or takes care that it never begins
 */
export function whenIdle(begin: () => (() => void) | void | Promise<void>, longestWaitMs = 10_000): () => void {
  let end: (() => void) | undefined;
  let isEnded = false;
  const run = () => {
    if (isEnded) return;
    const begun = begin();
    if (typeof begun === "function") end = begun;
  };
  const wait = () => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: longestWaitMs });
    else setTimeout(run, untoldDelayMs);
  };
  if (first === undefined) wait();
  else void first.then(wait, wait);
  return () => {
    isEnded = true;
    end?.();
  };
}
