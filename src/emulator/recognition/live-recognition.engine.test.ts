import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, type Client } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readClip, spokenWords, wordErrors } from "../../../test/support/speech-clips.ts";
import { englishConfig, openStt, streamOf } from "../../../test/support/stt-client.ts";
import { encodeMuLaw } from "../../audio/g711.ts";
import { pcmBytes } from "../../audio/wav.ts";
import type { MoonshineReport } from "../../companion/engines/moonshine/moonshine-messages.ts";
import { createMoonshineEngine } from "../../companion/engines/moonshine/moonshine.ts";
import {
  AudioEncoding,
  RecognitionConfig_VoiceActivityMarkEventsMode as MarksMode,
  RecognizeRequestSchema,
  VoiceActivityConfig_VoiceActivityDetectionAlgorithmUsage as Usage,
  type RecognizeRequest,
  type STT,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  VoiceActivityMark_VoiceActivityMarkType as MarkType,
  type RecognizeResponse,
} from "../../gen/mts/ai/audiogram/stt_response/v1/stt_response_pb.ts";

const configMessage = (config = englishConfig()) =>
  create(RecognizeRequestSchema, { streamingRequest: { case: "config", value: { config } } });
const audioMessage = (value: Uint8Array) =>
  create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value } });

async function* of(...messages: RecognizeRequest[]): AsyncGenerator<RecognizeRequest> {
  for (const message of messages) yield await Promise.resolve(message);
}

const textsOf = (responses: RecognizeResponse[]) => responses.map(({ hypothesis }) => hypothesis?.transcript);

describe("createStt, streams", () => {
  const reports: MoonshineReport[] = [];
  const engine = createMoonshineEngine({ onReport: (report) => reports.push(report) });
  let stt: Client<typeof STT>;
  /** Two phrases with two seconds between them. */
  let twoPhrases: Uint8Array;

  beforeAll(async () => {
    stt = await openStt([engine]);
    const [left, right] = await Promise.all([readClip("goforward"), readClip("0880")]);
    const sound = new Int16Array(left.length + 32_000 + right.length + 32_000);
    sound.set(left);
    sound.set(right, left.length + 32_000);
    twoPhrases = pcmBytes(sound);
  });
  afterAll(() => engine.close());

  async function recognize(requests: AsyncIterable<RecognizeRequest>): Promise<RecognizeResponse[]> {
    const responses: RecognizeResponse[] = [];
    for await (const response of stt.recognize(requests)) responses.push(response);
    return responses;
  }

  async function failure(requests: AsyncIterable<RecognizeRequest>): Promise<ConnectError> {
    return ConnectError.from(await recognize(requests).then(() => "no failure", (error: unknown) => error)); // prettier-ignore
  }

  it("says each phrase when silence closes it, long before the audio ends", async () => {
    let sentBytes = 0;
    async function* counted() {
      for await (const message of streamOf(englishConfig(), twoPhrases)) {
        yield message;
        if (message.streamingRequest.case === "audio") sentBytes += message.streamingRequest.value.length;
      }
    }
    const finals: { text: string; sentBytes: number }[] = [];
    for await (const { hypothesis, isFinal, channel } of stt.recognize(counted())) {
      expect({ isFinal, channel }).toEqual({ isFinal: true, channel: 1 });
      finals.push({ text: hypothesis!.transcript, sentBytes });
    }
    expect(finals).toHaveLength(2);
    expect(finals[0]!.text).toBe(spokenWords.goforward);
    expect(finals[0]!.sentBytes).toBeLessThan(twoPhrases.length * 0.7);
    expect(wordErrors(finals[1]!.text, spokenWords["0880"])).toBeLessThanOrEqual(1);
  });

  it("gives the same finals with and without interim results, and as for the whole file", async () => {
    const options = englishConfig({ enableWordTimeOffsets: true, punctuationConfig: { enable: true } });
    const plain = await recognize(streamOf(options, twoPhrases));
    const mixed = await recognize(streamOf(options, twoPhrases, { interimResults: true, chunkBytes: 12_345 }));
    const finals = mixed.filter(({ isFinal }) => isFinal).map(({ hypothesis }) => hypothesis);
    expect(finals).toEqual(plain.map(({ hypothesis }) => hypothesis));
    const file = await stt.fileRecognize({ config: options, audio: twoPhrases });
    expect(file.response.map(({ hypothesis }) => hypothesis)).toEqual(finals);
  });

  it("shows the growing text of a phrase before its final, each half second of speech", async () => {
    const clip = pcmBytes(await readClip("0890"));
    // Like a microphone, it is never ahead of the engine.
    async function* spoken() {
      for await (const message of streamOf(englishConfig(), clip, { interimResults: true })) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        yield message;
      }
    }
    const responses = await recognize(spoken());
    expect(responses.map(({ isFinal }) => isFinal).indexOf(true)).toBe(responses.length - 1);
    const interim = textsOf(responses.slice(0, -1));
    expect(interim.length).toBeGreaterThan(5);
    expect(new Set(interim).size).toBe(interim.length);
    expect(interim.at(-1)!.length).toBeGreaterThan(interim[0]!.length + 40);
    // The first half second alone may be misheard; what is shown last stands nearly for the whole.
    expect(interim.at(-1)).toContain("rather cold hearted");
  });

  it("shows a phrase at least once to a caller that sends faster than it speaks", async () => {
    const clip = pcmBytes(await readClip("goforward"));
    const responses = await recognize(
      streamOf(englishConfig(), clip, { interimResults: true, chunkBytes: clip.length }),
    );
    expect(responses.length).toBeGreaterThan(1);
    expect(responses.map(({ isFinal }) => isFinal).indexOf(true)).toBe(responses.length - 1);
  });

  it("shows nothing but finals unless asked", async () => {
    const responses = await recognize(streamOf(englishConfig(), pcmBytes(await readClip("0890"))));
    expect(responses.map(({ isFinal }) => isFinal)).toEqual([true]);
  });

  it("ends the stream after the first phrase of a single utterance, though the client goes on", async () => {
    let isStopped = false;
    async function* endless() {
      try {
        yield* streamOf(englishConfig(), twoPhrases, { singleUtterance: true });
        for (;;) yield await Promise.resolve(audioMessage(new Uint8Array(3200)));
      } finally {
        isStopped = true;
      }
    }
    expect(textsOf(await recognize(endless()))).toEqual([spokenWords.goforward]);
    expect(isStopped).toBe(true);
  });

  it("sends marks as soon as they are known, each by itself and in order", async () => {
    const responses = await recognize(
      streamOf(englishConfig({ vaResponseMode: MarksMode.VA_ENABLE_ASYNC }), twoPhrases),
    );
    const kinds = responses.map(({ hypothesis, vaMarks }) => (hypothesis ? "text" : vaMarks[0]!.markType));
    const phrase = [MarkType.VA_MARK_BEGIN, MarkType.VA_MARK_END, "text"];
    expect(kinds).toEqual([...phrase, ...phrase]);
    const offsets = responses.flatMap(({ vaMarks }) => vaMarks.map(({ offsetMs }) => offsetMs));
    expect(offsets).toEqual(offsets.toSorted((left, right) => left - right));
    expect(responses[2]!.hypothesis).toMatchObject({ startTimeMs: offsets[0], endTimeMs: offsets[1] });
  });

  it("sends marks with the text when they are not asked for at once", async () => {
    const responses = await recognize(streamOf(englishConfig({ vaResponseMode: MarksMode.VA_ENABLE }), twoPhrases));
    expect(responses.map(({ vaMarks }) => vaMarks.length)).toEqual([2, 2]);
  });

  it("keeps everything one phrase without voice activity", async () => {
    const config = englishConfig({ vaConfig: { usage: Usage.DO_NOT_PERFORM_VOICE_ACTIVITY } });
    const responses = await recognize(streamOf(config, twoPhrases, { interimResults: true }));
    const finals = responses.filter(({ isFinal }) => isFinal);
    expect(finals).toHaveLength(1);
    expect(wordErrors(textsOf(finals)[0]!, `${spokenWords.goforward} ${spokenWords["0880"]}`)).toBeLessThanOrEqual(2);
    expect(responses.at(-2)!.hypothesis!.transcript).toContain(spokenWords.goforward);
  });

  it("hears mu-law in chunks that cut its stereo samples", async () => {
    const clip = await readClip("goforward");
    const stereo = Int16Array.from({ length: clip.length * 2 }, (_, index) => clip[index >> 1]!);
    const config = englishConfig({ encoding: AudioEncoding.MULAW, audioChannelCount: 2 });
    const responses = await recognize(streamOf(config, encodeMuLaw(stereo), { chunkBytes: 3333 }));
    expect(textsOf(responses)).toEqual([spokenWords.goforward]);
  });

  it("says nothing about silence", async () => {
    const silence = new Uint8Array(16_000 * 2 * 20);
    expect(await recognize(streamOf(englishConfig(), silence, { interimResults: true }))).toEqual([]);
  });

  it("sends its headers although there is nothing to say", async () => {
    const headers = new Headers();
    const config = englishConfig({ model: "moonshine-tiny-en", languageCode: "ru", splitByChannel: true });
    const onHeader = (header: Headers) => {
      header.forEach((value, key) => {
        headers.set(key, value);
      });
    };
    for await (const response of stt.recognize(of(configMessage(config)), { onHeader }))
      expect(response).toBeUndefined();
    expect(headers.get("request_id")).toMatch(/^SR-/);
    expect(headers.get("x-audiokit-ignored")).toBe("split_by_channel");
    expect(headers.get("x-audiokit-note")).toContain("moonshine-tiny-en");
  });

  it("ends well when nothing is sent, or nothing after the configuration", async () => {
    expect(await recognize(of())).toEqual([]);
    expect(await recognize(of(configMessage()))).toEqual([]);
    expect(await recognize(of(configMessage(), audioMessage(new Uint8Array(0))))).toEqual([]);
  });

  it.each([
    ["audio before the configuration", of(audioMessage(new Uint8Array(3200))), "must hold config, it holds audio"],
    ["the configuration twice", of(configMessage(), configMessage()), "only audio may follow, got config"],
    ["an empty message first", of(create(RecognizeRequestSchema)), "must hold config, it holds nothing"],
    ["an empty message later", of(configMessage(), create(RecognizeRequestSchema)), "got nothing"],
    [
      "a stream configuration without one of recognition",
      of(create(RecognizeRequestSchema, { streamingRequest: { case: "config", value: {} } })),
      "config.config: is missing",
    ],
    ["a bad configuration", of(configMessage(englishConfig({ sampleRateHertz: 1 }))), "sample_rate_hertz: must be"],
    ["a WAV header", of(configMessage(), audioMessage(Buffer.from("RIFF0000WAVEfmt "))), "header of a WAV file"],
  ])("refuses %s", async (_, requests, message) => {
    const error = await failure(requests);
    expect(error.code).toBe(Code.InvalidArgument);
    expect(error.rawMessage).toContain(message);
  });

  it("says the last phrase before it refuses a last half sample", async () => {
    const audio = new Uint8Array([...pcmBytes(await readClip("goforward")), 1]);
    const heard: RecognizeResponse[] = [];
    const error = await (async () => {
      for await (const response of stt.recognize(streamOf(englishConfig(), audio))) heard.push(response);
    })().catch((error: unknown) => ConnectError.from(error));
    expect(textsOf(heard)).toEqual([spokenWords.goforward]);
    expect(error).toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: expect.stringContaining("audio: ends with 1"),
    });
  });

  it("stops the engine and the stream when the caller leaves in the middle", async () => {
    const cancel = new AbortController();
    const clip = pcmBytes(await readClip("0890"));
    async function* forever() {
      yield* streamOf(englishConfig(), clip, { interimResults: true });
      await new Promise(() => undefined);
    }
    const error = await (async () => {
      for await (const response of stt.recognize(forever(), { signal: cancel.signal })) {
        if (!response.isFinal) cancel.abort();
      }
    })().catch((error: unknown) => ConnectError.from(error));
    expect(error).toMatchObject({ code: Code.Canceled });
    reports.length = 0;
    const [phrase] = await recognize(streamOf(englishConfig(), pcmBytes(await readClip("goforward"))));
    expect(phrase!.hypothesis!.transcript).toBe(spokenWords.goforward);
    expect(reports.filter(({ outcome }) => outcome === "done")).toHaveLength(1);
  });

  it("ends at the deadline although the client sends nothing more", async () => {
    async function* waiting() {
      yield configMessage();
      await new Promise(() => undefined);
    }
    const error = await (async () => {
      for await (const response of stt.recognize(waiting(), { timeoutMs: 200 })) expect(response).toBeUndefined();
    })().catch((error: unknown) => ConnectError.from(error));
    expect(error).toMatchObject({ code: Code.DeadlineExceeded });
  });
});
