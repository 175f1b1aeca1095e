import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MicrophoneChunk } from "./microphone-worklet.ts";

interface Processor {
  process(inputs: Float32Array[][]): boolean;
}

/** The worklet as the audio thread has it, on one end of a channel that nobody reads by itself. */
async function openProcessor() {
  const { port1, port2 } = new MessageChannel();
  let Registered!: new () => Processor;
  vi.stubGlobal("AudioWorkletProcessor", class {
    port = port1;
  }); // prettier-ignore
  vi.stubGlobal("registerProcessor", (_: string, processor: new () => Processor) => (Registered = processor));
  vi.resetModules();
  await import("./microphone-worklet.ts");
  const processor = new Registered();
  const record = (chunks: number, value = 0.5) => {
    for (let block = 0; block < chunks; block++) processor.process([[new Float32Array(1600).fill(value)]]);
  };
  return { record, page: port2 };
}

const take = (page: MessagePort) => receiveMessageOnPort(page)?.message as MicrophoneChunk | undefined;

function takeAll(page: MessagePort): MicrophoneChunk[] {
  const chunks: MicrophoneChunk[] = [];
  for (let chunk = take(page); chunk; chunk = take(page)) chunks.push(chunk);
  return chunks;
}

let opened: Awaited<ReturnType<typeof openProcessor>>;
beforeEach(async () => void (opened = await openProcessor()));
afterEach(() => {
  opened.page.close();
  vi.unstubAllGlobals();
});

describe("the worklet of the microphone", () => {
  it("posts chunks of 100 ms with their level", () => {
    const { record, page } = opened;
    record(2, -0.5);
    const chunks = takeAll(page);
    expect(chunks.map(({ samples }) => samples.length)).toEqual([1600, 1600]);
    expect(chunks[0]).toMatchObject({ rms: 0.5, peak: 0.5, droppedSamples: 0 });
  });

  it("posts 30 seconds to a page that takes none, drops the rest, and reports it with the next chunk", async () => {
    const { record, page } = opened;
    record(307);
    expect(takeAll(page)).toHaveLength(300);
    page.postMessage(undefined);
    page.postMessage(undefined);
    await expect.poll(() => (record(1), take(page)?.droppedSamples)).toBeGreaterThanOrEqual(7 * 1600);
    record(1);
    expect(take(page)).toMatchObject({ droppedSamples: 0 });
    record(1);
    expect(take(page)).toBeUndefined();
  });
});
