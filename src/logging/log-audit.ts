import type { Logger } from "./logger.ts";

/** What a person does with the log, its inputs or the settings that leaves a trace in the log. */
export type AuditAction = "export" | "import" | "deletion" | "settings" | "replay" | "refusal" | "value_removed";

/** Logs `system_audit_<action>`: who looks at a log later sees what was done with it. No content and no secret is in it. */
export function logAudit(
  logger: Pick<Logger, "logSystemEvent">,
  action: AuditAction,
  message: string,
  data: Record<string, unknown>,
): void {
  logger.logSystemEvent(`audit_${action}`, message, data);
}
