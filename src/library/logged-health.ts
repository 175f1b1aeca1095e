import { checkedServices, checkHealth, type HealthCheck, type HealthReport } from "../audiokit/check-health.ts";
import { consoleCallContext } from "../logging/call-context.ts";
import type { LogLevel } from "../logging/log-event.ts";
import type { Logger } from "../logging/logger.ts";
import type { AudioKitLibrary } from "./audiokit-library.ts";

/** What there is to check at the moment, and where. */
export interface HealthScope {
  /** Base URL of the calls. */
  endpoint: string;
  checks: Record<string, HealthCheck>;
}

/** Health checks with an event before and an event after; what is not healthy is a warning. */
export function loggedHealth(
  logger: Logger,
  scope: () => HealthScope | Promise<HealthScope>,
): AudioKitLibrary["healthCheck"] {
  const log = (stage: string, message: string, data: Record<string, unknown>, level: LogLevel = "INFO") => {
    logger.log(level, `system_health_check_${stage}`, message, { service: "System", initiator: "console", data });
  };
  return async (options) => {
    const { endpoint, checks } = await scope();
    const names = Object.keys(checks);
    log("start", "The services are checked", { endpoint, services: names });
    const report = await checkHealth(checks, { contextValues: consoleCallContext(), ...options }).catch(
      (thrown: unknown) => {
        // A caller who leaves is the only failure.
        log("cancelled", "The check of the services was given up", { endpoint });
        throw thrown;
      },
    );
    log(
      "complete",
      `The platform is ${report.overall}`,
      {
        health_status: loggedStatus(report),
        endpoint,
        not_configured: checkedServices.filter((name) => !names.includes(name)),
      },
      report.overall === "healthy" ? "INFO" : "WARNING",
    );
    return report;
  };
}

function loggedStatus({ timestamp, services, overall }: HealthReport): Record<string, unknown> {
  const told = Object.entries(services).map(([name, { status, responseTimeMs, error }]) => [
    name,
    {
      status,
      response_time_ms: Math.round(responseTimeMs),
      ...(error && { error: `${error.kind}: ${error.message}` }),
    },
  ]);
  return { timestamp, services: Object.fromEntries(told) as unknown, overall_status: overall };
}
