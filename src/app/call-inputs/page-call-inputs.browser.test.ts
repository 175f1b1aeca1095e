import { createRouterTransport } from "@connectrpc/connect";
import { afterEach, describe, expect, it } from "vitest";
import { clientOver } from "../../audiokit/client.ts";
import { textSha256 } from "../../basics/sha256.ts";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { consoleCallContext } from "../../logging/call-context.ts";
import { logCalls } from "../../logging/log-calls.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import { observeCalls } from "../../logging/observe-calls.ts";
import { createPageCallInputs } from "./page-call-inputs.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const wav = writeWav(pcmBytes(new Int16Array(16)), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });

/** A client whose inputs are recorded in a real database as the settings say. */
function setup(current = { keepInputs: true, callInputMegabytes: 1 }) {
  const events: LogEvent[] = [];
  const secrets = createLiveSecrets();
  const logger = createLogger({
    sink: { append: (event) => void events.push(event) },
    content: false,
    scrub: secrets.scrub,
  });
  const name = `audiokit-inputs-${crypto.randomUUID()}`;
  const inputs = createPageCallInputs({ settings: { current }, logger, secrets, name });
  closing.push(async () => {
    (await inputs.open()).close();
    indexedDB.deleteDatabase(name);
  });
  const interceptors = [observeCalls(logCalls(logger, { recordInput: inputs.record }))];
  const routes = createRouterTransport(
    (router) =>
      void router.service(TTS, { synthesize: () => ({ audio: wav }), getModelsInfo: () => ({}) }).service(STT, {
        fileRecognize: () => ({}),
        async *recognize(messages) {
          for await (const message of messages) void message;
          yield { isFinal: true };
        },
      }),
    { transport: { interceptors } },
  );
  const usage = async () => (await inputs.open()).usage();
  const idOf = (operation: string) => events.findLast((event) => event.operation === operation)!.request_id!;
  return { client: clientOver(routes), inputs, events, secrets, usage, idOf, current };
}

const sound = (size: number) =>
  ({
    audio: new Uint8Array(size).map((_, at) => at % 251),
    coding: "pcm16",
    sampleRateHz: 16_000,
    channelCount: 1,
  }) as const;
async function sha256(bytes: Uint8Array<ArrayBuffer>) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((one) => one.toString(16).padStart(2, "0"))
    .join("");
}

describe("the inputs of a page's calls", () => {
  it("are stored where the settings want it, under the hash that the log has", async () => {
    const { client, inputs, events, usage, idOf } = setup();
    await client.synthesize({ text: "Привет", voice: "a" });
    await client.recognizeFile(sound(6_400));
    await expect.poll(usage).toMatchObject({ texts: 1, sounds: 1, bytes: 12 + 6_400 });
    const hashes = events
      .filter(({ event }) => event === "request_success")
      .map((one) => one.request_data!["input_sha256"]);
    expect(hashes).toEqual([textSha256("Привет"), await sha256(sound(6_400).audio)]);
    const opened = await inputs.open();
    expect(await opened.ofCall(idOf("Synthesize"))).toEqual({ texts: { text: "Привет" } });
    expect((await opened.ofCall(idOf("FileRecognize")))?.audio?.bytes).toEqual(sound(6_400).audio);
  });

  it("of a large recording are hashed beside the call, and found by its request ID", async () => {
    const { client, inputs, usage, idOf } = setup();
    await client.recognizeFile(sound(700_000));
    await expect.poll(usage).toMatchObject({ sounds: 1 });
    const audio = (await (await inputs.open()).ofCall(idOf("FileRecognize")))?.audio;
    expect(audio?.sha256).toBe(await sha256(sound(700_000).audio));
  });

  it("of a live call are stored as one sound with the messages in which it was sent", async () => {
    const { client, inputs, events, usage, idOf } = setup();
    const { audio, ...format } = sound(6_000);
    async function* chunks() {
      yield await Promise.resolve(audio.subarray(0, 2_000));
      yield audio.subarray(2_000);
    }
    for await (const phrase of client.recognizeStream(chunks(), format)) void phrase;
    await expect.poll(usage).toMatchObject({ sounds: 1 });
    const stored = await (await inputs.open()).ofCall(idOf("Recognize"));
    expect(stored?.audio?.bytes).toEqual(audio);
    expect(stored?.audio?.messages.map(({ sizeBytes }) => sizeBytes)).toEqual([2_000, 4_000]);
    expect(events.at(-1)!.request_data!["input_sha256"]).toBe(await sha256(audio));
  });

  it("are not stored while the settings do not want it, nor of the console's own calls, nor with a secret in the text", async () => {
    const { client, secrets, usage, events, current } = setup({ keepInputs: false, callInputMegabytes: 1 });
    await client.synthesize({ text: "Привет", voice: "a" });
    current.keepInputs = true;
    await client.ttsModels({ contextValues: consoleCallContext() });
    await client.synthesize({ text: "own", voice: "a" }, { contextValues: consoleCallContext() });
    secrets.learn("token", "token-of-this-page");
    await client.synthesize({ text: "my token-of-this-page", voice: "a" });
    // The last one is stored after those before it.
    await client.synthesize({ text: "да", voice: "a" });
    await expect.poll(usage).toMatchObject({ texts: 1, bytes: 4 });
    expect(events.filter(({ request_data: data }) => data && "input_sha256" in data)).toHaveLength(2);
  });

  it("that are larger than the limit leave no hash and no bytes", async () => {
    const { client, usage, events } = setup();
    await client.recognizeFile(sound(1_000_002));
    await client.synthesize({ text: "да", voice: "a" });
    await expect.poll(usage).toMatchObject({ sounds: 0, texts: 1 });
    expect(
      events.filter(({ operation, request_data: data }) => operation === "FileRecognize" && "input_sha256" in data!),
    ).toEqual([]);
  });

  it("are deleted with an audit event that says how many there were", async () => {
    const { client, inputs, usage, events } = setup();
    await client.synthesize({ text: "Привет", voice: "a" });
    await expect.poll(usage).toMatchObject({ texts: 1 });
    await inputs.deleteAll();
    expect(await usage()).toMatchObject({ texts: 0, sounds: 0, bytes: 0 });
    const audit = events.find(({ event }) => event === "system_audit_deletion");
    expect(audit?.data).toEqual({ what: "call_inputs", count: 1, sounds: 0, texts: 1, size_bytes: 12 });
    expect(JSON.stringify(audit)).not.toContain("Привет");
  });
});
