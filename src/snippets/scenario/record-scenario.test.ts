import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { maxScenarioCalls, parseScenario, ScenarioError } from "../../wire/scenario.ts";
import { recordScenario } from "./record-scenario.ts";

const at = (path: string) => `https://h/mts.ai.audiogram.${path}`;
const line = (request_id: string, event: string, fields: Partial<LogEvent> = {}) =>
  ({ request_id, event, endpoint: at("tts.v2.TTS/StreamingSynthesize"), ...fields }) as LogEvent;
const callsOf = (...lines: LogEvent[]) => recordScenario(lines).scenario?.calls;

describe("a scenario from a log", () => {
  it("has status, times and sizes of each call, in the order in which they began, and no content", () => {
    const secret = "Иван Петров";
    const calls = callsOf(
      line("a", "request_start", { request_data: { text: secret, voice_name: secret } }),
      line("b", "request_start", { endpoint: at("stt.v3.STT/Recognize") }),
      line("b", "request_success", {
        endpoint: at("stt.v3.STT/Recognize"),
        duration_ms: 3_000,
        response_data: {
          transcript: secret,
          phases: { connected_ms: 30, headers_ms: 50, partials: { at_ms: [700] }, finals: { at_ms: [900, 2_800] } },
        },
      }),
      line("a", "request_error", {
        duration_ms: 1_240.5,
        error: {
          error_type: "UNAVAILABLE",
          error_message: `voice "${secret}" is gone after 37 ms`,
          grpc_code: 14,
          seen: { gateway_flags: "UH" },
        },
        response_data: {
          chunk_count: 2,
          audio_bytes: 6_400,
          phases: { headers_ms: 90, chunks: { at_ms: [300, 800] } },
        },
      }),
    )!;
    expect(calls).toEqual([
      {
        method: "mts.ai.audiogram.tts.v2.TTS/StreamingSynthesize",
        status: 14,
        message: 'voice "…" is gone after # ms',
        headers: { "x-gateway-flags": "UH" },
        headersAtMs: 90,
        endAtMs: 1_240.5,
        audioBytes: 6_400,
        chunksAtMs: [300, 800],
        invented: ["chunk-sizes"],
      },
      { method: "mts.ai.audiogram.stt.v3.STT/Recognize", status: 0, headersAtMs: 50, endAtMs: 3_000, partialsAtMs: [700], finalsAtMs: [900, 2_800], invented: [] }, // prettier-ignore
    ]);
    expect(JSON.stringify(calls)).not.toContain("Петров");
  });

  it("spreads chunks over the call where the log has only their number, and says so", () => {
    const [call] = callsOf(
      line("a", "request_success", { duration_ms: 900, response_data: { chunk_count: 2, audio_bytes: 10 } }),
    )!;
    expect(call).toMatchObject({ chunksAtMs: [300, 600], invented: ["chunk-sizes", "chunk-times"] });
  });

  it("leaves out what cannot be played, and says how much", () => {
    const lines = [
      line("open", "request_start"),
      line("cancelled", "request_cancelled", { duration_ms: 5 }),
      line("archive", "request_success", { endpoint: "https://archive/x", duration_ms: 5 }),
    ];
    expect(recordScenario(lines)).toEqual({ scenario: undefined, leftOut: 3, overLimit: 0 });
    const many = Array.from({ length: maxScenarioCalls + 5 }, (_, id) =>
      line(String(id), "request_success", { duration_ms: 1 }),
    );
    const { scenario, overLimit } = recordScenario(many);
    expect([scenario?.calls.length, overLimit]).toEqual([maxScenarioCalls, 5]);
  });

  it("is a file that the platform reads, whatever the log says", () => {
    const anything = fc.jsonValue() as fc.Arbitrary<never>;
    const numbers = fc.oneof(fc.double(), fc.integer(), anything) as fc.Arbitrary<never>;
    const fields = fc.record({
      duration_ms: numbers,
      error: fc.record({
        error_message: fc.oneof(fc.string({ unit: "binary" }), anything),
        grpc_code: numbers,
        seen: anything,
      }),
      response_data: fc.record({
        chunk_count: numbers,
        audio_bytes: numbers,
        phases: fc.record({ headers_ms: numbers, chunks: anything }),
      }),
    });
    fc.assert(
      fc.property(fields, fc.constantFrom("request_success", "request_error"), (given, event) => {
        const { scenario } = recordScenario([line("a", event, given as unknown as Partial<LogEvent>)]);
        if (scenario) expect(parseScenario(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario);
      }),
      { numRuns: 40 },
    );
  });
});

describe("a scenario file", () => {
  const call = { method: "a.B/C", status: 0, endAtMs: 1, invented: [] };
  const file = (rest: object) => ({ format: "audiokit-scenario", version: 1, calls: [call], ...rest });

  it("is read with fields of later versions left out", () => {
    expect(parseScenario(file({ later: 1, calls: [{ ...call, later: 1 }] }))).toEqual(file({}));
  });

  it.each([
    ["version", file({ version: 2 })],
    ["calls", file({ calls: [] })],
    ["calls.0.endAtMs", file({ calls: [{ ...call, endAtMs: -1 }] })],
    ["calls.0.status", file({ calls: [{ ...call, status: 17 }] })],
    ["calls.0.method", file({ calls: [{ ...call, method: "../x" }] })],
    ["calls.0.headers", file({ calls: [{ ...call, headers: { "x-a": "a\r\nb: c" } }] })],
    ["the file", null],
  ])("is refused with the place of the mistake: %s", (place, value) => {
    expect(() => parseScenario(value)).toThrow(ScenarioError);
    expect(() => parseScenario(value)).toThrow(place);
  });
});
