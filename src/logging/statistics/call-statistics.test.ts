import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { drain, loggedCalls } from "../../../test/support/logged-calls.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { consoleCallContext } from "../call-context.ts";
import { observeCalls } from "../observe-calls.ts";
import { countCalls } from "./call-statistics.ts";

const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
const wav = writeWav(pcmBytes(new Int16Array(8000)), format);
const asked = { encoding: 1, sampleRateHertz: 16_000 } as const;

describe("statistics", () => {
  it("count calls, bytes and seconds of sound by service", async () => {
    const counter = countCalls();
    const { tts, stt } = loggedCalls(
      {
        synthesize: () => ({ audio: wav }),
        async *streamingSynthesize() {
          yield { audio: new Uint8Array(16_000) };
          yield { audio: new Uint8Array(16_000) };
        },
      },
      { fileRecognize: () => ({}) },
      [observeCalls(counter.observe)],
    );
    await tts.synthesize(asked);
    await drain(tts.streamingSynthesize(asked));
    await stt.fileRecognize({ config: { ...asked, audioChannelCount: 2 }, audio: new Uint8Array(64_000) });
    const { TTS, STT } = counter.statistics();
    expect(TTS).toMatchObject({ calls: 2, failures: 0, cancelled: 0, audioSeconds: 1.5 });
    expect(TTS?.receivedBytes).toBeGreaterThan(wav.length + 32_000);
    expect(STT).toMatchObject({ calls: 1, audioSeconds: 1 });
    expect(STT?.sentBytes).toBeGreaterThan(64_000);
  });

  it("tell failures from cancelled calls, each call once", async () => {
    const counter = countCalls();
    const { tts } = loggedCalls(
      {
        synthesize: () => Promise.reject(new ConnectError("no", Code.Internal)),
        async *streamingSynthesize() {
          yield { audio: new Uint8Array(2) };
          await new Promise(() => undefined);
        },
      },
      {},
      [observeCalls(counter.observe)],
    );
    await expect(tts.synthesize(asked)).rejects.toThrow();
    const done = new AbortController();
    await drain(tts.streamingSynthesize(asked, { signal: done.signal }), 1);
    done.abort();
    const leave = new AbortController();
    const reading = async () => {
      for await (const { audio } of tts.streamingSynthesize(asked, { signal: leave.signal })) leave.abort(audio);
    };
    await expect(reading()).rejects.toThrow();
    await expect(drain(tts.streamingSynthesize(asked, { timeoutMs: 10 }))).rejects.toThrow();
    expect(counter.statistics()["TTS"]).toMatchObject({ calls: 4, failures: 2, cancelled: 2 });
  });

  it("count a person's calls apart from the console's own", async () => {
    const counter = countCalls();
    const { tts } = loggedCalls({ synthesize: () => ({ audio: wav }) }, {}, [observeCalls(counter.observe)]);
    await tts.synthesize(asked);
    for (let call = 0; call < 2; call++) await tts.synthesize(asked, { contextValues: consoleCallContext() });
    expect(counter.statistics("user")["TTS"]).toMatchObject({ calls: 1, audioSeconds: 0.5 });
    expect(counter.statistics("console")["TTS"]).toMatchObject({ calls: 2, audioSeconds: 1 });
    expect(counter.statistics()["TTS"]).toMatchObject({ calls: 3, audioSeconds: 1.5 });
  });
});
