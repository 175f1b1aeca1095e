import type { LogEvent, LogFields } from "../logging/log-event.ts";
import type { ProbeReport } from "../wire/probe-report.ts";
import { diagnose } from "./diagnose.ts";

/** What a failed call's line is given: the cause, and what a native client is told in this case. */
export interface ErrorDiagnosis {
  error_diagnosis: string;
  grpc_details?: string;
}

/**
 * The cause of a failure as far as its own line tells, while the line is being written: nothing is asked and nothing
 * waited for. A cause that is merely possible is not written down.
 *
 * @param fields of the `request_error` line
 * @param probe what the companion saw last, if it was asked
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
