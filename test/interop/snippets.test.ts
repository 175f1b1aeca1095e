import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pcmBytes, readWav, secondsOf, writeWav } from "../../src/audio/wav.ts";
import { fromBase64 } from "../../src/basics/base64.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { readLoggedCall } from "../../src/snippets/read-logged-call.ts";
import { snippetKinds, writeSnippet, type SnippetKind } from "../../src/snippets/write-snippet.ts";
import { tokenPath } from "../../src/wire/paths.ts";
import { projectFolder } from "../support/folders.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { openRecordingPlatform, type RecordedCall, type RecordingPlatform } from "./recording-platform.ts";
import { findSnippetRunner, loggedClient, type SnippetRunner } from "./snippet-runner.ts";

const found = await findSnippetRunner();
afterAll(() => ("missing" in found ? undefined : found.close()));
const runner = found as SnippetRunner;
const noPython = "missing" in found ? found.missing : undefined;
const noGrpcurl = "missing" in found ? undefined : found.noGrpcurl;

/** What a shell, JSON or Python could read as something else than a text. */
const hostile = [
  `it's "quoted" \\ and 'again'`,
  "$(touch pwned) `touch pwned` ${HOME} $HOME $'x' !! ~ * ? [a] {a,b} | & ; < > #",
  "\nREQUEST\ntouch pwned\nEOF\n'''\n\"\"\"\n",
  "\u001b[201~touch pwned\r\n\u0007\u202Etxt.exe\u2066\u200B\uFEFF",
  "Привет, мир! Ёлка — 😀 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 \u2028\u2029",
  "%s %n \\n \\u0041 \\x41 {{ }} %(a)s -e --help",
].join(" ");
const samples = pcmBytes(Int16Array.from({ length: 16_000 }, (_, at) => (at * 7919) % 32_768));
const pcm = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;

async function* inChunks(sizeBytes: number) {
  for (let at = 0; at < samples.length; at += sizeBytes) yield samples.subarray(at, at + sizeBytes);
}
async function through(phrases: AsyncIterable<unknown>) {
  for await (const phrase of phrases) if (phrase === undefined) break;
}

type Calling = (logged: ReturnType<typeof loggedClient>) => Promise<unknown>;
const speech = { languageCode: "ru", encoding: 1, sampleRateHertz: 22_050, voiceName: "borisova" } as const;

/** What the page can call, by name. */
const callings: Record<string, Calling> = {
  synthesis: ({ tts }) =>
    tts.synthesize({
      ...speech,
      inputSource: { case: "text", value: hostile },
      synthesizeOptions: {
        modelType: "high_quality",
        modelSampleRateHertz: 44_100,
        voiceStyle: 3,
        postprocessingMode: 2,
        customOptions: {
          whole: { kind: { case: "int32Value", value: -5 } },
          large: { kind: { case: "int64Value", value: 9_007_199_254_740_993n } },
          real: { kind: { case: "numberValue", value: 0.125 } },
          "it's": { kind: { case: "stringValue", value: hostile } },
          flag: { kind: { case: "boolValue", value: false } },
        },
      },
    }),
  "streamed synthesis of SSML": async ({ tts }) =>
    through(tts.streamingSynthesize({ ...speech, inputSource: { case: "ssml", value: `<speak>${hostile}</speak>` } })),
  "synthesis in A-law by a voice of a hostile name": ({ tts }) =>
    tts.synthesize({ ...speech, inputSource: { case: "text", value: "раз" }, encoding: 20, voiceName: hostile }),
  "synthesis by a cloned voice": ({ tts }) =>
    tts.voiceCloning({ ...speech, voiceId: "v-1", inputSource: { case: "text", value: hostile } }),
  "streamed synthesis by a cloned voice": async ({ tts }) =>
    through(tts.streamingVoiceCloning({ ...speech, voiceId: "v-1", inputSource: { case: "text", value: "раз" } })),
  "recognition of a file": ({ client }) =>
    client.recognizeFile({
      ...pcm,
      audio: samples,
      model: hostile,
      language: "ru",
      vaMarks: "as-soon-as-known",
      splitterOptions: { threshold: 0.25, minSilenceMs: 700, speechPadMs: -100, keep: "pauses" },
      splitByChannel: true,
      denormalization: true,
      genderAge: true,
      speakers: { max: 3 },
      antispoofing: { falseRejection: 0.5 },
      contextDictionary: { name: hostile, weight: -0.5 },
      substitution: { name: hostile },
    }),
  "recognition of a file in A-law with the newest phrase splitter": ({ client }) =>
    client.recognizeFile({
      coding: "alaw",
      sampleRateHz: 8000,
      channelCount: 2,
      audio: samples,
      model: "e2e-v3",
      phraseSplitter: "vad-v2",
      splitterOptions: { beginningThreshold: 0.5, endingThreshold: 0.25, minSilenceMs: 300 },
      speakers: { exact: 2 },
      antispoofing: { falseAcceptance: 0.25 },
    }),
  "live recognition": async ({ client }) =>
    through(
      client.recognizeStream(inChunks(6000), {
        ...pcm,
        model: "e2e-v3",
        interimResults: true,
        singleUtterance: false,
        phraseSplitter: "enhanced-vad",
        splitterOptions: {
          beginningWindowMs: 360,
          beginningThreshold: 0.5,
          endingWindowMs: 400,
          endingThreshold: 0.25,
        },
      }),
    ),
  "live recognition until the first phrase": async ({ client }) =>
    through(client.recognizeStream(inChunks(6000), { ...pcm, singleUtterance: true, phraseSplitter: "none" })),
  "the list of voices": ({ client }) => client.ttsModels(),
  "the list of recognisers": ({ client }) => client.sttModels(),
  "cloning of a voice": ({ client }) => client.cloneVoice({ signal: samples }),
  "a question for a cloning task": ({ client }) => client.getVoiceTaskInfo(hostile),
  "deletion of a voice": ({ client }) => client.deleteVoice(hostile),
};

/** The WAV that a call sent, under the name that its snippet reads. */
function soundOf(lines: LogEvent[]): Record<string, Uint8Array> {
  const sound = readLoggedCall(lines)?.sound;
  return sound ? { [sound.fileName]: writeWav(samples, sound.format) } : {};
}

const textOf = (kind: SnippetKind, lines: LogEvent[]) => writeSnippet(kind, readLoggedCall(lines)!).text;

describe.each(Object.keys(callings))("a snippet of %s", (name) => {
  let platform: RecordingPlatform | undefined;
  let lines: LogEvent[];
  let original: RecordedCall;
  beforeEach(({ skip }) => skip(noPython !== undefined, noPython));
  beforeAll(async () => {
    if (noPython !== undefined) return;
    platform = await openRecordingPlatform();
    const logged = loggedClient(platform.url, "a.b-c_d.e");
    await callings[name]!(logged);
    lines = logged.takeLines();
    [original] = platform.take() as [RecordedCall];
  });
  afterAll(() => platform?.close());

  it.for(["grpcurl", "buf", "python"] as const)("makes the very same call with %s", async (kind, { skip }) => {
    if (kind === "grpcurl") skip(noGrpcurl !== undefined, noGrpcurl);
    const { code, stderr } = await runner.run(textOf(kind, lines)!, soundOf(lines), { AUDIOKIT_TOKEN: "a.b-c_d.e" });
    expect(stderr.replace(/^buf curl.*beta.*\n/, "")).toBe("");
    expect(code).toBe(0);
    const [again, ...more] = platform!.take();
    expect(more).toEqual([]);
    expect(again).toEqual(original);
  });
});

describe("the command of the official client", () => {
  let platform: RecordingPlatform | undefined;
  beforeEach(({ skip }) => skip(noPython !== undefined, noPython));
  beforeAll(async () => {
    if (noPython === undefined) platform = await openRecordingPlatform();
  });
  afterAll(() => platform?.close());

  /** Makes a call as the page does, then with the client; both as they arrived. */
  async function twice(calling: Calling): Promise<[RecordedCall, RecordedCall]> {
    const logged = loggedClient(platform!.url);
    await calling(logged);
    const [original] = platform!.take() as [RecordedCall];
    const lines = logged.takeLines();
    const { code, stderr } = await runner.run(textOf("client", lines)!, soundOf(lines));
    expect([code, stderr]).toEqual([0, ""]);
    const [again] = platform!.take() as [RecordedCall];
    return [original, again];
  }

  it.each([
    "the list of voices",
    "the list of recognisers",
    "a question for a cloning task",
    "deletion of a voice",
    "cloning of a voice",
  ])("makes the very same call: %s", async (name) => {
    const [original, again] = await twice(callings[name]!);
    expect(again).toEqual(original);
  });

  it("speaks any text and any SSML with the same voice, style and rate", async () => {
    for (const source of [
      { case: "text", value: hostile },
      { case: "ssml", value: `<speak>${hostile}</speak>` },
    ] as const) {
      const synthesizeOptions = { modelType: "high_quality", modelSampleRateHertz: 44_100, voiceStyle: 4 } as const;
      const [original, again] = await twice(({ tts }) =>
        tts.synthesize({ ...speech, inputSource: source, voiceName: hostile, synthesizeOptions }),
      );
      expect(again).toEqual(original);
    }
    const [original, again] = await twice(async ({ tts }) =>
      through(tts.streamingSynthesize({ ...speech, inputSource: { case: "text", value: "-e" } })),
    );
    // Options that nobody gave are sent empty.
    expect(again.messages).toEqual([{ ...(original.messages[0] as object), synthesizeOptions: {} }]);
  });

  it("recognises the same sound with the same options, beside the client's own defaults", async () => {
    const [original, again] = await twice(({ client }) =>
      client.recognizeFile({
        ...pcm,
        audio: samples,
        model: hostile,
        vaMarks: "with-text",
        splitterOptions: { threshold: 0.25, minSilenceMs: 700, speechPadMs: -100, minSpeechMs: 100, keep: "speech" },
        splitByChannel: true,
        denormalization: true,
        genderAge: true,
        speakers: { exact: 3 },
        antispoofing: { falseAcceptance: 0.5, maxAnalysisMs: 5000 },
        contextDictionary: { name: hostile, weight: -0.5 },
        substitution: { name: hostile },
      }),
    );
    expect(again).toEqual(original);
  });

  it("recognises live with windows, interim results and the end after one phrase", async () => {
    const splitterOptions = {
      beginningWindowMs: 400,
      beginningThreshold: 0.5,
      endingWindowMs: 440,
      endingThreshold: 0.25,
    };
    const [original, again] = await twice(async ({ client }) =>
      through(
        client.recognizeStream(inChunks(32_000), {
          ...pcm,
          model: "e2e-v3",
          interimResults: true,
          singleUtterance: true,
          phraseSplitter: "target-speech-vad",
          splitterOptions,
        }),
      ),
    );
    expect(again.messages[0]).toMatchObject(original.messages[0] as object);
    expect(again.messages.slice(1)).toEqual(original.messages.slice(1));
  });
});

interface Sizes {
  size?: number;
  sizes?: number[];
}

describe("snippets at the embedded platform, which wants a token", () => {
  let companion: Companion | undefined;
  let url: URL;
  let env: Record<string, string>;
  beforeEach(({ skip }) => skip(noPython !== undefined, noPython));
  beforeAll(async () => {
    if (noPython !== undefined) return;
    companion = startCompanion("--port", "0", "--require-token");
    url = await companion.ready;
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "demo-client",
      client_secret: "demo-secret",
    });
    const answer = await fetch(new URL(tokenPath, url), { method: "POST", body: form });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const [, realm] = /realms\/([^/]+)/.exec(tokenPath) as unknown as [string, string];
    env = {
      AUDIOKIT_TOKEN: token,
      AUDIOKIT_CLIENT_ID: "demo-client",
      AUDIOKIT_CLIENT_SECRET: "demo-secret",
      AUDIOKIT_SSO_URL: url.origin,
      AUDIOKIT_REALM: realm,
    };
  });
  afterAll(async () => {
    companion?.signal("SIGINT");
    await companion?.ended;
  });

  /** What each program answers to a call that the page has made before; of those that are here. */
  async function answers(calling: Calling, files: (name: string) => Record<string, Uint8Array> = () => ({})) {
    const logged = loggedClient(url.origin, env["AUDIOKIT_TOKEN"]);
    await calling(logged);
    const lines = logged.takeLines();
    const call = readLoggedCall(lines)!;
    const kinds = snippetKinds.filter((kind) => kind !== "grpcurl" || noGrpcurl === undefined);
    const runs = [];
    for (const kind of kinds) {
      const { text } = writeSnippet(kind, call);
      expect(text).not.toContain(env["AUDIOKIT_TOKEN"]);
      const run = await runner.run(text!, files(call.sound?.fileName ?? ""), env);
      expect(run, `${kind}: ${run.stdout}`).toMatchObject({ code: 0 });
      runs.push({ kind, ...run });
    }
    return runs;
  }

  /** Seconds of the sound in an answer: base64 in JSON, or the sizes that the official client tells. */
  function received(stdout: string): number {
    const encoded = [...stdout.matchAll(/"audio": *"([^"]*)"/g)].map(([, audio]) => fromBase64(audio!).length);
    const { size = 0, sizes = [size] } = encoded.length > 0 ? { sizes: encoded } : (JSON.parse(stdout) as Sizes);
    return secondsOf(
      sizes.reduce((sum, bytes) => sum + bytes, 0),
      pcm,
    );
  }

  const said = { ...speech, sampleRateHertz: 16_000, inputSource: { case: "text", value: "Проверка связи." } } as const;

  it("synthesise the same sound, as one WAV and in chunks", async () => {
    for (const calling of [
      ({ tts }) => tts.synthesize(said),
      async ({ tts }) => through(tts.streamingSynthesize(said)),
    ] satisfies Calling[]) {
      for (const { kind, stdout, read } of await answers(calling)) {
        const seconds =
          kind === "python" ? secondsOf(readWav(await read("speech.wav")).samples.length, pcm) : received(stdout);
        expect(seconds, kind).toBeGreaterThan(0.5);
      }
    }
  });

  const clip = readWav(readFileSync(join(projectFolder, "test/fixtures/speech/goforward.wav")));
  const wav = (name: string) => ({ [name]: writeWav(clip.samples, clip) });
  const spoken = { ...pcm, audio: clip.samples, model: "moonshine-tiny-en", language: "en" };

  it("recognise the same words in a file and live", async () => {
    async function* chunks() {
      for (let at = 0; at < clip.samples.length; at += 9000) yield clip.samples.subarray(at, at + 9000);
    }
    for (const calling of [
      ({ client }) => client.recognizeFile(spoken),
      async ({ client }) =>
        through(client.recognizeStream(chunks(), { ...spoken, interimResults: false, singleUtterance: false })),
    ] satisfies Calling[]) {
      for (const { kind, stdout } of await answers(calling, wav)) {
        expect(stdout.toLowerCase(), kind).toContain("go forward");
      }
    }
  });

  it("list the voices and the recognisers", async () => {
    for (const { kind, stdout } of await answers(({ client }) => client.ttsModels()))
      expect(stdout, kind).toContain("borisova");
    for (const { kind, stdout } of await answers(({ client }) => client.sttModels()))
      expect(stdout, kind).toContain("moonshine");
  });
});
