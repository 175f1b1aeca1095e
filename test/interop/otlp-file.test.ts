import { expect, it } from "vitest";
import { readOtlpAttributes } from "../../src/basics/otlp-value.ts";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { otlpFile } from "../../src/shipping/otlp/otlp-file.ts";
import { awkwardLines } from "../support/awkward-lines.ts";
import { findCollector } from "../support/collector/find-collector.ts";
import { startCollector } from "../support/collector/start-collector.ts";
import { exploredLog } from "../support/explored-log.ts";

interface Request {
  resourceLogs: { scopeLogs: { logRecords: { attributes: unknown[] }[] }[] }[];
}

it("a Collector takes every line of an exported file, and has every record once", async ({ skip }) => {
  const found = await findCollector();
  if ("missing" in found) return skip(found.missing);
  const collector = await startCollector(found);
  try {
    const lines = [...awkwardLines, ...[...exploredLog(3_000)].map(renderJsonLine)];
    const jsonl = new Blob([lines.map((line) => `${line}\n`).join("")]);
    const requestUrl = (id: string) => `https://console.example/request/${encodeURIComponent(id)}`;
    const file = await otlpFile(jsonl, { version: "1.2.3", deployment: "", requestUrl });
    for (const body of (await file.text()).trimEnd().split("\n")) {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${collector.url}/v1/logs`, { method: "POST", headers, body });
      expect([response.status, await response.json()]).toEqual([200, { partialSuccess: {} }]);
    }
    const records = (collector.sink.received.logs as unknown as Request[]).flatMap(({ resourceLogs }) =>
      resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords)),
    );
    expect(records).toHaveLength(lines.length);
    const ids = records.map(({ attributes }) => readOtlpAttributes(attributes)["log.record.uid"]);
    expect(new Set(ids).size).toBe(lines.length);
  } finally {
    await collector.close();
  }
});
