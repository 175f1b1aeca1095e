import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  type CallOptions,
  Code,
  type Client,
  ConnectError,
  createClient,
  createRouterTransport,
} from "@connectrpc/connect";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { medianPitchHz } from "../../../test/support/measure-pitch.ts";
import { measureSpeech } from "../../../test/support/measure-speech.ts";
import { decodeALaw, decodeMuLaw } from "../../audio/g711.ts";
import { bytesPerSample, pcmSamples, readWav, writeWav, type WavCoding } from "../../audio/wav.ts";
import { createEspeakEngine } from "../../companion/engines/espeak/espeak.ts";
import {
  AudioEncoding,
  SynthesizeOptions_PostprocessingMode as PostprocessingMode,
  type SynthesizeSpeechRequestSchema,
  TTS,
  VoiceStyle,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { emulatorRoutes } from "../routes.ts";
import type { SpeakJob, SynthesisEngine } from "./synthesis-engine.ts";
import { createTts } from "./synthesis.ts";

type Request = MessageInitShape<typeof SynthesizeSpeechRequestSchema>;

const russian = "Мама мыла раму, а папа читал новую газету.";
const english = "The early bird catches the worm, and the late one reads a newspaper.";
const story = `${russian} `.repeat(20);
const endless = `${russian} `.repeat(20_000);
const codings: [AudioEncoding, WavCoding][] = [
  [AudioEncoding.LINEAR_PCM, "pcm16"],
  [AudioEncoding.MULAW, "mulaw"],
  [AudioEncoding.ALAW, "alaw"],
];

const engine = createEspeakEngine();
afterAll(() => engine.close());

/** The platform in memory. */
function open(over: SynthesisEngine = engine): Client<typeof TTS> {
  const tokens = { verify: () => Promise.resolve(undefined) };
  const routes = emulatorRoutes({ synthesis: createTts(over), recognition: {}, tokens });
  return createClient(TTS, createRouterTransport(routes));
}

const asking = (text: string, more: Request = {}): Request => ({
  inputSource: { case: "text", value: text },
  encoding: AudioEncoding.LINEAR_PCM,
  sampleRateHertz: 22050,
  voiceName: "gavrilov",
  ...more,
});
const ssml = (inside: string): Request => ({ inputSource: { case: "ssml", value: `<speak>${inside}</speak>` } });

async function hear(request: Request, options?: CallOptions): Promise<Int16Array> {
  const { audio } = await open().synthesize(request, options);
  return pcmSamples(readWav(audio).samples);
}

async function hearStream(request: Request, options?: CallOptions): Promise<Uint8Array[]> {
  const messages = [];
  for await (const { audio } of open().streamingSynthesize(request, options)) messages.push(audio);
  return messages;
}

async function failureOf(call: Promise<unknown>): Promise<ConnectError> {
  return ConnectError.from(
    await call.then(
      () => new Error("it did not fail"),
      (error: unknown) => error,
    ),
  );
}

async function drain<Item>(items: AsyncIterable<Item>, onItem: (item: Item) => void = () => undefined): Promise<void> {
  for await (const item of items) onItem(item);
}

const seconds = (samples: Int16Array, rateHz = 22050) => samples.length / rateHz;
const pitch = (samples: Int16Array) => medianPitchHz(samples, 22050);
const peak = (samples: Int16Array) => samples.reduce((high, sample) => Math.max(high, Math.abs(sample)), 0);

/** The real engine, with the jobs that it was given. */
function watched(): SynthesisEngine & { jobs: SpeakJob[] } {
  const jobs: SpeakJob[] = [];
  return {
    ...engine,
    jobs,
    speak: (job, signal) => {
      jobs.push(job);
      return engine.speak(job, signal);
    },
  };
}

describe("Synthesize", () => {
  it.each([
    ["ru", russian],
    ["en-US", english],
    ["", russian],
  ])("answers %j with a WAV of speech and the time", async (languageCode, text) => {
    const before = Date.now();
    const { audio, header } = await open().synthesize(asking(text, { languageCode, sampleRateHertz: 16000 }));
    expect(Number(header?.timestamp)).toBeGreaterThanOrEqual(before);
    const speech = measureSpeech(audio);
    expect(speech.durationSeconds).toBeGreaterThan(2);
    expect(speech.durationSeconds).toBeLessThan(6);
    expect(speech.levelDb).toBeGreaterThan(-30);
    expect(speech.voicedShare).toBeGreaterThan(0.5);
    expect(speech.crossingSpread).toBeGreaterThan(0.3);
  });

  it("writes every encoding at every rate with its header, at the same length and loudness", async () => {
    const usual = await hear(asking(russian));
    for (const [encoding, coding] of codings) {
      for (const sampleRateHertz of [8000, 11025, 16000, 44100, 48000]) {
        const { audio } = await open().synthesize(asking(russian, { encoding, sampleRateHertz }));
        const wav = readWav(audio);
        expect(wav).toMatchObject({ coding, sampleRateHz: sampleRateHertz, channelCount: 1 });
        expect(writeWav(wav.samples, wav)).toEqual(audio);
        const decode = { pcm16: pcmSamples, mulaw: decodeMuLaw, alaw: decodeALaw }[coding];
        const samples = decode(wav.samples);
        expect(seconds(samples, sampleRateHertz)).toBeCloseTo(seconds(usual), 1);
        expect(peak(samples)).toBeGreaterThan(peak(usual) * 0.5);
      }
    }
  });

  it("lets each style be heard", async () => {
    const said = new Map<VoiceStyle, Int16Array>();
    for (const voiceStyle of [0, 1, 2, 3, 4, 5] as const) {
      said.set(voiceStyle, await hear(asking(russian, { synthesizeOptions: { voiceStyle } })));
    }
    const by = (style: VoiceStyle) => said.get(style)!;
    const neutral = by(VoiceStyle.NEUTRAL);
    expect(seconds(by(VoiceStyle.SAD))).toBeGreaterThan(seconds(neutral) * 1.1);
    expect(pitch(by(VoiceStyle.SAD))).toBeLessThan(pitch(neutral) * 0.95);
    expect(pitch(by(VoiceStyle.HAPPY))).toBeGreaterThan(pitch(neutral) * 1.05);
    expect(pitch(by(VoiceStyle.SURPRISED))).toBeGreaterThan(pitch(by(VoiceStyle.HAPPY)));
    expect(peak(by(VoiceStyle.ANGRY))).toBeGreaterThan(peak(neutral) * 1.05);
    expect(seconds(by(VoiceStyle.CONVERSATIONAL))).toBeLessThan(seconds(neutral) * 0.97);
  });

  it("reads tags in plain text aloud", async () => {
    expect(seconds(await hear(asking('раз <break time="9s"/>')))).toBeGreaterThan(
      seconds(await hear(asking("раз"))) + 0.5,
    );
  });

  it("honours the stress mark in plain text", async () => {
    const share = async (word: string) => {
      const samples = await hear(asking(word));
      const loudness = (part: Int16Array) => part.reduce((sum, sample) => sum + Math.abs(sample), 0);
      return loudness(samples.subarray(0, samples.length / 2)) / loudness(samples);
    };
    expect(await share("о{'}рган")).toBeGreaterThan((await share("орга{'}н")) + 0.15);
  });

  it("honours SSML: breaks, speed, pitch, voices, numbers, sounds, emphasis", async () => {
    const said = async (inside: string) => hear(asking("", ssml(inside)));
    const plain = await said("раз два");
    expect(seconds(await said('раз <break time="1.5s"/> два'))).toBeGreaterThan(seconds(plain) + 1.45);
    expect(seconds(await said('<prosody speed="0.5">раз два</prosody>'))).toBeGreaterThan(seconds(plain) * 1.5);
    expect(pitch(await said(`<prosody pitch="0.5">${russian}</prosody>`))).toBeGreaterThan(140);
    expect(pitch(await said(`<voice name="kishchik">${russian}</voice>`))).toBeGreaterThan(200);
    const digits = '<say-as interpret-as="split-by">121212</say-as>';
    expect(seconds(await said(digits))).toBeGreaterThan(
      seconds(await said('<say-as interpret-as="cardinal">12</say-as>')) * 2,
    );
    expect(seconds(await said('<phoneme alphabet="avan" ph="m a sh +i n a">x</phoneme>'))).toBeGreaterThan(0.3);
    expect(seconds(await said('<emphasis strength="strong">раз два</emphasis>'))).toBeGreaterThan(
      seconds(plain) * 1.15,
    );
  });

  it("joins sentences with a rest and without a click", async () => {
    const together = await hear(asking("Раз. ".repeat(20)));
    const once = await hear(asking("Раз."));
    expect(seconds(together)).toBeGreaterThan(seconds(once) * 20);
    expect(seconds(together)).toBeLessThan(seconds(once) * 20 + 20 * 0.5);
  });

  it("says that a reply would be too large, and where to turn", async () => {
    const failure = await failureOf(hear(asking("", ssml('<break time="60s"/>'.repeat(24)))));
    expect(failure.code).toBe(Code.ResourceExhausted);
    expect(failure.rawMessage).toContain("use a streaming method");
  });
});

describe("StreamingSynthesize", () => {
  it.each(codings)("sends encoding %i without a header, as long as the file", async (encoding, coding) => {
    const request = asking(story, { encoding, sampleRateHertz: 8000 });
    const messages = await hearStream(request);
    const whole = readWav((await open().synthesize(request)).audio).samples;
    const bytes = messages.reduce((sum, message) => sum + message.length, 0);
    expect(Math.abs(bytes - whole.length) / whole.length).toBeLessThan(0.01);
    expect(messages.length).toBeGreaterThan(20);
    for (const message of messages) {
      expect(message.length % bytesPerSample(coding)).toBe(0);
      expect(String.fromCharCode(...message.subarray(0, 4))).not.toBe("RIFF");
    }
  });

  it("sends sound before the last sentence is begun, and begins no more than is read", async () => {
    const over = watched();
    const messages = open(over).streamingSynthesize(asking(story))[Symbol.asyncIterator]();
    const { value } = (await messages.next()) as IteratorResult<{ audio: Uint8Array }>;
    expect(value.audio.length).toBeGreaterThan(0);
    await drain(engine.speak(over.jobs[0]!, new AbortController().signal)); // Time enough to run ahead.
    expect(over.jobs.length).toBeLessThan(4);
    let last = await messages.next();
    while (!last.done) last = await messages.next();
    expect(over.jobs.length).toBe(20);
  });

  it("stops the engine when the caller cancels or the deadline passes", async () => {
    const call = new AbortController();
    const messages = open().streamingSynthesize(asking(endless), { signal: call.signal });
    const cancelled = drain(messages, () => {
      call.abort();
    });
    expect((await failureOf(cancelled)).code).toBe(Code.Canceled);
    expect((await failureOf(hearStream(asking(endless), { timeoutMs: 300 }))).code).toBe(Code.DeadlineExceeded);
    expect((await failureOf(hear(asking(endless), { timeoutMs: 300 }))).code).toBe(Code.DeadlineExceeded);
    expect(seconds(await hear(asking("раз")))).toBeLessThan(2);
  });

  it("lets two callers take turns, sentence by sentence", async () => {
    const over = watched();
    const tts = open(over);
    const read = (voiceName: string) => drain(tts.streamingSynthesize(asking(story, { voiceName })));
    await Promise.all([read("borisova"), read("gandzhaev")]);
    const voices = over.jobs.map(({ voice }) => voice);
    expect(voices.lastIndexOf("borisova") - voices.indexOf("gandzhaev")).toBeGreaterThan(20);
    expect(voices.lastIndexOf("gandzhaev") - voices.indexOf("borisova")).toBeGreaterThan(20);
  });
});

describe("what both refuse", () => {
  it.each<[string, Request, string]>([
    [
      "an unknown voice",
      { voiceName: "levitan" },
      'voice_name: there is no voice "levitan"; there are borisova, kishchik,',
    ],
    ["no voice", { voiceName: "" }, 'voice_name: there is no voice ""'],
    [
      "an unknown language",
      { languageCode: "de-DE" },
      'language_code: there is no voice for "de-DE"; there are ru, en',
    ],
    ["no input", { inputSource: { case: undefined } }, "input_source: one of text and ssml must be set"],
    ["empty text", { inputSource: { case: "text", value: " \n" } }, "text: is empty"],
    ["empty SSML", { inputSource: { case: "ssml", value: "" } }, "ssml: is empty"],
    ["SSML that says nothing", ssml("<prosody> </prosody>"), "ssml: holds nothing to say"],
    ["a mark alone", { inputSource: { case: "text", value: "{'}" } }, "text: holds nothing to say"],
    [
      "SSML without markup",
      { inputSource: { case: "ssml", value: "да" } },
      "ssml: line 1, column 1: text stands outside",
    ],
    ["wrong SSML", ssml("\n <voice name='x'/>"), "ssml: line 2, column 9: <voice> name: use double quotes"],
    [
      "a text that is too long",
      { inputSource: { case: "text", value: "а".repeat(1_000_001) } },
      "text: has more than 1000000",
    ],
    ["no encoding", { encoding: 0 }, "encoding: ENCODING_UNSPECIFIED is not supported; LINEAR_PCM, MULAW and ALAW are"],
    ["FLAC", { encoding: AudioEncoding.FLAC }, "encoding: FLAC is not supported"],
    ["an unknown encoding", { encoding: 7 as AudioEncoding }, "encoding: 7 is not supported"],
    ["no rate", { sampleRateHertz: 0 }, "sample_rate_hertz: must be 8000 to 48000, got 0"],
    ["a rate that is too high", { sampleRateHertz: 48001 }, "sample_rate_hertz: must be 8000 to 48000, got 48001"],
    [
      "an unknown style",
      { synthesizeOptions: { voiceStyle: 9 as VoiceStyle } },
      "synthesize_options.voice_style: there is no style 9",
    ],
    [
      "an unknown model",
      { synthesizeOptions: { modelType: "eng voice" } },
      'synthesize_options.model_type: there is no model of type "eng voice"',
    ],
  ])("is %s", async (_name, change, message) => {
    for (const call of [hear(asking("да", change)), hearStream(asking("да", change))]) {
      const failure = await failureOf(call);
      expect(failure.code).toBe(Code.InvalidArgument);
      expect(failure.rawMessage).toContain(message);
    }
  });

  it("is emphasis in a stream, but not in a file", async () => {
    const request = asking("", ssml("<emphasis>да</emphasis>"));
    expect((await failureOf(hearStream(request))).rawMessage).toContain(
      "ssml: line 1, column 8: <emphasis> is available in",
    );
    expect(seconds(await hear(request))).toBeGreaterThan(0.1);
  });
});

describe("what both leave out of account", () => {
  const synthesizeOptions = {
    modelType: "high_quality",
    modelSampleRateHertz: 8000,
    postprocessingMode: PostprocessingMode.POST_PROCESSING_PRETTIFY,
    customOptions: { tempo: { kind: { case: "int32Value", value: 3 } } },
  } as const;
  const request = asking("ca{'}stle", { languageCode: "en", synthesizeOptions });

  it("is named in the response headers", async () => {
    for (const call of ["synthesize", "streamingSynthesize"] as const) {
      let headers = new Headers();
      const onHeader = (received: Headers) => (headers = received);
      if (call === "synthesize") await hear(request, { onHeader });
      else await hearStream(request, { onHeader });
      expect(headers.get("x-audiokit-ignored")?.split(", ").sort()).toEqual([
        "stress_marks",
        "synthesize_options.custom_options.tempo",
        "synthesize_options.model_sample_rate_hertz",
        "synthesize_options.postprocessing_mode",
      ]);
    }
  });

  it("is remarked on where it is done in another way", async () => {
    let headers = new Headers();
    await hear(asking("", ssml('<prosody speed="0.1">да</prosody>')), { onHeader: (received) => (headers = received) });
    expect(headers.get("x-audiokit-note")).toBe("speed 0.1 is spoken as 0.457.");
    expect(headers.get("x-audiokit-ignored")).toBeNull();
  });
});

describe("GetModelsInfo", () => {
  it("lists the documented voices at their rates in both languages", async () => {
    const { models: listed, header } = await open().getModelsInfo({});
    const models = listed.filter(({ type }) => type !== "cloning");
    expect(models).toHaveLength(24);
    expect(new Set(models.map(({ name }) => name))).toEqual(new Set(["borisova", "kishchik", "gandzhaev", "gavrilov"]));
    const rates = models.filter(({ name, languageCode }) => name === "borisova" && languageCode === "en");
    expect(rates.map(({ sampleRateHertz }) => sampleRateHertz)).toEqual([8000, 22050, 44100]);
    expect(models.every(({ type }) => type === "high_quality")).toBe(true);
    expect(header?.timestamp).toBeGreaterThan(0n);
  });
});

describe("an engine that cannot speak", () => {
  it("is UNIMPLEMENTED when it is not installed", async () => {
    const failure = await failureOf(open(createEspeakEngine("@echogarden/not-installed")).synthesize(asking("да")));
    expect(failure.code).toBe(Code.Unimplemented);
    expect(failure.rawMessage).toContain(
      "speech synthesis: eSpeak NG needs the optional package @echogarden/not-installed, which is not installed",
    );
  });

  it("is INTERNAL when its process is killed, in the middle of a stream, and well for the next call", async () => {
    const mine = createEspeakEngine();
    onTestFinished(() => mine.close());
    const broken = drain(open(mine).streamingSynthesize(asking(endless)), () => {
      if (mine.processId !== undefined) process.kill(mine.processId, "SIGKILL");
    });
    expect((await failureOf(broken)).code).toBe(Code.Internal);
    const { audio } = await open(mine).synthesize(asking("да"));
    expect(audio.length).toBeGreaterThan(5000);
  });
});
