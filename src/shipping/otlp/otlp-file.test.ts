import { expect, it } from "vitest";
import { awkwardLines, ownRecordId } from "../../../test/support/awkward-lines.ts";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { readOtlpAttributes } from "../../basics/otlp-value.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { otlpFile } from "./otlp-file.ts";

const source = {
  version: "1.2.3",
  deployment: "",
  requestUrl: (id: string) => `https://console.example/request/${id}`,
};
const lines = [...awkwardLines, ...[...exploredLog(1_500)].map(renderJsonLine)];
const jsonl = new Blob([lines.map((line) => `${line}\n`).join("")]);

interface Request {
  resourceLogs: {
    scopeLogs: { logRecords: { timeUnixNano: string; body: { stringValue: string }; attributes: unknown[] }[] }[];
  }[];
}

it("has in each line a request, in which every line of the log is a record with an id of its own", async () => {
  const text = await (await otlpFile(jsonl, source)).text();
  const requests = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Request);
  expect(requests.length).toBeGreaterThan(2);
  const records = requests.flatMap(({ resourceLogs }) =>
    resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords)),
  );
  expect(records).toHaveLength(lines.length);
  const ids = records.map(({ attributes }) => readOtlpAttributes(attributes)["log.record.uid"]);
  expect(new Set(ids).size).toBe(lines.length);
  expect(ids).toContain(ownRecordId);
  expect(
    records.every(({ timeUnixNano, body }) => /^\d+$/.test(timeUnixNano) && typeof body.stringValue === "string"),
  ).toBe(true);
});

it("ends where its signal aborts", async () => {
  const abort = new AbortController();
  const writing = otlpFile(new Blob([jsonl, jsonl, jsonl]), source, () => abort.abort(), abort.signal);
  await expect(writing).rejects.toMatchObject({ name: "AbortError" });
});
