import { failedCallIn } from "../../diagnosis/failed-call.ts";
import { diagnose, type Diagnosis } from "../../diagnosis/diagnose.ts";
import { probeBefore } from "../../diagnosis/probe-before.ts";
import { readDiagnosis } from "../../diagnosis/logged-diagnosis.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LogFilter, LogPageRequest, LogReader } from "../../store/log-store.ts";

/** How far around a call other calls are evidence, in milliseconds. */
const nearMs = 10 * 60_000;
/** How many lines are read around it. */
const mostLines = 200;

/**
 * Finds why the call of a line failed, from the log alone: the live one or an imported one.
 *
 * @returns undefined where the line tells of no failed call
 */
export async function findCause(log: Pick<LogReader, "query">, event: LogEvent): Promise<Diagnosis | undefined> {
  const written = readDiagnosis(event);
  if (written) return written;
  const end = failedCallIn(event) ?? (isFruitless(event) ? event : undefined);
  if (!end) return undefined;
  const { request_id: id } = end;
  const read = async (filter: LogFilter, page: Partial<LogPageRequest> = {}) =>
    (await log.query(filter, { limit: mostLines, ...page })).rows.map((row) => row.event).toSorted(inOrder);
  const atMs = Date.parse(event.timestamp);
  const near = { fromMs: atMs - nearMs, toMs: atMs + nearMs };
  // The page that made the call could probe the network as well: its finding counts more, and the last one most.
  const later =
    id !== undefined &&
    (await read({ events: ["system_diagnosis"], ...near })).findLast(
      ({ data }) => data?.["diagnosed_request_id"] === id,
    );
  if (later) return readDiagnosis(later);
  // A busy log holds more near a call than is read, so its own lines are requested by id.
  const [own, lines] = await Promise.all([
    id === undefined ? [] : read({ requestId: id, ...near }),
    read(near, { aroundMs: atMs }),
  ]);
  const probe = probeBefore(lines, atMs);
  return diagnose({
    ...(probe && { probe }),
    events: [...own.filter((one) => !isSame(one, event)), end],
    neighbours: lines.filter((one) => !isSame(one, event) && (id === undefined || one.request_id !== id)),
  });
}

const isSame = (a: LogEvent, b: LogEvent) => a.session_id === b.session_id && a.seq === b.seq;

function inOrder(a: LogEvent, b: LogEvent): number {
  return a.timestamp === b.timestamp ? a.seq - b.seq : a.timestamp < b.timestamp ? -1 : 1;
}

/** Whether a call went well and gave nothing, by its own line: only then its other lines are read. */
function isFruitless(event: LogEvent): boolean {
  return event.event === "request_success" && diagnose({ events: [event] }) !== undefined;
}
