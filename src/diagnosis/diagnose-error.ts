import type { LogEvent, LogFields } from "../logging/log-event.ts";
import type { ProbeReport } from "../wire/probe-report.ts";
import { diagnose } from "./diagnose.ts";

/** Fields added to a `request_error` event: the cause, and the error details that a native gRPC client would get. */
export interface ErrorDiagnosis {
  error_diagnosis: string;
  grpc_details?: string;
}

/**
 * Diagnoses a failure from its own event, synchronously, while the event is being written.
 *
 * @param fields of the `request_error` event
 * @param probe the last probe report, if there is one
 * @returns undefined when no cause is certain or likely
 */
export function diagnoseError(fields: LogFields, probe?: ProbeReport): ErrorDiagnosis | undefined {
  const line: LogEvent = {
    ...fields,
    timestamp: "",
    level: "ERROR",
    event: "request_error",
    message: "",
    session_id: "",
    seq: 0,
  };
  const diagnosis = diagnose({ events: [line], ...(probe && { probe }) });
  if (!diagnosis || diagnosis.confidence === "possible") return undefined;
  const { error_diagnosis, grpc_details } = diagnosis;
  return { error_diagnosis, ...(grpc_details !== undefined && { grpc_details }) };
}
