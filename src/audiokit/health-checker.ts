import type { ContextValues } from "@connectrpc/connect";
import type { AudioKitCallOptions } from "./contract/call-options.ts";
import { checkedServices, checkHealth, type HealthCheck, type HealthReport } from "./check-health.ts";

/** What there is to check at the moment, and where. */
export interface HealthScope {
  /** Base URL of the calls. */
  endpoint: string;
  checks: Record<string, HealthCheck>;
}

/** The log of health checks. */
export interface HealthLog {
  /** Context of the calls when the caller gives none: it says who caused them. */
  contextValues(): ContextValues;
  /** A check of these services begins; returns what takes its end. */
  checkStarted(
    endpoint: string,
    services: string[],
  ): {
    /** The caller gave the check up. */
    cancelled(): void;
    completed(report: HealthReport, notConfigured: string[]): void;
  };
}

/** Checks the health of every service; rejects only when the signal aborts. */
export type HealthChecker = (options?: AudioKitCallOptions) => Promise<HealthReport>;

/** Makes a logged health check. @param scope read at the start of each check */
export function createHealthChecker(scope: () => HealthScope | Promise<HealthScope>, log: HealthLog): HealthChecker {
  return async (options) => {
    const { endpoint, checks } = await scope();
    const names = Object.keys(checks);
    const end = log.checkStarted(endpoint, names);
    try {
      const report = await checkHealth(checks, { contextValues: log.contextValues(), ...options });
      const notConfigured = checkedServices.filter((name) => !names.includes(name));
      end.completed(report, notConfigured);
      return report;
    } catch (thrown) {
      end.cancelled();
      throw thrown;
    }
  };
}
