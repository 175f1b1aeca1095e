import { describe, expect, it } from "vitest";
import type { CallPhases } from "../../logging/attributes/call-phases.ts";
import { recordTimes } from "../../logging/attributes/message-times.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { callTimeline, type CallTimeline, type TrackKind } from "./call-timeline.ts";
import { momentAt, timelineRows } from "./timeline-rows.ts";

const beganMs = Date.UTC(2026, 10, 29, 11, 42, 8);

function line(event: string, atMs: number, rest: Partial<LogEvent> = {}): LogEvent {
  const timestamp = new Date(beganMs + atMs).toISOString();
  return { timestamp, level: "INFO", event, request_id: "r", message: event, session_id: "s", seq: 1, ...rest };
}
const start = (atMs = 0, rest: Partial<LogEvent> = {}) => line("request_start", atMs, { initiator: "user", ...rest });
const end = (durationMs: number, phases?: CallPhases, rest: Partial<LogEvent> = {}) =>
  line("request_success", durationMs, {
    initiator: "user",
    duration_ms: durationMs,
    response_data: { ...(phases && { phases }) },
    ...rest,
  });
const without = (event: LogEvent, ...keys: string[]) =>
  Object.fromEntries(Object.entries(event).filter(([key]) => !keys.includes(key))) as unknown as LogEvent;
const marks = ({ tracks }: CallTimeline, wanted: TrackKind) => tracks.find(({ kind }) => kind === wanted)?.marks;
const range = (fromMs: number, toMs: number) => ({ fromMs, toMs, count: 1 });

describe("the timeline of a call", () => {
  it("puts its phases behind one another, and its messages where they came", () => {
    const timeline = callTimeline([
      start(),
      end(12_490, {
        token_from_ms: 0,
        token_wait_ms: 11,
        connected_ms: 74,
        headers_ms: 90,
        sent: { at_ms: [80, 280, 480] },
        partials: { at_ms: [980] },
        finals: { at_ms: [6_300, 12_480] },
      }),
    ]);
    expect(timeline).toMatchObject({ beganMs, lengthMs: 12_490, durationMs: 12_490, pauses: [], untold: [] });
    expect(timeline.tracks.map(({ kind }) => kind)).toEqual(
      ["call", "token", "connection", "firstByte", "sent", "partials", "finals", "events"], // prettier-ignore
    );
    expect(marks(timeline, "token")).toEqual([range(0, 11)]);
    expect(marks(timeline, "connection")).toEqual([range(11, 74)]);
    expect(marks(timeline, "firstByte")).toEqual([range(74, 90)]);
    expect(marks(timeline, "finals")).toEqual([range(6_300, 6_300), range(12_480, 12_480)]);
  });

  it("begins before the first line where a stream waited for its first message", () => {
    const timeline = callTimeline([start(400), end(1_000, { headers_ms: 500 })]);
    expect(timeline.beganMs).toBe(beganMs);
    expect(marks(timeline, "events")).toEqual([range(400, 400), range(1_000, 1_000)]);
  });

  it("names a pause in sending that is far longer than the others", () => {
    const at_ms = Array.from({ length: 60 }, (_, index) => 100 + index * 200 + (index > 30 ? 300 : 0));
    expect(callTimeline([start(), end(13_000, { sent: { at_ms } })]).pauses).toEqual([]);
    const stalled = at_ms.map((atMs, index) => (index > 30 ? atMs + 600 : atMs));
    expect(callTimeline([start(), end(13_000, { sent: { at_ms: stalled } })]).pauses).toEqual([
      { kind: "sent", fromMs: 6_100, toMs: 7_200 },
    ]);
  });

  it("names it in a long call too, whose messages are counted in bins, and counts every message", () => {
    const recorder = recordTimes();
    for (let index = 0; index < 3_000; index++) recorder.add(index * 100 + (index >= 1_500 ? 900 : 0));
    const timeline = callTimeline([start(), end(301_000, { sent: recorder.times()! })]);
    expect(timeline.pauses).toEqual([{ kind: "sent", fromMs: 149_900, toMs: 150_900 }]);
    expect(marks(timeline, "sent")!.reduce((sum, { count }) => sum + count, 0)).toBe(3_000);
    expect(marks(timeline, "sent")!.at(-1)!.toMs).toBe(2_999 * 100 + 900);
  });

  it("leaves what a failed call waited for open until its end, and draws nothing behind it", () => {
    const failed = (phases: CallPhases, rest: Partial<LogEvent> = {}) =>
      callTimeline([start(), end(30_000, phases, { event: "request_error", ...rest })]);
    const open = (fromMs: number) => [{ ...range(fromMs, 30_000), isOpen: true }];
    const waiting = failed({ token_from_ms: 1, token_wait_ms: 4 });
    expect([marks(waiting, "token"), marks(waiting, "firstByte")]).toEqual([[range(1, 5)], open(5)]);
    const unconnected = failed({ token_from_ms: 1, token_wait_ms: 4 }, { operation: "Recognize" });
    expect([marks(unconnected, "connection"), marks(unconnected, "firstByte")]).toEqual([open(5), undefined]);
    const tokenless = failed({ token_from_ms: 1 });
    expect([marks(tokenless, "token"), marks(tokenless, "firstByte")]).toEqual([open(1), undefined]);
  });

  it("takes the first times of a log of an earlier version, and says that it tells no phases", () => {
    const response_data = { time_to_first_chunk_ms: 120 };
    const timeline = callTimeline([start(), end(400, undefined, { response_data })]);
    expect(marks(timeline, "chunks")).toEqual([range(120, 120)]);
    expect(timeline.untold).toEqual(["phases"]);
  });

  it("shows of a gateway's line its duration only, and does not say when in it the line was written", () => {
    const access = without(end(250), "initiator", "response_data");
    const timeline = callTimeline([{ ...access, timestamp: new Date(beganMs).toISOString() }]);
    expect(timeline).toMatchObject({ beganMs, durationMs: 250, lengthMs: 250, pauses: [] });
    expect(timeline.tracks.map(({ kind }) => kind)).toEqual(["call", "events"]);
    expect(timeline.untold).toEqual(["start", "phases", "moment"]);
  });

  it("reaches to the last line of a call without an end, and has no length but that", () => {
    const timeline = callTimeline([start(), line("grpc.message", 700)]);
    expect(timeline).toMatchObject({ lengthMs: 700, durationMs: undefined, untold: ["end"] });
  });

  it("has an end without a duration, and lines without a time, without inventing one", () => {
    expect(callTimeline([start(), without(end(10), "duration_ms")])).toMatchObject({
      durationMs: undefined,
      untold: ["duration", "phases"],
    });
    const timeless = callTimeline([{ ...start(), timestamp: "" }]);
    expect(timeless).toMatchObject({ beganMs: NaN, lengthMs: 0, tracks: [] });
  });
});

describe("the timeline as a table", () => {
  const at_ms = Array.from({ length: 40 }, (_, index) => 100 + index * 100 + (index > 20 ? 1_000 : 0));
  const timeline = callTimeline([
    start(),
    end(6_000, {
      token_from_ms: 0,
      token_wait_ms: 10,
      headers_ms: 50,
      sent: { at_ms },
      finals: { at_ms: [4_000, 5_900] },
    }),
  ]);

  it("has a row for each phase, result and pause, and one for many messages together", () => {
    expect(timelineRows(timeline).map(({ kind, isPause, count, fromMs }) => [kind, isPause, count, fromMs])).toEqual([
      ["call", false, 1, 0],
      ["token", false, 1, 0],
      ["firstByte", false, 1, 10],
      ["sent", false, 40, 100],
      ["sent", true, 0, 2_100],
      ["finals", false, 1, 4_000],
      ["finals", false, 1, 5_900],
    ]);
  });

  it("says of a moment what lasts, what pauses and how many messages there were", () => {
    expect(momentAt(timeline, 5)).toEqual({
      phases: ["token"],
      pauses: [],
      messages: [{ kind: "sent", count: 0, total: 40 }, { kind: "finals", count: 0, total: 2 }], // prettier-ignore
    });
    expect(momentAt(timeline, 2_500)).toMatchObject({
      phases: [],
      pauses: ["sent"],
      messages: [{ count: 21 }, { count: 0 }],
    });
  });
});
