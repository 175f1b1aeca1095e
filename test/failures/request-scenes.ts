import type { AudioKitClient } from "../../src/audiokit/client.ts";
import { servePlatform } from "./bed.ts";
import { behind, speak, type Scene } from "./scene.ts";

/** Has a sound recognised. */
function hear(client: AudioKitClient, change: object): Promise<unknown> {
  const audio = new Uint8Array(32_000);
  const request = { audio, coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, language: "en" } as const;
  return client.recognizeFile({ ...request, ...change });
}

const request = (cause: string, title: string, call: (client: AudioKitClient) => Promise<unknown>): Scene => ({
  cause,
  title,
  make: behind("plain", ({ platformPort }) => Promise.resolve(platformPort), { call }),
});

const loud = Int16Array.from({ length: 32_000 }, (_, i) => Math.sign(Math.sin(i / 13)) * 32_767);
const speechlike = Int16Array.from({ length: 32_000 }, (_, i) => 6000 * Math.sin(i / 7) * Math.sin(i / 1900));

/** What is wrong with the request or its sound. */
export const requestScenes: Scene[] = [
  { ...request("unknown-voice", "a voice that does not exist", (c) => speak(c, { voice: "nobody" })), page: "nobody" },
  request("unknown-language", "a language without a voice", (c) => speak(c, { language: "tlh" })),
  request("unknown-language", "a language without a model", (c) => hear(c, { language: "tlh" })),
  request("unknown-model", "a model that does not exist", (c) => hear(c, { model: "nope" })),
  request("wrong-rate-or-encoding", "a rate of 1 Hz", (c) => speak(c, { sampleRateHz: 1 })),
  request("wrong-rate-or-encoding", "a header before the samples", (c) =>
    hear(c, { audio: new TextEncoder().encode("RIFF    WAVEfmt ") }),
  ),
  request("wrong-rate-or-encoding", "half a sample", (c) => hear(c, { audio: new Uint8Array(3) })),
  request("empty-input", "a sound without samples", (c) => hear(c, { audio: new Uint8Array(0) })),
  request("empty-input", "a text with nothing to say", (c) => speak(c, { text: "<speak></speak>", ssml: true })),
  request("message-too-large", "a message over the limit", (c) => hear(c, { audio: new Uint8Array(62_914_560) })),
  {
    cause: "silent-audio",
    title: "a second of silence",
    page: "recognize",
    make: behind("plain", ({ platformPort }) => Promise.resolve(platformPort), {
      call: (client) => hear(client, {}),
      sound: new Int16Array(16_000),
    }),
  },
  ...(
    [
      ["clipped-audio", "an overdriven sound, and no words", loud],
      ["empty-result", "a good sound, and no words", speechlike],
    ] as const
  ).map(([cause, title, sound]): Scene => ({
    cause,
    title,
    make: behind("plain", () => servePlatform({ recognition: { fileRecognize: () => ({}) } }), {
      call: (client) => hear(client, { audio: new Uint8Array(sound.buffer) }),
      sound,
    }),
  })),
];
