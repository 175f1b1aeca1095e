import type { Logger } from "../../logging/logger.ts";

/** Logs anything that was thrown as `system_<type>`, at ERROR, with its stack where there is one. */
export function logFailure(logger: Pick<Logger, "log">, type: string, failure: unknown): void {
  const { name, message, stack } = failure instanceof Error ? failure : new Error(String(failure));
  logger.log("ERROR", `system_${type}`, `${name}: ${message}`, {
    service: "System",
    error: { error_type: name, error_message: message },
    ...(stack !== undefined && { data: { stack } }),
  });
}
