import { randomUuid } from "../../basics/uuid.ts";
import type { LiveSecrets } from "../../basics/live-secrets.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { SendOutcome } from "../outbox/destination.ts";
import { encodeRecords } from "./encode-records.ts";
import type { OtlpTarget } from "./otlp-target.ts";
import { postParts } from "./post-otlp.ts";

/** Sends one record that is not in the log, so that a person sees whether a receiver takes any. Never rejects. */
export async function sendTestRecord(
  target: OtlpTarget,
  event: LogEvent,
  secrets: Pick<LiveSecrets, "find" | "scrub">,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
): Promise<SendOutcome> {
  const parts = await encodeRecords([{ position: 0, event }], `test-${randomUuid()}`, target);
  return postParts(parts, { target, secrets, fetch }, new AbortController().signal);
}
