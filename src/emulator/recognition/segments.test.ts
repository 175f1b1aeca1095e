import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VoiceActivity } from "./recognition-engine.ts";
import { openSegmenter, type Phrase, type SegmentEvent, type SegmentRules } from "./segments.ts";

/** Takes loud frames for speech, so that a test can draw its sound. */
const loudness: VoiceActivity = {
  open: () => ({ isSpeech: (frame) => frame.some((sample) => Math.abs(sample) > 0.1), close: () => undefined }),
};

const rules = (change: Partial<SegmentRules> = {}): SegmentRules => ({
  mode: 2,
  minSilenceMs: 300,
  minSpeechMs: 90,
  padMs: 120,
  maxPhraseMs: 15_000,
  ...change,
});

/** Sound drawn as [speech?, milliseconds] stretches; the level tells where a sample came from. */
function draw(...stretches: [isSpeech: boolean, ms: number, level?: number][]): Float32Array {
  return Float32Array.from(
    stretches.flatMap(([isSpeech, ms, level = 0.5]) => new Array<number>(ms * 16).fill(isSpeech ? level : 0)),
  );
}

function segment(sound: Float32Array, how: SegmentRules, pieceSamples = 4000): SegmentEvent[] {
  const segmenter = openSegmenter(how, loudness);
  const events: SegmentEvent[] = [];
  for (let offset = 0; offset < sound.length; offset += pieceSamples) {
    events.push(...segmenter.push(sound.subarray(offset, offset + pieceSamples)));
  }
  events.push(...segmenter.end());
  segmenter.close();
  return events;
}

const phrases = (events: SegmentEvent[]): Phrase[] =>
  events.flatMap((event) => (event.kind === "phrase" ? [event.phrase] : []));
const times = (events: SegmentEvent[]) => phrases(events).map((phrase) => [phrase.speechStartMs, phrase.speechEndMs]);
const lengthMs = (phrase: Phrase) => phrase.samples.length / 16;

describe("openSegmenter", () => {
  const two = draw([false, 600], [true, 900], [false, 450], [true, 600], [false, 600]);

  it("finds phrases between silences and says where each begins and ends", () => {
    const events = segment(two, rules());
    expect(times(events)).toEqual([
      [600, 1500],
      [1950, 2550],
    ]);
    expect(events.map(({ kind }) => kind)).toEqual(["begin", "phrase", "begin", "phrase"]);
    expect(phrases(events).every((phrase) => phrase.isBegun && phrase.isEnded)).toBe(true);
  });

  it("joins what a shorter pause divides", () => {
    expect(times(segment(two, rules({ minSilenceMs: 480 })))).toEqual([[600, 2550]]);
  });

  it("drops a noise shorter than speech, and its beginning is never told", () => {
    expect(segment(draw([false, 600], [true, 60], [false, 600]), rules())).toEqual([]);
  });

  it("keeps the pad on both sides, cuts into speech with a negative one, and never hears a sound twice", () => {
    const [first] = phrases(segment(two, rules()));
    expect([first!.startMs, lengthMs(first!)]).toEqual([480, 120 + 900 + 120]);
    const [inner] = phrases(segment(two, rules({ padMs: -60 })));
    expect([inner!.startMs, lengthMs(inner!)]).toEqual([660, 900 - 120]);
    const [left, right] = phrases(segment(two, rules({ padMs: 3000 })));
    expect(right!.startMs).toBeGreaterThanOrEqual(left!.speechEndMs);
  });

  it("closes the last phrase with the audio, however short its last frame", () => {
    const events = segment(draw([false, 300], [true, 1007]), rules());
    expect(times(events)).toEqual([[300, 1307]]);
    expect(phrases(events)[0]!.isEnded).toBe(true);
  });

  it("cuts endless speech at its quietest point and goes on with the rest", () => {
    const events = segment(draw([true, 1200], [true, 30, 0.2], [true, 900]), rules({ maxPhraseMs: 1500 }));
    expect(times(events)).toEqual([
      [0, 1200],
      [1200, 2130],
    ]);
    expect(phrases(events).map(({ isBegun, isEnded }) => [isBegun, isEnded])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(events.filter(({ kind }) => kind === "begin")).toHaveLength(1);
  });

  it("lets a phrase end in a pause that fills what a phrase may hold", () => {
    const events = segment(
      draw([true, 900], [false, 3000], [true, 600]),
      rules({ minSilenceMs: 10_000, maxPhraseMs: 1500 }),
    );
    expect(times(events)).toEqual([
      [0, 900],
      [3900, 4500],
    ]);
  });

  it("shows the phrase that is being said, growing with the speech and not with the silence after it", () => {
    const segmenter = openSegmenter(rules(), loudness);
    segmenter.push(draw([false, 300], [true, 60]));
    expect(segmenter.current()).toBeUndefined();
    segmenter.push(draw([true, 240]));
    const early = segmenter.current()!;
    segmenter.push(draw([true, 240]));
    expect(segmenter.current()!.samples.length).toBe(early.samples.length + 240 * 16);
    segmenter.push(draw([false, 270]));
    expect(segmenter.current()!.samples.length).toBe(early.samples.length + (240 + 120) * 16);
    segmenter.push(draw([false, 30]));
    expect(segmenter.current()).toBeUndefined();
  });

  it("finds the same phrases whatever the pieces", () => {
    const stretch = fc.tuple(fc.boolean(), fc.integer({ min: 10, max: 900 }));
    const sound = fc.array(stretch, { minLength: 1, maxLength: 12 }).map((stretches) => draw(...stretches));
    fc.assert(
      fc.property(sound, fc.integer({ min: 1, max: 9000 }), (samples, piece) => {
        const how = rules({ maxPhraseMs: 1200 });
        expect(segment(samples, how, piece)).toEqual(segment(samples, how, samples.length));
      }),
      { numRuns: 60 },
    );
  });

  it("gives phrases in order, inside the audio and no longer than allowed", () => {
    const stretch = fc.tuple(fc.boolean(), fc.integer({ min: 10, max: 2500 }));
    const change = fc.record({
      minSilenceMs: fc.integer({ min: 30, max: 3000 }),
      minSpeechMs: fc.integer({ min: 0, max: 900 }),
      padMs: fc.integer({ min: -300, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), change, (stretches, how) => {
        const sound = draw(...stretches);
        let before = 0;
        for (const phrase of phrases(segment(sound, rules({ ...how, maxPhraseMs: 1500 })))) {
          expect(phrase.samples.length).toBeGreaterThan(0);
          expect(lengthMs(phrase)).toBeLessThanOrEqual(1500);
          expect(phrase.speechStartMs).toBeGreaterThanOrEqual(before);
          expect(phrase.speechEndMs).toBeGreaterThanOrEqual(phrase.speechStartMs);
          before = phrase.speechEndMs;
        }
        expect(before).toBeLessThanOrEqual(sound.length / 16);
      }),
      { numRuns: 300 },
    );
  });
});
