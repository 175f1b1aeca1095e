import { logLevels } from "../../logging/log-event.ts";
import { readNames, writeNames } from "../../app/name-list.ts";
import { logFileNames, type LogFileName, type LogFilter } from "../../store/log-store.ts";

/** What the logs page shows: events, or the lines of a text file. */
export type LogViewName = "events" | Exclude<LogFileName, "tts_structured.jsonl">;

/** Reads a value of the page's address; empty when it is not there. */
type Query = (name: string) => string;

/** The view that the address names; events when it names none. */
export function viewIn(query: Query): LogViewName {
  const file = logFileNames.find((name) => name === query("file"));
  return file === undefined || file === "tts_structured.jsonl" ? "events" : file;
}

/** The filter that the address describes: only conditions it names, and only levels that exist. */
export function filterIn(query: Query): LogFilter {
  const levels = logLevels.filter((level) => readNames(query("level")).includes(level));
  const services = readNames(query("service"));
  const events = readNames(query("event"));
  return {
    ...(levels.length > 0 && { levels }),
    ...(services.length > 0 && { services }),
    ...(events.length > 0 && { events }),
    ...(query("error") !== "" && { errorTypes: readNames(query("error")) }),
    ...(/^\d+$/.test(query("from")) && { fromMs: Number(query("from")) }),
    ...(/^\d+$/.test(query("to")) && { toMs: Number(query("to")) }),
    ...(query("request") !== "" && { requestId: query("request") }),
    ...(query("session") !== "" && { sessionId: query("session") }),
    ...(query("q") !== "" && { substring: query("q") }),
  };
}

/** The list with a name added, or removed when it is there already, as the address has it. */
export function toggled(list: string, name: string): string {
  const names = readNames(list);
  return writeNames(names.includes(name) ? names.filter((other) => other !== name) : [...names, name]);
}
