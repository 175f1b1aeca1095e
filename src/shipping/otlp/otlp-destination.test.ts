import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { startOtlpReceiver, type OtlpReceiver } from "../../../test/support/otlp-receiver.ts";
import { shippedLog, smallLimits } from "../../../test/support/shipped-log.ts";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { defaultLogLimits } from "../../store/log-store.ts";
import type { OutboxState } from "../outbox/outbox-state.ts";
import { runOutbox } from "../outbox/run-outbox.ts";
import type { ShippingCursor } from "../shipping-store.ts";
import { createOtlpDestination } from "./otlp-destination.ts";
import type { OtlpTarget } from "./otlp-target.ts";

const receivers: OtlpReceiver[] = [];
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});

const origin = { timestamp: "2026-01-05T09:00:00.000Z", session_id: "s", seq: 1 };
const nowMs = Date.UTC(2026, 0, 5, 12);

/** A log, a real receiver, and an outbox that runs until everything is sent. */
async function setup(choice: Partial<OtlpTarget> = {}, limits = defaultLogLimits) {
  const receiver = await startOtlpReceiver();
  receivers.push(receiver);
  const log = shippedLog(limits);
  const cursors = new Map<string, ShippingCursor>();
  const secrets = createLiveSecrets();
  const target: OtlpTarget = {
    endpoint: receiver.url,
    headers: { "x-scope": "team" },
    level: "DEBUG",
    successShare: 1,
    hasContent: true,
    hasTraces: true,
    hasMetrics: false,
    rules: { sets: [], own: [] },
    maxAgeMs: 86_400_000,
    version: "1.2.3",
    deployment: "test",
    origin: "http://console.test",
    ...choice,
  };
  const pausesMs: number[] = [];
  /** Ships what there is. @param tries ends after so many pauses, as a page that is closed */
  async function ship(tries = Infinity): Promise<OutboxState> {
    const abort = new AbortController();
    let last: OutboxState | undefined;
    const store = {
      cursor: async (name: string) => cursors.get(name),
      setCursor: async (name: string, cursor: ShippingCursor) => void cursors.set(name, cursor),
    };
    const destination = createOtlpDestination({
      ...{ log: log.positions, store, target, secrets, epochMs: () => nowMs },
    });
    await runOutbox(destination, {
      grown: async () => abort.abort(),
      onState: (state) => (last = state),
      signal: abort.signal,
      pause: async (durationMs) => {
        pausesMs.push(durationMs);
        if (--tries <= 0) abort.abort();
      },
      random: () => 1,
    });
    return last!;
  }
  return { ...log, receiver, secrets, ship, pausesMs };
}

/** Events as the structured file has them: without DEBUG. */
const logged = (count: number, seed?: number, startMs?: number) => {
  const events = [...generateEvents(count * 2, seed, startMs)].filter(({ level }) => level !== "DEBUG");
  return events.slice(0, count);
};
const messagesOf = (lines: string[]) => lines.map((line) => (JSON.parse(line) as LogEvent).seq);
const sent = ({ records }: OtlpReceiver) => records().map(({ attributes }) => attributes["seq"]);

describe("the log that is shipped as OTLP", () => {
  it("is there once, in order, under ids of its own, with a span for each call that ended", async () => {
    const { write, ship, lines, receiver } = await setup();
    const events = logged(2_500);
    await write(events);
    const state = await ship();
    expect(sent(receiver)).toEqual(messagesOf(await lines()));
    expect(new Set(receiver.records().map(({ uid }) => uid)).size).toBe(2_500);
    const ends = events.filter(({ event }) => /^request_(?:success|error|cancelled)$/.test(event));
    expect(receiver.spans()).toHaveLength(ends.length);
    expect(state).toMatchObject({ is: "sent", sent: { records: 2_500 }, waiting: { records: 0 }, refusedRecords: 0 });
    expect(receiver.requests[0]!.headers).toMatchObject({ "x-scope": "team", "content-encoding": "gzip" });
    expect(receiver.records()[0]!.attributes["audiokit.request.url"]).toMatch(/^http:\/\/console\.test\/request\/req_/);
  });

  it("goes on where it was after a restart, and sends what was not noted under the same ids", async () => {
    const { write, ship, receiver } = await setup();
    await write(logged(1_500));
    // The second request of logs is taken, but the answer never comes.
    let logs = 0;
    receiver.answer = ({ path }) =>
      path === "/v1/traces" && logs === 2 ? { status: 503 } : void (logs += Number(path === "/v1/logs"));
    await ship(1);
    receiver.answer = () => undefined;
    await write(logged(100, 2));
    await ship();
    const uids = receiver.records().map(({ uid }) => uid);
    expect(uids.length).toBeGreaterThan(1_600);
    expect(new Set(uids).size).toBe(1_600);
  });

  it("waits as long as a receiver wants, and loses nothing", async () => {
    const { write, ship, receiver, pausesMs } = await setup();
    await write(logged(50));
    let tries = 0;
    receiver.answer = () => (++tries === 1 ? { status: 429, headers: { "retry-after": "7" } } : undefined);
    await ship();
    expect(pausesMs).toEqual([7_000]);
    expect(receiver.records()).toHaveLength(50);
  });

  it("finds the one record that is refused, and sends all others", async () => {
    const { write, ship, receiver } = await setup({ hasTraces: false });
    await write(logged(100));
    receiver.answer = ({ body }) =>
      JSON.stringify(body).includes('"intValue":"41"') ? { status: 400, body: '{"message":"bad field"}' } : undefined;
    const state = await ship();
    const refused = 100 - receiver.records().length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(5);
    expect(state.refused).toMatchObject([{ reason: "400 bad field", records: refused }]);
  });

  it("sends less at once to a receiver that says it is too much", async () => {
    const { write, ship, receiver } = await setup({ hasTraces: false });
    await write(logged(300));
    receiver.answer = ({ body }) => (JSON.stringify(body).length > 100_000 ? { status: 413 } : undefined);
    await ship();
    expect(receiver.records()).toHaveLength(300);
  });

  it("counts what a receiver leaves out", async () => {
    const { write, ship, receiver } = await setup({ hasTraces: false });
    await write(logged(10));
    receiver.answer = () => ({
      status: 200,
      body: '{"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"too far behind"}}',
    });
    expect(await ship()).toMatchObject({ sent: { records: 7 }, refused: [{ reason: "too far behind", records: 3 }] });
  });

  it("stops, and says why, when the receiver wants other headers", async () => {
    const { write, ship, receiver } = await setup();
    await write(logged(10));
    receiver.answer = () => ({ status: 401, body: '{"message":"no token"}' });
    expect(await ship(2)).toMatchObject({ is: "stopped", problem: { reason: "401 no token" }, refusedRecords: 0 });
  });

  it("has only the level and the services that were chosen", async () => {
    const { write, ship, receiver } = await setup({ level: "WARNING", services: ["TTS"] });
    const events = logged(500);
    await write(events);
    await ship();
    const chosen = events.filter(({ level, service }) => service === "TTS" && !["DEBUG", "INFO"].includes(level));
    expect(sent(receiver)).toEqual(chosen.map(({ seq }) => seq));
    expect(chosen.length).toBeGreaterThan(3);
  });

  it("has a share of the calls that succeed, whole, and every failure", async () => {
    const { write, ship, receiver } = await setup({ successShare: 0.25 });
    const events = logged(4_000);
    await write(events);
    await ship();
    const records = receiver.records();
    const failures = events.filter(({ event }) => event === "request_error");
    expect(records.filter(({ event }) => event === "request_error")).toHaveLength(failures.length);
    const ended = new Set(
      records.filter(({ event }) => event === "request_success").map(({ attributes }) => attributes["request_id"]),
    );
    const all = events.filter(({ event }) => event === "request_success").length;
    expect(ended.size / all).toBeGreaterThan(0.15);
    expect(ended.size / all).toBeLessThan(0.35);
    const begun = records
      .filter(({ event }) => event === "request_start")
      .map(({ attributes }) => attributes["request_id"]);
    expect(begun).toEqual(expect.arrayContaining([...ended]));
  });

  it("has texts as length and hash, unless they are wanted", async () => {
    const { write, ship, receiver } = await setup({ hasContent: false });
    await write(logged(200));
    await ship();
    const text = JSON.stringify(receiver.requests.map(({ body }) => body));
    expect(text).not.toContain("Привет");
    expect(text).toContain("request_data");
  });

  it("has nothing of what the redaction rules name", async () => {
    const { write, ship, receiver } = await setup({ rules: { sets: ["email"], own: [] } });
    const [event] = logged(1);
    await write([{ ...event!, message: "mail to somebody@example.com" }]);
    await ship();
    expect(JSON.stringify(receiver.requests)).not.toContain("somebody@example.com");
    expect(receiver.records()).toHaveLength(1);
  });

  it("keeps back the record that holds a secret in use, and sends the others", async () => {
    const { write, ship, receiver, secrets } = await setup();
    const [first, second, third] = logged(3);
    await write([first!, { ...second!, message: "tok-12345678-abcdef" }, third!]);
    secrets.learn("token", "tok-12345678-abcdef");
    const state = await ship();
    expect(receiver.records()).toHaveLength(2);
    expect(JSON.stringify(receiver.requests)).not.toContain("tok-12345678");
    expect(state.refused).toMatchObject([{ reason: "it holds a token in use, and was not sent", records: 1 }]);
  });

  it("passes by what is older than it may be", async () => {
    const { write, ship, receiver } = await setup({ maxAgeMs: 3_600_000 });
    await write([...logged(20, 1, nowMs - 7_200_000), ...logged(20, 2, nowMs - 60_000)]);
    await ship();
    expect(receiver.records()).toHaveLength(20);
  });

  it("counts lines that rotated out before their turn came", async () => {
    const { write, ship, positions, receiver } = await setup({}, smallLimits);
    await write(logged(20, 1));
    await ship();
    for (let seed = 2; seed <= 120; seed++) await write(logged(20, seed));
    const { firstPosition, nextPosition } = await positions.position();
    const state = await ship();
    expect(state.refused).toMatchObject([{ records: firstPosition - 20 }]);
    expect(receiver.records()).toHaveLength(20 + nextPosition - firstPosition);
  });

  it("goes on behind the end after the log was cleared", async () => {
    const { write, ship, engine, receiver } = await setup();
    await write(logged(30, 1));
    await ship();
    await engine.clear(origin);
    await write(logged(5, 2));
    await ship();
    expect(receiver.records().map(({ event }) => event)).toContain("system_audit_deletion");
    expect(receiver.records()).toHaveLength(36);
  });
});
