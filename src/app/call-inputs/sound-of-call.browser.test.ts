import { afterEach, describe, expect, it } from "vitest";
import { pcmBytes, readWav, writeWav } from "../../audio/wav.ts";
import { bytesSha256 } from "../../basics/sha256.ts";
import { openCallInputs } from "../../local-archive/call-inputs.ts";
import { soundOfCall, type SoundSources } from "./sound-of-call.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const samples = pcmBytes(Int16Array.from({ length: 800 }, (_, at) => at));
const alaw = { coding: "alaw", sampleRateHz: 8_000, channelCount: 2 } as const;

/** Inputs in a real database, of one call. */
async function inputsOf(bytes: Uint8Array<ArrayBuffer>): Promise<SoundSources["openInputs"]> {
  const name = `inputs-${crypto.randomUUID()}`;
  const inputs = openCallInputs({ name, maxBytes: () => 1_000_000 });
  closing.push(() => (inputs.close(), void indexedDB.deleteDatabase(name)));
  const audio = { sha256: await bytesSha256(bytes), bytes, messages: [] };
  await inputs.save({ requestId: "req_1", texts: {}, audio });
  return async () => inputs;
}

const bytesOf = async (blob: Blob | undefined) => blob && new Uint8Array(await blob.arrayBuffer());

describe("soundOfCall", () => {
  it("is that of the archive where it has one, and the inputs are not opened then", async () => {
    const archived = async (id: string) => new Blob([`sound of ${id}`]);
    const openInputs = () => Promise.reject(new Error("opened"));
    const sound = await soundOfCall({ archived, openInputs }, "req_1", alaw);
    expect(await sound?.text()).toBe("sound of req_1");
  });

  it("is else the kept input under a header of the format in which it was sent", async () => {
    const openInputs = await inputsOf(samples);
    const archived = () => Promise.resolve(undefined);
    const wav = await bytesOf(await soundOfCall({ archived, openInputs }, "req_1", alaw));
    expect(readWav(wav!)).toEqual({ ...alaw, samples });
    expect(await soundOfCall({ archived, openInputs }, "req_2", alaw)).toBeUndefined();
  });

  it("keeps the header that the call sent", async () => {
    const sent = writeWav(samples, { coding: "pcm16", sampleRateHz: 44_100, channelCount: 1 });
    const openInputs = await inputsOf(sent);
    const wav = await bytesOf(await soundOfCall({ archived: async () => undefined, openInputs }, "req_1", alaw));
    expect(wav).toEqual(sent);
  });

  it("is none for a call that sends no sound", async () => {
    const openInputs = await inputsOf(samples);
    expect(await soundOfCall({ archived: async () => undefined, openInputs }, "req_1", undefined)).toBeUndefined();
  });
});
