import type { LogError, LogFields } from "./log-event.ts";
import type { RequestFailure } from "./request-span.ts";

/**
 * Names the cause of a failure while its line is written, from the line itself; `grpc_details` joins those of the error
 * behind the word `diagnosed`.
 * Must return at once. What it throws costs the line only its cause.
 */
export type DiagnoseError = (
  fields: LogFields,
) => Pick<LogFields, "diagnosis" | "error_diagnosis"> & { grpc_details?: string };

/**
 * The error of a failed call with its cause.
 *
 * @param fields of the line without the error
 * @param diagnoseError default: no cause
 */
export function diagnoseFailure(fields: LogFields, error: LogError, diagnoseError?: DiagnoseError): RequestFailure {
  try {
    if (!diagnoseError) return { error };
    const { grpc_details, ...found } = diagnoseError({ ...fields, error });
    if (grpc_details === undefined) return { error, ...found };
    const details = [error.grpc_details, `diagnosed: ${grpc_details}`].filter(Boolean);
    return { error: { ...error, grpc_details: details.join("; ") }, ...found };
  } catch {
    // The failure matters more than its cause.
    return { error };
  }
}
