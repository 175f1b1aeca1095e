import { logLevels, type LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine, renderTextLine } from "../../logging/render-line.ts";
import type { EventColumns } from "../../analytics/event-columns.ts";
import { columnsOf } from "../columns/column-builder.ts";
import { lineSizes } from "../storage/line-bytes.ts";
import { encodeLines } from "./encode-lines.ts";
import type { LogFileName } from "../log-store.ts";

/** Rendered lines for one file: bytes with line feeds, and the size of each line in bytes. */
export interface RenderedLines {
  file: LogFileName;
  bytes: Uint8Array<ArrayBuffer>;
  lineBytes: number[];
  /** Columns of the lines of the structured file; empty for the text files. */
  columns: EventColumns;
  /** The event of each line. */
  events: LogEvent[];
}

const lowestLevel: Record<LogFileName, number> = {
  "tts_utility.log": logLevels.indexOf("DEBUG"),
  "tts_errors.log": logLevels.indexOf("ERROR"),
  "tts_structured.jsonl": logLevels.indexOf("INFO"),
};

/** Renders events for the files whose level they reach: DEBUG, ERROR and INFO upward. A file without lines is left out. */
export function renderBatch(events: LogEvent[]): RenderedLines[] {
  return [renderText("tts_utility.log", events), renderText("tts_errors.log", events), renderStructured(events)].filter(
    (lines) => lines.lineBytes.length > 0,
  );
}

function reaches(file: LogFileName, events: LogEvent[]): LogEvent[] {
  return events.filter((event) => logLevels.indexOf(event.level) >= lowestLevel[file]);
}

function renderText(file: LogFileName, events: LogEvent[]): RenderedLines {
  const reaching = reaches(file, events);
  const bytes = encodeLines(reaching.map(renderTextLine));
  return { file, bytes, lineBytes: lineSizes(bytes), columns: columnsOf([], []), events: reaching };
}

function renderStructured(all: LogEvent[]): RenderedLines {
  const file = "tts_structured.jsonl";
  const events = reaches(file, all);
  const bytes = encodeLines(events.map(renderJsonLine));
  const lineBytes = lineSizes(bytes);
  return { file, bytes, lineBytes, columns: columnsOf(events, lineBytes), events };
}
