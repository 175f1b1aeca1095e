import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { pause } from "../../src/basics/abort.ts";
import { readOtlpAttributes } from "../../src/basics/otlp-value.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import type { OtlpTarget } from "../../src/shipping/otlp/otlp-target.ts";
import { findBrowser } from "../support/browser.ts";
import { needCollector } from "../support/collector/need-collector.ts";
import type { OtlpSink, SinkAnswer } from "../support/collector/otlp-sink.ts";
import { startCollector, type Collector } from "../support/collector/start-collector.ts";
import { inPage, openLogPage } from "./log-page.ts";

const program = await needCollector();
const eventsOfTab = 3_334;
const origin = new URL(inject("logPage")).origin;

let browser: Browser;
let collector: Collector;

beforeAll(async () => {
  browser = await chromium.launch({ ...(await findBrowser()).launch, timeout: 0 });
  if (program === undefined) return;
  collector = await startCollector({ program, corsOrigins: [origin], maxBodyBytes: 300_000 });
});
afterAll(async () => {
  await browser.close();
  await collector?.close();
});

interface LogRecord {
  attributes: unknown[];
  body: { stringValue: string };
  timeUnixNano: string;
  severityText: string;
}
interface Logs {
  resourceLogs: { scopeLogs: { logRecords: LogRecord[] }[] }[];
}

/** The records that came through the Collector, those that came again only once. */
function recordsOf({ received }: OtlpSink) {
  const records = (received.logs as unknown as Logs[])
    .flatMap(({ resourceLogs }) => resourceLogs)
    .flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords))
    .map(({ attributes, body, timeUnixNano, severityText }) => {
      const read = readOtlpAttributes(attributes);
      const uid = String(read["log.record.uid"]);
      return { uid, fields: read, message: body.stringValue, time: timeUnixNano, level: severityText };
    });
  return new Map(records.map((record) => [record.uid, record]));
}

/** What the Collector's receiver answers, one after another, while the tabs log and ship. */
const troubles: (SinkAnswer & { waitMs?: number })[] = [
  { status: 429, headers: { "retry-after": "1" } },
  { status: 200, waitMs: 3_000 },
  { status: 503 },
  { status: 400, body: '{"message":"no"}' },
];

describe.skipIf(program === undefined)("the log of three tabs, shipped through a real Collector", () => {
  it("arrives exactly once while the Collector is stopped, slow, or refuses", { timeout: 600_000 }, async () => {
    const context = await browser.newContext();
    const target: OtlpTarget = {
      endpoint: collector.url,
      headers: {},
      ...{ level: "INFO", successShare: 1, hasContent: true, hasTraces: true, hasMetrics: false },
      rules: { sets: [], own: [] },
      maxAgeMs: 100 * 365 * 86_400_000,
      ...{ version: "1.2.3", deployment: "test", origin },
    };
    const pages: Page[] = [];
    for (let tab = 0; tab < 3; tab++) pages.push(await openLogPage(await context.newPage()));
    for (const page of pages) await inPage(page, "ship", target);

    const left = [...troubles];
    collector.sink.answerWith(async () => {
      const { waitMs = 0, ...answer } = left.shift() ?? { status: 200 };
      await pause(waitMs);
      return answer;
    });
    const writing = pages.map((page, tab) => inPage(page, "writeSome", `tab-${String(tab)}`, eventsOfTab));
    // Two times it dies in the middle, and comes back on the same port.
    for (let death = 0; death < 2; death++) {
      const before = collector.sink.received.logs.length;
      await expect.poll(() => collector.sink.received.logs.length, { timeout: 120_000 }).toBeGreaterThan(before);
      await collector.kill();
      await pause(1_000);
      await collector.start();
    }
    await Promise.all(writing);
    // The tab that ships is closed: another one goes on.
    const states = await Promise.all(pages.map((page) => inPage(page, "outbox")));
    const shipping = states.findIndex((state) => state !== undefined && state.is !== "elsewhere");
    expect(shipping).not.toBe(-1);
    await pages[shipping]!.close();
    const reader = pages.find((_, tab) => tab !== shipping)!;

    const lines = await inPage(reader, "lines");
    expect(lines).toHaveLength(3 * eventsOfTab);
    await expect.poll(() => recordsOf(collector.sink).size, { timeout: 120_000 }).toBe(lines.length);
    const records = [...recordsOf(collector.sink).values()];
    const keyOf = (session: unknown, seq: unknown) => `${String(session)} ${String(seq)}`;
    const byKey = new Map(records.map((record) => [keyOf(record.fields["session_id"], record.fields["seq"]), record]));
    for (const line of lines) {
      const { timestamp, level, event, message, ...fields } = JSON.parse(line) as LogEvent;
      const record = byKey.get(keyOf(fields.session_id, fields.seq))!;
      expect(record.message).toBe(message);
      expect(Number(BigInt(record.time) / 1_000_000n)).toBe(Date.parse(timestamp));
      expect(record.fields).toMatchObject({ "event.name": event, ...fields });
      expect(record.level).toBe(level);
    }
    await context.close();
  });
});
