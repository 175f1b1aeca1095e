import { logLevels, type LogLevel, type LogSink } from "./log-event.ts";
import { renderConsoleLine } from "./render-line.ts";

/** The part of `console` that is written to. */
export type ConsoleLike = Pick<Console, "info" | "warn" | "debug">;

/**
 * Writes each event of a level and above as `10:14:01 | INFO     | message`.
 *
 * Failures go to `warn`, not `error`: an error that the page shows and logs is handled, and the browser's own errors
 * stay visible.
 *
 * @param level default INFO
 */
export function consoleSink(target: ConsoleLike = console, level: LogLevel = "INFO"): LogSink {
  const lowest = logLevels.indexOf(level);
  return {
    append(event) {
      const severity = logLevels.indexOf(event.level);
      if (severity < lowest) return;
      const line = renderConsoleLine(event);
      if (severity >= logLevels.indexOf("WARNING")) target.warn(line);
      else if (event.level === "INFO") target.info(line);
      else target.debug(line);
    },
  };
}
