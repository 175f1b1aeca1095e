import { checkHealth, type HealthCheck } from "../audiokit/health.ts";
import type { Logger } from "../logging/logger.ts";
import type { AudioKitLibrary } from "./audiokit-library.ts";

/** Health checks with an event before and an event after; what is not healthy is a warning. */
export function loggedHealth(logger: Logger, checks: Record<string, HealthCheck>): AudioKitLibrary["healthCheck"] {
  return async (options) => {
    logger.logSystemEvent("health_check_start", "The services are checked", { services: Object.keys(checks) });
    const report = await checkHealth(checks, options);
    const services = Object.entries(report.services).map(([name, { status, responseTimeMs, error }]) => [
      name,
      {
        status,
        response_time_ms: Math.round(responseTimeMs),
        ...(error && { error: `${error.kind}: ${error.message}` }),
      },
    ]);
    const status = { timestamp: report.timestamp, services: Object.fromEntries(services) as unknown };
    logger.logSystemEvent(
      "health_check_complete",
      `The platform is ${report.overall}`,
      { health_status: { ...status, overall_status: report.overall } },
      report.overall === "healthy" ? "INFO" : "WARNING",
    );
    return report;
  };
}
