import type { AudioKitCallOptions } from "../../audiokit/contract/call-options.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import type { Recognition as RecognitionResult } from "../../audiokit/calls/recognize-file.ts";
import type { WavFormat } from "../../audio/wav.ts";
import type { RequestedOptions } from "./options/requested-options.ts";

/** Sound on its way: 16-bit samples, channels interleaved. */
export interface SentSound extends Omit<WavFormat, "coding"> {
  bytes: Uint8Array<ArrayBuffer>;
}

/** How far a stream has come, in seconds of the recording. */
export interface StreamProgress {
  /** Handed to the connection, which holds back when the platform is slower. */
  sentSeconds: number;
  /** End of the final phrases and speech marks so far. */
  recognizedSeconds: number;
}

export interface StreamOptions extends AudioKitCallOptions {
  onprogress: (progress: StreamProgress) => void;
  /** Called with all final phrases each time one has come. */
  onresult: (result: RecognitionResult) => void;
}

const chunkSeconds = 0.5;

/** Sends a recording in one message. */
export function sendWhole(
  client: Pick<AudioKitClient, "recognizeFile">,
  { bytes, ...format }: SentSound,
  options: RequestedOptions,
  call: AudioKitCallOptions,
): Promise<RecognitionResult> {
  return client.recognizeFile({ ...options, ...format, coding: "pcm16", audio: bytes }, call);
}

/** Sends a recording through the stream, as fast as the platform takes it. */
export async function sendThroughStream(
  client: Pick<AudioKitClient, "recognizeStream">,
  { bytes, ...format }: SentSound,
  options: RequestedOptions,
  { onprogress, onresult, ...call }: StreamOptions,
): Promise<RecognitionResult> {
  const bytesPerSecond = format.sampleRateHz * format.channelCount * Int16Array.BYTES_PER_ELEMENT;
  const chunkBytes =
    Math.floor(chunkSeconds * format.sampleRateHz) * format.channelCount * Int16Array.BYTES_PER_ELEMENT;
  const progress: StreamProgress = { sentSeconds: 0, recognizedSeconds: 0 };
  const report = (step: Partial<StreamProgress>): void => onprogress(Object.assign(progress, step));
  const reportRecognized = (endMs: number): void =>
    report({ recognizedSeconds: Math.max(progress.recognizedSeconds, endMs / 1000) });

  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      yield await Promise.resolve(bytes.subarray(start, start + chunkBytes));
      report({ sentSeconds: Math.min(bytes.length, start + chunkBytes) / bytesPerSecond });
    }
  }

  const live = client.recognizeStream(
    chunks(),
    { ...options, ...format, coding: "pcm16", interimResults: false },
    { ...call, onMark: ({ offsetMs }) => reportRecognized(offsetMs) },
  );
  for await (const phrase of live) {
    if (!phrase.isFinal) continue;
    reportRecognized(phrase.endMs);
    onresult(live.summary());
  }
  return live.summary();
}
