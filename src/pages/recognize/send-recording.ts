import type { AudioKitCallOptions } from "../../../audiokit/contract/call-options.ts";
import type { AudioKitClient } from "../../../audiokit/client.ts";
import type { Recognition as Heard } from "../../../audiokit/calls/recognize-file.ts";
import type { WavFormat } from "../../../audio/wav.ts";
import type { RequestedOptions } from "../options/requested-options.ts";

/** Sound on its way: 16-bit samples, channels interleaved. */
export interface SentSound extends Omit<WavFormat, "coding"> {
  bytes: Uint8Array<ArrayBuffer>;
}

/** How far a stream has come, in seconds of the recording. */
export interface StreamProgress {
  /** Handed to the connection, which holds back when the platform is slower. */
  sentSeconds: number;
  /** End of what is settled or marked so far. */
  heardSeconds: number;
}

export interface StreamOptions extends AudioKitCallOptions {
  onprogress: (progress: StreamProgress) => void;
  /** Sees all that is settled each time a phrase has come. */
  onheard: (heard: Heard) => void;
}

const pieceSeconds = 0.5;

/** Sends a recording in one message. */
export function sendWhole(
  client: Pick<AudioKitClient, "recognizeFile">,
  { bytes, ...format }: SentSound,
  options: RequestedOptions,
  call: AudioKitCallOptions,
): Promise<Heard> {
  return client.recognizeFile({ ...options, ...format, coding: "pcm16", audio: bytes }, call);
}

/** Sends a recording through the stream, as fast as the platform takes it. */
export async function sendThroughStream(
  client: Pick<AudioKitClient, "recognizeStream">,
  { bytes, ...format }: SentSound,
  options: RequestedOptions,
  { onprogress, onheard, ...call }: StreamOptions,
): Promise<Heard> {
  const bytesPerSecond = format.sampleRateHz * format.channelCount * Int16Array.BYTES_PER_ELEMENT;
  const pieceBytes =
    Math.floor(pieceSeconds * format.sampleRateHz) * format.channelCount * Int16Array.BYTES_PER_ELEMENT;
  const progress: StreamProgress = { sentSeconds: 0, heardSeconds: 0 };
  const tell = (step: Partial<StreamProgress>): void => onprogress(Object.assign(progress, step));
  const hear = (endMs: number): void => tell({ heardSeconds: Math.max(progress.heardSeconds, endMs / 1000) });

  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      yield await Promise.resolve(bytes.subarray(start, start + pieceBytes));
      tell({ sentSeconds: Math.min(bytes.length, start + pieceBytes) / bytesPerSecond });
    }
  }

  const live = client.recognizeStream(
    pieces(),
    { ...options, ...format, coding: "pcm16", interimResults: false },
    { ...call, onMark: ({ offsetMs }) => hear(offsetMs) },
  );
  for await (const phrase of live) {
    if (!phrase.isFinal) continue;
    hear(phrase.endMs);
    onheard(live.summary());
  }
  return live.summary();
}
