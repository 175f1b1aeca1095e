import type { LogSink } from "./log-event.ts";

/** One sink that passes each event to several. When some fail, the others still get the event before their errors are thrown. */
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
