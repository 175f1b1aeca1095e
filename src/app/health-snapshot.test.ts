import { describe, expect, it } from "vitest";
import { AudioKitError } from "../audiokit/contract/audiokit-error.ts";
import type { HealthReport } from "../audiokit/check-health.ts";
import { createHealthChecker } from "../audiokit/health-checker.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { logHealth } from "../logging/log-health.ts";
import { createLogger } from "../logging/logger.ts";
import { mergeSnapshots, snapshotFrom, snapshotLink, snapshotOf, serviceNames } from "./health-snapshot.ts";

/** A real check, as it stands in the log and as its caller got it. */
async function check(): Promise<{ event: LogEvent; report: HealthReport }> {
  const events: LogEvent[] = [];
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const refuse = () => Promise.reject(new AudioKitError({ kind: "denied", grpcCode: 16, message: "no token" }));
  const checks = { tts: () => Promise.resolve(), asr: refuse };
  const report = await createHealthChecker(() => ({ endpoint: "https://speech.example", checks }), logHealth(logger))();
  return { event: events.at(-1)!, report };
}

describe("a check of the services", () => {
  it("is read from the log as its caller saw it", async () => {
    const { event, report } = await check();
    const snapshot = snapshotFrom(report, "https://speech.example");
    expect(snapshotOf(event)).toEqual(snapshot);
    expect(snapshot).toMatchObject({
      overall: "degraded",
      services: [
        { name: "tts", isHealthy: true, error: "" },
        { name: "asr", isHealthy: false, error: "denied: no token" },
      ],
    });
  });

  it("is not read from an event of another kind, or one that lacks its parts", async () => {
    const { event } = await check();
    expect(snapshotOf({ ...event, event: "system_note" })).toBeUndefined();
    for (const status of [undefined, 7, {}, { timestamp: "yesterday", overall_status: "healthy", services: {} }]) {
      expect(snapshotOf({ ...event, data: { health_status: status } })).toBeUndefined();
    }
  });

  it("leads to its own lines in the log", async () => {
    const snapshot = { ...snapshotFrom((await check()).report, ""), atMs: 10_000 };
    snapshot.services = snapshot.services.map((service, index) => ({ ...service, responseTimeMs: 50 * index }));
    expect(snapshotLink(snapshot)).toBe("/logs?from=9000&to=11050");
  });
});

describe("the history of checks", () => {
  it("has each check once, in order of time, and the newest where there are too many", async () => {
    const { report } = await check();
    const at = (atMs: number) => ({ ...snapshotFrom(report, ""), atMs });
    expect(mergeSnapshots([at(3), at(1)], [at(3), at(4)], 2).map(({ atMs }) => atMs)).toEqual([3, 4]);
    expect(mergeSnapshots([at(3), at(1)], [at(3), at(4)], 9).map(({ atMs }) => atMs)).toEqual([1, 3, 4]);
  });

  it("names every service that can be checked, and those of other versions behind them", async () => {
    const snapshot = snapshotFrom((await check()).report, "");
    const other = { ...snapshot, services: [{ ...snapshot.services[0]!, name: "presets" }] };
    expect(serviceNames([snapshot, other])).toEqual(["tts", "asr", "token", "archive", "bridge", "presets"]);
  });
});
