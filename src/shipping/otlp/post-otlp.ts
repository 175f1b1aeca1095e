import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { readStart } from "../../basics/read-start.ts";
import type { SendOutcome } from "../outbox/destination.ts";
import type { OtlpPart } from "./encode-records.ts";
import { answerBounds, readExportAnswer, type ExportAnswer } from "./export-answer.ts";
import type { OtlpTarget } from "./otlp-target.ts";

/** Longest wait for a receiver, in milliseconds. */
const timeoutMs = 30_000;
/** So many bytes may leave after a page has gone; a browser refuses a request with more. */
const maxKeptAliveBytes = 60_000;

/** What a request to a receiver needs. */
export interface PostOptions {
  target: Pick<OtlpTarget, "endpoint" | "headers">;
  /** What leaves is scanned for these. */
  secrets: Pick<LiveSecrets, "find" | "scrub">;
  fetch: typeof fetch;
}

/**
 * Posts bodies to a receiver, one after another, none of which holds a secret in use.
 *
 * @returns the first outcome that is not `taken`
 * @throws the signal's reason when it aborts
 */
export async function postParts(parts: OtlpPart[], options: PostOptions, signal: AbortSignal): Promise<SendOutcome> {
  const found = parts.map(({ text }) => options.secrets.find(text)).find((secret) => secret !== undefined);
  // One record has it; the others leave when the batch is parted.
  if (found) return { is: "refused", reason: `it holds a ${found.kind} in use, and was not sent` };
  let refused: { records: number; reason: string } | undefined;
  for (const part of parts) {
    const outcome = await postOtlp(part, options, signal);
    if (outcome.is !== "taken") return outcome;
    refused ??= outcome.refused;
  }
  return { is: "taken", ...(refused && { refused }) };
}

async function postOtlp(
  { path, gzipped }: OtlpPart,
  { target: { endpoint, headers }, secrets, fetch }: PostOptions,
  signal: AbortSignal,
): Promise<SendOutcome> {
  try {
    const answer = await fetch(endpoint + path, {
      method: "POST",
      body: gzipped,
      headers: { ...headers, "content-type": "application/json", "content-encoding": "gzip" },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      keepalive: gzipped.size <= maxKeptAliveBytes,
    });
    const body = await readStart(answer.body, answerBounds.bodyBytes);
    return outcomeOf(readExportAnswer(answer.status, answer.headers, body, secrets.scrub));
  } catch (error) {
    signal.throwIfAborted();
    return { is: "later", reason: `${endpoint} can’t be reached: ${secrets.scrub((error as Error).message)}` };
  }
}

function outcomeOf(answer: ExportAnswer): SendOutcome {
  switch (answer.is) {
    case "taken":
      return { is: "taken" };
    case "partial":
      return { is: "taken", refused: { records: answer.rejected, reason: answer.message } };
    case "later": {
      const { retryAfterMs: afterMs, status, reason } = answer;
      return { is: "later", reason: `${String(status)} ${reason}`.trim(), ...(afterMs !== undefined && { afterMs }) };
    }
    case "tooLarge":
      return answer;
    case "refused": {
      const { status } = answer;
      const reason = `${String(status)} ${answer.reason}`.trim();
      // What is sent to the wrong place, or without the right headers, is refused whatever it is.
      return { is: isForAll(status) ? "stopped" : "refused", reason };
    }
  }
}

const isForAll = (status: number) => (status >= 300 && status < 400) || [401, 403, 404, 405, 407, 415].includes(status);
