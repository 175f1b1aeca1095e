import { encodeMuLaw } from "../../src/audio/g711.ts";
import { pcmBytes, writeWav } from "../../src/audio/wav.ts";
import { seededRandom } from "../../src/basics/seeded-random.ts";
import { lowPassed } from "../support/low-passed.ts";
import { readClip } from "../support/speech-clips.ts";
import { serveRecognition } from "./test-environment.ts";
import { openFile, openSound, recognize } from "./page/recognize-steps.ts";
import { found, foundAs } from "./page/page-scenario.ts";
import { hear } from "./request-scenarios.ts";
import { beforePlatform, behind, type FailureScenario } from "./failure-scenario.ts";

const silence = new Int16Array(16_000);
const speech = await readClip("0880");
const loud = speech.map((sample) => Math.max(-32_767, Math.min(32_767, sample * 30)));
/** Without frequencies above 500 Hz, as from a very low sample rate. */
const muffled = lowPassed(speech, 500, 16_000);
const exchanged = speech.map((sample) => ((sample & 0xff) << 8) | ((sample >> 8) & 0xff));
const humming = speech.map((sample, i) => Math.max(-32_768, Math.min(32_767, sample / 4 + 8000 * Math.sin(i * 2 * Math.PI * (50 / 16_000))))); // prettier-ignore

/** The bytes of mu-law, sent as samples of 16 bits. */
const companded = new Int16Array(encodeMuLaw(speech).slice(0, speech.length & ~1).buffer);
const tone = speech.map((_, i) => 9000 * Math.sin(i * 2 * Math.PI * (425 / 16_000)));
const random = seededRandom(3);
const noise = speech.map(() => 8000 * (random() + random() - 1));
/** A second channel behind each sample of the first. */
const inTurn = (right: (left: number) => number) =>
  Int16Array.from({ length: 2 * speech.length }, (_, i) => (i % 2 === 0 ? speech[i >> 1]! : right(speech[i >> 1]!)));
const twice = inTurn((left) => left);
const asSlow = writeWav(pcmBytes(speech), { coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });
const opposite = inTurn((left) => -left);

/** A recognition that finds no words in this audio. */
function unheard(sound: Int16Array<ArrayBuffer>, change: object = {}): FailureScenario["make"] {
  return behind("plain", () => serveRecognition(), {
    call: (client) => hear(client, { audio: new Uint8Array(sound.buffer), ...change }),
  });
}

/** Words of which the platform is unsure. */
const doubtful = { response: [{ isFinal: true, hypothesis: { transcript: "he was not", confidence: 0.2 } }] };

/** Audio that the platform accepts but in which it recognises no words. */
export const audioScenarios: FailureScenario[] = [
  {
    cause: "silent-audio",
    title: "a second of silence",
    page: found("has a silent file recognised", openSound(silence), recognize),
    make: beforePlatform({ call: hear }),
  },
  {
    cause: "clipped-audio",
    title: "an overdriven sound, and no words",
    page: found("has an overdriven file recognised", openSound(loud), recognize),
    make: unheard(loud),
  },
  {
    cause: "narrow-audio",
    title: "a sound without high frequencies, and no words",
    page: found("has a muffled file recognised", openSound(muffled), recognize),
    make: unheard(muffled),
  },
  {
    cause: "byte-order",
    title: "speech with its bytes exchanged, and no words",
    page: found("has a file with exchanged bytes recognised", openSound(exchanged), recognize),
    make: unheard(exchanged),
  },
  {
    cause: "mains-hum",
    title: "speech under a hum, and no words",
    page: found("has a file with a hum recognised", openSound(humming), recognize),
    make: unheard(humming),
  },
  {
    cause: "byte-samples",
    title: "mu-law sent as 16-bit samples, and no words",
    page: found("has a file of mu-law bytes recognised", openSound(companded), recognize),
    make: unheard(companded),
  },
  {
    cause: "channels-interleaved",
    title: "two channels sent as one, and no words",
    page: found("has a file with the channels in turn recognised", openSound(twice), recognize),
    make: unheard(twice),
  },
  {
    cause: "channels-cancel",
    title: "channels that cancel, and no words",
    page: found("has a file with opposite channels recognised", openSound(opposite, undefined, 2), recognize),
    make: unheard(opposite, { channelCount: 2 }),
  },
  {
    cause: "tone-only",
    title: "a tone, and no words",
    page: found("has a file with a tone recognised", openSound(tone), recognize),
    make: unheard(tone),
  },
  {
    cause: "noise-only",
    title: "noise, and no words",
    page: found("has a file with noise recognised", openSound(noise), recognize),
    make: unheard(noise),
  },
  {
    cause: "wrong-speed",
    title: "16 kHz said to be 8, and no words",
    page: found("has a file with a wrong rate recognised", openFile("slow.wav", asSlow), recognize),
    make: unheard(speech, { sampleRateHz: 8000 }),
  },
  {
    cause: "low-confidence",
    title: "words of which the platform is unsure",
    page: found("has a file recognised", openSound(speech), recognize),
    make: behind("plain", () => serveRecognition(undefined, doubtful), { call: (client) => hear(client, { audio: new Uint8Array(speech.buffer) }) }), // prettier-ignore
  },
  {
    cause: "empty-result",
    title: "a good sound, and no words",
    page: foundAs("No words were recognized", "has a file recognised", openSound(speech), recognize),
    make: unheard(speech),
  },
];
