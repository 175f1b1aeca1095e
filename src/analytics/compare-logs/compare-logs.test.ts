import { describe, expect, it } from "vitest";
import { countComparedSide } from "../../../test/support/count-compared-side.ts";
import { planted } from "../../../test/support/planted-differences.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import type { ComparedSide } from "./compared-side.ts";
import { compareLogs } from "./compare-logs.ts";
import { countDifferences, type LogDifferences } from "./log-difference.ts";

const log = (seed: number, lines = 3000): LogEvent[] => [...generateCalls(lines, { seed, lengthMs: 5 * 86_400_000 })];
const compare = (left: LogEvent[], right: LogEvent[]) => compareLogs(countComparedSide(left), countComparedSide(right));

/** What is named, each in a few words. */
function named({ errors, otherErrors, operations, durations, fields, settings }: LogDifferences): string[] {
  return [
    ...errors.map(({ key, turn }) => `error ${turn}: ${key}`),
    ...otherErrors.map(({ key, turn }) => `other error ${turn}: ${key}`),
    ...operations.map(({ key, turn }) => `call ${turn}: ${key}`),
    ...durations.flatMap(({ operation, percentiles }) =>
      percentiles.map(({ percent }) => `p${String(percent)}: ${operation}`),
    ),
    ...fields.map(({ path, key, turn }) => `${path} ${turn}: ${key}`),
    ...settings.map(({ path }) => `setting: ${path}`),
  ].sort();
}

describe("compareLogs", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("names all planted differences and nothing else (%i)", (seed) => {
    const found = compare(log(seed), planted(log(seed + 100)));
    expect(named(found)).toEqual([
      'call gone: ["VoiceCloning","CloneVoice"]',
      "error new: TTS / Synthesize / FAILED_PRECONDITION / the engine is being updated",
      'p50: ["ASR","FileRecognize"]',
      'p95: ["ASR","FileRecognize"]',
      'request_data.voice_name gone: "gandelman"',
      'request_data.voice_name new: "ermilova"',
      "setting: data.jitterBufferMs",
      "setting: data.version",
    ]);
  });

  it("finds nothing in 100 pairs of logs without a difference, of very different lengths too", () => {
    const sides = Array.from({ length: 15 }, (_, seed) =>
      countComparedSide(log(seed + 1, seed % 3 === 0 ? 300 : 1500)),
    );
    const pairs = sides.flatMap((left, at) => sides.slice(at + 1).map((right) => named(compareLogs(left, right))));
    expect(pairs.length).toBeGreaterThanOrEqual(100);
    expect(pairs.flat()).toEqual([]);
  });

  it("takes a log with more calls of one operation for no other log", () => {
    const [tts, asr] = ['["TTS","Synthesize"]', '["ASR","Recognize"]'];
    const side = (ofTts: number, ofAsr: number): ComparedSide => {
      const rows = (share: { tts: number; asr: number }) =>
        new Map([
          [tts, ofTts * share.tts],
          [asr, ofAsr * share.asr],
        ]);
      const all = rows({ tts: 1, asr: 1 });
      const [often, seldom] = [rows({ tts: 0.9, asr: 0.1 }), rows({ tts: 0.1, asr: 0.9 })];
      return {
        ...{ calls: all, ended: all, errors: new Map([["the network is down", rows({ tts: 0.2, asr: 0.02 })]]) },
        fields: new Map([
          [
            "request_data.language",
            new Map([
              ["ru", often],
              ["en", seldom],
            ]),
          ],
        ]),
        ...{ durations: new Map(), otherLines: 0, otherErrors: new Map(), settings: [] },
      };
    };
    expect(named(compareLogs(side(1000, 200), side(200, 1000)))).toEqual([]);
  });

  it("names a failure of four in 38 calls that 412 others do not have", () => {
    const side = (calls: number, failed: number): ComparedSide => {
      const all = new Map([["tts", calls]]);
      const errors = new Map([["refused", new Map(failed === 0 ? [] : [["tts", failed]])]]);
      const none = { durations: new Map(), fields: new Map(), otherLines: 0, otherErrors: new Map(), settings: [] };
      return { calls: all, ended: all, errors, ...none };
    };
    expect(compareLogs(side(412, 0), side(38, 4)).errors).toMatchObject([
      { key: "refused", turn: "new", left: { count: 0, of: 412 }, right: { count: 4, of: 38 } },
    ]);
    expect(compareLogs(side(412, 0), side(38, 1)).errors).toEqual([]);
  });

  it("turns everything round when the logs change places", () => {
    const [left, right] = [log(1), planted(log(101))];
    const [there, back] = [compare(left, right), compare(right, left)];
    expect(countDifferences(back)).toBe(countDifferences(there));
    expect(named(back)).toContain("error gone: TTS / Synthesize / FAILED_PRECONDITION / the engine is being updated");
    expect(there.durations[0]!.percentiles[0]!.right).toEqual(back.durations[0]!.percentiles[0]!.left);
  });

  it("says nothing of an empty log", () => {
    expect(countDifferences(compare([], []))).toBe(0);
    expect(countDifferences(compare([], log(1)))).toBe(0);
  });
});
