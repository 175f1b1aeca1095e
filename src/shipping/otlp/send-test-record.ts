import { randomUuid } from "../../basics/uuid.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { SendOutcome } from "../outbox/destination.ts";
import { encodeRecords } from "./encode-records.ts";
import type { OtlpTarget } from "./otlp-target.ts";
import { postParts, type PostOptions } from "./post-otlp.ts";

/**
 * Sends one record that is not in the log, so that a person sees whether a receiver takes any. Never rejects.
 *
 * @param sessionId of the page load
 */
export async function sendTestRecord(
  sessionId: string,
  options: PostOptions & { target: OtlpTarget },
  epochMs: () => number = Date.now,
): Promise<SendOutcome> {
  const event: LogEvent = {
    timestamp: new Date(epochMs()).toISOString(),
    level: "INFO",
    event: "shipping_test",
    message: "A test record, which is not in the log",
    session_id: sessionId,
    seq: 0,
  };
  const parts = await encodeRecords([{ event, uid: `test:${randomUuid()}` }], options.target);
  return postParts(parts, options, new AbortController().signal);
}
