import { murmurHash } from "../../basics/murmur-hash.ts";
import { logLevels, type LogEvent } from "../../logging/log-event.ts";
import type { RecordChoice } from "./otlp-target.ts";

const alwaysFrom = logLevels.indexOf("WARNING");
/** The first digits of a hash as a share of 1. */
const hashDigits = 8;

/** Makes the test whether an event is shipped. The lines of one call are shipped together, whenever and wherever they are chosen. */
export function chooseRecords({ level, services, successShare }: Omit<RecordChoice, "hasContent" | "rules">) {
  const least = logLevels.indexOf(level);
  const wanted = services && new Set<string>(services);
  return (event: Pick<LogEvent, "level" | "service" | "request_id">): boolean => {
    // A level that is none of ours is a record of a later version.
    const rank = (logLevels as readonly string[]).indexOf(event.level);
    if (rank !== -1 && rank < least) return false;
    if (wanted && event.service !== undefined && !wanted.has(event.service)) return false;
    if (event.request_id === undefined || successShare >= 1 || rank >= alwaysFrom) return true;
    return isWithin(event.request_id, successShare);
  };
}

function isWithin(requestId: string, share: number): boolean {
  const bytes = new TextEncoder().encode(requestId);
  return parseInt(murmurHash(bytes).slice(0, hashDigits), 16) < share * 16 ** hashDigits;
}
