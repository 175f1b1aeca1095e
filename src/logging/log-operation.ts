import { rounded } from "./call-account.ts";
import type { LogFields, LogService } from "./log-event.ts";
import type { Logger } from "./logger.ts";

/** Work on this side that is logged like a call. */
export interface LoggedOperation<Result> {
  service: LogService;
  operation: string;
  requestData: Record<string, unknown>;
  work: () => Promise<Result>;
  /** `response_data` of the result. */
  describe: (result: Result) => Record<string, unknown>;
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
  const end = (event: string, words: string, fields: LogFields, level: "INFO" | "ERROR" = "INFO") => {
    const durationMs = rounded(logger.monotonicMs() - beganMs);
    logger.log(level, event, `${title} ${words}`, { ...common, duration_ms: durationMs, ...fields });
  };
  logger.log("INFO", "request_start", `${title} started`, common);
  try {
    const result = await work();
    end("request_success", "succeeded", { response_data: describe(result) });
    return result;
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
    const error = { error_type: name, error_message: message };
    if (name === "AbortError") end("request_cancelled", "was cancelled", {});
    else end("request_error", `failed: ${name}: ${message}`, { error }, "ERROR");
    throw thrown;
  }
}
