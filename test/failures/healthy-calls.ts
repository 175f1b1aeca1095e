import { collectSpeech } from "../../src/audiokit/calls/speech-stream.ts";
import type { AudioKitClient } from "../../src/audiokit/client.ts";
import { voiceModelRatesHz, voiceNames } from "../../src/emulator/synthesis/voices.ts";
import { readClip, spokenWords, type ClipName } from "../support/speech-clips.ts";
import { hear } from "./request-scenarios.ts";

/** A call in which nothing goes wrong. */
export interface HealthyCall {
  title: string;
  make: (client: AudioKitClient) => Promise<unknown>;
}

const texts = [
  "One.",
  "Is the certificate expired? No: UNAVAILABLE, 503 and 504 are only words here.",
  "The voice, the model and the token.",
  "Раз, два, три.",
  "Ошибка: доступ запрещён, неверный токен.",
  "Сервер занят, повторите через 40 с.",
  "CUDA out of memory, connection reset, deadline exceeded.",
  '<speak>Two <break time="0.2s"/> and three.</speak>',
];
const codings = ["pcm16", "mulaw", "alaw"] as const;

/** Changes of a recording that leave its words. */
const heardAs: Record<string, (sample: number, at: number) => number> = {
  "as it is": (sample) => sample,
  "at a tenth": (sample) => sample / 10,
  "upside down": (sample) => -sample,
  "with a little noise": (sample, at) => sample + 60 * Math.sin(at * at),
};

const isRussian = (text: string) => /[а-я]/i.test(text);

/** Spoken in every voice, rate and coding: whole, and as a stream. */
function spoken(): HealthyCall[] {
  return texts.flatMap((text, of) =>
    voiceNames.flatMap((voice, by) =>
      voiceModelRatesHz.flatMap((sampleRateHz, at): HealthyCall[] => {
        const coding = codings[(of + by + at) % codings.length]!;
        const language = isRussian(text) ? "ru" : "en";
        const request = { text, ssml: text.startsWith("<"), voice, language, sampleRateHz, coding };
        const title = `${voice} says "${text}" at ${sampleRateHz} Hz, ${coding}`;
        return (of + by + at) % 2 === 0
          ? [{ title, make: (client) => client.synthesize(request) }]
          : [{ title: `${title}, as a stream`, make: (client) => collectSpeech(client.synthesizeStream(request)) }];
      }),
    ),
  );
}

/** Human recordings, in changes that leave their words. */
async function recognised(): Promise<HealthyCall[]> {
  const calls: HealthyCall[] = [];
  for (const name of Object.keys(spokenWords) as ClipName[]) {
    const clip = await readClip(name);
    for (const [how, change] of Object.entries(heardAs)) {
      const sound = Int16Array.from(clip, change);
      const request = { audio: new Uint8Array(sound.buffer), punctuation: calls.length % 2 === 0 };
      calls.push({ title: `${name} ${how}`, make: (client) => hear(client, request) });
    }
  }
  return calls;
}

/** Two hundred calls of great variety that go well. */
export async function healthyCalls(): Promise<HealthyCall[]> {
  const calls = [...spoken(), ...(await recognised())];
  const lists: HealthyCall[] = [
    { title: "models of the synthesis", make: (client) => client.ttsModels() },
    { title: "models of the recognition", make: (client) => client.sttModels() },
  ];
  while (calls.length < 200) calls.push(lists[calls.length % lists.length]!);
  return calls;
}
