import { encodeMuLaw } from "../../src/audio/g711.ts";
import { pcmBytes, writeWav } from "../../src/audio/wav.ts";
import { seededRandom } from "../../src/basics/seeded-random.ts";
import { lowPassed } from "../support/low-passed.ts";
import { readClip } from "../support/speech-clips.ts";
import { serveRecognition } from "./test-environment.ts";
import { openFile, openSound, recognize } from "./page/recognize-steps.ts";
import { found, foundAs, putRight } from "./page/page-scenario.ts";
import { hear } from "./request-scenarios.ts";
import { beforePlatform, switchedTo, type FailureScenario } from "./failure-scenario.ts";

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
const opposite = inTurn((left) => -left);

/** Speech in a recognition that answers so. */
const answered = (answer: Parameters<typeof serveRecognition>[1], sound: Int16Array<ArrayBuffer>, stated = {}) =>
  switchedTo(() => serveRecognition(undefined, answer), {
    call: (client) => hear(client, { audio: new Uint8Array(sound.buffer), ...stated }),
  });

/** A sound in which the platform finds no words. @param stated what the file and the call say of it, where that is not usual */
function unheard(
  cause: string,
  title: string,
  file: string,
  sound: Int16Array<ArrayBuffer>,
  stated: { sampleRateHz?: number; channelCount?: number } = {},
): FailureScenario {
  const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, ...stated } as const;
  const open = openFile("sound.wav", writeWav(pcmBytes(sound), format));
  return {
    cause,
    title: `${title}, and no words`,
    page: found(`has ${file} recognised`, open, recognize),
    make: answered({}, sound, stated),
  };
}

/** Words of which the platform is unsure. */
const doubtful = { response: [{ isFinal: true, hypothesis: { transcript: "he was not", confidence: 0.2 } }] };

/** Audio that the platform accepts but in which it recognises no words, or doubtful ones. */
export const audioScenarios: FailureScenario[] = [
  {
    cause: "silent-audio",
    title: "a second of silence",
    page: found("has a silent file recognised", openSound(silence), recognize),
    make: beforePlatform({ call: hear }),
  },
  unheard("clipped-audio", "an overdriven sound", "an overdriven file", loud),
  unheard("narrow-audio", "a sound without high frequencies", "a muffled file", muffled),
  unheard("byte-order", "speech with its bytes exchanged", "a file with exchanged bytes", exchanged),
  unheard("mains-hum", "speech under a hum", "a file with a hum", humming),
  unheard("byte-samples", "mu-law sent as 16-bit samples", "a file of mu-law bytes", companded),
  unheard("channels-interleaved", "two channels sent as one", "a file with the channels in turn", twice),
  {
    ...unheard("channels-cancel", "channels that cancel", "", opposite, { channelCount: 2 }),
    // The page sends one of the two.
    page: putRight("has a file with opposite channels recognised", openSound(opposite, undefined, 2), recognize),
  },
  unheard("tone-only", "a tone", "a file with a tone", tone),
  unheard("noise-only", "noise", "a file with noise", noise),
  unheard("wrong-speed", "16 kHz said to be 8", "a file with a wrong rate", speech, { sampleRateHz: 8000 }),
  {
    cause: "low-confidence",
    title: "words of which the platform is unsure",
    page: found("has a file recognised", openSound(speech), recognize),
    make: answered(doubtful, speech),
  },
  {
    cause: "empty-result",
    title: "a good sound, and no words",
    page: foundAs("No words were recognized", "has a file recognised", openSound(speech), recognize),
    make: answered({}, speech),
  },
];
