import { classifyFailure } from "../wire/classify-failure.ts";
import { rounded } from "./attributes/call-attributes.ts";
import type { LogFields, LogService } from "./log-event.ts";
import type { Logger } from "./logger.ts";

/** Work on this side that is logged like a call. */
export interface LoggedOperation<Result> {
  service: LogService;
  operation: string;
  requestData: Record<string, unknown>;
  work: () => Promise<Result>;
  /** `response_data` of the result, which came after so many milliseconds. */
  describe: (result: Result, durationMs: number) => Record<string, unknown>;
}

/** Does the work, with one `request_start` and exactly one end around it; an AbortError ends it as cancelled. */
export async function logOperation<Result>(logger: Logger, logged: LoggedOperation<Result>): Promise<Result> {
  const { service, operation, requestData, work, describe } = logged;
  const beganMs = logger.monotonicMs();
  const title = `${service} ${operation}`;
  const common: LogFields = {
    request_id: logger.nextRequestId(),
    service,
    operation,
    request_data: { service: `${service}_${operation}`, ...requestData },
  };
  const elapsedMs = () => rounded(logger.monotonicMs() - beganMs);
  const end = (event: string, words: string, fields: LogFields, level: "INFO" | "ERROR" = "INFO") => {
    logger.log(level, event, `${title} ${words}`, { ...common, ...fields });
  };
  logger.log("INFO", "request_start", `${title} started`, common);
  try {
    const result = await work();
    const durationMs = elapsedMs();
    end("request_success", "succeeded", { duration_ms: durationMs, response_data: describe(result, durationMs) });
    return result;
  } catch (thrown) {
    const durationMs = elapsedMs();
    const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
    const error = { error_type: name, error_message: message };
    if (classifyFailure(thrown) === "cancelled") end("request_cancelled", "was cancelled", { duration_ms: durationMs });
    else end("request_error", `failed: ${name}: ${message}`, { duration_ms: durationMs, error }, "ERROR");
    throw thrown;
  }
}
