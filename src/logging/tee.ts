import type { LogSink } from "./log-event.ts";

/** One sink that hands each event to several; a failing one does not keep it from the others, its error comes last. */
export function tee(...sinks: LogSink[]): LogSink {
  return {
    append(event) {
      const failures: unknown[] = [];
      for (const sink of sinks) {
        try {
          sink.append(event);
        } catch (failure) {
          failures.push(failure);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, "a log sink failed");
    },
  };
}
