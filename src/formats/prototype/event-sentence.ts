import type { LogEvent, LogService } from "../../logging/log-event.ts";
import { findGrpcFailure } from "../grpc-failure.ts";
import { buildError } from "../json/read-error.ts";

/** The fields of an event that its human sentence tells. */
export type SentenceFields = Partial<LogEvent> & { event: string };

const request = /^REQUEST (START|SUCCESS|ERROR) \| ID: (\S{1,100})/;
const system = /^SYSTEM ([A-Z_\d]{1,100}) \| /;
const auth = /^AUTH ([A-Z_\d]{1,100}) \| (SUCCESS|FAILED|FAILURE|ERROR)?/;

/** Reads a sentence of the Python prototype, `REQUEST ERROR | ID: req_… | Duration: 21.40ms | Error: …`. */
export function readPrototypeSentence(message: string): SentenceFields | undefined {
  const [, outcome, id] = request.exec(message) ?? [];
  if (outcome !== undefined && id !== undefined) return readRequest(message, outcome, id);
  const [, type] = system.exec(message) ?? [];
  if (type !== undefined) return { event: `system_${type.toLowerCase()}` };
  const [, step, result] = auth.exec(message) ?? [];
  if (step === undefined) return undefined;
  return { event: `auth_${step.toLowerCase()}`, ...(result !== undefined && { success: result === "SUCCESS" }) };
}

function readRequest(message: string, outcome: string, id: string): SentenceFields {
  const part = (name: string) => {
    const start = message.indexOf(` | ${name}: `);
    return start < 0 ? undefined : message.slice(start + name.length + 5);
  };
  const duration = /^[\d.]{1,20}(?=\s?ms)/.exec(part("Duration") ?? "")?.[0];
  const size = /^\d{1,15}/.exec(part("Size") ?? "")?.[0];
  const endpoint = /^[^\s|]{1,500}/.exec(part("Endpoint") ?? "")?.[0];
  const text = outcome === "ERROR" ? part("Error") : undefined;
  const error = text === undefined ? undefined : buildError(failureIn(text));
  return {
    event: `request_${outcome.toLowerCase()}`,
    request_id: id,
    ...(endpoint !== undefined && { endpoint }),
    ...(duration !== undefined && { duration_ms: Number(duration) }),
    ...(size !== undefined && { response_size_bytes: Number(size) }),
    ...(error && { error }),
  };
}

function failureIn(text: string) {
  const grpc = findGrpcFailure(text);
  return grpc ? { grpc } : { message: text };
}

const services = "TTS|ASR|VoiceCloning|Models|AudioArchive|Auth|System";
const call = new RegExp(`^(${services}) (\\w{1,100}) (started|succeeded in|was cancelled after|failed after)`);
const failure = / failed after \d{1,12} ms: ([\w.]{1,100}): /;
const events: Record<string, string> = { started: "start", "succeeded in": "success", "failed after": "error" };

/** Reads a sentence of this program's text files, `TTS Synthesize failed after 12 ms: UNAVAILABLE: …`. */
export function readOwnSentence(message: string): SentenceFields | undefined {
  const [head, service, operation, outcome] = call.exec(message) ?? [];
  if (head === undefined || operation === undefined || outcome === undefined) return undefined;
  const duration = /^ (\d{1,12}) ms/.exec(message.slice(head.length))?.[1];
  const fields: SentenceFields = {
    event: `request_${events[outcome] ?? "cancelled"}`,
    service: service as LogService,
    operation,
    ...(duration !== undefined && { duration_ms: Number(duration) }),
  };
  const failed = outcome === "failed after" ? failure.exec(message) : null;
  if (!failed) return fields;
  const type = failed[1]!;
  const grpc = findGrpcFailure(`StatusCode.${type}`);
  const error = buildError({ type, message: message.slice(failed.index + failed[0].length), grpc });
  return { ...fields, ...(error && { error }) };
}
