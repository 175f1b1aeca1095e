import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCollector } from "../support/collector/find-collector.ts";
import { startCollector, type Collector, type CollectorOptions } from "../support/collector/start-collector.ts";

const found = await findCollector();
let collector: Collector | undefined;

beforeEach(({ skip }) => skip("missing" in found, "missing" in found ? found.missing : undefined));
afterEach(() => collector?.close());

async function setup(options: Partial<CollectorOptions> = {}): Promise<Collector> {
  if ("missing" in found) throw new Error(found.missing);
  return (collector = await startCollector({ ...found, ...options }));
}

const request = (body: string) => {
  const record = { timeUnixNano: "1767603600123000000", body: { stringValue: body } };
  return JSON.stringify({ resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords: [record] }] }] });
};

async function post({ url }: Collector, body: string): Promise<[number, string]> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/v1/logs`, { method: "POST", headers, body });
  return [response.status, await response.text()];
}

describe("the Collector of the tests", () => {
  it("has passed on what it takes when it answers", async () => {
    const { sink } = await setup();
    expect(await post(collector!, request("one"))).toEqual([200, '{"partialSuccess":{}}']);
    expect(JSON.stringify(sink.received.logs)).toContain('"stringValue":"one"');
  });

  it("is on its old port again after a kill, without what was not taken", async () => {
    const { sink, kill, start } = await setup();
    await post(collector!, request("before"));
    await kill();
    await expect(post(collector!, request("meanwhile"))).rejects.toThrow("fetch failed");
    await start();
    await post(collector!, request("after"));
    const bodies = JSON.stringify(sink.received.logs).match(/(?<="stringValue":")\w+/g);
    expect(bodies).toEqual(["before", "after"]);
  });

  it("refuses what its sink refuses, and says so", async () => {
    const { sink } = await setup();
    sink.answerWith(() => ({ status: 429 }));
    const [status, words] = await post(collector!, request("one"));
    expect([status, JSON.parse(words)]).toEqual([429, expect.objectContaining({ code: 8 })]);
    expect(sink.received.logs).toEqual([]);
  });
});
