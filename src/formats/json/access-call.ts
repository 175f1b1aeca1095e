import { grpcStatus, grpcStatusName } from "../../wire/grpc-status.ts";
import { readGrpcCode } from "../grpc-failure.ts";
import type { SeenAnswer } from "../../logging/seen-answer.ts";
import type { LogService } from "../../logging/log-event.ts";
import type { RecordReading } from "../record-reading.ts";

/** One line of a web server's or a gateway's access log. */
export interface Access {
  method?: string | undefined;
  path?: string | undefined;
  /** HTTP status; 0 when the client went away. */
  status?: number | undefined;
  /** Envoy's response flags; `-` when there are none. */
  flags?: string | undefined;
  /** Why, in words of the gateway. */
  details?: string | undefined;
  /** What the gateway writes of the answer beside its status. */
  seen?: Pick<SeenAnswer, "gateway_flags" | "gateway_details" | "gateway_tls"> | undefined;
  grpcCode?: number | undefined;
}

/** Adds level, message, call and error to the reading of an Envoy access log's object. */
export function addAccessCall(reading: RecordReading, record: Record<string, unknown>): void {
  const text = (...names: string[]) => {
    const value = names.map((name) => record[name]).find((one) => typeof one === "string" && one !== "" && one !== "-");
    return typeof value === "string" ? value : undefined;
  };
  const { response_code: status, grpc_status: grpcCode } = record;
  describeAccess(reading, {
    method: text("method"),
    path: text("path", "x_envoy_original_path"),
    status: status === null || status === "" ? undefined : Number(status),
    flags: text("response_flags"),
    seen: gatewayFields(
      text("response_flags"),
      text("response_code_details"),
      text("upstream_transport_failure_reason"),
    ),
    details: text("grpc_message", "response_code_details", "upstream_transport_failure_reason"),
    grpcCode: readGrpcCode(grpcCode),
  });
}

/**
 * Describes what an access log says: a sentence, a level by the statuses, service and operation of a gRPC path, and the
 * error. What the reading has already stays.
 */
export function describeAccess(reading: RecordReading, access: Access): void {
  const { method, path, status, flags, details } = access;
  const hasFlags = flags !== undefined && flags !== "-";
  const call = path === undefined ? undefined : callOfPath(path);
  // The gateway answers a gRPC call with 200 and the status in a trailer, which its text log does not show.
  const grpcCode =
    access.grpcCode ?? (call && hasFlags && upstreamFlags.test(flags) ? grpcStatus.unavailable : undefined);
  const isFailed = (grpcCode ?? 0) !== 0 || (status ?? 200) >= 500 || (status === 0 && hasFlags);
  reading.level ??= isFailed ? "ERROR" : (status ?? 200) >= 400 ? "WARNING" : "INFO";
  const grpcName = grpcCode === undefined ? undefined : grpcCode === 0 ? "OK" : grpcStatusName(grpcCode);
  const outcome = [Number.isFinite(status) && status, hasFlags && flags, grpcName, details].filter(Boolean);
  reading.message ??= [method, path, ...outcome].filter((part) => part !== undefined).join(" ");
  if (call) {
    reading.fields.service ??= call.service;
    reading.fields.operation ??= call.operation;
    reading.fields.event ??= isFailed ? "request_error" : "request_success";
  }
  if (!isFailed) return;
  const seen = status || access.seen ? { ...(status && { http_status: status }), ...access.seen } : undefined;
  reading.fields.error ??= {
    error_type: grpcCode ? grpcName! : `HTTP ${String(status)}`,
    error_message: details ?? (hasFlags ? `response flags ${flags}` : (reading.message ?? "")),
    ...(grpcCode && { grpc_code: grpcCode }),
    ...(seen && { seen }),
  };
}

/** What Envoy writes of an answer beside its status; `-` is nothing. Undefined when all of it is nothing. */
export function gatewayFields(flags?: string, details?: string, tls?: string): Access["seen"] {
  const fields = { gateway_flags: flags, gateway_details: details, gateway_tls: tls };
  const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "-" && value !== "");
  return known.length > 0 ? (Object.fromEntries(known) as Access["seen"]) : undefined;
}

/** Envoy's flags of a platform that it could not reach or that broke off. */
const upstreamFlags = /\b(?:UF|UH|UO|UC|UT|NR|NC|LH|LR|URX)\b/;

/** Our names of the platform's services, and of their list of models. */
const services: Record<string, [LogService, string]> = {
  TTS: ["TTS", "GetTTSModels"],
  STT: ["ASR", "GetASRModels"],
  VoiceCloning: ["VoiceCloning", "GetVoiceCloningModels"],
};

/** `/mts.ai.audiogram.tts.v3.TTS/Synthesize`: the call of the platform that it names. */
function callOfPath(path: string): { service: LogService; operation: string } | undefined {
  const [, name = "", method = ""] = /^\/[\w.]{1,200}\.(\w{1,100})\/(\w{1,100})$/.exec(path) ?? [];
  if (!Object.hasOwn(services, name)) return undefined;
  const [service, listMethod] = services[name]!;
  return method === "GetModelsInfo" ? { service: "Models", operation: listMethod } : { service, operation: method };
}
