import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimPort } from "../../src/companion/http/free-port.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { shipLog } from "../fleet/ship-log.ts";
import { collectorProcess } from "../support/collector/collector-process.ts";
import { findCollector } from "../support/collector/find-collector.ts";
import { openOtlpSink } from "../support/collector/otlp-sink.ts";
import { projectFolder } from "../support/folders.ts";

const found = await findCollector();
let parts = new AsyncDisposableStack();
beforeEach(({ skip }) => skip("missing" in found, "missing" in found ? found.missing : undefined));
afterEach(async () => {
  await parts.disposeAsync();
  parts = new AsyncDisposableStack();
});

const file = (name: string) => join(projectFolder, "deploy", name);
/** The sink reads JSON; nothing of the Collector's own is served on a port. */
const forTests = [
  "yaml:exporters::otlphttp/loki: { encoding: json, compression: none }",
  "yaml:service::telemetry::metrics::level: none",
];

/** The Collector as `deploy/` configures it, with a sink in place of Loki. */
async function setup(env: Record<string, string> = {}) {
  if ("missing" in found) throw new Error(found.missing);
  const sink = await openOtlpSink();
  parts.defer(() => sink.close());
  const port = await claimPort("127.0.0.1", 0);
  const files = ["collector.yaml", "to-loki.yaml"].map(file);
  const collector = collectorProcess(found.program, [...files, ...forTests], {
    ...{ LISTEN: `127.0.0.1:${String(port)}`, LOKI_URL: sink.url, CONSOLE_ORIGIN: "https://console.test", ...env },
  });
  parts.defer(() => collector.kill());
  await collector.start();
  return { sink, url: `http://127.0.0.1:${String(port)}` };
}

const events = (count: number) => [...generateCalls(count, { seed: 3 })];

describe("deploy/", () => {
  it.each([
    [["to-loki.yaml"]],
    [["to-loki.yaml", "to-loki-in-batches.yaml"]],
    [["to-loki.yaml", "to-traces-and-metrics.yaml"]],
  ])("is a configuration that the real Collector takes: %j", async (names) => {
    if ("missing" in found) throw new Error(found.missing);
    const args = ["collector.yaml", ...names].flatMap((name) => ["--config", file(name)]);
    await expect(promisify(execFile)(found.program, ["validate", ...args])).resolves.toBeDefined();
  });

  it("lets the page of the given origin post what the console posts, and no other page", async () => {
    const { url } = await setup();
    const allowed = async (origin: string) => {
      const response = await fetch(`${url}/v1/logs`, {
        method: "OPTIONS",
        headers: {
          ...{ origin, "access-control-request-method": "POST" },
          "access-control-request-headers": "content-encoding,content-type",
        },
      });
      return [
        response.headers.get("access-control-allow-origin"),
        response.headers.get("access-control-allow-headers"),
      ];
    };
    expect(await allowed("https://console.test")).toEqual(["https://console.test", "content-encoding,content-type"]);
    expect(await allowed("https://elsewhere.test")).toEqual([null, null]);
  });

  it("takes the largest batches of an outbox", async () => {
    const { url, sink } = await setup();
    const states = await shipLog(url, events(3_000));
    expect(states.at(-1)).toMatchObject({ is: "sent", sent: { records: 3_000 }, refusedRecords: 0 });
    expect(states.some(({ is }) => is === "waiting")).toBe(false);
    expect(sink.received.logs.length).toBeLessThan(10);
  });

  it.each([429, 503])("leaves with the browser what the store cannot take now (%i)", async (status) => {
    const { url, sink } = await setup();
    sink.answerWith(() => ({ status }));
    const states = await shipLog(url, events(500), async () => sink.answerWith(undefined));
    expect(states.map(({ is }) => is)).toContain("waiting");
    expect(states.at(-1)).toMatchObject({ is: "sent", sent: { records: 500 }, refusedRecords: 0 });
    expect(JSON.stringify(sink.received.logs).match(/log\.record\.uid/g)).toHaveLength(500);
  });

  it("refuses with 503, which an outbox waits out, before memory runs out", async () => {
    // Less than it needs at rest; it looks each second.
    const { url } = await setup({ MEMORY_LIMIT_MIB: "8", MEMORY_SPIKE_MIB: "7" });
    const headers = { "content-type": "application/json" };
    const record = { timeUnixNano: "1767603600123000000", body: { stringValue: "one" } };
    const body = JSON.stringify({ resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords: [record] }] }] });
    const answer = async () => (await fetch(`${url}/v1/logs`, { method: "POST", headers, body })).status;
    await expect.poll(answer).toBe(503);
  });
});
