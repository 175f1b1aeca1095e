import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { readClip, type ClipName } from "../../../test/support/speech-clips.ts";
import { encodeALaw, encodeMuLaw } from "../../audio/g711.ts";
import { pcmBytes, pcmSamples, readWav } from "../../audio/wav.ts";
import { createEspeakEngine } from "../../companion/engines/espeak/espeak.ts";
import { createVad } from "../../companion/engines/vad.ts";
import { AudioEncoding } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS, type VoiceCloningRequestSchema } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import {
  VoiceCloning,
  TaskInfo_Status as Status,
  type CloneVoiceRequestSchema,
} from "../../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { noteHeader } from "../call-metadata.ts";
import { emulatorRoutes } from "../routes.ts";
import type { SynthesisEngine } from "../synthesis/synthesis-engine.ts";
import { createTts } from "../synthesis/synthesis.ts";
import { createClonedVoices } from "./cloned-voices.ts";
import { measurePitch } from "../../audio/measure-pitch.ts";
import { createVoiceCloning, maxVoices } from "./voice-cloning.ts";

type CloneInit = MessageInitShape<typeof CloneVoiceRequestSchema>;

const espeak = createEspeakEngine();
afterAll(() => espeak.close());
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const never = new AbortController().signal;
const text = "Сегодня хорошая погода, и мы долго гуляли у реки. Потом пошёл дождь.";

async function setup(engine: SynthesisEngine = espeak) {
  const voices = createClonedVoices();
  const faults: unknown[] = [];
  const part = createVoiceCloning({
    engine,
    vad: await createVad(),
    voices,
    onFault: (fault) => faults.push(fault),
  });
  onTestFinished(() => part.close());
  const tokens = { verify: () => Promise.resolve(undefined) };
  const transport = createRouterTransport(
    emulatorRoutes({ synthesis: createTts(engine, voices.find), recognition: {}, cloning: part.service, tokens }),
  );
  const cloning = createClient(VoiceCloning, transport);
  return { cloning, tts: createClient(TTS, transport), voices, faults };
}

const sample = (samples: Int16Array<ArrayBuffer>, change: NonNullable<CloneInit["audioFormat"]> = {}): CloneInit => ({
  audioFormat: { encoding: AudioEncoding.LINEAR_PCM, sampleRateHertz: 16_000, audioChannelCount: 1, ...change },
  signal: pcmBytes(samples),
});

async function finish({ cloning }: Awaited<ReturnType<typeof setup>>, request: CloneInit) {
  const { val } = await cloning.cloneVoice(request);
  const first = await cloning.getTaskInfo({ val });
  await expect.poll(async () => (await cloning.getTaskInfo({ val })).status).not.toBe(Status.CREATING);
  return { val, first, last: await cloning.getTaskInfo({ val }) };
}

const speaking = (voiceId: string): MessageInitShape<typeof VoiceCloningRequestSchema> => ({
  inputSource: { case: "text", value: text },
  encoding: AudioEncoding.LINEAR_PCM,
  sampleRateHertz: 16_000,
  voiceId,
});

async function medianOf(samples: Int16Array): Promise<number> {
  const pitch = await measurePitch(Float32Array.from(samples, (each) => each / 32_768), 16_000, never); // prettier-ignore
  return pitch!.medianHz;
}

async function codeOf(call: Promise<unknown>): Promise<[Code, string]> {
  const error = ConnectError.from(await call.then(() => new Error("it did not fail"), (reason: unknown) => reason)); // prettier-ignore
  return [error.code, error.rawMessage];
}

describe("CloneVoice", () => {
  it.each<ClipName>(["0880", "0890", "goforward"])(
    "makes a voice with the pitch of the speaker of %s",
    async (name) => {
      const platform = await setup();
      const clip = await readClip(name);
      const { first, last, val } = await finish(platform, sample(clip));
      expect(first).toMatchObject({ status: Status.CREATING, voiceId: "" });
      expect(last.status).toBe(Status.READY);
      expect([val, last.voiceId]).toEqual([expect.stringMatching(uuid), expect.stringMatching(uuid)]);
      const { audio } = await platform.tts.voiceCloning(speaking(last.voiceId));
      const [wanted, reached] = [await medianOf(clip), await medianOf(pcmSamples(readWav(audio).samples))];
      expect(Math.abs(Math.log2(reached / wanted))).toBeLessThan(0.15);
    },
  );

  it("hears every encoding alike", async () => {
    const platform = await setup();
    const clip = await readClip("0890");
    const found = [];
    for (const [encoding, signal] of [
      [AudioEncoding.LINEAR_PCM, pcmBytes(clip)],
      [AudioEncoding.MULAW, encodeMuLaw(clip)],
      [AudioEncoding.ALAW, encodeALaw(clip)],
    ] as const) {
      const { last } = await finish(platform, { ...sample(clip, { encoding }), signal });
      found.push(platform.voices.find(last.voiceId)!.wanted.medianHz);
    }
    for (const hertz of found) expect(hertz).toBeCloseTo(found[0]!, -0.5);
  });

  it("ends in ERROR for a sample without a voice", async () => {
    const platform = await setup();
    const { last } = await finish(platform, sample(new Int16Array(32_000)));
    expect(last).toMatchObject({ status: Status.ERROR, voiceId: "" });
    expect(platform.faults).toEqual([]);
  });

  it("ends in ERROR and tells its host when the engine is missing", async () => {
    const engine = createEspeakEngine("@echogarden/not-installed");
    onTestFinished(() => engine.close());
    const platform = await setup(engine);
    expect((await finish(platform, sample(await readClip("0890")))).last.status).toBe(Status.ERROR);
    expect(platform.faults).toMatchObject([{ kind: "missing" }]);
  });

  it.each<[field: string, request: CloneInit]>([
    ["audio_format", { signal: new Uint8Array(64_000) }],
    ["audio_format.encoding", sample(new Int16Array(32_000), { encoding: AudioEncoding.FLAC })],
    ["audio_format.sample_rate_hertz", sample(new Int16Array(32_000), { sampleRateHertz: 7999 })],
    ["audio_format.sample_rate_hertz", sample(new Int16Array(96_000), { sampleRateHertz: 48_001 })],
    ["audio_format.audio_channel_count", sample(new Int16Array(32_000), { audioChannelCount: 2 })],
    ["signal", sample(new Int16Array(0))],
    ["signal", sample(new Int16Array(15_999))],
    ["signal", { ...sample(new Int16Array(0)), signal: new Uint8Array(32_001) }],
    ["signal", { ...sample(new Int16Array(0)), signal: new TextEncoder().encode(`RIFF    WAVE${" ".repeat(40_000)}`) }],
  ])("refuses a bad request, naming %s", async (field, request) => {
    const { cloning } = await setup();
    const [code, message] = await codeOf(cloning.cloneVoice(request));
    expect(code).toBe(Code.InvalidArgument);
    expect(message).toMatch(new RegExp(`^${field}: `));
  });

  it("keeps a limited number of voices and takes a limited number of samples at once", async () => {
    const platform = await setup();
    const clip = await readClip("goforward");
    for (let count = 0; count < 4; count++) await platform.cloning.cloneVoice(sample(clip));
    expect((await codeOf(platform.cloning.cloneVoice(sample(clip))))[0]).toBe(Code.ResourceExhausted);
    await expect.poll(() => platform.voices.size).toBe(4);
    const voice = { voice: "gavrilov", manner: {} } as never;
    for (let count = 4; count < maxVoices; count++) platform.voices.keep(String(count), voice);
    const [code, message] = await codeOf(platform.cloning.cloneVoice(sample(clip)));
    expect([code, message]).toEqual([Code.ResourceExhausted, "100 voices are kept; delete one first"]);
  });
});

describe("a cloned voice", () => {
  it("speaks in streams and SSML, and every answer says what it is", async () => {
    const platform = await setup();
    const clip = await readClip("0890");
    let note: string | null = null;
    const { val } = await platform.cloning.cloneVoice(sample(clip), { onHeader: (headers) => (note = headers.get(noteHeader)) }); // prettier-ignore
    expect(note).toContain("not the identity of the speaker");
    await expect.poll(async () => (await platform.cloning.getTaskInfo({ val })).status).toBe(Status.READY);
    const { voiceId } = await platform.cloning.getTaskInfo({ val });

    note = null;
    const ssml = `<speak>${text}<voice name="kishchik">${text}</voice></speak>`;
    const pieces: number[] = [];
    for await (const { audio } of platform.tts.streamingVoiceCloning(
      { ...speaking(voiceId), inputSource: { case: "ssml", value: ssml } },
      { onHeader: (headers) => (note = headers.get(noteHeader)) },
    )) {
      pieces.push(...pcmSamples(audio));
    }
    expect(note).toContain("not the identity of the speaker");
    const samples = Int16Array.from(pieces);
    const [own, named] = [samples.subarray(0, samples.length * 0.4), samples.subarray(samples.length * 0.6)];
    expect(await medianOf(own)).toBeLessThan(130);
    expect(await medianOf(named)).toBeGreaterThan(220);
  });

  it("is gone after it is deleted, with its task", async () => {
    const platform = await setup();
    const { val, last } = await finish(platform, sample(await readClip("goforward")));
    await platform.cloning.deleteVoice({ voiceId: last.voiceId });
    expect((await codeOf(platform.tts.voiceCloning(speaking(last.voiceId))))[0]).toBe(Code.NotFound);
    expect((await codeOf(platform.cloning.deleteVoice({ voiceId: last.voiceId })))[0]).toBe(Code.NotFound);
    expect((await codeOf(platform.cloning.getTaskInfo({ val })))[0]).toBe(Code.NotFound);
  });

  it("is listed as an engine without a name", async () => {
    const { tts } = await setup();
    const { models } = await tts.getModelsInfo({});
    expect(models.filter(({ type }) => type === "cloning")).toMatchObject([{ name: "", sampleRateHertz: 22050 }]);
  });
});
