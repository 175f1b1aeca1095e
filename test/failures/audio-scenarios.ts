import { serveRecognition } from "./test-environment.ts";
import { openSound, recognize } from "./page/recognize-steps.ts";
import { found, foundAs } from "./page/page-scenario.ts";
import { hear } from "./request-scenarios.ts";
import { beforePlatform, behind, type FailureScenario } from "./failure-scenario.ts";

const silence = new Int16Array(16_000);
const loud = Int16Array.from({ length: 32_000 }, (_, i) => Math.sign(Math.sin(i / 13)) * 32_767);
const speechlike = Int16Array.from({ length: 32_000 }, (_, i) => 6000 * Math.sin(i * 1.2) * Math.sin(i / 1900));
/** Audio without frequencies above 500 Hz, as from a very low sample rate. */
const muffled = Int16Array.from({ length: 32_000 }, (_, i) => 6000 * Math.sin(i / 7) * Math.sin(i / 1900));

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
    cause: "empty-result",
    title: "a good sound, and no words",
    page: foundAs("No words were recognized", "has a file recognised", openSound(speechlike), recognize),
    make: unheard(speechlike),
  },
];
