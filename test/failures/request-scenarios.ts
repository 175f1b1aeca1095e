import { audioAttributes } from "../../src/logging/attributes/audio-attributes.ts";
import { withCallContext } from "../../src/logging/call-context.ts";
import { Code, ConnectError } from "@connectrpc/connect";
import type { AudioKitClient } from "../../src/audiokit/client.ts";
import { serveRecognition, serveSynthesis } from "./test-environment.ts";
import { openFile, openLong, openSound, recognize } from "./page/recognize-steps.ts";
import { openSynthesize, speaking, speakMarkup, speakText } from "./page/synthesize-steps.ts";
import { putRight, refused, told, type PageScenario } from "./page/page-scenario.ts";
import { beforePlatform, speak, switchedTo, type FailureScenario } from "./failure-scenario.ts";

/** Recognises audio, with what is measured in it in the log, as the library has it. */
export function hear(client: AudioKitClient, change: object = {}): Promise<unknown> {
  const audio = new Uint8Array(32_000);
  const usual = { audio, coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, language: "en" } as const;
  const request = { ...usual, ...change };
  const requestData = audioAttributes(request.audio, request);
  return client.recognizeFile(request, { contextValues: withCallContext({ requestData }) });
}

type Call = (client: AudioKitClient) => Promise<unknown>;
const request = (cause: string, title: string, page: PageScenario, call: Call): FailureScenario => ({
  cause,
  title,
  page,
  make: beforePlatform({ call }),
});

const second = new Int16Array(16_000);
const halfSample = new Uint8Array(3);
const onlyHeader = new TextEncoder().encode("RIFF    WAVEfmt ");
const nothing = "<speak></speak>";
const unclosed = "<speak>One. <emphasis>Two.</speak>";

const recognizing = (choices: string) =>
  told(`has a file recognised at ?${choices}`, openSound(second, choices), recognize);

/** Failures by the request. */
export const requestScenarios: FailureScenario[] = [
  request("unknown-voice", "a voice that does not exist", speaking("voice=nobody"), (client) =>
    speak(client, { voice: "nobody" }),
  ),
  request("unknown-language", "a language without a voice", speaking("voice=borisova&language=tlh"), (client) =>
    speak(client, { language: "tlh" }),
  ),
  request("unknown-language", "a language without a model", recognizing("language=tlh"), (client) =>
    hear(client, { language: "tlh" }),
  ),
  request("unknown-model", "a model that does not exist", recognizing("language=en&model=nope"), (client) =>
    hear(client, { model: "nope" }),
  ),
  request(
    "unknown-model",
    "a type of model that the voice lacks",
    speaking("voice=borisova&model-type=nope"),
    (client) => speak(client, { modelType: "nope" }),
  ),
  request(
    "wrong-rate-or-encoding",
    "a rate of 1 Hz",
    putRight("has a text spoken at ?rate=1, which is passed over", openSynthesize("voice=borisova&rate=1"), speakText),
    (client) => speak(client, { sampleRateHz: 1 }),
  ),
  {
    cause: "wrong-rate-or-encoding",
    title: "a platform that does not make the rate",
    page: speaking("voice=borisova&rate=44100"),
    make: switchedTo(() =>
      serveSynthesis(async function* ({ sampleRateHertz }) {
        const words = `sample_rate_hertz: must be 8000, got ${String(sampleRateHertz)}`;
        yield await Promise.reject(new ConnectError(words, Code.InvalidArgument));
      }),
    ),
  },
  request(
    "wrong-rate-or-encoding",
    "nine channels, each by itself",
    told(
      "has a file of nine channels recognised at ?on=splitByChannel",
      openSound(new Int16Array(9 * 16_000), "language=en&on=splitByChannel", 9),
      recognize,
    ),
    (client) => hear(client, { audio: new Uint8Array(9 * 32_000), channelCount: 9, splitByChannel: true }),
  ),
  request(
    "wrong-rate-or-encoding",
    "a header before the samples",
    refused(
      "This browser can’t decode the file",
      "opens a file that is a header only",
      openFile("header.wav", onlyHeader),
    ),
    (client) => hear(client, { audio: onlyHeader }),
  ),
  request(
    "wrong-rate-or-encoding",
    "half a sample",
    refused("This browser can’t decode the file", "opens a file of three bytes", openFile("half.raw", halfSample)),
    (client) => hear(client, { audio: halfSample }),
  ),
  request(
    "empty-input",
    "a sound without samples",
    refused("This file has no audio", "opens a WAV without samples", openSound(new Int16Array(0))),
    (client) => hear(client, { audio: new Uint8Array(0) }),
  ),
  request(
    "broken-markup",
    "a tag that is not closed",
    told(`has the SSML ${unclosed} spoken`, openSynthesize(), speakMarkup(unclosed)),
    (client) => client.synthesize({ text: unclosed, ssml: true, voice: "borisova", language: "en" }),
  ),
  request(
    "empty-input",
    "a text with nothing to say",
    told(`has the SSML ${nothing} spoken`, openSynthesize(), speakMarkup(nothing)),
    (client) => speak(client, { text: nothing, ssml: true }),
  ),
  request(
    "message-too-large",
    "a message over the limit",
    refused("Too long for one message", "opens a recording of 33 minutes", openLong(33 * 60)),
    (client) => hear(client, { audio: new Uint8Array(62_914_560) }),
  ),
  {
    cause: "message-too-large",
    title: "a platform that takes 4 MiB, as gRPC does by itself",
    page: told("has a recording of 140 s recognised", openLong(140), recognize),
    make: switchedTo(() => serveRecognition(4 * 2 ** 20), {
      call: (client) => hear(client, { audio: new Uint8Array(140 * 32_000) }),
    }),
  },
];
