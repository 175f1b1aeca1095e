import { classifyFailure } from "../wire/classify-failure.ts";
import { rounded } from "./attributes/call-attributes.ts";
import { diagnoseFailure, type DiagnoseError } from "./diagnose-failure.ts";
import type { LogFields, LogService } from "./log-event.ts";
import type { Logger } from "./logger.ts";
import { openRequestSpan } from "./request-span.ts";

/** Work on this side that is logged like a call. */
export interface LoggedOperation<Result> {
  service: LogService;
  operation: string;
  requestData: Record<string, unknown>;
  work: () => Promise<Result>;
  /** `response_data` of the result, which came after so many milliseconds. */
  describe: (result: Result, durationMs: number) => Record<string, unknown>;
  /** Names the cause of a failure. Default: no cause. */
  diagnoseError?: DiagnoseError | undefined;
}

/** Does the work, with one `request_start` and exactly one end around it; an AbortError ends it as cancelled. */
export async function logOperation<Result>(logger: Logger, logged: LoggedOperation<Result>): Promise<Result> {
  const { service, operation, requestData, work, describe, diagnoseError } = logged;
  const common: LogFields = {
    service,
    operation,
    request_data: { service: `${service}_${operation}`, ...requestData },
  };
  let responseFields: (durationMs: number) => LogFields = () => ({});
  const span = openRequestSpan(logger, {
    title: `${service} ${operation}`,
    ending(durationMs) {
      const fields = { ...common, ...responseFields(durationMs) };
      return () => fields;
    },
  });
  span.start(() => common);
  try {
    const result = await work();
    responseFields = (durationMs) => ({ response_data: describe(result, rounded(durationMs)) });
    span.succeed();
    return result;
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (classifyFailure(thrown) === "cancelled") span.cancel();
    else span.fail((fields) => diagnoseFailure(fields, { error_type: name, error_message: message }, diagnoseError));
    throw thrown;
  }
}
