import { describe, expect, it } from "vitest";
import { readClip, spokenWords, type ClipName } from "../../test/support/speech-clips.ts";
import { lowPassed } from "../../test/support/low-passed.ts";
import { audioFields } from "../audio/audio-fields.ts";
import { measureAudio, type AudioMetrics } from "../audio/audio-metrics.ts";
import { isSilent } from "../audio/audio-problems.ts";
import { seededRandom } from "../basics/seeded-random.ts";
import { encodeALaw, encodeMuLaw } from "../audio/g711.ts";
import { measureSound } from "../audio/measure-sound.ts";
import { lossDb } from "../audio/signs/mix-loss.ts";
import { diagnose } from "./diagnose.ts";
import { recognised } from "./fixtures/failure-fixtures.ts";

const rateHz = 16_000;
const clips = await Promise.all((Object.keys(spokenWords) as ClipName[]).map(readClip));

/** What was done to a recording, as it is measured. */
type Damage = (clip: Int16Array) => AudioMetrics;

const at = (hz: number) => (samples: Int16Array) => measureSound(samples, hz);
const measure = at(rateHz);
const asSamples = (bytes: Uint8Array) => measure(new Int16Array(bytes.slice(0, bytes.length & ~1).buffer));
const halved = (clip: Int16Array) =>
  Int16Array.from({ length: clip.length >> 1 }, (_, i) => (clip[2 * i]! + clip[2 * i + 1]!) / 2);
const inTurn = (clip: Int16Array, right: (sample: number) => number) =>
  Int16Array.from({ length: 2 * clip.length }, (_, i) => (i % 2 === 0 ? clip[i >> 1]! : right(clip[i >> 1]!)));
const wave = (hz: number, size: number) => (i: number) => size * Math.sin((2 * Math.PI * hz * i) / rateHz);
const with16Bits = (value: number) => Math.max(-32_768, Math.min(32_767, value));
const added = (clip: Int16Array, sound: (index: number) => number) =>
  clip.map((sample, index) => with16Bits(sample + sound(index)));
const swapped = (clip: Int16Array) => clip.map((sample) => ((sample & 0xff) << 8) | ((sample >> 8) & 0xff));

/** Only what is between two frequencies, with steep edges. */
const between = (lowHz: number, highHz: number) => (clip: Int16Array) => {
  const low = lowPassed(clip, lowHz, rateHz);
  return lowPassed(clip, highHz, rateHz).map((sample, index) => sample - low[index]!);
};
const ofTelephone = between(300, 3400);

/** The recording at -62 dBFS. */
function quiet(clip: Int16Array): Int16Array {
  const gain = 10 ** ((-62 - measureAudio(clip, rateHz).levelDbfs) / 20);
  return clip.map((sample) => Math.round(sample * gain));
}

/** The same noise in every run: four even numbers together are nearly normal. */
function noise(size: number): () => number {
  const random = seededRandom(1);
  const even = () => random() - 0.5;
  return () => size * (even() + even() + even() + even());
}

/** A second of the recording in each twenty of steady noise. */
function sparse(clip: Int16Array): Int16Array {
  const hiss = noise(60);
  return Int16Array.from({ length: 60 * rateHz }, (_, i) => (i % (20 * rateHz) < rateHz ? clip[i % (20 * rateHz)]! : 0) + hiss()); // prettier-ignore
}

const damaged: [title: string, cause: string, damage: Damage][] = [
  ["16 kHz played at 8 kHz", "wrong-speed", at(8000)],
  ["16 kHz played at 48 kHz", "wrong-speed", at(48_000)],
  ["8 kHz of a telephone played at 16 kHz", "wrong-speed", (clip) => measure(halved(ofTelephone(clip)))],
  ["the bytes exchanged", "byte-order", (clip) => measure(swapped(clip))],
  ["8-bit PCM", "byte-samples", (clip) => asSamples(Uint8Array.from(clip, (sample) => (sample >> 8) + 128))],
  ["mu-law", "byte-samples", (clip) => asSamples(encodeMuLaw(clip))],
  ["A-law", "byte-samples", (clip) => asSamples(encodeALaw(clip))],
  ["two equal channels in turn", "channels-interleaved", (clip) => measure(inTurn(clip, (left) => left))],
  ["speech and a silent channel in turn", "channels-interleaved", (clip) => measure(inTurn(clip, () => 0))],
  [
    "two microphones in turn",
    "channels-interleaved",
    (clip) => {
      const hiss = noise(20);
      return measure(inTurn(clip, (left) => 0.7 * left + hiss()));
    },
  ],
  ["a hum of 50 Hz over it", "mains-hum", (clip) => measure(added(added(clip, wave(50, 4000)), wave(150, 2000)))],
  ["a hum of 60 Hz over it", "mains-hum", (clip) => measure(added(added(clip, wave(60, 4000)), wave(120, 2000)))],
  ["a tone instead of it", "tone-only", (clip) => measure(clip.map((_, index) => wave(425, 9000)(index)))],
  ["noise instead of it", "noise-only", (clip) => measure(clip.map(noise(4000)))],
  [
    "channels of opposite sign, mixed",
    "channels-cancel",
    (clip) => {
      const { signs, ...metrics } = measure(new Int16Array(clip.length));
      const energy = clip.reduce((sum, sample) => sum + sample * sample, 0);
      return { ...metrics, signs: { ...signs!, mixLossDb: lossDb(energy, 0) } };
    },
  ],
];

const healthy: [title: string, change: Damage][] = [
  ["as it is", measure],
  ["at -62 dBFS", (clip) => measure(quiet(clip))],
  ["of a telephone", (clip) => measureSound(halved(clip), 8000)],
  ["of a telephone that cuts at 300 Hz", (clip) => measureSound(halved(ofTelephone(clip)), 8000)],
  ["of such a telephone, at 16 kHz", (clip) => measure(ofTelephone(clip))],
  ["of a loudspeaker that cuts at 500 Hz", (clip) => measure(between(500, 7000)(clip))],
  ["with a weak hum", (clip) => measure(added(clip, wave(50, 200)))],
  ["with some noise", (clip) => measure(added(clip, noise(150)))],
  ["in noise as loud as it", (clip) => measure(added(clip, noise(1500)))],
  [
    "with music behind",
    (clip) =>
      measure(
        added(
          added(clip, (i) => wave([220, 262, 330, 392][(i >> 12) % 4]!, 600)(i)),
          (i) => wave([110, 131, 165, 98][(i >> 13) % 4]!, 400)(i),
        ),
      ),
  ],
  ["between long pauses", (clip) => measure(Int16Array.from([...clip, ...new Int16Array(20 * rateHz), ...clip]))],
  [
    "between long pauses of a quiet room",
    (clip) => measure(Int16Array.from([...clip, ...new Int16Array(20 * rateHz).map(noise(30)), ...clip])),
  ],
  ["a word of it", (clip) => measure(clip.slice(16_000, 16_000 + 9600))],
  ["a breath of it", (clip) => measure(clip.slice(16_000, 16_000 + 4800))],
  ["a few words far apart in the noise of a room", (clip) => measure(sparse(clip))],
  [
    "beside a silent channel",
    (clip) =>
      measureSound(
        inTurn(clip, () => 0),
        rateHz,
        2,
      ),
  ],
  ["behind a silent channel", (clip) => measureSound(inTurn(clip, () => 0).subarray(1), rateHz, 2)],
  ["played faster by a sixth", (clip) => measureSound(clip, 18_667)],
  ["played slower by a sixth", (clip) => measureSound(clip, 13_333)],
];

/** The call states the rate that was measured: what is wrong is in the sound only. */
const statedAs = ({ sampleRateHz }: AudioMetrics) => ({ sample_rate: sampleRateHz });
const loggedUnheard = (audio: AudioMetrics) =>
  recognised({ transcript_length: 0 }, { ...statedAs(audio), ...audioFields(audio) });
const unheard = (audio: AudioMetrics) => ({ events: recognised({ transcript_length: 0 }, statedAs(audio)), audio });

describe.each(clips.map((clip, index) => [Object.keys(spokenWords)[index]!, clip] as const))(
  "the recording %s, in which no word was heard",
  (_, clip) => {
    const measured = damaged.map(([title, cause, damage]) => [title, cause, damage(clip)] as const);

    it.each(measured)("is known by its sign: %s", (_title, cause, audio) => {
      expect(diagnose(unheard(audio))).toMatchObject({ cause });
    });

    it.each(measured)("is known from the log alone as well: %s", (_title, cause, audio) => {
      const found = diagnose({ events: loggedUnheard(audio) });
      expect(found).toMatchObject({ cause, confidence: diagnose(unheard(audio))?.confidence });
    });

    it("may be that of a fast speaker, so that is the first guess and no more: 8 kHz played at 16 kHz", () => {
      const audio = measure(halved(clip));
      for (const found of [diagnose(unheard(audio)), diagnose({ events: loggedUnheard(audio) })]) {
        expect(found).toMatchObject({ cause: "empty-result", guesses: [{ cause: "wrong-speed" }] });
      }
    });

    it.each(healthy)("has no sign of anything when it is healthy: %s", (_title, change) => {
      expect(diagnose(unheard(change(clip)))).toMatchObject({ cause: "empty-result", guesses: [] });
    });

    it("is not silent at -62 dBFS, though noise of that level is", () => {
      const audio = measure(quiet(clip));
      expect(Math.abs(audio.levelDbfs + 62)).toBeLessThan(1);
      expect(isSilent(audio)).toBe(false);
      expect(isSilent(measure(clip.map(noise(45))))).toBe(true);
    });
  },
);
