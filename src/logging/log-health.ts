import { consoleCallContext } from "./call-context.ts";
import type { LogLevel } from "./log-event.ts";
import type { Logger } from "./logger.ts";

/** The state of what was checked, as far as it is logged. */
interface LoggedReport {
  timestamp: string;
  services: Record<string, { status: string; responseTimeMs: number; error?: { kind: string; message: string } }>;
  overall: "healthy" | "degraded" | "unhealthy";
}

/** The log of health checks: `system_health_check_*`, a warning when something is not healthy. */
export function logHealth(logger: Logger) {
  const log = (stage: string, message: string, data: Record<string, unknown>, level: LogLevel = "INFO") => {
    logger.log(level, `system_health_check_${stage}`, message, { service: "System", initiator: "console", data });
  };
  return {
    contextValues: consoleCallContext,
    /**
     * Logs the start of a check; call one of the returned functions at its end.
     *
     * @param endpoint base URL of the calls
     * @param services names of what is checked
     */
    checkStarted(endpoint: string, services: string[]) {
      log("start", "The services are checked", { endpoint, services });
      return {
        cancelled(): void {
          log("cancelled", "The check of the services was given up", { endpoint });
        },
        completed(report: LoggedReport, notConfigured: string[]): void {
          log(
            "complete",
            `The platform is ${report.overall}`,
            { health_status: loggedStatus(report), endpoint, not_configured: notConfigured },
            report.overall === "healthy" ? "INFO" : "WARNING",
          );
        },
      };
    },
  };
}

function loggedStatus({ timestamp, services, overall }: LoggedReport): Record<string, unknown> {
  const logged = Object.entries(services).map(([name, { status, responseTimeMs, error }]) => [
    name,
    {
      status,
      response_time_ms: Math.round(responseTimeMs),
      ...(error && { error: `${error.kind}: ${error.message}` }),
    },
  ]);
  return { timestamp, services: Object.fromEntries(logged) as unknown, overall_status: overall };
}
