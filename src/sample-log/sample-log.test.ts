import { describe, expect, it } from "vitest";
import type { CallPhases } from "../logging/attributes/call-phases.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { createSampleLog } from "./sample-log.ts";

const nowMs = Date.UTC(2026, 10, 28, 12);
const eventsOf = async (file: File) =>
  (await file.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as LogEvent);

describe("createSampleLog", () => {
  it("has a day of lines that end now, the same ones for the same moment", async () => {
    const file = await createSampleLog({ nowMs });
    const events = await eventsOf(file);
    expect(events.length).toBeGreaterThan(9_000);
    expect(events.length).toBeLessThan(11_000);
    const times = events.map(({ timestamp }) => Date.parse(timestamp));
    expect(times[0]).toBe(nowMs - 24 * 3_600_000);
    expect(nowMs - times.at(-1)!).toBeGreaterThanOrEqual(0);
    expect(nowMs - times.at(-1)!).toBeLessThan(5 * 60_000);
    expect(await (await createSampleLog({ nowMs })).text()).toBe(await file.text());
  });

  it("plants an outage, a combination of two fields and a slower model, each in dozens of calls", async () => {
    const events = await eventsOf(await createSampleLog({ nowMs }));
    const errors = (type: string, service: string) =>
      events.filter((event) => event.service === service && event.error?.error_type === type);
    const outage = errors("UNAVAILABLE", "ASR").map(({ timestamp }) => Date.parse(timestamp));
    expect(outage.length).toBeGreaterThan(20);
    const combined = events.filter(
      ({ event, request_data: request }) =>
        event !== "request_start" && request?.["voice_name"] === "gandelman" && request["sample_rate_hertz"] === 16_000,
    );
    expect(combined.length).toBeGreaterThan(20);
    expect(combined.every(({ error }) => error !== undefined)).toBe(true);
    const slow = events.filter(
      ({ request_data: request, duration_ms: durationMs = 0 }) =>
        request?.["model"] === "e2e-v3" && Number(request["audio_seconds"]) > 30 && durationMs > 6_000,
    );
    expect(slow.length).toBeGreaterThan(20);
  });

  it("says of each call when what happened in it, within its duration", async () => {
    const ends = (await eventsOf(await createSampleLog({ nowMs }))).filter(
      ({ duration_ms: durationMs, service }) => durationMs !== undefined && service !== "AudioArchive",
    );
    for (const { duration_ms: durationMs = 0, response_data: response } of ends) {
      if (response === undefined) continue;
      const phases = response["phases"] as CallPhases;
      const chunks = phases.chunks && "at_ms" in phases.chunks ? phases.chunks.at_ms : [];
      const latest = Math.max(0, phases.headers_ms ?? 0, ...chunks);
      expect(latest).toBeLessThanOrEqual(durationMs + 1);
      if (phases.chunks) expect(chunks.length).toBe(response["chunk_count"]);
    }
    expect(ends.some(({ response_data: response }) => (response?.["phases"] as CallPhases)?.sent)).toBe(true);
  });

  it("stops when it is cancelled", async () => {
    const abort = new AbortController();
    const making = createSampleLog({ nowMs, signal: abort.signal });
    abort.abort();
    await expect(making).rejects.toThrow("aborted");
  });
});
