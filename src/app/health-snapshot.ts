import { isRecord } from "../basics/record.ts";
import { checkedServices, type HealthReport } from "../audiokit/check-health.ts";
import type { LogEvent } from "../logging/log-event.ts";

/** How one service did in a check. */
export interface ServiceSnapshot {
  name: string;
  isHealthy: boolean;
  responseTimeMs: number;
  /** `kind: words`; empty when it is healthy. */
  error: string;
}

/** What one check found, as far as the log has it. */
export interface HealthSnapshot {
  /** When the check began, in milliseconds since the epoch. */
  atMs: number;
  overall: HealthReport["overall"];
  /** Base URL of the calls; empty where it was not logged. */
  endpoint: string;
  services: ServiceSnapshot[];
}

/** The event that ends a check. */
export const healthEvent = "system_health_check_complete";

const overalls = ["healthy", "degraded", "unhealthy"] as const;

/** The check in an event; undefined for any other event. */
export function snapshotOf({ event, data }: LogEvent): HealthSnapshot | undefined {
  const { health_status: status, endpoint } = (data ?? {}) as Record<string, unknown>;
  if (event !== healthEvent || !isRecord(status)) return undefined;
  const atMs = Date.parse(String(status["timestamp"]));
  const overall = overalls.find((name) => name === status["overall_status"]);
  if (Number.isNaN(atMs) || overall === undefined || !isRecord(status["services"])) return undefined;
  const services = Object.entries(status["services"]).flatMap(([name, found]) => {
    if (!isRecord(found)) return [];
    const { status: state, response_time_ms: took, error } = found;
    const isHealthy = state === "healthy";
    return [{ name, isHealthy, responseTimeMs: Number(took) || 0, error: isHealthy ? "" : String(error ?? "") }];
  });
  return { atMs, overall, endpoint: typeof endpoint === "string" ? endpoint : "", services };
}

/** The same of a check that this page made itself. */
export function snapshotFrom(report: HealthReport, endpoint: string): HealthSnapshot {
  const services = Object.entries(report.services).map(([name, { status, responseTimeMs, error }]) => ({
    name,
    isHealthy: status === "healthy",
    responseTimeMs: Math.round(responseTimeMs),
    error: error ? `${error.kind}: ${error.message}` : "",
  }));
  return { atMs: Date.parse(report.timestamp), overall: report.overall, endpoint, services };
}

/** Where the lines of a check can be read: the second it began in, to the end of its slowest answer and a little more. */
export function snapshotLink({ atMs, services }: HealthSnapshot): string {
  const slowestMs = Math.max(0, ...services.map(({ responseTimeMs }) => responseTimeMs));
  const query = { from: String(atMs - 1000), to: String(atMs + slowestMs + 1000) };
  return `/logs?${new URLSearchParams(query).toString()}`;
}

/** Two lists as one, oldest first, each check once, the newest `most` of them. */
export function mergeSnapshots(logged: HealthSnapshot[], own: HealthSnapshot[], most: number): HealthSnapshot[] {
  const all = new Map([...logged, ...own].map((snapshot) => [snapshot.atMs, snapshot]));
  return [...all.values()].sort((a, b) => a.atMs - b.atMs).slice(-most);
}

/** Names in the order of the page; services of other versions come last. */
export function serviceNames(snapshots: HealthSnapshot[]): string[] {
  const found = snapshots.flatMap(({ services }) => services.map(({ name }) => name));
  return [...new Set<string>([...checkedServices, ...found])];
}
