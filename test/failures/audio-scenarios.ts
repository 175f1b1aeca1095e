import { lowPassed } from "../support/low-passed.ts";
import { readClip } from "../support/speech-clips.ts";
import { serveRecognition } from "./test-environment.ts";
import { openSound, recognize } from "./page/recognize-steps.ts";
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

/** A recognition that finds no words in this audio. */
function unheard(sound: Int16Array<ArrayBuffer>): FailureScenario["make"] {
  return behind("plain", () => serveRecognition(), {
    call: (client) => hear(client, { audio: new Uint8Array(sound.buffer) }),
    sound,
  });
}

/** Audio that the platform accepts but in which it recognises no words. */
export const audioScenarios: FailureScenario[] = [
  {
    cause: "silent-audio",
    title: "a second of silence",
    page: found("has a silent file recognised", openSound(silence), recognize),
    make: beforePlatform({ call: hear, sound: silence }),
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
    cause: "empty-result",
    title: "a good sound, and no words",
    page: foundAs("No words were recognized", "has a file recognised", openSound(speech), recognize),
    make: unheard(speech),
  },
];
