import { fileNameOf, withoutEnding } from "../../../basics/file-name.ts";
import type { ExploreScope } from "../../../store/explore.ts";

/** Most characters of a query in a name; the file itself holds what it says. */
const maxQueryCharacters = 60;

/** Rows that a page shows, as names of files tell them. */
export interface NamedRows {
  /** Of the imported log; empty: the live one. */
  log: string;
  /** The query as it was typed. */
  text: string;
  scope: Pick<ExploreScope, "view" | "range">;
}

/**
 * File name of shown rows: the log, what is counted, the query and the times, such as `log-calls_service-TTS_20261121T0900.csv`.
 *
 * @param ending with its dot
 */
export function shownName({ log, text, scope: { view, range } }: NamedRows, ending: string): string {
  const times = [range.fromMs, range.toMs].map((timeMs) => (timeMs === undefined ? "" : minuteOf(timeMs)));
  const query = text.trim().slice(0, maxQueryCharacters).replace(/:/g, "-").replace(/\s+/g, "_");
  const parts = [`${withoutEnding(log) || "log"}-${view}`, query, times.filter(Boolean).join("-")];
  return fileNameOf(parts.filter(Boolean).join("_"), ending);
}

/** In UTC, as ISO 8601 writes it without signs that some disks refuse. */
function minuteOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 16).replace(/[-:]/g, "");
}
