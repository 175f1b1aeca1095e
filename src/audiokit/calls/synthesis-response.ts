import type { CallOptions } from "@connectrpc/connect";
import { readWav, secondsOf, type WavFormat } from "../../audio/wav.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { ResponseMetadata } from "../contract/response-metadata.ts";
import { runCall, speechTimeoutMs } from "./run-call.ts";

/** The figures of a synthesis. */
export interface SynthesisSummary extends WavFormat {
  /** Length of the audio, from its sample count. */
  seconds: number;
  /** Chunks received; 1 for a unary call. */
  chunkCount: number;
  /** From the call to the first chunk of audio, in milliseconds; absent before. */
  firstAudioMs?: number;
  /** From the call to its end, in milliseconds. */
  totalMs: number;
  reply: ResponseMetadata;
}

/** Speech, complete. */
export interface Synthesis extends SynthesisSummary {
  /** A whole WAV file, header included. */
  wav: Uint8Array<ArrayBuffer>;
  firstAudioMs: number;
}

/** Reads a response that is a whole WAV. */
export async function readWhole(
  request: (call: CallOptions) => Promise<{ audio: Uint8Array }>,
  options: AudioKitCallOptions,
  nowMs: () => number,
): Promise<Synthesis> {
  const startedMs = nowMs();
  const { response, reply } = await runCall(options, speechTimeoutMs, async (call) => {
    const wav = (await request(call)).audio;
    const { samples, ...format } = readWav(wav);
    return { wav: wav as Uint8Array<ArrayBuffer>, ...format, seconds: secondsOf(samples.length, format) };
  });
  const totalMs = nowMs() - startedMs;
  return { ...response, chunkCount: 1, firstAudioMs: totalMs, totalMs, reply };
}
