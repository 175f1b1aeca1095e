import { afterEach, describe, expect, it } from "vitest";
import { textSha256 } from "../basics/sha256.ts";
import { createValueRemoval } from "../basics/value-removal.ts";
import { openCallInputs, type CallInputs, type CallInputsOptions } from "./call-inputs.ts";
import { scanStoredTexts } from "./stored-texts.ts";

const open: { inputs: CallInputs; name: string }[] = [];
afterEach(() => {
  for (const { inputs, name } of open.splice(0)) {
    inputs.close();
    indexedDB.deleteDatabase(name);
  }
});

/** Inputs in a database of their own, with a clock that ticks. */
function setup(options: Partial<CallInputsOptions> = {}) {
  const name = `audiokit-inputs-${crypto.randomUUID()}`;
  let now = 1_000;
  const inputs = openCallInputs({ name, epochMs: () => now++, maxBytes: () => 1_000, ...options });
  open.push({ inputs, name });
  return { inputs, name };
}

const bytes = (fill: number, size = 400) => new Uint8Array(size).fill(fill);
const audio = (fill: number, size = 400) => ({
  sha256: `hash-${String(fill)}`,
  bytes: bytes(fill, size),
  messages: [{ sizeBytes: size, atMs: 5 }],
});

describe("the inputs of calls", () => {
  it("give back each text and sound of a call, with the messages of the sound", async () => {
    const { inputs } = setup();
    await inputs.save({ requestId: "r1", texts: { text: "привет", custom_options: "{}" }, audio: audio(1) });
    expect(await inputs.ofCall("r1")).toEqual({ texts: { text: "привет", custom_options: "{}" }, audio: audio(1) });
    expect(await inputs.ofCall("r2")).toBeUndefined();
    expect(await inputs.sound("hash-1")).toEqual(bytes(1));
    expect(await inputs.text(textSha256("привет"))).toBe("привет");
  });

  it("hold equal bytes once, however many calls sent them, each call with its own messages", async () => {
    const { inputs } = setup();
    const messages = [
      { sizeBytes: 100, atMs: 1 },
      { sizeBytes: 300, atMs: 900 },
    ];
    await inputs.save({ requestId: "r1", texts: { text: "да" }, audio: audio(1) });
    await inputs.save({ requestId: "r2", texts: { text: "да" }, audio: { ...audio(1), messages } });
    expect(await inputs.usage()).toMatchObject({ sounds: 1, texts: 1, bytes: 404, maxBytes: 1_000, oldestMs: 1_001 });
    expect((await inputs.ofCall("r1"))?.audio?.messages).toHaveLength(1);
    expect((await inputs.ofCall("r2"))?.audio?.messages).toEqual(messages);
  });

  it("make room by the oldest, counted from the last call that sent them", async () => {
    const { inputs } = setup();
    await inputs.save({ requestId: "r1", texts: {}, audio: audio(1) });
    await inputs.save({ requestId: "r2", texts: {}, audio: audio(2) });
    await inputs.save({ requestId: "r3", texts: {}, audio: audio(1) });
    await inputs.save({ requestId: "r4", texts: {}, audio: audio(3) });
    expect(
      await Promise.all(["hash-1", "hash-2", "hash-3"].map(async (hash) => (await inputs.sound(hash))?.[0])),
    ).toEqual([1, undefined, 3]);
    expect(await inputs.ofCall("r2")).toBeUndefined();
    expect((await inputs.usage()).bytes).toBe(800);
  });

  it("do not store what is larger than the whole limit, and drop nothing for it", async () => {
    const { inputs } = setup();
    await inputs.save({ requestId: "r1", texts: { text: "да" } });
    await inputs.save({ requestId: "r2", texts: {}, audio: audio(1, 1_001) });
    expect(await inputs.usage()).toMatchObject({ sounds: 0, texts: 1 });
  });

  it("follow a smaller limit at the next call", async () => {
    let maxBytes = 1_000;
    const { inputs } = setup({ maxBytes: () => maxBytes });
    await inputs.save({ requestId: "r1", texts: {}, audio: audio(1) });
    await inputs.save({ requestId: "r2", texts: {}, audio: audio(2) });
    maxBytes = 500;
    await inputs.save({ requestId: "r3", texts: { text: "да" } });
    expect(await inputs.usage()).toMatchObject({ sounds: 1, texts: 1, bytes: 404 });
  });

  it("forget the oldest calls beyond so many", async () => {
    const { inputs } = setup({ maxCalls: 2 });
    for (const requestId of ["r1", "r2", "r3"]) await inputs.save({ requestId, texts: { text: "да" } });
    expect(await inputs.ofCall("r1")).toBeUndefined();
    expect(await inputs.ofCall("r2")).toBeDefined();
  });

  it("are all deleted together", async () => {
    const { inputs } = setup();
    await inputs.save({ requestId: "r1", texts: { text: "да" }, audio: audio(1) });
    await inputs.clear();
    expect(await inputs.usage()).toEqual({ sounds: 0, texts: 0, bytes: 0, maxBytes: 1_000 });
    expect([await inputs.ofCall("r1"), await inputs.sound("hash-1")]).toEqual([undefined, undefined]);
  });

  it("lose a value that is removed, and a text that was changed so is not given as what was sent", async () => {
    const { inputs, name } = setup();
    await inputs.save({ requestId: "r1", texts: { text: "card 4111 1111", custom_options: "{}" } });
    const removal = createValueRemoval("4111 1111", "[redacted]");
    const scan = { includes: (one: string) => one === name, redacts: false };
    const found = [{ database: name, table: "inputs", records: 1, occurrences: 1 }];
    expect(await scanStoredTexts(removal, scan)).toEqual(found);
    await scanStoredTexts(removal, { ...scan, redacts: true });
    expect(await scanStoredTexts(removal, scan)).toEqual([]);
    expect(await inputs.ofCall("r1")).toEqual({ texts: { custom_options: "{}" } });
    expect(await inputs.text(textSha256("card 4111 1111"))).toBeUndefined();
  });
});
