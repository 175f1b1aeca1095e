import { readPhases } from "../../logging/attributes/read-phases.ts";
import type { MessageTimes } from "../../logging/attributes/message-times.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { readSeenAnswer, type SeenAnswer } from "../../logging/seen-answer.ts";
import { patternOf } from "../../query/messages/message-pattern.ts";
import { gatewayDetailsHeader, gatewayFlagsHeader } from "../../wire/gateway-mark.ts";
import { maxScenarioMessages, maxScenarioMs, type ScenarioCall } from "../../wire/scenario.ts";
import { fieldsOf, numberOf, textOf, wholeOf } from "../logged-fields.ts";
import { readLoggedCall } from "../read-logged-call.ts";

/** The headers of a failed call that are played again, by what the log calls them. */
const playedHeaders = {
  gateway_details: gatewayDetailsHeader,
  gateway_flags: gatewayFlagsHeader,
  retry_after: "retry-after",
  via: "via",
} as const satisfies Partial<Record<keyof SeenAnswer, string>>;

/**
 * What the end of a call says of its course; undefined where there is nothing to play: it did not end, was cancelled by its
 * caller, or is no call of the platform.
 *
 * @param lines of one call, in any order
 */
export function scenarioCall(lines: readonly LogEvent[]): ScenarioCall | undefined {
  const end = lines.find(({ event }) => event === "request_success" || event === "request_error");
  const method = readLoggedCall(lines)?.method;
  const durationMs = numberOf(end?.duration_ms);
  if (!end || !method || durationMs === undefined || durationMs < 0) return undefined;
  const endAtMs = timeOf(durationMs);
  const response = fieldsOf(end.response_data);
  const phases = readPhases(end.response_data);
  const status = end.event === "request_success" ? 0 : (wholeOf(end.error?.grpc_code) ?? 2);
  // What the page itself threw before anything was sent has no status of gRPC.
  if (status < 0 || status > 16) return undefined;
  const chunks = chunkTimes(phases?.chunks, wholeOf(response["chunk_count"]), endAtMs, method.methodKind);
  const hasSound = "audio" in method.output.field;
  return {
    method: `${method.parent.typeName}/${method.name}`,
    status,
    ...messageOf(end),
    ...headersOf(end),
    ...(phases?.headers_ms !== undefined && { headersAtMs: Math.min(timeOf(phases.headers_ms), endAtMs) }),
    endAtMs,
    ...(hasSound && { audioBytes: Math.max(0, wholeOf(response["audio_bytes"]) ?? 0) }),
    ...(hasSound && chunks && { chunksAtMs: chunks.atMs }),
    ...(phases?.partials && { partialsAtMs: timesOf(phases.partials) }),
    ...(phases?.finals && { finalsAtMs: timesOf(phases.finals) }),
    invented: hasSound && chunks ? ["chunk-sizes", ...(chunks.isInvented ? (["chunk-times"] as const) : [])] : [],
  };
}

/** Quoted texts, ids and numbers are content, or somebody's: what is left tells one failure from another. */
function messageOf({ error }: LogEvent): Pick<ScenarioCall, "message"> {
  const message = textOf(error?.error_message);
  return message === undefined ? {} : { message: patternOf(message).slice(0, 300).toWellFormed() };
}

function headersOf({ error }: LogEvent): Pick<ScenarioCall, "headers"> {
  const seen = readSeenAnswer(error?.seen);
  const entries = Object.entries(playedHeaders).flatMap(([name, header]) => {
    const value = seen[name as keyof typeof playedHeaders];
    return value !== undefined && /^[\x20-\x7e]{1,200}$/.test(value) ? [[header, value] as const] : [];
  });
  return entries.length > 0 ? { headers: Object.fromEntries(entries) } : {};
}

/** When the chunks came; of older lines, which have only their number, spread evenly. */
function chunkTimes(times: MessageTimes | undefined, count: number | undefined, endAtMs: number, kind: string) {
  if (kind !== "server_streaming") return undefined;
  if (times) return { atMs: timesOf(times), isInvented: !("at_ms" in times) };
  const chunks = Math.min(maxScenarioMessages, Math.max(0, count ?? 0));
  return {
    atMs: Array.from({ length: chunks }, (_, at) => (endAtMs * (at + 1)) / (chunks + 1)),
    isInvented: chunks > 0,
  };
}

/** Single times as they are; of counts in bins, each bin's messages spread over it. */
function timesOf(times: MessageTimes): number[] {
  if ("at_ms" in times) return times.at_ms.slice(0, maxScenarioMessages).map(timeOf);
  const { bin_ms: binMs, counts, first_ms: firstMs, last_ms: lastMs } = times;
  const spread: number[] = [];
  counts.forEach((count, bin) => {
    for (let at = 0; at < count && spread.length < maxScenarioMessages; at++) {
      spread.push(timeOf(Math.min(lastMs, Math.max(firstMs, (bin + at / count) * binMs))));
    }
  });
  return spread;
}

/** Within the limits of a scenario; without the sign of a zero, which JSON does not have. */
function timeOf(ms: number): number {
  return Math.min(maxScenarioMs, Math.max(0, ms)) + 0;
}
