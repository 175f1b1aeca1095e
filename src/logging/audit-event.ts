/**
 * What a person does with the log, its inputs or the settings that leaves a trace in the log. `rules`: rules of alerts or of
 * grouping were changed. `refusal`: a file was not let out.
 */
export type AuditAction =
  | "export"
  | "import"
  | "deletion"
  | "settings"
  | "rules"
  | "replay"
  | "refusal"
  | "value_removed";

const prefix = "system_audit_";

/** Name of the audit event of an action. */
export function auditEvent(action: AuditAction): string {
  return prefix + action;
}

/** Whether an event of this name is an audit event: those are logged at every level. */
export function isAuditEvent(name: string): boolean {
  return name.startsWith(prefix);
}

/**
 * Other names of the same events: those of versions before 2026-11-29, and two that other programs of the platform write too, which
 * are therefore still written.
 */
const otherNames: Partial<Record<AuditAction, readonly string[]>> = {
  export: [
    "system_log_exported",
    "system_tts_file_saved",
    "system_asr_transcript_saved",
    "system_recording_saved",
    "system_workflow_results_saved",
  ],
  import: ["system_log_imported", "system_logs_combined", "system_log_read_again", "system_config_file_read"],
  deletion: [
    "system_log_cleared",
    "system_log_set_removed",
    "system_speech_history_cleared",
    "system_recording_deleted",
  ],
  settings: ["system_settings_changed"],
  rules: ["system_alert_rules_changed"],
};

/** All names by which the audit events of an action stand in a log. */
export function auditEventNames(action: AuditAction): string[] {
  return [auditEvent(action), ...(otherNames[action] ?? [])];
}

/** A query of the log explorer for all audit events, whatever their names. */
export const auditQuery = `event:(${[`${prefix}*`, ...Object.values(otherNames).flat()].join(" OR ")})`;
