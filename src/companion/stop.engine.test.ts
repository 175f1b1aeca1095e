import { once } from "node:events";
import { create } from "@bufbuild/protobuf";
import { Code, createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-node";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { startCompanion, type Companion } from "../../test/support/servers/companion.ts";
import { createBidiSocketTransport } from "../audiokit/transport/bidi-socket-transport.ts";
import {
  RecognitionConfigSchema,
  RecognizeRequestSchema,
  StreamRecognitionConfigSchema,
  STT,
} from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { bridgeUrlOf, healthPath, readyPath } from "../wire/paths.ts";

let companion: Companion;
afterEach(() => {
  if (companion.isAnyLeft()) companion.signal("SIGKILL");
});

/** The program itself is signalled, as container engines and process managers do it. */
const stop = () => companion.child.kill("SIGTERM");

/** About three minutes of speech: more than is held between the engine and a client that does not read. */
const longText = "Сегодня хорошая погода, завтра будет ещё лучше. ".repeat(60);

async function startSpeaking(...words: string[]) {
  companion = startCompanion("--port", "0", ...words);
  const { origin } = await companion.ready;
  const client = createClient(TTS, createGrpcWebTransport({ baseUrl: origin, httpVersion: "1.1" }));
  const speech = client.streamingSynthesize({
    inputSource: { case: "text", value: longText },
    ...{ voiceName: "borisova", encoding: 1, sampleRateHertz: 16_000 },
  });
  const chunks = speech[Symbol.asyncIterator]();
  await chunks.next();
  return { origin, client, chunks };
}

describe("the companion that is told to stop (SIGTERM)", () => {
  it("is no longer ready, refuses new calls, lets a stream end whole, tells live calls, and ends with 0", async () => {
    const { origin, client, chunks } = await startSpeaking("--stop-grace", "60");
    const socketClass = class extends NodeSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { origin });
        this.on("error", () => undefined); // a browser only closes
      }
    } as unknown as typeof WebSocket;
    const bridge = createBidiSocketTransport({ bridgeUrl: bridgeUrlOf(origin), WebSocket: socketClass });
    const format = create(RecognitionConfigSchema, {
      encoding: 1,
      sampleRateHertz: 16_000,
      audioChannelCount: 1,
      languageCode: "en",
    });
    const value = create(StreamRecognitionConfigSchema, { config: format });
    const config = create(RecognizeRequestSchema, { streamingRequest: { case: "config", value } });
    const isOpen = Promise.withResolvers<undefined>();
    async function* silence() {
      yield config;
      for (;;) {
        yield create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value: new Uint8Array(3200) } });
        await new Promise((next) => setImmediate(next));
      }
    }
    const live = Array.fromAsync(
      createClient(STT, bridge).recognize(silence(), { onHeader: () => isOpen.resolve(undefined) }),
    );
    await isOpen.promise;

    stop();
    await expect(live).rejects.toMatchObject({
      code: Code.Unavailable,
      rawMessage: expect.stringContaining("closed with 1001 (the server is going away)") as string,
    });
    expect((await fetch(origin + readyPath)).status).toBe(503);
    expect((await fetch(origin + healthPath)).status).toBe(200);
    const late = client.synthesize({ inputSource: { case: "text", value: "раз" } });
    await expect(late).rejects.toMatchObject({ code: Code.Unavailable, rawMessage: "the server is going away" });
    expect(companion.child.exitCode).toBe(null);
    let bytes = 0;
    // It throws when the stream is cut.
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) bytes += next.value.audio.length;
    expect(bytes).toBeGreaterThan(60 * 32_000);
    const { code, stderr } = await companion.ended;
    expect([code, stderr]).toEqual([0, ""]);
  });

  it("ends what still runs when the time is over, says so, and ends with 0", async () => {
    const { chunks } = await startSpeaking("--stop-grace", "1");
    stop();
    const { code, stdout } = await companion.ended;
    expect(code).toBe(0);
    expect(stdout).toContain("Calls were still running after 1 s; they are ended.");
    const readOn = async () => {
      while (!(await chunks.next()).done);
    };
    await expect(readOn()).rejects.toThrow();
  });

  it("ends at once at the second signal", async () => {
    const { origin } = await startSpeaking("--stop-grace", "3600");
    stop();
    await expect.poll(async () => (await fetch(origin + readyPath)).status).toBe(503);
    const firstAtMs = performance.now();
    const again = setInterval(stop, 200);
    await once(companion.child, "exit");
    clearInterval(again);
    expect((await companion.ended).code).toBe(130);
    expect(performance.now() - firstAtMs).toBeLessThan(10_000);
  });
});
