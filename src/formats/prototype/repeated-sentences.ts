import type { RecordReading } from "../record-reading.ts";
import { readPrototypeSentence } from "./event-sentence.ts";

/** Events whose sentence has not come yet; threads can put a few records between the two. */
const maxAwaited = 64;

/**
 * The prototype writes each event twice, as an object and behind it as a sentence. Creates a function that gets the
 * readings of a file in order and marks a sentence whose object came before it; a sentence without one becomes the event.
 */
export function createRepeatedSentences(): (reading: RecordReading) => RecordReading {
  const awaited: string[] = [];

  return (reading) => {
    if (reading.kind !== "prototype" && reading.within !== "prototype") return reading;
    const { event, request_id: requestId } = reading.fields;
    if (event !== undefined) {
      awaited.push(keyOf(event, requestId));
      if (awaited.length > maxAwaited) awaited.shift();
      return reading;
    }
    const told = reading.message === undefined ? undefined : readPrototypeSentence(reading.message);
    if (!told) return reading;
    const at = awaited.indexOf(keyOf(told.event, told.request_id));
    const { event: name, ...fields } = told;
    if (at < 0) return { ...reading, fields: { ...reading.fields, event: name, ...fields } };
    awaited.splice(at, 1);
    return { ...reading, fields: { ...reading.fields, ...fields }, isRepeated: true };
  };
}

const keyOf = (event: string, requestId: string | undefined) => `${event} ${requestId ?? ""}`;
