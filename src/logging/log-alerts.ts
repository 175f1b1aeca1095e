import { logAudit } from "./log-audit.ts";
import type { LogLevel } from "./log-event.ts";
import type { Logger } from "./logger.ts";

/** A rule of an alert as far as it is logged. */
interface LoggedRule {
  id: string;
  name: string;
  query: string;
  severity: "info" | "warning" | "critical";
  threshold: number;
}

const levels: Record<LoggedRule["severity"], LogLevel> = { info: "INFO", warning: "WARNING", critical: "ERROR" };

/** The log of alerts: `system_alert_*`. They belong to no call. */
export function logAlerts(logger: Pick<Logger, "logSystemEvent">) {
  const named = ({ id, name, query, severity }: LoggedRule) => ({ rule_id: id, rule_name: name, query, severity });
  return {
    /** An alert fires. @param rows that the value rests on */
    firing(rule: LoggedRule, { value, rows, isSilenced }: { value: number; rows: number; isSilenced: boolean }): void {
      const data = { ...named(rule), value, threshold: rule.threshold, rows, silenced: isSilenced };
      logger.logSystemEvent("alert_firing", `Alert: ${rule.name}`, data, levels[rule.severity]);
    },
    /** An alert ended. */
    resolved(
      rule: LoggedRule,
      end: { atMs: number; firedMs: number; peak: number; why: string; isSilenced: boolean },
    ): void {
      const { atMs, firedMs, peak, why, isSilenced } = end;
      const fired = { fired_at: new Date(firedMs).toISOString(), lasted_ms: atMs - firedMs };
      const data = { ...named(rule), ...fired, ...(!Number.isNaN(peak) && { peak }), why, silenced: isSilenced };
      logger.logSystemEvent("alert_resolved", `Alert ended: ${rule.name}`, data);
    },
    /** Between two moments no rule was evaluated. */
    gap(fromMs: number, toMs: number): void {
      const data = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), gap_ms: toMs - fromMs };
      logger.logSystemEvent("alert_gap", "Alerts were not evaluated", data);
    },
    /** A rule could not be evaluated. */
    evaluationFailed(rule: LoggedRule, problem: string): void {
      logger.logSystemEvent(
        "alert_evaluation_failed",
        `Not evaluated: ${rule.name}`,
        { ...named(rule), problem },
        "WARNING",
      );
    },
    /** A person changed the rules. */
    rulesChanged(change: "saved" | "deleted" | "imported" | "silenced", rules: LoggedRule[]): void {
      const names = rules.map(({ name }) => name);
      logAudit(logger, "rules", `Alert rules ${change}`, { what: "alert_rules", change, rules: names });
    },
    /** A notification did not arrive. @param by `webhook`, or the browser's notification */
    notDelivered(by: "webhook" | "notification", problem: string): void {
      logger.logSystemEvent("alert_not_delivered", `An alert was not delivered by ${by}`, { by, problem }, "WARNING");
    },
  };
}

export type AlertLog = ReturnType<typeof logAlerts>;
