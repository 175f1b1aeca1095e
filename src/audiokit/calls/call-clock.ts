/** Times one stream from its first reader to its end. */
export interface CallClock {
  /** Starts the clock. @throws TypeError at the second start: a stream can be read once */
  start(): void;
  /** Stops the clock. */
  stop(): void;
  /** Milliseconds since the start, up to the stop; 0 before the start. */
  elapsedMs(): number;
}

/**
 * Makes the clock of one stream.
 *
 * @param name of the stream, for the message of the error
 * @param nowMs a clock that never jumps, in milliseconds
 */
export function createCallClock(name: string, nowMs: () => number): CallClock {
  let startedMs: number | undefined;
  let stoppedMs: number | undefined;
  return {
    start() {
      if (startedMs !== undefined) throw new TypeError(`${name} can be read once`);
      startedMs = nowMs();
    },
    stop: () => void (stoppedMs = nowMs()),
    elapsedMs: () => (startedMs === undefined ? 0 : (stoppedMs ?? nowMs()) - startedMs),
  };
}
