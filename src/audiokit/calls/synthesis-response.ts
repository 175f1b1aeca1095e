import type { CallOptions } from "@connectrpc/connect";
import { bytesPerSample, readWav, writeWav, type WavFormat } from "../../audio/wav.ts";
import { joinBytes } from "../../basics/bytes.ts";
import type { AudioKitCallOptions } from "../call-options.ts";
import type { ResponseMetadata } from "../response-metadata.ts";
import { runCall, speechTimeoutMs } from "./run-call.ts";

/** A piece of the stream: headerless samples, mono. Its end may lie inside a sample. */
export interface SynthesisChunk extends WavFormat {
  bytes: Uint8Array;
  /** From 0. */
  index: number;
}

export interface SynthesisOptions extends AudioKitCallOptions {
  /** Sees every piece as it arrives; what it throws ends the call. */
  onChunk?: (chunk: SynthesisChunk) => void;
}

/** Speech, complete. */
export interface Synthesis extends WavFormat {
  /** A whole WAV file, header included. */
  wav: Uint8Array<ArrayBuffer>;
  /** Length of the sound, from its sample count. */
  seconds: number;
  /** Pieces received; 1 for a unary call. */
  chunkCount: number;
  /** From the call to the first piece of sound, in milliseconds. */
  firstAudioMs: number;
  /** From the call to its end, in milliseconds. */
  totalMs: number;
  reply: ResponseMetadata;
}

/** Reads an answer that is a whole WAV. */
export async function readWhole(
  ask: (call: CallOptions) => Promise<{ audio: Uint8Array }>,
  options: AudioKitCallOptions,
  nowMs: () => number,
): Promise<Synthesis> {
  const startedMs = nowMs();
  const { answer, reply } = await runCall(options, speechTimeoutMs, async (call) => {
    const wav = (await ask(call)).audio;
    const { samples, ...format } = readWav(wav);
    return { wav: wav as Uint8Array<ArrayBuffer>, ...format, seconds: secondsOf(samples.length, format) };
  });
  const totalMs = nowMs() - startedMs;
  return { ...answer, chunkCount: 1, firstAudioMs: totalMs, totalMs, reply };
}

/** Reads an answer that comes as headerless samples in pieces. */
export async function readChunks(
  ask: (call: CallOptions) => AsyncIterable<{ audio: Uint8Array }>,
  format: WavFormat,
  options: SynthesisOptions,
  nowMs: () => number,
): Promise<Synthesis> {
  const startedMs = nowMs();
  const pieces: Uint8Array[] = [];
  let firstAudioMs: number | undefined;
  const { reply } = await runCall(options, speechTimeoutMs, async (call) => {
    for await (const { audio: bytes } of ask(call)) {
      if (bytes.length === 0) continue;
      firstAudioMs ??= nowMs() - startedMs;
      options.onChunk?.({ ...format, bytes, index: pieces.length });
      pieces.push(bytes);
    }
  });
  const totalMs = nowMs() - startedMs;
  const samples = joinWhole(pieces, bytesPerSample(format.coding));
  return {
    ...format,
    wav: writeWav(samples, format),
    seconds: secondsOf(samples.length, format),
    chunkCount: pieces.length,
    firstAudioMs: firstAudioMs ?? totalMs,
    totalMs,
    reply,
  };
}

function secondsOf(sampleBytes: number, format: WavFormat): number {
  return sampleBytes / (bytesPerSample(format.coding) * format.channelCount * format.sampleRateHz);
}

/** All pieces in a row; bytes of an unfinished sample at the very end are left out. */
function joinWhole(pieces: Uint8Array[], sampleBytes: number): Uint8Array<ArrayBuffer> {
  const joined = joinBytes(pieces);
  return joined.subarray(0, joined.length - (joined.length % sampleBytes));
}
