import type { AuditAction } from "./audit-event.ts";
import type { LogLevel } from "./log-event.ts";
import type { Logger } from "./logger.ts";

/**
 * Logs `system_audit_<action>`, whatever level is set: who looks at a log later sees what was done with it.
 *
 * @param message one English sentence
 * @param data `what` names the thing, such as `log` or `speech_history`; no content and no secret is in it
 * @param level default INFO
 */
export function logAudit(
  logger: Pick<Logger, "logSystemEvent">,
  action: AuditAction,
  message: string,
  data: Record<string, unknown>,
  level?: LogLevel,
): void {
  logger.logSystemEvent(`audit_${action}`, message, data, level);
}
