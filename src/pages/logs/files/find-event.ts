import { renderTextLine } from "../../../logging/render-line.ts";
import type { LogReader } from "../../../store/log-store.ts";
import { lineTimeMs } from "./line-time.ts";

/** Events of one second that are looked through. */
const mostEvents = 2000;

/**
 * The event that a line of a text file was made of.
 *
 * @returns its position and the second in which it happened; undefined for DEBUG lines, which are in the text file only, and
 *   for events that are no longer in the log
 */
export async function findEvent(
  log: Pick<LogReader, "query">,
  line: string,
): Promise<{ position: number; timeMs: number } | undefined> {
  const timeMs = lineTimeMs(line);
  if (timeMs === undefined) return undefined;
  const { rows } = await log.query({ fromMs: timeMs, toMs: timeMs + 1000 }, { limit: mostEvents });
  const found = rows.find(({ event }) => renderTextLine(event) === line);
  return found && { position: found.position, timeMs };
}
